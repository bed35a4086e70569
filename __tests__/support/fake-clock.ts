import type { Clock, Deadline } from '../../src/shared/clock.ts';

/**
 * A clock that never waits: sleeps take no time but are counted, and deadlines pass only when a test says so, by
 * `advance` or `expireDeadlines`. Somebody may set the wall clock, by `step`.
 */
export class FakeClock implements Clock {
  /** Every sleep, in milliseconds. */
  readonly slept: number[] = [];
  /** When each deadline passes. */
  readonly #deadlines = new Map<AbortController, number>();
  #now = Date.now();
  #stepped = 0;

  now(): number {
    return this.#now + this.#stepped;
  }

  monotonic(): number {
    return this.#now;
  }

  /** Sets the wall clock forward, or back where it is negative; no time passes. */
  step(milliseconds: number): void {
    this.#stepped += milliseconds;
  }

  sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    this.#now += milliseconds;
    return Promise.resolve();
  }

  deadline(milliseconds: number): Deadline {
    const controller = new AbortController();
    this.#deadlines.set(controller, this.#now + milliseconds);
    return { signal: controller.signal, clear: () => this.#deadlines.delete(controller) };
  }

  /** So much time passes, and with it the deadlines that lie in it. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const [controller, at] of [...this.#deadlines])
      if (at <= this.#now) {
        this.#deadlines.delete(controller);
        controller.abort();
      }
  }

  /** All deadlines that are set pass now. */
  expireDeadlines(): void {
    this.advance(Math.max(0, ...[...this.#deadlines.values()].map((at) => at - this.#now)));
  }
}
