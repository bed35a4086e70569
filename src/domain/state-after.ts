import type { Problem } from '../shared/failure.ts';
import type { Attempted } from './attempt.ts';
import type { DesiredState } from './desired-state.ts';
import { type Change, DESIRED } from './diff.ts';
import {
  containedByProject,
  isManual,
  membershipOf,
  membershipToLeave,
  plansIn,
  reportedMemberships,
} from './membership.ts';
import {
  type BackupPlan,
  byId,
  type Id,
  idsOf,
  type Known,
  type License,
  type Membership,
  type Observed,
  type Project,
  type Repository,
  type Resource,
  unreportedPlan,
} from './model.ts';
import { absenceOf, detachedIn, plansAfter } from './plans-after.ts';

/** What was read after the changes, or why it couldn't be read. */
export type Reading =
  | ({ readonly kind: 'read' } & Pick<Observed, 'repositories' | 'plans' | 'listedPlans'>)
  | { readonly kind: 'unread'; readonly problem: Problem };

/** The repositories that were read, by their IDs; none where nothing could be read. */
export function rowsOf(reading: Reading): ReadonlyMap<Id, Repository> {
  const repositories = reading.kind === 'read' ? reading.repositories : [];
  return byId(repositories);
}

/** A repository or project as these rows show it; undefined for a repository that has none. */
export function resourceIn(rows: ReadonlyMap<Id, Repository>, resource: Resource): Resource | undefined {
  return resource.kind === 'project' ? projectIn(rows, resource) : rows.get(resource.id);
}

/** A project as the rows of its repositories report it; where they contradict each other, they prove nothing. */
function projectIn(rows: ReadonlyMap<Id, Repository>, project: Project): Project {
  const references = [...rows.values()]
    .flatMap((repository) => repository.project ?? [])
    .filter(({ id }) => id === project.id);
  return { ...project, plans: plansIn(references) };
}

/**
 * Whether a plan was known at first, and is neither listed nor in the organization's row now: what a repository's row says
 * of it proves nothing. One that was given by its ID, and never listed, is judged by that.
 */
export function goneSince(before: readonly BackupPlan[], now: ReadonlyMap<Id, BackupPlan>): (id: Id) => boolean {
  const known = idsOf(before);
  return (id) => now.get(id)?.removed === true || (known.has(id) && !now.has(id));
}

type State = License | Membership | 'listed' | 'removed';

/** The state after the changes, as far as it could be read. */
export type After =
  /** Reported: something is said of it, though it may be contradictory, so that the state is unknown. */
  | { readonly kind: 'state'; readonly state: Known<State>; readonly isReported: boolean; readonly isFinal?: true }
  | { readonly kind: 'unread'; readonly problem: Problem };

/** For each change of a run, the state that a reading shows. */
export function stateReader(
  attempted: readonly Attempted[],
  reading: Reading,
  desired: DesiredState,
): (change: Change) => After {
  const { organization, projectOf, allPlans } = desired;
  if (reading.kind === 'unread') {
    const touched = new Set(
      attempted.flatMap(({ change, attempt }) => (attempt.kind === 'none' ? [] : change.resource.id)),
    );
    // Where nothing was to be changed, what was read at first holds.
    return ({ resource, before }) =>
      touched.has(resource.id) ? reading : { kind: 'state', state: before, isReported: true };
  }
  const rows = rowsOf(reading);
  const plans = byId(reading.plans);
  const isGone = goneSince(allPlans, plans);
  const detached = detachedIn(attempted.map(({ change, attempt }) => [change, attempt]));
  const after = plansAfter(desired, reading, detached);
  return (change) => {
    const { kind, resource } = change;
    const now = resourceIn(rows, resource);
    if (change.kind === 'remove') return reported(now === undefined ? 'removed' : 'listed');
    const isLeaving = kind === 'detach' || kind === 'deactivate';
    // A plan that holds what no row shows: one of the two is wrong.
    if (
      now === undefined &&
      kind === 'detach' &&
      plans.get(change.plan.id)?.repositories?.ids.has(resource.id) === true
    )
      return { kind: 'state', state: 'unknown', isReported: true };
    // What is not in GitProtect any more is in no plan and has no license.
    if (now === undefined) return isLeaving ? reported(DESIRED[kind]) : { kind: 'unread', problem: GONE };
    if (now.kind === 'repository' && now.removed && !isLeaving) return { kind: 'unread', problem: GONE };
    if (!('plan' in change)) {
      const license = now.kind === 'repository' ? now.license : 'unknown';
      return { kind: 'state', state: license, isReported: license !== 'unknown' };
    }
    const { id } = change.plan;
    if (kind === 'attach' && isGone(id)) return { kind: 'unread', problem: PLAN_GONE };
    const absence = kind === 'attach' ? 'listed' : absenceOf(id, resource.id, after);
    const known = plans.get(id);
    const isListed = absence === 'unknown' || (absence === 'listed' && known !== undefined);
    const plan = absence === 'unknown' || known === undefined ? unreportedPlan(id) : known;
    const isReported = reportedMemberships(organization.id, now, plan).size > 0;
    if (kind === 'attach') return { kind: 'state', state: membershipOf(organization.id, now, plan), isReported };
    // A plan is not left by a repository alone that it contains with its project, or may.
    const isAlone = now.kind === 'repository' && !projectOf.has(now.id) && isListed;
    const byProject = isAlone ? containedByProject(organization, now.project, plan) : 'detached';
    if (byProject === 'attached') return reported('attached');
    const state = membershipToLeave(organization.id, now, plan, isListed);
    if (byProject === 'unknown' && state === 'detached' && isManual(plan)) return BY_PROJECT_UNKNOWN;
    return { kind: 'state', state, isReported: isReported || !isListed };
  };
}

/** It has left by itself; whether the plan contains it with its project is not reported, and will not be. */
const BY_PROJECT_UNKNOWN: After = { kind: 'state', state: 'unknown', isReported: false, isFinal: true };

function reported(state: State): After {
  return { kind: 'state', state, isReported: true };
}

/** Whether what was changed is not there any more: somebody took it away meanwhile. */
export function isGoneMeanwhile(problem: Problem): boolean {
  return problem === GONE || problem === PLAN_GONE;
}

/** Whether it is the repository that is not there any more. */
export function isResourceGone(problem: Problem): boolean {
  return problem === GONE;
}

const GONE: Problem = {
  title: 'The repository is gone from GitProtect',
  reason: 'gone',
  message: 'the repository was listed before the change, and is not any more',
  remedy: 'Somebody removed it in GitProtect, or withdrew access to it, while this ran. Check it there, and run again.',
};

const PLAN_GONE: Problem = {
  title: 'The backup plan is gone from GitProtect',
  reason: 'plan-gone',
  message: 'the backup plan was there before the change, and is not any more',
  remedy: 'Somebody deleted it in GitProtect while this ran. Check that, and run again with another plan.',
};
