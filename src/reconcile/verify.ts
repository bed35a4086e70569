import { type DesiredState, narrowedTo } from '../domain/desired-state.ts';
import type { Outcome } from '../domain/outcome.ts';
import { type Attempted, inDoubt, verify } from '../domain/verify.ts';
import type { Context } from './context.ts';
import { asObserved, observeAgain } from './observe.ts';
import { Patience } from './patience.ts';

const FIRST_PAUSE_MS = 500;

/** How long accepted changes are waited for. */
export function verifyPatience(context: Context, timeoutSeconds: number): Patience {
  return new Patience(context, timeoutSeconds, FIRST_PAUSE_MS);
}

/**
 * Reads the state again after changes, and judges by it. Where nothing was sent, what was read at first holds. What may
 * only take its time, or be a stale row, is read again until there is no doubt or patience ends; the rest stays as it
 * was read.
 */
export async function verifyByReading(
  context: Context,
  attempted: readonly Attempted[],
  desired: DesiredState,
  patience: Patience,
): Promise<Outcome> {
  const { log } = context;
  if (!attempted.some(({ attempt }) => !['none', 'skipped', 'kept'].includes(attempt.kind))) {
    log.info('Nothing to change');
    return verify(attempted, asObserved(desired), desired);
  }
  log.info('Reading the state again');
  const first = await observeAgain(context, desired);
  let outcome = verify(attempted, first, desired);
  let doubtful = inDoubt(attempted, first, desired);
  while (doubtful.length > 0 && patience.nextPauseMs > 0) {
    log.info(`  a change is not seen yet, looking again in ${(patience.nextPauseMs / 1000).toFixed(1)} s`);
    await patience.pause();
    const ids = new Set(doubtful.map(({ change }) => change.resource.id));
    const again = await observeAgain(context, narrowedTo(desired, ids));
    // What could be read before is not forgotten.
    if (again.kind === 'unread') continue;
    outcome = updated(outcome, verify(doubtful, again, desired));
    doubtful = inDoubt(doubtful, again, desired);
  }
  return outcome;
}

function updated(outcome: Outcome, { plans, results }: Outcome): Outcome {
  const now = new Map(results.map(({ change, result }) => [change, result]));
  return {
    ...outcome,
    plans,
    results: outcome.results.map(({ change, result }) => ({ change, result: now.get(change) ?? result })),
  };
}
