import type { Problem } from '../shared/failure.ts';
import { label } from '../shared/text.ts';
import type { Attempted } from './attempt.ts';
import type { DesiredState } from './desired-state.ts';
import type { LicenseChange } from './diff.ts';
import { type KeptNow, keptReader } from './kept-now.ts';
import { type PlanMembership, planNames, plansContaining } from './membership.ts';
import { byId, type Id, idsOf } from './model.ts';
import type { ChangeResult, Result } from './outcome.ts';
import { detachedIn, plansAfter, plansFor } from './plans-after.ts';
import type { Reading } from './state-after.ts';

/*
 * What somebody attached or detached while licenses were to be released. Loaded by import(), where any is.
 */
export interface Joining {
  readonly joinedReader: typeof joinedReader;
  readonly withJoined: typeof withJoined;
}

/** A plan that contains the repository of a license that was to be released, or may, and did not at first. */
export type JoinedMeanwhile = (change: LicenseChange, isReleased: boolean) => PlanMembership | undefined;

/**
 * What is said of a license that was to be released, where a reading shows a plan to contain its repository that did not
 * at first. A license that was released is not to be taken for a success then, whatever the plan; nor is a repository that
 * was to leave every plan absent. That is not proved either where it is not reported any more that a plan does not
 * contain it.
 */
export function joinedReader(
  attempted: readonly Attempted[],
  reading: Reading & { readonly kind: 'read' },
  desired: DesiredState,
): JoinedMeanwhile {
  const { resources, projectOf, leavesEveryPlan } = desired;
  const rows = byId(reading.repositories);
  const after = plansAfter(desired, reading, detachedIn(attempted.map(({ change, attempt }) => [change, attempt])));
  const wanted = new Map(leavesEveryPlan ? resources.map((each) => [each.resource.id, each]) : []);
  const knownTo = (id: Id): ReadonlySet<Id> => {
    const { detachedFrom = [], alsoIn = [] } = wanted.get(id) ?? {};
    const ofProject = wanted.get(projectOf.get(id) ?? '')?.detachedFrom ?? [];
    return idsOf([...detachedFrom, ...ofProject, ...alsoIn.map(({ plan }) => plan)]);
  };
  return ({ resource: { id } }, isReleased) => {
    const row = rows.get(id);
    if (row === undefined || !(isReleased || leavesEveryPlan)) return undefined;
    const known = knownTo(id);
    const isNew = ({ plan }: PlanMembership): boolean => !known.has(plan.id);
    const plans = plansFor(row, after);
    const containing = plansContaining(after.organization, row, plans);
    const joined = containing.find((each) => each.membership === 'attached' && (isReleased || isNew(each)));
    if (joined !== undefined || !leavesEveryPlan) return joined;
    // What is said of the project that it was selected with is judged with that.
    const project = projectOf.has(id) ? idsOf(plans) : NONE;
    return plansContaining(after.organization, row, plans, { itself: NONE, project }).find(isNew);
  };
}

/** A license is kept only for plans that contain its repository by what was read last, or may. */
function keptMeanwhile(each: ChangeResult, keptNow: KeptNow): ChangeResult {
  const { change, result } = each;
  if (change.kind !== 'deactivate' || result.kind !== 'kept') return each;
  const plans = keptNow(change.resource, result.plans);
  return {
    change,
    result:
      plans.length > 0
        ? { kind: 'kept', plans }
        : { kind: 'failed', cause: 'reverted', problem: keptInVain(result.plans) },
  };
}

function keptInVain(plans: readonly PlanMembership[]): Problem {
  const containing = plans.filter(({ membership }) => membership === 'attached');
  const atFirst =
    containing.length > 0
      ? `backup plan ${planNames(containing)} contained the repository at first`
      : `backup plan ${planNames(plans)} could contain the repository at first, by what was reported`;
  return {
    title:
      containing.length > 0
        ? 'A license was kept for a backup plan that was left while this ran'
        : 'A license was kept, since it was not reported that no backup plan contains the repository',
    reason: 'kept-in-vain',
    message: `the license was kept, since ${atFirst}, and no plan is seen to contain it now`,
    remedy: 'Run again: the license is released then. If the repository is to be backed up, attach it again first.',
  };
}

const NONE: ReadonlySet<Id> = new Set();

/** The results, with what is to be said of such plans, and of those for which licenses were kept. */
export function withJoined(
  results: readonly ChangeResult[],
  attempted: readonly Attempted[],
  reading: Reading & { readonly kind: 'read' },
  desired: DesiredState,
): readonly ChangeResult[] {
  const keptNow = keptReader(attempted, reading, desired);
  const judged = results.map((each) => keptMeanwhile(each, keptNow));
  const joinedMeanwhile = joinedReader(attempted, reading, desired);
  return [
    ...judged.map((each) => unlessJoined(each, joinedMeanwhile)),
    ...joinedPlans(judged, joinedMeanwhile, desired),
  ];
}

export function unlessJoined(each: ChangeResult, joinedMeanwhile: JoinedMeanwhile): ChangeResult {
  const { change, result } = each;
  if (change.kind !== 'deactivate' || !['done', 'already', 'kept'].includes(result.kind)) return each;
  const joined = joinedMeanwhile(change, result.kind === 'done');
  return joined === undefined ? each : { change, result: failedFor(joined, result) };
}

/**
 * The same of the plan, where every plan was to be left, whatever became of the license: what was detached is not all that
 * is to be told. Of a repository that was selected with its project, that one's plans are told.
 */
export function joinedPlans(
  results: readonly ChangeResult[],
  joinedMeanwhile: JoinedMeanwhile,
  { leavesEveryPlan, projectOf }: DesiredState,
): readonly ChangeResult[] {
  if (!leavesEveryPlan) return [];
  return results.flatMap(({ change: { kind, resource }, result }): readonly ChangeResult[] => {
    if (kind !== 'deactivate' || projectOf.has(resource.id)) return [];
    const joined = joinedMeanwhile({ kind, resource, before: 'unknown' }, false);
    if (joined === undefined) return [];
    const change = { kind: 'detach', resource, plan: joined.plan, before: 'detached' } as const;
    return [{ change, result: failedFor(joined, result) }];
  });
}

function failedFor(joined: PlanMembership, license: Result): Result {
  return joined.membership === 'attached'
    ? { kind: 'failed', cause: 'reverted', problem: attachedTo(joined, license) }
    : { kind: 'failed', cause: 'unreported', problem: notReported(joined) };
}

function attachedTo({ plan }: PlanMembership, { kind }: Result): Problem {
  const license = kind === 'done' ? 'released' : kind === 'already' ? 'inactive' : 'kept';
  return {
    title: 'A change was undone while this ran',
    reason: plan.id,
    message: `the license was ${license}, and backup plan ${label(plan)} contains the repository now`,
    remedy: 'Run a step with state: present for it if it is to be backed up; otherwise run this one again.',
  };
}

function notReported({ plan }: PlanMembership): Problem {
  return {
    title: 'A backup plan may contain the repository now',
    reason: plan.id,
    message: `at first it was reported that backup plan ${label(plan)} does not contain the repository, and that is not reported any more`,
    remedy: 'Look at the repository in GitProtect, and run again.',
  };
}
