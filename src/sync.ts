import type { Clock } from './clock.ts';
import type { GitProtect } from './gitprotect/client.ts';
import { RejectedError } from './gitprotect/errors.ts';
import type { Organization, Repository } from './gitprotect/model.ts';
import type { WantedRepository } from './inputs.ts';
import { findRepository, isMarkedRemoved, LookUpError } from './look-up.ts';
import type { Log } from './report/log.ts';
import { label } from './wording.ts';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/** A repository that is not listed, and the list that it is not in. */
export interface Missing {
  readonly wanted: WantedRepository;
  readonly organization: Organization;
  readonly repositories: readonly Repository[];
}

/**
 * Has GitProtect read the Git host's list for a repository that it doesn't list yet: one request to synchronize, then
 * looks with growing pauses until the repository appears or time is up.
 *
 * @param timeoutSeconds undefined: don't ask
 * @throws LookUpError when it doesn't appear
 */
export async function waitForSync(
  gitprotect: GitProtect,
  missing: Missing,
  timeoutSeconds: number | undefined,
  clock: Clock,
  log: Log,
): Promise<Repository> {
  const { organization, wanted } = missing;
  if (timeoutSeconds === undefined)
    throw notListed(missing, 'and GitProtect was not asked to synchronize (sync is never, or this is a dry run)');
  log.info(
    `Organization ${label(organization)} lists no repository '${wanted.asked}': asking GitProtect to synchronize`,
  );
  await requestSync(gitprotect, organization, log);

  const start = clock.now();
  const end = start + timeoutSeconds * 1000;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    await clock.sleep(Math.min(pause, Math.max(0, end - clock.now())));
    const repositories = await gitprotect.listRepositories(organization);
    const found = findRepository(repositories, wanted, organization);
    const waited = `${String(Math.round((clock.now() - start) / 1000))} s of ${String(timeoutSeconds)} s`;
    if (found !== undefined) {
      log.info(`  '${wanted.asked}' is listed now, after ${waited}`);
      return found;
    }
    if (clock.now() >= end)
      throw notListed(
        { ...missing, repositories },
        `not even ${String(timeoutSeconds)} s after it was asked to synchronize`,
      );
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

function notListed({ repositories, wanted, organization }: Missing, since: string): LookUpError {
  const what = `organization ${label(organization)} lists no repository '${wanted.asked}'`;
  if (isMarkedRemoved(repositories, wanted, organization))
    return new LookUpError(
      'The repository is gone from the Git host',
      `${what} but one that GitProtect marks as removed at the Git host, ${since}`,
      'A removed repository cannot be backed up. If it was moved or renamed, give its new name; if it is there, check that it is granted to the GitProtect app.',
    );
  return new LookUpError(
    'GitProtect does not list the repository',
    `${what}, ${since}`,
    "Look in GitProtect: is the repository granted to GitProtect's app or token at the Git host, and are new repositories of this organization added automatically? Is the name right? A synchronization of a large organization may take longer: raise sync-timeout.",
  );
}
