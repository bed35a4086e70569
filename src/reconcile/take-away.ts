import type { SoFar } from '../gitprotect/calls.ts';
import type { GitProtect } from '../gitprotect/client.ts';
import { OutdatedError, ServiceError } from '../gitprotect/errors.ts';
import type { Clock } from '../shared/clock.ts';

/** How often one request is sent, or found to be too late: as often as the most retries allow, and with a second token. */
const MAX_ROUNDS = 12;

/** The clock, and how long requests waited. */
interface TimeKeepers {
  readonly service: { readonly transport: Pick<GitProtect['transport'], 'waitedMs'> };
  readonly clock: Pick<Clock, 'monotonic'>;
}

/**
 * Sends one request that takes protection away. Where it would be sent long after what it depends on was seen, or was
 * sent and failed for a while, it is sent (again) only if a new reading shows that it still may be.
 * @param seenAt when what it depends on was seen first, by the clock that never jumps; now, if it depends on nothing
 * @param send sends it once
 * @param mayStill whether a new reading shows that it may be sent
 * @returns how it failed; undefined: it was accepted
 * @throws what is no failure of the service
 */
export async function takeAway(
  { service: { transport }, clock }: TimeKeepers,
  seenAt: number,
  send: (soFar: SoFar) => Promise<void>,
  mayStill: () => Promise<boolean>,
): Promise<ServiceError | undefined> {
  let soFar: SoFar = { seenAt, earlier: undefined };
  let failure: ServiceError | undefined;
  for (let round = 1; ; round++) {
    try {
      await send(soFar);
      return undefined;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      // What goes wrong with a second sign-in does not say that the request may have been carried out before it.
      if (failure?.mayHaveApplied === true && !error.mayHaveApplied) return failure;
      // What came too late was not sent: how it failed when it was sent says more.
      if (failure === undefined || !(error instanceof OutdatedError)) failure = error;
      const { earlier } = error;
      // By the attempts, nothing is left to try.
      if (earlier === undefined) return failure;
      if (round === MAX_ROUNDS)
        return failure.noting(`given up after ${String(MAX_ROUNDS)} rounds of reading and sending`);
      const waitedBefore = transport.waitedMs;
      if (!(await mayStill())) return failure.noting('not sent again: what it depends on could not be confirmed again');
      // `seenAt` is the end of the reading: reading a large organization takes longer than the age limit. Waits during it, as
      // for rate limits, are subtracted: they make what was read before them older.
      soFar = { seenAt: clock.monotonic() - (transport.waitedMs - waitedBefore), earlier };
    }
  }
}
