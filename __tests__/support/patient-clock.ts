import { FakeClock } from './fake-clock.ts';

/** Real milliseconds in which nothing came, after which nothing is taken to be under way. */
const IDLE_MS = 12;

/**
 * A clock whose sleeps end as soon as nothing else happens: unlike `FakeClock`'s, they don't overtake requests that are
 * under way, so that what waits together wakes together, in the order of the times.
 */
export class PatientClock extends FakeClock {
  readonly #sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  #time = Date.now();
  #timer: NodeJS.Timeout | undefined;

  override now(): number {
    return this.#time;
  }

  override sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    return new Promise((wake) => {
      this.#sleepers.push({ until: this.#time + milliseconds, wake });
      this.busy();
    });
  }

  /** Something happens: time stands still for a while. */
  busy(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#goOn();
    }, IDLE_MS);
  }

  #goOn(): void {
    if (this.#sleepers.length === 0) return;
    this.#time = Math.max(this.#time, Math.min(...this.#sleepers.map(({ until }) => until)));
    const awake = this.#sleepers.filter(({ until }) => until <= this.#time);
    for (const sleeper of awake) {
      this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
      sleeper.wake();
    }
    if (this.#sleepers.length > 0) this.busy();
  }
}
