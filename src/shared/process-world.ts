import { systemClock } from './clock.ts';
import type { World } from './world.ts';

/**
 * That a CI, a person or a terminal which closes ends the run: otherwise it would end without a report. Where a system does
 * not have one of them, it never comes.
 */
export const CANCELLING = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGBREAK'] as const;

/** The world of a run in this process. Signals cancel the run. */
export function processWorld(): World {
  const cancellation = new AbortController();
  for (const signal of CANCELLING)
    process.on(signal, () => {
      cancellation.abort();
    });
  return {
    environment: process.env,
    stdout: process.stdout,
    clock: systemClock,
    random: Math.random,
    cancelled: cancellation.signal,
  };
}

/** How long the rest of what was printed waits for its reader once the run is cancelled. */
export const UNREAD_MS = 1000;

/**
 * Waits until all that was printed is written; a reader that does not read holds no process that is told to end.
 * @returns whether it is
 */
export async function isAllWritten(
  streams: readonly Pick<NodeJS.WriteStream, 'write'>[],
  cancelled: AbortSignal,
  unreadMs = UNREAD_MS,
): Promise<boolean> {
  const written = streams.map(
    (stream) =>
      new Promise<void>((resolve) => {
        stream.write('', () => {
          resolve();
        });
      }),
  );
  const givenUp = new Promise<boolean>((resolve) => {
    const wait = (): void => {
      setTimeout(resolve, unreadMs, false);
    };
    if (cancelled.aborted) wait();
    else cancelled.addEventListener('abort', wait);
  });
  return await Promise.race([Promise.all(written).then(() => true), givenUp]);
}
