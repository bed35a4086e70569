import type { Clock } from './clock.ts';

/** Nothing is told of work that is shorter, and a line no more often. */
const EVERY_MS = 5000;

/** Tells how far a long piece of work has come, so that nobody takes it for a hanging one. */
export class Progress {
  readonly #log: { info(text: string): void };
  readonly #clock: Clock;
  readonly #things: string;
  readonly #start: number;
  #told: number;

  /** @param things what is counted, as `pages of the list` */
  constructor(log: { info(text: string): void }, clock: Clock, things: string) {
    this.#log = log;
    this.#clock = clock;
    this.#things = things;
    this.#start = this.#told = clock.now();
  }

  /** So many of all are done; tells it if it is time. */
  reached(done: number, all: number): void {
    const now = this.#clock.now();
    if (now - this.#told < EVERY_MS || done === 0 || done >= all) return;
    this.#told = now;
    const perSecond = (done * 1000) / (now - this.#start);
    const left = Math.ceil((all - done) / perSecond);
    const rate = perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toString();
    this.#log.info(`  ${String(done)} of ${String(all)} ${this.#things}, ${rate} a second, about ${time(left)} left`);
  }
}

function time(seconds: number): string {
  return seconds < 120 ? `${String(seconds)} s` : `${String(Math.round(seconds / 60))} min`;
}
