import type { Clock, Deadline } from '../../src/shared/clock.ts';

/**
 * A clock that never waits: sleeps take no time but are counted, and deadlines pass only when a test says so, by
 * `advance` or `expireDeadlines`.
 */
export class FakeClock implements Clock {
  /** Every sleep, in milliseconds. */
  readonly slept: number[] = [];
  /** When each deadline passes. */
  readonly #deadlines = new Map<AbortController, number>();
  #now = Date.now();

  now(): number {
    return this.#now;
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
