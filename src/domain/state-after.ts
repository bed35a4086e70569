import type { Problem } from '../shared/failure.ts';
import { type Attempted, mayHaveBeenMade, wasSent } from './attempt.ts';
import type { DesiredState } from './desired-state.ts';
import type { Change, LicenseChange, MembershipChange } from './diff.ts';
import {
  containedByProject,
  membershipInUnlisted,
  membershipOf,
  membershipToLeave,
  plansIn,
  reportedMemberships,
  withoutEmptyCountIfListed,
} from './membership.ts';
import {
  type BackupPlan,
  byId,
  type Id,
  idsOf,
  isDeleted,
  type Known,
  type License,
  licenseFor,
  type Membership,
  type Observed,
  type Project,
  type ProjectReference,
  repositoriesAmong,
  type Repository,
  type Resource,
  unreportedPlan,
} from './model.ts';
import type { GoneThing } from './outcome.ts';
import { absenceOf, detachedIn, plansAfter, type PlansAfter } from './plans-after.ts';

/** What was read after the changes, or why it couldn't be read. */
export type Reading =
  | ({ readonly kind: 'read' } & Pick<Observed, 'repositories' | 'plans' | 'listedPlans'>)
  | {
      readonly kind: 'unread';
      /** Of a change that was sent. */
      readonly problem: Problem;
      /** Of what an earlier reading showed otherwise, perhaps too early. */
      readonly doubt: Problem;
      /** Plans that were modified since they were read: what was read of their members at first may not hold. */
      readonly modified?: ReadonlySet<Id>;
      /** The organization is not there any more, so that what was read of it at first does not hold either. */
      readonly gone?: Problem;
    };

/** A repository or project as these rows show it; undefined for a repository that has none. */
export function resourceIn(rows: ReadonlyMap<Id, Repository>, resource: Resource): Resource | undefined {
  return resource.kind === 'project' ? projectIn(rows, resource) : rows.get(resource.id);
}

/** A project as the rows of its repositories report it; where they contradict each other, they prove nothing. */
function projectIn(rows: ReadonlyMap<Id, Repository>, project: Project): Project {
  return { ...project, plans: plansIn(referencesIn(rows).get(project.id) ?? []) };
}

/** What the rows of a reading say of projects, by their IDs. Each of many projects is looked for in the same rows. */
const REFERENCES = new WeakMap<ReadonlyMap<Id, Repository>, ReadonlyMap<Id | undefined, readonly ProjectReference[]>>();

function referencesIn(rows: ReadonlyMap<Id, Repository>): ReadonlyMap<Id | undefined, readonly ProjectReference[]> {
  const known = REFERENCES.get(rows);
  if (known !== undefined) return known;
  const references = [...rows.values()].flatMap(({ project }) => project ?? []);
  const found = Map.groupBy(references, ({ id }) => id);
  REFERENCES.set(rows, found);
  return found;
}

/**
 * Whether a plan was known at first, and is neither listed nor in the organization's row now: what a repository's row says
 * of it proves nothing. One that was given by its ID, and never listed, is judged by that.
 */
export function goneSince(before: readonly BackupPlan[], now: ReadonlyMap<Id, BackupPlan>): (id: Id) => boolean {
  const known = idsOf(before);
  return (id) => {
    const plan = now.get(id);
    return plan === undefined ? known.has(id) : isDeleted(plan);
  };
}

export type State = License | Membership | 'listed' | 'removed';

/** The state after the changes, as far as it could be read. */
export type After =
  /** Reported: something is said of it, though it may be contradictory, so that the state is unknown. */
  | {
      readonly kind: 'state';
      readonly state: Known<State>;
      readonly isReported: boolean;
      readonly isFinal?: true;
      /** It was read at first only. */
      readonly isOld?: true;
    }
  /** It was read, and what was changed is not there any more: somebody took it away meanwhile. */
  | { readonly kind: 'gone'; readonly what: GoneThing }
  | { readonly kind: 'unread'; readonly problem: Problem };

/** For each change of a run, the state that a reading shows. */
export function stateReader(
  attempted: readonly Attempted[],
  reading: Reading,
  desired: DesiredState,
): (change: Change) => After {
  if (reading.kind === 'unread') {
    const made = attempted.filter(({ attempt }) => mayHaveBeenMade(attempt));
    const touched = new Set(made.map(({ change }) => change));
    // With a repository all goes that it had.
    const removals = made.filter(({ change }) => change.kind === 'remove');
    const removed = idsOf(removals.map(({ change }) => change.resource));
    const unsent = idsOf(removals.filter(({ attempt }) => !wasSent(attempt)).map(({ change }) => change.resource));
    const { problem, doubt, gone, modified } = reading;
    // What was not changed is reported as it was read at first, but not as proved, unless all of it is gone. Where nothing
    // else fails, as after only settings of plans were changed, the run fails for it.
    const isNothingTried = attempted.every(({ attempt: { kind } }) => kind === 'none' || kind === 'kept');
    const unread = gone ?? (isNothingTried ? doubt : undefined);
    return (change) => {
      const { id } = change.resource;
      if (unsent.has(id) && (change.kind === 'remove' || !touched.has(change)))
        return { kind: 'unread', problem: doubt };
      if (touched.has(change) || removed.has(id)) return { kind: 'unread', problem };
      if ('plan' in change && modified?.has(change.plan.id) === true) return { kind: 'unread', problem: doubt };
      return unread === undefined
        ? { kind: 'state', state: change.before, isReported: true, isOld: true }
        : { kind: 'unread', problem: unread };
    };
  }
  const detached = detachedIn(attempted);
  const plans = byId(reading.plans);
  const seen: Seen = {
    desired,
    rows: byId(reading.repositories),
    plans,
    isGone: goneSince(desired.allPlans, plans),
    after: plansAfter(desired, reading, detached),
    toRemove: idsOf(attempted.flatMap(({ change }) => (change.kind === 'remove' ? change.resource : []))),
  };
  return (change) => {
    switch (change.kind) {
      case 'activate':
      case 'deactivate':
        return licenseAfter(change, seen);
      case 'attach':
        return attachedAfter(change, seen);
      case 'detach':
        return detachedAfter(change, seen);
      case 'remove':
        return reported(seen.rows.has(change.resource.id) ? 'listed' : 'removed');
    }
  };
}

/** What a reading shows, arranged for looking things up. */
interface Seen {
  readonly desired: DesiredState;
  readonly rows: ReadonlyMap<Id, Repository>;
  readonly plans: ReadonlyMap<Id, BackupPlan>;
  /** Whether a plan is gone since the first reading. */
  readonly isGone: (plan: Id) => boolean;
  readonly after: PlansAfter;
  /** What was to be removed from GitProtect, by its ID: with it all goes that it had. */
  readonly toRemove: ReadonlySet<Id>;
}

const GONE: After = { kind: 'gone', what: 'repository' };

function licenseAfter({ kind, resource }: LicenseChange, { rows, toRemove }: Seen): After {
  const now = rows.get(resource.id);
  if (kind === 'activate' && now?.removed !== false) return GONE;
  // Another organization may have it now, with its license, unless it was to be removed.
  if (now === undefined) return toRemove.has(resource.id) ? reported('inactive') : GONE;
  const state = licenseFor(kind === 'activate' ? 'active' : 'inactive', now);
  return { kind: 'state', state, isReported: now.license !== 'unknown' };
}

function attachedAfter({ resource, plan: { id } }: MembershipChange, seen: Seen): After {
  const { desired, rows, plans, isGone } = seen;
  const now = resourceIn(rows, resource);
  if (now === undefined || (now.kind === 'repository' && now.removed)) return GONE;
  if (isGone(id)) return { kind: 'gone', what: 'plan' };
  const plan = plans.get(id) ?? unreportedPlan(id);
  const { id: organization } = desired.organization;
  const isReported = reportedMemberships(organization, now, plan).size > 0;
  return { kind: 'state', state: membershipOf(organization, now, plan), isReported };
}

function detachedAfter({ resource, plan: { id } }: MembershipChange, seen: Seen): After {
  const { projectOf } = seen.desired;
  const { organization } = seen.after;
  const now = resourceIn(seen.rows, resource);
  const known = seen.plans.get(id) ?? (seen.after.named.has(id) ? unreportedPlan(id) : undefined);
  if (now === undefined) return detachedWithoutRow(resource, known, seen);
  const absence = absenceOf(id, resource.id, seen.after);
  const plan = absence === 'unknown' ? unreportedPlan(id) : known;
  if (plan === undefined || absence === 'left') return reported(membershipInUnlisted(now, id));
  // A plan is not left by a repository alone that it contains with its project, or may.
  const isAlone = now.kind === 'repository' && (!projectOf.has(now.id) || isInOther(now, projectOf));
  const counted = withoutEmptyCountIfListed(plan, seen.after.listed);
  const byProject = isAlone ? containedByProject(organization, now, counted) : 'detached';
  if (byProject === 'attached') return reported('attached');
  const state = membershipToLeave(organization.id, now, counted);
  if (byProject === 'unknown' && state === 'detached') return BY_PROJECT_UNKNOWN;
  return { kind: 'state', state, isReported: reportedMemberships(organization.id, now, plan).size > 0 };
}

/** Whether a repository's row names another project than the one that it was selected with. */
function isInOther({ id, project }: Repository, projectOf: DesiredState['projectOf']): boolean {
  return project?.id !== undefined && project.id !== projectOf.get(id);
}

/** The repositories of projects whose rows name another one now, or none any more: it says nothing of them. */
export function movedIn(
  { repositories }: Pick<Observed, 'repositories'>,
  { projectOf, resources }: Pick<DesiredState, 'projectOf' | 'resources'>,
): ReadonlySet<Id> {
  if (projectOf.size === 0) return new Set();
  const first = byId(repositoriesAmong(resources));
  const hasMoved = (now: Repository): boolean =>
    isInOther(now, projectOf) || (now.project?.id === undefined && first.get(now.id)?.project?.id !== undefined);
  return idsOf(repositories.filter((each) => projectOf.has(each.id) && hasMoved(each)));
}

/** What is to be said of a repository that is not listed any more: another organization may have it now. */
function detachedWithoutRow(
  resource: Resource,
  plan: BackupPlan | undefined,
  { desired: { organization }, after, toRemove }: Seen,
): After {
  // Where the plan holds what no row shows, one of the two is wrong.
  if (plan?.repositories?.ids.has(resource.id) === true) return reported('unknown');
  if (toRemove.has(resource.id)) return reported('detached');
  const silent = { ...resource, plans: undefined };
  const counted = plan && withoutEmptyCountIfListed(plan, after.listed);
  const isOut = counted !== undefined && membershipToLeave(organization.id, silent, counted) === 'detached';
  return isOut ? reported('detached') : GONE;
}

/** It has left by itself; whether the plan contains it with its project is not reported, and will not be. */
const BY_PROJECT_UNKNOWN: After = { kind: 'state', state: 'unknown', isReported: false, isFinal: true };

function reported(state: Known<State>): After {
  return { kind: 'state', state, isReported: true };
}
