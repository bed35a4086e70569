import type { Problem } from '../shared/failure.ts';
import { isManual } from './membership.ts';
import { type BackupPlan, type Id, type IdList, idsOf, type Resource } from './model.ts';
import type { ChangeResult, Outcome, Result, SettingsResult } from './outcome.ts';
import { missingOf, otherwise } from './plan-settings.ts';
import { hasNoSettings, type PlanSettings } from './request.ts';
import { isChange, isSeen } from './resource-result.ts';
import { unlessGone } from './seen-before.ts';

/** A plan with what was attached to it since it was read, and was seen to be in it: that is not left out any more. */
export function withJoined(plan: BackupPlan, { results }: Outcome): BackupPlan {
  const joined = results.flatMap(({ change, result }): readonly Resource[] => {
    const isIn = change.kind === 'attach' && change.plan.id === plan.id;
    return isIn && result.kind === 'done' && result.verified ? [change.resource] : [];
  });
  const idsOfKind = (kind: Resource['kind']): ReadonlySet<Id> => idsOf(joined.filter((each) => each.kind === kind));
  const repositories = idsOfKind('repository');
  const excluded = [...plan.excluded.ids].filter((id) => !repositories.has(id));
  return {
    ...plan,
    repositories: withIds(plan.repositories, repositories),
    projects: withIds(plan.projects, idsOfKind('project')),
    excluded: { ...plan.excluded, ids: new Set(excluded) },
  };
}

/** A plan with what a later reading shows in it, too. What it does not report is not known to be all of it. */
export function withMembersOf(plan: BackupPlan, later: BackupPlan): BackupPlan {
  return {
    ...plan,
    repositories: withIds(plan.repositories, later.repositories?.ids),
    projects: withIds(plan.projects, later.projects?.ids),
  };
}

function withIds(list: IdList | undefined, more: Iterable<Id> = []): IdList | undefined {
  return list && { ...list, ids: new Set([...list.ids, ...more]) };
}

/** Members of a plan, by kind. */
export interface Members {
  readonly repositories: readonly Id[];
  readonly projects: readonly Id[];
}

export const NO_MEMBERS: Members = { repositories: [], projects: [] };

/** What was in a plan and isn't any more; a plan that is not listed any more holds nothing of the organization [doc]. */
export function lostMembers(before: BackupPlan, after: BackupPlan | undefined): Members {
  // One for all ignores what is selected in it [doc].
  if (before.selection === 'all' && after?.selection === 'all') return NO_MEMBERS;
  const lost = (kind: 'repositories' | 'projects'): readonly Id[] =>
    [...(before[kind]?.ids ?? [])].filter((id) => after?.[kind]?.ids.has(id) !== true);
  return { repositories: lost('repositories'), projects: lost('projects') };
}

export function isNobody({ repositories, projects }: Members): boolean {
  return repositories.length + projects.length === 0;
}

/**
 * Whether a plan is looked at once more: its settings were changed, or what was read since shows that a modification which
 * failed, or was not seen, has taken effect, or lost something.
 */
export function isToBeSeenAgain(result: Result, { before, missing }: SentSettings, { plans }: Outcome): boolean {
  if (result.kind === 'done') return true;
  const now = plans.find(({ id }) => id === before.plan.id);
  if (now === undefined || !isChange(result) || (result.kind === 'failed' && result.cause === 'damaged')) return false;
  if (hasNoSettings(missingOf(now, missing))) return true;
  // One of which nothing is seen to be made has taken nothing out: somebody else did.
  const asked = Object.values(missing).filter((setting) => setting !== undefined).length;
  const wasRead = result.kind === 'failed' && result.cause !== 'unreadable';
  const isUnmade = wasRead && otherwise(now, missing).length === asked;
  return !isUnmade && !isNobody(lostMembers(before.plan, now));
}

interface SentSettings {
  readonly before: { readonly plan: BackupPlan };
  readonly missing: PlanSettings;
}

/** What became of a plan's settings, and the plan as it was read once more. */
export interface SeenAgain {
  readonly settings: SettingsResult;
  /** The same as in the result, where it was not read. */
  readonly now: BackupPlan;
  /** That it is not listed any more. */
  readonly isGone: boolean;
}

/**
 * The outcome where a plan was looked at once more, and had lost members for good, or selects otherwise: that they are in
 * it was read before, and does not hold any more; nor does that its schedule is on, where that is off now.
 */
export function withLosses(outcome: Outcome, seen: readonly SeenAgain[]): Outcome {
  const results = seen.reduce((before, each) => before.map((one) => unlessLost(one, each, outcome)), outcome.results);
  const again = new Map(seen.map((each) => [each.settings.plan.id, each]));
  return { ...outcome, results, plans: outcome.plans.map((plan) => asSeenAgain(plan, again.get(plan.id))) };
}

/** A plan by what speaks against its health when it is looked at once more, if it was. */
function asSeenAgain(plan: BackupPlan, again: SeenAgain | undefined): BackupPlan {
  if (again === undefined) return plan;
  const { now, settings, isGone } = again;
  if (isGone) return { ...plan, isScheduleUnclear: true };
  return now === settings.plan
    ? plan
    : {
        ...plan,
        removed: now.removed === false ? plan.removed : now.removed,
        schedule: now.schedule === 'disabled' ? 'disabled' : plan.schedule,
        isScheduleUnclear: plan.isScheduleUnclear || now.isScheduleUnclear,
      };
}

function unlessLost(
  each: ChangeResult,
  { settings, now, isGone }: SeenAgain,
  { projectOf, plans }: Outcome,
): ChangeResult {
  const { change } = each;
  const { plan, result } = settings;
  if (change.kind !== 'attach' || change.plan.id !== plan.id || result.kind !== 'failed') return each;
  const { lost = [], problem } = result;
  const { id } = change.resource;
  // A plan that contained everything, and is of another kind now, contains only what it lists.
  const wasForAll = plans.some((known) => known.id === plan.id && known.selection === 'all');
  const isWithProject = now.projects?.ids.has(projectOf.get(id) ?? id) === true;
  const isListed = isWithProject || now.repositories?.ids.has(id) === true;
  const isOut = now.excluded.ids.has(id) || (wasForAll && now.selection !== 'all' && !isListed);
  const isLost = isGone || isOut || lost.some((member) => member === id || member === projectOf.get(id));
  const isRight = each.result.kind === 'already' || each.result.kind === 'done';
  if (!isLost || !isRight) return each;
  // What is gone with its plan need not be so by what this run sent.
  const isSent = !isGone || each.result.kind === 'done';
  return { change, result: { kind: 'failed', cause: 'reverted', problem, ...(isSent ? { sent: true } : {}) } };
}

/** The same, where the organization was not found at the end: nothing that was read of it before holds. */
export function withoutWhatIsGone(outcome: OutcomeWithSettings, gone: Problem): OutcomeWithSettings {
  const asGone = ({ kind }: Result): Result => ({
    kind: 'failed',
    cause: kind === 'done' ? 'unreadable' : 'unreported',
    problem: gone,
  });
  return {
    ...outcome,
    results: outcome.results.map((each) => unlessGone(each, gone)),
    settings: outcome.settings.map((each) => (isSeen(each.result) ? { ...each, result: asGone(each.result) } : each)),
  };
}

type OutcomeWithSettings = Outcome & { readonly settings: readonly SettingsResult[] };

/** Whether a plan had more members at first than now. */
export function hasMore(first: BackupPlan, now: BackupPlan): boolean {
  if (!isManual(now)) return false;
  // A count may include the repositories of projects.
  const isCounted = (now.projects?.ids.size ?? 0) === 0 && now.repositories !== undefined;
  const isShorter = isCounted && (first.repositoryCount ?? 0) > now.repositories.ids.size;
  return isShorter || !isNobody(lostMembers(first, now));
}

/** Whether results show that a plan is gone; one that failed for another reason, or was not read, may hide it. */
export function isGoneBy(results: readonly ChangeResult[], plan: Id): 'yes' | 'perhaps' | 'no' {
  const its = results.filter(({ change }) => 'plan' in change && change.plan.id === plan);
  if (its.some(({ result }) => result.kind === 'failed' && result.gone === 'plan')) return 'yes';
  const mayBe =
    its.some(({ result }) => 'problem' in result) ||
    results.some(({ result }) => result.kind === 'failed' && result.cause === 'unreadable');
  return mayBe ? 'perhaps' : 'no';
}
