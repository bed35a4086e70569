import type { Problem } from '../shared/failure.ts';
import { label } from '../shared/text.ts';
import type { Attempted } from './attempt.ts';
import type { DesiredState } from './desired-state.ts';
import type { LicenseChange } from './diff.ts';
import { type PlanMembership, plansContaining } from './membership.ts';
import { byId, type Id, idsOf } from './model.ts';
import type { ChangeResult, Result } from './outcome.ts';
import { detachedIn, plansAfter, plansFor } from './plans-after.ts';
import type { Reading } from './state-after.ts';

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
  const after = plansAfter(desired, reading, detachedIn(attempted));
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

const NONE: ReadonlySet<Id> = new Set();

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
  return results.flatMap(({ change, result }): readonly ChangeResult[] => {
    if (change.kind !== 'deactivate' || projectOf.has(change.resource.id)) return [];
    const joined = joinedMeanwhile(change, false);
    if (joined === undefined) return [];
    const { resource } = change;
    return [
      {
        change: { kind: 'detach', resource, plan: joined.plan, before: 'detached' },
        result: failedFor(joined, result),
      },
    ];
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
