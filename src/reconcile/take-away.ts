import type { SoFar } from '../gitprotect/calls.ts';
import type { GitProtect } from '../gitprotect/client.ts';
import { OutdatedError, ServiceError } from '../gitprotect/errors.ts';
import type { Clock } from '../shared/clock.ts';

/** How often one request is sent, or found to be too late: as often as the most retries allow, and with a second token. */
const MAX_ROUNDS = 12;

/** They tell how old is what was seen. */
interface TimeKeepers {
  readonly service: Pick<GitProtect, 'waitedMs'>;
  readonly clock: Pick<Clock, 'monotonic'>;
}

/**
 * How sending one request that takes protection away went so far. Where it would be sent long after what it depends on
 * was seen, or was sent and failed for a while, it is sent (again) only if a new reading shows that it still may be.
 */
export class TakingAway {
  readonly #context: TimeKeepers;
  #soFar: SoFar;
  #failure: ServiceError | undefined;
  #round = 1;
  #waitedBefore = 0;

  /** @param seenAt when what it depends on was seen first, by the clock that never jumps; now, if it depends on nothing */
  constructor(context: TimeKeepers, seenAt: number) {
    this.#context = context;
    this.#soFar = { seenAt, earlier: undefined };
  }

  /** With which the request is to be sent. */
  get soFar(): SoFar {
    return this.#soFar;
  }

  /**
   * The request failed.
   * @returns how it ends; undefined: a new reading is to tell whether it may be sent again
   * @throws what is no failure of the service
   */
  failed(error: unknown): ServiceError | undefined {
    if (!(error instanceof ServiceError)) throw error;
    // What goes wrong with a second sign-in does not say that the request may have been carried out before it.
    if (this.#failure?.mayHaveApplied === true && !error.mayHaveApplied) return this.#failure;
    // What came too late was not sent: how it failed when it was sent says more.
    if (this.#failure === undefined || !(error instanceof OutdatedError)) this.#failure = error;
    // By the attempts, nothing is left to try.
    if (error.earlier === undefined) return this.#failure;
    if (this.#round === MAX_ROUNDS)
      return this.#failure.noting(`given up after ${String(MAX_ROUNDS)} rounds of reading and sending`);
    this.#round++;
    this.#soFar = { ...this.#soFar, earlier: error.earlier };
    this.#waitedBefore = this.#context.service.waitedMs;
    return undefined;
  }

  /**
   * A reading that began after the failure, and has just ended, showed whether the request may still be sent.
   * @returns how it ends; undefined: it is to be sent again
   */
  lookedAgain(mayStill: boolean): ServiceError | undefined {
    if (this.#failure === undefined) throw new Error('a reading was repeated before a request failed');
    if (!mayStill) return this.#failure.noting('not sent again: what it depends on could not be confirmed again');
    const { service, clock } = this.#context;
    // It is seen at the end of the reading, since that of a large organization takes longer than what is seen may be old;
    // but what was waited for during it, as for a rate limit, makes what was read before it older.
    const seenAt = clock.monotonic() - (service.waitedMs - this.#waitedBefore);
    this.#soFar = { ...this.#soFar, seenAt };
    return undefined;
  }
}
