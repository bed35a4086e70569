import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';

/** Shorter work is not logged, and a line no more often. */
const INTERVAL_MS = 5000;

/** Logs how far a long piece of work has come, so that nobody takes it for a hanging one. */
export class Progress {
  readonly #log: Pick<Logger, 'info' | 'progress'>;
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #things: string;
  readonly #start: number;
  #lastLine: number;

  /** @param things what is counted, as `pages of the list` */
  constructor(log: Pick<Logger, 'info' | 'progress'>, clock: Pick<Clock, 'monotonic'>, things: string) {
    this.#log = log;
    this.#clock = clock;
    this.#things = things;
    this.#start = this.#lastLine = clock.monotonic();
  }

  /** So many of all are done; logs a line if it is time. */
  report(done: number, all: number): void {
    const now = this.#clock.monotonic();
    if (now - this.#lastLine < INTERVAL_MS || done === 0 || done >= all) return;
    this.#lastLine = now;
    const perSecond = (done * 1000) / (now - this.#start);
    const left = Math.ceil((all - done) / perSecond);
    const rate = perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toString();
    const text = `  ${String(done)} of ${String(all)} ${this.#things}, ${rate} a second, about ${time(left)} left`;
    if (this.#log.progress === undefined) this.#log.info(text);
    else this.#log.progress(text);
  }
}

function time(seconds: number): string {
  return seconds < 120 ? `${String(seconds)} s` : `${String(Math.round(seconds / 60))} min`;
}
