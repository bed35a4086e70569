import type { Deadline } from '../../src/shared/clock.ts';
import { FakeClock } from './fake-clock.ts';

/**
 * A clock whose sleeps end as soon as nothing else happens: unlike `FakeClock`'s, they don't overtake requests that are
 * under way, so that what waits together wakes together, in the order of the times. A request is under way as long as
 * its deadline is set.
 */
export class PatientClock extends FakeClock {
  readonly #sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  #underWay = 0;

  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.slept.push(milliseconds);
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { until: this.monotonic() + milliseconds, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', wake);
      this.#wakeWhenIdle();
    });
  }

  override deadline(milliseconds: number): Deadline {
    const deadline = super.deadline(milliseconds);
    let isSet = true;
    const end = (): void => {
      if (!isSet) return;
      isSet = false;
      this.#underWay--;
      this.#wakeWhenIdle();
    };
    this.#underWay++;
    deadline.signal.addEventListener('abort', end);
    return {
      signal: deadline.signal,
      clear: () => {
        deadline.clear();
        end();
      },
    };
  }

  /** Time goes on to the next who wakes, unless what just ended leads to another request, which it does at once. */
  #wakeWhenIdle(): void {
    setImmediate(() => {
      if (this.#underWay > 0 || this.#sleepers.size === 0) return;
      this.advance(Math.max(0, Math.min(...[...this.#sleepers].map(({ until }) => until)) - this.monotonic()));
      for (const { until, wake } of [...this.#sleepers]) if (until <= this.monotonic()) wake();
      this.#wakeWhenIdle();
    });
  }
}
