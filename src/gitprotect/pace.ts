import PQueue from 'p-queue';
import type { Clock } from '../clock.ts';

/**
 * How many requests are sent at a time, all kinds together, and when none is. A server that limits the rate slows
 * down all of them at once: one shared pause, and half as many at a time; each round of successes adds one again.
 */
export class Pace {
  readonly #most: number;
  readonly #clock: Clock;
  readonly #queue: PQueue;
  #resumeAt = 0;
  #slowDowns = 0;
  #successes = 0;

  /** @param most requests at a time, 1 or more */
  constructor(most: number, clock: Clock) {
    this.#most = most;
    this.#clock = clock;
    this.#queue = new PQueue({ concurrency: most });
  }

  /** How many requests may be under way now. */
  get atATime(): number {
    return this.#queue.concurrency;
  }

  /**
   * Sends a request when it is its turn. What it tells of its answer, by `speedUp` or `slowDown`, counts before the next
   * one's turn.
   *
   * @param attempt from 1: those who tried before go first, or a few would wait through every pause in vain
   * @param request is told after how many slow-downs it is sent
   */
  async send<T>(attempt: number, request: (after: number) => Promise<T>): Promise<T> {
    const inTurn = async (): Promise<T> => {
      // Another slow-down may come during the pause.
      for (let wait = this.#wait(); wait > 0; wait = this.#wait()) await this.#clock.sleep(wait);
      return await request(this.#slowDowns);
    };
    return await this.#queue.add(inTurn, { priority: attempt });
  }

  /** A request was answered well. */
  speedUp(): void {
    if (this.#queue.concurrency >= this.#most || ++this.#successes < this.#queue.concurrency) return;
    this.#successes = 0;
    this.#queue.concurrency++;
  }

  /**
   * The server asks for less: nothing is sent for so long. Requests that were under way together count as one.
   *
   * @param after as `send` told the request
   * @returns whether this is the first that was heard of it
   */
  slowDown(pauseMs: number, after: number): boolean {
    this.#resumeAt = Math.max(this.#resumeAt, this.#clock.now() + pauseMs);
    if (after < this.#slowDowns) return false;
    this.#slowDowns++;
    this.#successes = 0;
    this.#queue.concurrency = Math.max(1, Math.floor(this.#queue.concurrency / 2));
    return true;
  }

  #wait(): number {
    return this.#resumeAt - this.#clock.now();
  }
}
