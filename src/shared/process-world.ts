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
