import type { SoFar } from '../gitprotect/calls.ts';
import type { GitProtect } from '../gitprotect/client.ts';
import { OutdatedError, type ServiceError } from '../gitprotect/errors.ts';
import type { Clock } from '../shared/clock.ts';

/** How often one request is sent, or found to be too late: as often as the most retries allow, and with a second token. */
const MAX_ROUNDS = 12;

/** The clock, and how long requests waited. */
interface TimeKeepers {
  readonly service: { readonly transport: Pick<GitProtect['transport'], 'waitedMs'> };
  readonly clock: Pick<Clock, 'monotonic'>;
}

/**
 * How sending one request that takes protection away went so far. Where it would be sent long after what it depends on
 * was seen, or was sent and failed for a while, it is sent (again) only if a new reading shows that it still may be.
 */
export class GuardedRequest {
  readonly #times: TimeKeepers;
  #soFar: SoFar;
  #failure: ServiceError | undefined;
  #note: string | undefined;
  #rounds = 0;
  #waitedBefore = 0;

  /** @param seenAt when what it depends on was seen first, by the clock that never jumps; now, if it depends on nothing */
  constructor(times: TimeKeepers, seenAt: number) {
    this.#times = times;
    this.#soFar = { seenAt, earlier: undefined };
  }

  /** With which it is to be sent. */
  get soFar(): SoFar {
    return this.#soFar;
  }

  /** How it failed; undefined: it was accepted. */
  get failure(): ServiceError | undefined {
    return this.#failure;
  }

  /** Why it was not sent again after it failed, where no failure says it. */
  get note(): string | undefined {
    return this.#note;
  }

  /**
   * It was sent once.
   * @param error how that failed, if it did
   * @returns whether it may be sent again, if a new reading shows that
   */
  mayRepeatAfter(error: ServiceError | undefined): boolean {
    this.#rounds++;
    // What goes wrong with a second sign-in does not say that the request may have been carried out before it.
    if (error !== undefined && this.#failure?.mayHaveApplied === true && !error.mayHaveApplied) return false;
    // What came too late was not sent: how it failed when it was sent says more.
    if (this.#failure === undefined || !(error instanceof OutdatedError)) this.#failure = error;
    // By the attempts, nothing is left to try.
    if (error?.earlier === undefined) return false;
    if (this.#rounds === MAX_ROUNDS) {
      this.#note = `given up after ${String(MAX_ROUNDS)} rounds of reading and sending`;
      return false;
    }
    this.#soFar = { ...this.#soFar, earlier: error.earlier };
    this.#waitedBefore = this.#times.service.transport.waitedMs;
    return true;
  }

  /** A reading that began after the failure has just ended. @returns what it showed: whether the request may be sent again */
  confirmed(mayStill: boolean): boolean {
    const { service, clock } = this.#times;
    if (!mayStill) this.#note = 'not sent again: what it depends on could not be confirmed again';
    // `seenAt` is the end of the reading: reading a large organization takes longer than the age limit. Waits during it, as
    // for rate limits, are subtracted: they make what was read before them older.
    const seenAt = clock.monotonic() - (service.transport.waitedMs - this.#waitedBefore);
    this.#soFar = { ...this.#soFar, seenAt };
    return mayStill;
  }
}
