import type { Logger } from '../shared/logger.ts';
import type { Context } from './context.ts';

const MAX_PAUSE_MS = 30_000;
const GROWTH = 1.5;

/** Pauses that grow, between looks at something that takes its time, until so many seconds have passed. */
export class Patience {
  readonly #context: Pick<Context, 'clock' | 'cancelled'>;
  readonly seconds: number;
  readonly #firstPause: number;
  #start: number;
  #pause: number;

  constructor(context: Pick<Context, 'clock' | 'cancelled'>, seconds: number, firstPauseMs: number) {
    this.#context = context;
    this.seconds = seconds;
    this.#firstPause = this.#pause = firstPauseMs;
    this.#start = context.clock.monotonic();
  }

  /** The time starts anew, with the first pause: what is waited for was caused only now. */
  restart(): void {
    this.#start = this.#context.clock.monotonic();
    this.#pause = this.#firstPause;
  }

  get waitedSeconds(): number {
    return Math.round((this.#context.clock.monotonic() - this.#start) / 1000);
  }

  /** How long the next pause is; 0 when the time is up, or the job is cancelled. */
  get nextPauseMs(): number {
    const { clock, cancelled } = this.#context;
    if (cancelled.aborted) return 0;
    return Math.max(0, Math.min(this.#pause, this.#start + this.seconds * 1000 - clock.monotonic()));
  }

  /**
   * Whether nothing is looked at again once a look has ended that began at this moment, by the clock that never jumps. One
   * that began in time may have ended much later, and have seen what was there when it began.
   */
  isOverFor(began: number): boolean {
    const { cancelled } = this.#context;
    return cancelled.aborted || (this.nextPauseMs === 0 && began >= this.#start + this.seconds * 1000);
  }

  /** The next pause, for the log: `1.5 s`. */
  get nextPause(): string {
    return `${(this.nextPauseMs / 1000).toFixed(1)} s`;
  }

  /** Pauses, and logs why: what is looked at is not yet as it should be. */
  async pauseAfter(log: Logger, why: string): Promise<void> {
    log.info(`  ${why}, looking again in ${this.nextPause}`);
    await this.pause();
  }

  async pause(): Promise<void> {
    const { clock, cancelled } = this.#context;
    await clock.sleep(this.nextPauseMs, cancelled);
    this.#pause = Math.min(this.#pause * GROWTH, MAX_PAUSE_MS);
  }
}
