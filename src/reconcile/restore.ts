import type { DesiredState } from '../domain/desired-state.ts';
import type { MembershipChange } from '../domain/diff.ts';
import type { Id } from '../domain/model.ts';
import type { ChangeResult, Outcome } from '../domain/outcome.ts';
import { withOldPlans } from '../domain/old-plans.ts';
import { isSeen } from '../domain/resource-result.ts';
import { asSeen, unlessUndone } from '../domain/seen-before.ts';
import { type UndoneMoves, undoneMoves } from '../domain/undone-move.ts';
import { attachAll } from './attach.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import type { Patience } from './patience.ts';
import { verifyByReading, withOthers } from './verify-by-reading.ts';

/**
 * Attaches again to its old plans what has left them and is not seen in its new ones any more: rather in the wrong plan
 * than in none. What was asked for has failed all the same.
 */
export async function restore(
  context: Context,
  outcome: Outcome,
  first: UndoneMoves,
  desired: DesiredState,
  patience: Patience,
): Promise<Outcome> {
  const restored = new Set<Id>();
  let end = outcome;
  for (let undone = first; undone.size > 0;) {
    for (const id of undone.keys()) restored.add(id);
    end = await restoreOnce(context, end, undone, desired, patience);
    // The reading that followed may show that others have lost theirs, too.
    undone = new Map([...undoneMoves(end)].filter(([id]) => !restored.has(id)));
  }
  return end;
}

async function restoreOnce(
  context: Context,
  outcome: Outcome,
  undone: UndoneMoves,
  desired: DesiredState,
  patience: Patience,
): Promise<Outcome> {
  context.log.info('A new membership is not seen any more: attaching to the old backup plans again');
  const left = [...undone.values()].flat();
  const changes = left.map((change): MembershipChange => ({ ...change, kind: 'attach', before: 'detached' }));
  const attempts = await attachAll(context, changes, new Map(), new CircuitBreaker());
  patience.restart();
  const attached = [...attempts].map(([change, attempt]) => ({ change, attempt }));
  // What was seen before this was written is read again: a reading shows the run as it ended, or not at all.
  const rejoined = new Set<ChangeResult['change']>(left);
  const seen = outcome.results.filter(({ change, result }) => isSeen(result) && !rejoined.has(change));
  const toStay = new Map(seen.map((each) => [each, asSeen(each)]));
  const attempted = [...attached, ...toStay.values()];
  const { results, plans } = await verifyByReading(context, attempted, desired, patience, {
    failsForOthers: desired.leavesOthers,
  });
  const later = new Map(results.map((each) => [each.change, each]));
  const now = outcome.results.map((each) => {
    const change = toStay.get(each)?.change;
    const itsLater = change && later.get(change);
    return itsLater === undefined ? each : unlessUndone(each, itsLater);
  });
  const asked = new Set(attempted.map(({ change }) => change));
  const inOthers = results.filter(({ change }) => !asked.has(change));
  const again = attached.flatMap(({ change }) => later.get(change) ?? []);
  return withOldPlans({ ...outcome, plans, results: withOthers(now, inOthers) }, undone, again);
}
