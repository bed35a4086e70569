import type { Clock } from '../shared/clock.ts';

const MAX_ROUNDS = 64;

/**
 * Limits how many requests are sent at a time. A server that limits the rate slows down all of them at once: one shared
 * pause, and half as many at a time; each round of successes adds one again, later and later where that was one too
 * many.
 */
export class RateLimiter {
  readonly #max: number;
  readonly #clock: Clock;
  readonly #cancelled: AbortSignal;
  readonly #waiting: { readonly attempt: number; readonly start: () => void }[] = [];
  #concurrency: number;
  #running = 0;
  #resumeAt = 0;
  #slowDowns = 0;
  /** Since the concurrency changed. */
  #successes = 0;
  #wasRaised = false;
  /** How many rounds of successes it takes for one more at a time. */
  #rounds = 1;

  /**
   * @param max requests at a time, 1 or more
   * @param cancelled ends the pauses
   */
  constructor(max: number, clock: Clock, cancelled: AbortSignal) {
    this.#max = this.#concurrency = max;
    this.#clock = clock;
    this.#cancelled = cancelled;
  }

  /** How many requests may be under way now. */
  get concurrency(): number {
    return this.#concurrency;
  }

  /**
   * Waits until a request may be sent.
   * @param attempt from 1: those who tried before go first, or a few would wait through every pause in vain
   */
  async acquire(attempt: number): Promise<Permit> {
    if (this.#running < this.#concurrency) this.#running++;
    else await this.#turn(attempt);
    // Another slow-down may come during the pause.
    for (let ms = this.#pauseMs(); ms > 0 && !this.#cancelled.aborted; ms = this.#pauseMs())
      await this.#clock.sleep(ms, this.#cancelled);
    return { afterSlowDowns: this.#slowDowns };
  }

  /** The request is over: the next one may be sent. */
  release(): void {
    this.#running--;
    while (this.#running < this.#concurrency) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#running++;
      next.start();
    }
  }

  /** A request was answered well. To be called before its release. */
  speedUp(): void {
    this.#successes++;
    const isProven = this.#wasRaised && this.#successes >= this.#concurrency;
    if (isProven) this.#rounds = 1;
    if (this.#concurrency >= this.#max || this.#successes < this.#concurrency * this.#rounds) return;
    // Requests that were refused go first; a probe for more could be refused again.
    if ((this.#waiting[0]?.attempt ?? 1) > 1) return;
    this.#change(this.#concurrency + 1);
    this.#wasRaised = true;
  }

  /**
   * The server asks for less: nothing is sent for so long. Requests that were under way together count as one. To be
   * called before the request's release.
   * @returns whether this is the first that was heard of it
   */
  slowDown(pauseMs: number, { afterSlowDowns }: Permit): boolean {
    this.#resumeAt = Math.max(this.#resumeAt, this.#clock.monotonic() + pauseMs);
    if (afterSlowDowns < this.#slowDowns) return false;
    this.#slowDowns++;
    if (this.#successes >= this.#concurrency || this.#slowDowns === 1) {
      this.#change(Math.floor(this.#concurrency / 2));
    } else if (this.#wasRaised) {
      this.#rounds = Math.min(this.#rounds * 2, MAX_ROUNDS);
      this.#change(this.#concurrency - 1);
    } else {
      // Fewer were not few enough: a server may take one at a time, and each refusal costs a request an attempt.
      this.#change(1);
    }
    return true;
  }

  #change(concurrency: number): void {
    this.#concurrency = Math.max(1, concurrency);
    this.#successes = 0;
    this.#wasRaised = false;
  }

  #turn(attempt: number): Promise<void> {
    return new Promise((start) => {
      const behind = this.#waiting.findIndex((other) => other.attempt < attempt);
      this.#waiting.splice(behind < 0 ? this.#waiting.length : behind, 0, { attempt, start });
    });
  }

  #pauseMs(): number {
    return this.#resumeAt - this.#clock.monotonic();
  }
}

/** Leave to send one request. */
export interface Permit {
  /** How often the rate was lowered before it was given. */
  readonly afterSlowDowns: number;
}
