import { areListed } from './choose.ts';
import type { Clock } from './clock.ts';
import type { GitProtect } from './gitprotect/client.ts';
import { RejectedError } from './gitprotect/errors.ts';
import type { Organization } from './gitprotect/model.ts';
import type { NameLine } from './protection/select.ts';
import type { Log } from './report/log.ts';
import { label, someOf } from './wording.ts';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Has GitProtect read the Git host's list for repositories that it doesn't list yet: one request to synchronize, then
 * looks with growing pauses until all of them appear or time is up.
 */
export async function waitForSync(
  gitprotect: GitProtect,
  organization: Organization,
  missing: readonly NameLine[],
  timeoutSeconds: number,
  clock: Clock,
  log: Log,
): Promise<void> {
  const names = someOf(missing.map(({ asked }) => `'${asked}'`));
  log.info(`Organization ${label(organization)} lists no repository ${names}: asking GitProtect to synchronize`);
  await requestSync(gitprotect, organization, log);

  const start = clock.now();
  const end = start + timeoutSeconds * 1000;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    await clock.sleep(Math.min(pause, Math.max(0, end - clock.now())));
    const listed = await areListed(gitprotect, organization, missing);
    const waited = `${String(Math.round((clock.now() - start) / 1000))} s of ${String(timeoutSeconds)} s`;
    log.info(
      listed
        ? `  ${names} ${missing.length === 1 ? 'is' : 'are'} listed now, after ${waited}`
        : `  not listed yet, waited ${waited}`,
    );
    if (listed || clock.now() >= end) return;
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
