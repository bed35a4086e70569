/** How long requests may wait in total, for rate limits and before further attempts. */
export class WaitBudget {
  readonly #maxMs: number;
  #spentMs = 0;
  #coveredUntil = 0;

  /** @param maxSeconds for all requests together */
  constructor(maxSeconds: number) {
    this.#maxMs = maxSeconds * 1000;
  }

  get spentSeconds(): number {
    return Math.round(this.#spentMs / 1000);
  }

  get spentMs(): number {
    return this.#spentMs;
  }

  /**
   * Takes a wait from the budget, unless it is longer than what is left. Requests that wait at the same time count once.
   * @param now milliseconds of a clock that never jumps
   * @returns whether it was taken
   */
  take(pauseMs: number, now: number): boolean {
    const added = Math.max(0, now + pauseMs - Math.max(now, this.#coveredUntil));
    if (this.#spentMs + added > this.#maxMs) return false;
    this.#spentMs += added;
    this.#coveredUntil = Math.max(this.#coveredUntil, now + pauseMs);
    return true;
  }
}
