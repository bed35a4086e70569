import type { Clock } from '../../src/clock.ts';

/** A clock whose sleeps take no time but are counted: tests of waiting don't wait. */
export class FakeClock implements Clock {
  readonly slept: number[] = [];
  #now = Date.now();

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    this.#now += milliseconds;
    return Promise.resolve();
  }
}
