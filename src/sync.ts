import type { Clock } from './clock.ts';
import type { GitProtect } from './gitprotect/client.ts';
import { RejectedError } from './gitprotect/errors.ts';
import type { Organization, Repository } from './gitprotect/model.ts';
import type { WantedRepository } from './inputs.ts';
import { findRepository, LookUpError } from './look-up.ts';
import type { Log } from './report/log.ts';
import { label } from './wording.ts';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Has GitProtect read the Git host's list for a repository that it doesn't list yet: one request to synchronize, then
 * looks with growing pauses until the repository appears or time is up.
 *
 * @param timeoutSeconds undefined: don't ask
 * @throws LookUpError when it doesn't appear
 */
export async function waitForSync(
  gitprotect: GitProtect,
  organization: Organization,
  repository: WantedRepository,
  timeoutSeconds: number | undefined,
  clock: Clock,
  log: Log,
): Promise<Repository> {
  const what = `organization ${label(organization)} lists no repository '${repository.asked}'`;
  if (timeoutSeconds === undefined)
    throw notListed(`${what}, and GitProtect was not asked to synchronize (sync is never, or this is a dry run)`);
  log.info(`GitProtect's ${what}: asking it to synchronize.`);
  await requestSync(gitprotect, organization, log);

  const start = clock.now();
  const end = start + timeoutSeconds * 1000;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    await clock.sleep(Math.min(pause, Math.max(0, end - clock.now())));
    const found = findRepository(await gitprotect.listRepositories(organization), repository, organization);
    const waited = `${String(Math.round((clock.now() - start) / 1000))} s of ${String(timeoutSeconds)} s`;
    if (found !== undefined) {
      log.info(`  '${repository.asked}' is listed now, after ${waited}.`);
      return found;
    }
    if (clock.now() >= end)
      throw notListed(`${what}, not even ${String(timeoutSeconds)} s after it was asked to synchronize`);
    log.info(`  not listed yet, waited ${waited}`);
  }
}

async function requestSync(gitprotect: GitProtect, organization: Organization, log: Log): Promise<void> {
  try {
    await gitprotect.synchronize(organization);
  } catch (error) {
    // 409: one is running already, and will do as well.
    if (!(error instanceof RejectedError && error.refusal.status === 409)) throw error;
    log.info('  a synchronization is running already');
  }
}

function notListed(message: string): LookUpError {
  return new LookUpError(
    'GitProtect does not list the repository',
    message,
    "Look in GitProtect: is the repository granted to GitProtect's app or token at the Git host, and are new repositories of this organization added automatically? Is the name right? A synchronization of a large organization may take longer: raise sync-timeout.",
  );
}
