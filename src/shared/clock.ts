import { setTimeout as sleep } from 'node:timers/promises';

/** Time, passed in so that tests control it. */
export interface Clock {
  /** Milliseconds since the epoch, for dates only: the system's clock may be set while a run is under way. */
  now(): number;
  /** Milliseconds since some moment, for durations: it never jumps. */
  monotonic(): number;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  deadline(milliseconds: number): Deadline;
}

export interface Deadline {
  readonly signal: AbortSignal;
  /** Ends the timer; the signal does not abort any more. */
  clear(): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => undefined),
  deadline: (milliseconds) => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      controller.abort();
    }, milliseconds);
    return {
      signal: controller.signal,
      clear: () => {
        clearTimeout(timer);
      },
    };
  },
};
