import { type DesiredState, narrowedTo } from '../domain/desired-state.ts';
import type { MembershipChange } from '../domain/diff.ts';
import type { Outcome } from '../domain/outcome.ts';
import { type UndoneMoves, withOldPlans } from '../domain/undone-move.ts';
import { attachAll } from './attach.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import type { Patience } from './patience.ts';
import { verifyByReading } from './verify.ts';

/**
 * Attaches again to its old plans what has left them and is not seen in its new ones any more: rather in the wrong plan
 * than in none. What was asked for has failed all the same.
 */
export async function restore(
  context: Context,
  outcome: Outcome,
  undone: UndoneMoves,
  desired: DesiredState,
  patience: Patience,
): Promise<Outcome> {
  context.log.info('A new membership is gone: attaching to the old backup plans again');
  const changes = [...undone.values()]
    .flat()
    .map((change): MembershipChange => ({ ...change, kind: 'attach', before: 'detached' }));
  const attempts = await attachAll(context, changes, new Map(), new CircuitBreaker());
  patience.restart();
  const attempted = [...attempts].map(([change, attempt]) => ({ change, attempt }));
  const again = narrowedTo(desired, new Set(undone.keys()));
  const { results } = await verifyByReading(context, attempted, again, patience);
  return withOldPlans(outcome, undone, results);
}
