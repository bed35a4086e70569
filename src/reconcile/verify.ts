import type { Attempted } from '../domain/attempt.ts';
import type { DesiredState } from '../domain/desired-state.ts';
import { idsOf } from '../domain/model.ts';
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

/**
 * Whether what was read at first may not hold any more: something was sent, or was found to be otherwise. What depends
 * on something that failed, or that a later reading does not show, is skipped then.
 */
export function isStateOutdated(attempted: readonly Attempted[], desired: DesiredState): boolean {
  return (
    attempted.some(({ attempt }) => attempt.kind === 'skipped' && attempt.cause === 'dependency') ||
    attempted.some(({ attempt }) => !['none', 'skipped', 'kept'].includes(attempt.kind)) ||
    isLeaveOutdated(attempted, desired)
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
 * Whether a license was kept for a plan that was not said at first to contain its repository: it was read again before it
 * was to be released, and the first reading does not hold.
 */
function isLeaveOutdated(attempted: readonly Attempted[], { resources }: DesiredState): boolean {
  const atFirst = new Map(
    resources.map(({ resource, alsoIn }) => [resource.id, idsOf(alsoIn.map(({ plan }) => plan))]),
  );
  return attempted.some(
    ({ change: { kind, resource }, attempt }) =>
      kind === 'deactivate' &&
      attempt.kind === 'kept' &&
      attempt.plans.some(({ plan }) => atFirst.get(resource.id)?.has(plan.id) !== true),
  );
}
