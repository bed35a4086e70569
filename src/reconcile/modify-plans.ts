import type { DesiredState } from '../domain/desired-state.ts';
import {
  isGoneBy,
  isToBeSeenAgain,
  type SeenAgain,
  withJoined,
  withLosses,
  withoutWhatIsGone,
} from '../domain/lost-members.ts';
import { isChangedByHand } from '../domain/membership.ts';
import { type BackupPlan, byId, type Id } from '../domain/model.ts';
import type { Outcome, Result, SettingsResult } from '../domain/outcome.ts';
import { otherwise, type SettingsChange } from '../domain/plan-settings.ts';
import { isChange, isSeen } from '../domain/resource-result.ts';
import { GONE } from '../domain/verify.ts';
import { showsMembers, type ShownPlan } from '../gitprotect/plan-settings.ts';
import { Failure, type Problem } from '../shared/failure.ts';
import type { Context } from './context.ts';
import { failed, planGone, reverted } from './judge-modification.ts';
import { asShown, Modification, type ModifiedPlan } from './modification.ts';
import { goneBy } from './observe-again.ts';
import type { Patience } from './patience.ts';

/** Changes settings of plans, one plan after the other. A plan's failure is in its result, never thrown. */
export async function modifyPlans(
  context: Context,
  changes: readonly SettingsChange[],
  desired: DesiredState,
  patience: Patience,
): Promise<readonly ModifiedPlan[]> {
  const modified: ModifiedPlan[] = [];
  let shown: readonly ShownPlan[] = [];
  for (const change of changes) {
    const modification = new Modification(context, desired, change.plan, patience);
    modified.push(await modification.carryOut(change));
    shown = modification.shown ?? shown;
  }
  // What was read for the last plan may show that another one chooses by itself now.
  const automatic = byId(shown.filter(({ plan }) => !isChangedByHand(plan)));
  return modified.map((each) => {
    const now = automatic.get(each.plan.id);
    if (now === undefined) return each;
    // What is known of its schedule was judged when it was looked at itself.
    const { schedule, isScheduleUnclear } = each.latest;
    return { ...each, latest: { ...asShown(each.latest, now), schedule, isScheduleUnclear } };
  });
}

/** The outcome with that of the modified plans, at which it looks once more, since a member, old or new, may be lost late. */
export async function withSettings(
  outcome: Outcome,
  context: Context,
  modified: readonly ModifiedPlan[],
  desired: DesiredState,
  patience: Patience,
): Promise<Outcome & { readonly settings: readonly SettingsResult[] }> {
  const seen: SeenAgain[] = [];
  let gone: Problem | undefined;
  for (const each of modified) {
    const modification = new Modification(context, desired, each.plan, patience, each.sent);
    const look = await lookAgain(modification, each, outcome, desired);
    seen.push({
      settings: { plan: each.plan, result: look.result },
      now: modification.latest,
      isGone: modification.isGone,
    });
    gone ??= look.gone;
  }
  const end = { ...withLosses(outcome, seen), settings: seen.map(({ settings }) => settings) };
  return gone === undefined ? end : withoutWhatIsGone(end, gone);
}

interface Look {
  readonly result: Result;
  /** That the organization was not found. */
  readonly gone?: Problem | undefined;
}

/** What was verified, or was seen only since, once more, with what is to be said of it now. */
async function lookAgain(
  modification: Modification,
  { plan, result, sent }: ModifiedPlan,
  outcome: Outcome,
  desired: DesiredState,
): Promise<Look> {
  if (result.kind === 'already') return { result: await stillRight(modification, plan, result, outcome, desired) };
  if (sent === undefined) return { result };
  const known = { ...sent, before: { ...sent.before, plan: withJoined(sent.before.plan, outcome) } };
  if (!isToBeSeenAgain(result, known, outcome)) return { result };
  try {
    const now = await modification.verify(known);
    const isUndone = isSeen(result) && now.kind === 'failed' && now.cause === 'not-applied';
    return { result: isUndone ? { ...failed('reverted', reverted(plan, 'changed')), sent: true } : now };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { result: failed('unreadable', error), gone: goneBy(error) };
  }
}

/** Settings that were right at first; where they, or the plan, are seen to be otherwise, it is read once more. */
async function stillRight(
  modification: Modification,
  plan: BackupPlan,
  result: Result,
  { plans, results }: Outcome,
  { settings, listedPlans }: DesiredState,
): Promise<Result> {
  const last = plans.find(({ id }) => id === plan.id);
  const gone = isGoneBy(results, plan.id);
  // One that was not listed shows its settings elsewhere: the list is not asked once more.
  if (gone === 'yes' && !listedPlans.has(plan.id)) return failed('unreported', GONE.plan);
  const mayBeGone = gone !== 'no' && listedPlans.has(plan.id);
  if (!mayBeGone && (last === undefined || otherwise(last, settings).length === 0)) return result;
  try {
    const now = await modification.read();
    if (modification.isGone) return failed('unreported', planGone(plan, 'was as asked for at first'));
    return now === undefined || otherwise(now.plan, settings).length > 0
      ? failed('reverted', reverted(plan, 'as asked at first'))
      : result;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // Nothing was sent.
    return failed('unreported', error);
  }
}

/** The plans that were modified, of which it is not known what became of them, or of all that was in them. */
export function uncheckedPlans(modified: readonly ModifiedPlan[]): ReadonlySet<Id> {
  return new Set(
    modified.flatMap(({ plan, sent, result }) =>
      sent !== undefined && (result.kind === 'failed' || !showsMembers(sent.before)) ? plan.id : [],
    ),
  );
}

/** The plans whose modification may yet take effect, or is not reported: with it they lose what was attached since. */
export function pendingPlans(modified: readonly ModifiedPlan[]): ReadonlySet<Id> {
  return new Set(modified.flatMap(({ plan, result }) => (isChange(result) && !isSeen(result) ? plan.id : [])));
}
