import type { Organization } from '../domain/model.ts';
import type { NameLine } from '../domain/request.ts';
import { RejectedError } from '../gitprotect/errors.ts';
import { label, someOf } from '../shared/text.ts';
import type { Context } from './context.ts';
import { areListed } from './read-repositories.ts';

const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 30_000;

/**
 * Has GitProtect read the Git host's list for repositories that it doesn't list yet: one request to synchronize, then
 * looks with growing pauses until all of them appear or the time is up. @throws ServiceError
 */
export async function synchronize(
  context: Context,
  organization: Organization,
  missing: readonly NameLine[],
  timeoutSeconds: number,
): Promise<void> {
  const { service, clock, cancelled, log } = context;
  const names = someOf(missing.map(({ text }) => `'${text}'`));
  log.info(`Organization ${label(organization)} lists no repository ${names}: asking GitProtect to synchronize`);
  await requestSynchronization(context, organization);

  const start = clock.monotonic();
  const end = start + timeoutSeconds * 1000;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, MAX_PAUSE_MS)) {
    await clock.sleep(Math.min(pause, Math.max(0, end - clock.monotonic())), cancelled);
    const listed = await areListed(service, organization, missing);
    const waited = `${String(Math.round((clock.monotonic() - start) / 1000))} s of ${String(timeoutSeconds)} s`;
    log.info(
      listed
        ? `  ${names} ${missing.length === 1 ? 'is' : 'are'} listed now, after ${waited}`
        : `  not listed yet, waited ${waited}`,
    );
    if (listed || clock.monotonic() >= end) return;
  }
}

async function requestSynchronization({ service, log }: Context, organization: Organization): Promise<void> {
  try {
    await service.synchronize(organization);
  } catch (error) {
    // 409: one is running already, and will do as well.
    if (!(error instanceof RejectedError && error.response.status === 409)) throw error;
    log.info('  a synchronization is running already');
  }
}
