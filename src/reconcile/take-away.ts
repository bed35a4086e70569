import type { SoFar } from '../gitprotect/calls.ts';
import { OutdatedError, ServiceError } from '../gitprotect/errors.ts';
import type { Context } from './context.ts';

/** A request that takes protection away, and what has to be seen before it is sent, and again before it is sent again. */
export interface TakingAway {
  /** When that was seen first, by the clock that never jumps; now, for what depends on nothing. */
  readonly seenAt: number;
  readonly send: (soFar: SoFar) => Promise<void>;
  /** Whether a new reading shows that it may still be sent. */
  readonly mayStill: () => Promise<boolean>;
}

/** How often one request is sent, or found to be too late: as often as the most retries allow, and with a second token. */
const MAX_ROUNDS = 12;

/**
 * Sends a request that takes protection away. Where it would be sent long after what it depends on was seen, or was sent
 * and failed for a while, it is sent (again) only if a new reading shows that it still may be.
 * @throws ServiceError
 */
export async function takeAway(context: Context, { seenAt, send, mayStill }: TakingAway): Promise<void> {
  let soFar: SoFar = { seenAt, earlier: undefined };
  let failed: ServiceError | undefined;
  for (let round = 1; ; round++) {
    try {
      await send(soFar);
      return;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      // What goes wrong with a second sign-in does not say that the request may have been carried out before it.
      if (failed?.mayHaveApplied === true && !error.mayHaveApplied) throw failed;
      // What came too late was not sent: how it failed when it was sent says more.
      if (failed === undefined || !(error instanceof OutdatedError)) failed = error;
      // By the attempts, nothing is left to try.
      if (error.earlier === undefined) throw failed;
      if (round === MAX_ROUNDS)
        throw failed.noting(`given up after ${String(MAX_ROUNDS)} rounds of reading and sending`);
      const again = await seenAgain(context, mayStill);
      if (again === undefined) throw failed.noting('not sent again: what it depends on could not be confirmed again');
      soFar = { seenAt: again, earlier: error.earlier };
    }
  }
}

/**
 * When it was seen again: at the end of the reading, since that of a large organization takes longer than what is seen may
 * be old; but what was waited for during it, as for a rate limit, makes what was read before it older.
 * @returns undefined where it is not seen
 */
async function seenAgain({ service, clock }: Context, mayStill: TakingAway['mayStill']): Promise<number | undefined> {
  const waitedBefore = service.waitedMs;
  return (await mayStill()) ? clock.monotonic() - (service.waitedMs - waitedBefore) : undefined;
}
