import type { Problem } from '../shared/failure.ts';
import { label } from '../shared/text.ts';
import { mayLeaveOut, membershipOf, type PlanMembership } from './membership.ts';
import { type BackupPlan, byId, type Id, type Resource } from './model.ts';
import type { ChangeResult, Outcome, Result } from './outcome.ts';
import { isProved, isSeen, resourceResult, type ResourceResult } from './resource-result.ts';

/*
 * What became of repositories that were selected with their projects. Loaded by import(), where any was.
 */

/** What became of each repository and project of a run that projects were selected for. */
export function projectResults(outcome: Outcome): readonly ResourceResult[] {
  const { organization, results, projectOf, byItself, moved, plans, alsoTold } = outcome;
  const latest = byId(plans);
  const grouped = Map.groupBy(results, ({ change }) => change.resource.id);
  return [...byId(results.map(({ change }) => change.resource)).values()].map((resource) => {
    const isMoved = moved.has(resource.id);
    const itsProject = grouped.get(projectOf.get(resource.id) ?? '') ?? [];
    const ofProject = isMoved ? itsProject.map(notOfIt) : itsProject;
    const itself = grouped.get(resource.id) ?? [];
    const own = isMoved
      ? itself
      : itself.map((each) => joinedByProject(orByProject(each, ofProject, latest), ofProject));
    const alone = byItself.get(resource.id) ?? [];
    const result = resourceResult(resource, [
      ...own,
      ...projectsPlans(own, ofProject, alone)
        .map((each) => unlessThere(each, resource, organization.id))
        .map((each) => unlessRepositoryIsGone(unlessLeftOut(each, resource, latest), own)),
      ...plansOfItsOwn(resource, [...own, ...ofProject], alsoTold.get(resource.id) ?? []),
    ]);
    // What left a plan by itself is there as long as its project is.
    const isLeft = isMoved || ofProject.every((each) => each.change.kind !== 'detach' || isProved(each.result));
    return { ...result, isProved: result.isProved && isLeft };
  });
}

/**
 * What became of the project with which a repository was selected, and not by itself: it is in the project's plans.
 * @param byItself the plans that the repository is in by itself, or may be
 */
function projectsPlans(
  own: readonly ChangeResult[],
  ofProject: readonly ChangeResult[],
  byItself: readonly PlanMembership[],
): readonly ChangeResult[] {
  if (own.some(({ change }) => 'plan' in change)) return [];
  const kept = own.flatMap(({ result }) => (result.kind === 'kept' ? result.plans : []));
  const alsoIn = [...kept, ...byItself];
  // What is in the plan by itself, too, has not left it with its project.
  return ofProject.map((each) => {
    const { change, result } = each;
    if (change.kind !== 'detach' || 'problem' in result) return each;
    const also = alsoIn.find(({ plan }) => plan.id === change.plan.id);
    if (also === undefined) return each;
    // Where it is not known whether it is there by itself, it may have left.
    const mayHaveLeft = also.membership === 'unknown' && result.kind === 'done';
    const kept = { kind: 'kept', plans: [also] } as const;
    return {
      change: { ...change, before: also.membership },
      result: mayHaveLeft ? { ...kept, sent: true } : kept,
    };
  });
}

/** What was in a plan by itself has not come there with its project. */
function unlessThere(each: ChangeResult, resource: Resource, organization: Id): ChangeResult {
  const { change, result } = each;
  if (change.kind !== 'attach' || !(isSeen(result) || result.kind === 'would')) return each;
  if (membershipOf(organization, resource, change.plan) !== 'attached') return each;
  return { change: { ...change, before: 'attached' }, result: { kind: 'already' } };
}

/** What is not in a plan by itself, or not any more, and is selected with its project, too, is where that is. */
function orByProject(
  each: ChangeResult,
  ofProject: readonly ChangeResult[],
  latest: ReadonlyMap<Id, BackupPlan>,
): ChangeResult {
  const { change, result } = each;
  if (change.kind !== 'detach' || !isSeen(result)) return each;
  const { id } = change.plan;
  if ((latest.get(id) ?? change.plan).excluded.ids.has(change.resource.id)) return each;
  const [project] = ofProject.flatMap((other) =>
    other.change.kind === 'detach' && other.change.plan.id === id ? [{ ...other, before: other.change.before }] : [],
  );
  if (project === undefined || project.result.kind === 'already') return each;
  if (result.kind === 'already') return { change: { ...change, before: project.before }, result: project.result };
  if (isSeen(project.result)) return each;
  // It has left by itself, whatever became of its project.
  return { change, result: withSent(project.result) };
}

function withSent(result: Result): Result {
  if (result.kind === 'skipped') return { kind: 'failed', cause: 'rejected', problem: result.problem, sent: true };
  return result.kind === 'failed' || result.kind === 'kept' ? { ...result, sent: true } : result;
}

/** What became of a project says nothing of a repository that is in another one now. */
function notOfIt({ change, result }: ChangeResult): ChangeResult {
  return { change, result: 'problem' in result ? result : { kind: 'failed', cause: 'unreported', problem: MOVED } };
}

const MOVED: Problem = {
  title: 'The repository is not reported in its project any more',
  reason: 'moved',
  message: 'the repository was selected with its project, and GitProtect reports another project of it now, or none',
  remedy: 'It may have been moved at the Git host while this ran. Run again.',
};

/** What became of a project says nothing of a repository that is gone from GitProtect. */
function unlessRepositoryIsGone(each: ChangeResult, own: readonly ChangeResult[]): ChangeResult {
  const gone = own.find(({ result }) => result.kind === 'failed' && result.gone === 'repository');
  return gone === undefined || 'problem' in each.result ? each : { change: each.change, result: gone.result };
}

/** What was not to be attached any more, and is in the plan, came there with its project, if that was attached. */
function joinedByProject(each: ChangeResult, ofProject: readonly ChangeResult[]): ChangeResult {
  const { change, result } = each;
  if (change.kind !== 'attach' || result.kind !== 'already' || change.before === 'attached') return each;
  const joined = ofProject.find(
    (other) =>
      other.change.kind === 'attach' && other.change.plan.id === change.plan.id && other.result.kind === 'done',
  );
  return joined === undefined ? each : { change, result: joined.result };
}

/** Plans that contain the repository itself, or may, but not its project. It was to leave with its project only. */
function plansOfItsOwn(
  resource: Resource,
  known: readonly ChangeResult[],
  alone: readonly PlanMembership[],
): readonly ChangeResult[] {
  const told = new Set(known.flatMap(({ change }) => ('plan' in change ? change.plan.id : [])));
  return alone.flatMap((also): ChangeResult[] =>
    told.has(also.plan.id)
      ? []
      : [
          {
            change: { kind: 'detach', resource, plan: also.plan, before: also.membership },
            result: { kind: 'kept', plans: [also] },
          },
        ],
  );
}

/** A plan may contain a project, and leave out this repository of it: its exclusions win. */
function unlessLeftOut(each: ChangeResult, { id }: Resource, latest: ReadonlyMap<Id, BackupPlan>): ChangeResult {
  const { change, result } = each;
  if (change.kind !== 'attach' || 'problem' in result) return each;
  const plan = latest.get(change.plan.id) ?? change.plan;
  if (!mayLeaveOut(plan, [id])) return each;
  const isLeftOut = plan.excluded.ids.has(id);
  const problem: Problem = {
    title: 'The backup plan does not include the repository',
    reason: plan.id,
    message: isLeftOut
      ? `backup plan ${label(plan)} contains the project, and leaves out this repository of it`
      : `backup plan ${label(plan)} contains the project, and what it leaves out is not understood: this repository may be among it`,
    remedy: isLeftOut
      ? 'Take the repository from what the plan leaves out in GitProtect, or name another plan.'
      : 'Look in GitProtect at what the plan leaves out, and report the field names from a run with debug logging.',
  };
  const before = isLeftOut ? 'detached' : 'unknown';
  return { change: { ...change, before }, result: { kind: 'skipped', cause: 'blocked', problem } };
}
