import type { Attempted } from '../domain/attempt.ts';
import type { DesiredState } from '../domain/desired-state.ts';
import type { Outcome } from '../domain/outcome.ts';
import { verify } from '../domain/verify.ts';
import type { Context } from './context.ts';
import { asObserved } from './observe.ts';
import { Patience } from './patience.ts';

const FIRST_PAUSE_MS = 500;

/** How long accepted changes are waited for. */
export function verifyPatience(context: Context, timeoutSeconds: number): Patience {
  return new Patience(context, timeoutSeconds, FIRST_PAUSE_MS);
}

/** Whether what was read at first may not hold any more: something was sent, or was found to be otherwise. */
export function isStateOutdated(attempted: readonly Attempted[]): boolean {
  return (
    attempted.some(({ attempt }) => !['none', 'skipped', 'kept'].includes(attempt.kind)) || isLeaveOutdated(attempted)
  );
}

/** Judges by what was read at first: nothing was sent. */
export function verifyByFirstReading(
  { log }: Context,
  attempted: readonly Attempted[],
  desired: DesiredState,
): Outcome {
  log.info('Nothing to change');
  return verify(attempted, asObserved(desired), desired);
}

/**
 * Whether a license was kept for a plan that was taken to be left: it was read again before it was to be released, and
 * the first reading does not hold.
 */
function isLeaveOutdated(attempted: readonly Attempted[]): boolean {
  const keptFor = new Set(
    attempted.flatMap(({ change: { resource }, attempt }) =>
      attempt.kind === 'kept' ? attempt.plans.map(({ plan }) => `${resource.id} ${plan.id}`) : [],
    ),
  );
  return attempted.some(
    ({ change, attempt }) =>
      change.kind === 'detach' && attempt.kind === 'none' && keptFor.has(`${change.resource.id} ${change.plan.id}`),
  );
}
