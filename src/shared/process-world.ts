import { systemClock } from './clock.ts';
import type { World } from './world.ts';

/** The world of a run in this process. SIGINT and SIGTERM cancel the run. */
export function processWorld(): World {
  const cancellation = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
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
