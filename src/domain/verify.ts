import type { Problem } from '../shared/failure.ts';
import { label } from '../shared/text.ts';
import type { DesiredState } from './desired-state.ts';
import { type Change, DESIRED, type Diff, type DiffEntry } from './diff.ts';
import { absenceOf, detachedIn } from './left-plans.ts';
import {
  containedByProject,
  membershipOf,
  membershipToLeave,
  type PlanMembership,
  plansContaining,
  plansIn,
  reportedMemberships,
} from './membership.ts';
import {
  type BackupPlan,
  type Id,
  type Known,
  type License,
  type Membership,
  type Observed,
  type Project,
  type Repository,
  unreportedPlan,
} from './model.ts';
import type { ChangeResult, FailureCause, Outcome, Result, SkipCause } from './outcome.ts';

/** What was tried to make one change. */
export type Attempt =
  | { readonly kind: 'none' }
  | { readonly kind: 'accepted' }
  /** The server did not make the change, since it says that it has been made already. */
  | { readonly kind: 'already'; readonly problem: Problem }
  /** It turned out that these plans contain it, or may: it was not tried. */
  | { readonly kind: 'kept'; readonly plans: readonly PlanMembership[] }
  /** `mayHaveApplied`: an attempt got no answer, and may have been carried out all the same. */
  | { readonly kind: 'failed'; readonly mayHaveApplied: boolean; readonly problem: Problem }
  | { readonly kind: 'skipped'; readonly cause: SkipCause; readonly problem: Problem };

/** An entry of the diff, and what was tried for it. */
export interface Attempted {
  readonly change: Change;
  readonly attempt: Attempt;
}

/** What was read after the changes, or why it couldn't be read. */
export type Reading =
  | ({ readonly kind: 'read' } & Pick<Observed, 'repositories' | 'plans' | 'listedPlans'>)
  | { readonly kind: 'unread'; readonly problem: Problem };

/** What a dry run reports: the changes that it would make, and those that cannot be made. */
export function dryRunOutcome(diff: Diff, { organization, plans, projectOf }: DesiredState): Outcome {
  const results = diff.map((entry) => ({ change: entry.change, result: dryRunResult(entry) }));
  return { organization, plans, results, projectOf };
}

function dryRunResult(entry: DiffEntry): Result {
  switch (entry.kind) {
    case 'satisfied':
      return { kind: 'already' };
    case 'change':
      return { kind: 'would' };
    case 'blocked':
      return { kind: 'skipped', cause: 'blocked', problem: entry.problem };
    case 'kept':
      return { kind: 'kept', plans: entry.plans };
  }
}

/** Judges what was tried by the state that was read afterwards: that counts, not what the server answered. */
export function verify(attempted: readonly Attempted[], reading: Reading, desired: DesiredState): Outcome {
  const { organization, plans, projectOf } = desired;
  const stateAfter = stateReader(attempted, reading, desired);
  const now = reading.kind === 'read' ? reading.plans : [];
  return {
    organization,
    projectOf,
    plans: plans.map((plan) => latest(plan, now)),
    results: attempted.map(({ change, attempt }): ChangeResult => {
      const result = resultOf(change, attempt, stateAfter(change));
      const isReleased = change.kind === 'deactivate' && result.kind === 'done';
      const holding = isReleased ? planWith(change.resource, reading, desired) : undefined;
      return { change, result: holding === undefined ? result : failed('reverted', released(holding)) };
    }),
  };
}

/** A plan that contains a repository by what was read last. */
function planWith({ id }: Repository, reading: Reading, { organization }: DesiredState): BackupPlan | undefined {
  if (reading.kind === 'unread') return undefined;
  const now = reading.repositories.find((repository) => repository.id === id);
  if (now === undefined) return undefined;
  const nothing: ReadonlySet<Id> = new Set();
  const containing = plansContaining(organization, now, reading.plans, { itself: nothing, project: nothing });
  return containing.find(({ membership }) => membership === 'attached')?.plan;
}

function released(plan: BackupPlan): Problem {
  return {
    title: 'A change was undone while this ran',
    reason: plan.id,
    message: `the license was released, and backup plan ${label(plan)} contains the repository now: somebody attached it meanwhile`,
    remedy: 'Run a step with state: present for it if it is to be backed up; otherwise run this one again.',
  };
}

/**
 * What a later reading may show to be right: a change that takes its time, or what only a stale row shows as undone or
 * gone. It is everything of the repositories that it concerns, so that one reading tells all of them. A change whose
 * state is not reported at all is no such thing.
 */
export function inDoubt(
  attempted: readonly Attempted[],
  reading: Reading,
  desired: DesiredState,
): readonly Attempted[] {
  if (reading.kind === 'unread') return [];
  const stateAfter = stateReader(attempted, reading, desired);
  const doubtful = new Set(
    attempted.flatMap(({ change, attempt }) =>
      isInDoubt(change, attempt, stateAfter(change)) ? change.resource.id : [],
    ),
  );
  return attempted.filter(({ change }) => doubtful.has(change.resource.id));
}

function isInDoubt({ kind, before }: Change, attempt: Attempt, after: After): boolean {
  if (after.kind === 'state' && after.state === DESIRED[kind]) return false;
  // What was reported at first is waited for, if it isn't any more; what never was, is not.
  const isReported = after.kind === 'unread' || after.isReported || before !== 'unknown';
  switch (attempt.kind) {
    case 'none':
    case 'accepted':
    case 'already':
      return isReported;
    case 'failed':
    case 'skipped':
    case 'kept':
      return false;
  }
}

/** A plan that held no repository of the organization shows its schedule only now; what is not reported now holds on. */
function latest(plan: BackupPlan, plans: readonly BackupPlan[]): BackupPlan {
  const now = plans.find(({ id }) => id === plan.id) ?? plan;
  return now.schedule === 'unknown' ? { ...now, schedule: plan.schedule } : now;
}

type State = License | Membership | 'listed' | 'removed';

/** The state after the changes, as far as it could be read. */
type After =
  /** Reported: something is said of it, though it may be contradictory, so that the state is unknown. */
  | { readonly kind: 'state'; readonly state: Known<State>; readonly isReported: boolean }
  | { readonly kind: 'unread'; readonly problem: Problem };

function stateReader(
  attempted: readonly Attempted[],
  reading: Reading,
  desired: DesiredState,
): (change: Change) => After {
  const { organization, projectOf, allPlans } = desired;
  const detached = detachedIn(attempted.map(({ change, attempt }) => [change, attempt] as const));
  if (reading.kind === 'unread') {
    const touched = new Set(
      attempted.flatMap(({ change, attempt }) => (attempt.kind === 'none' ? [] : change.resource.id)),
    );
    // Where nothing was to be changed, what was read at first holds.
    return ({ resource, before }) =>
      touched.has(resource.id) ? reading : { kind: 'state', state: before, isReported: true };
  }
  const repositories = new Map(reading.repositories.map((repository) => [repository.id, repository]));
  const plans = new Map(reading.plans.map((plan) => [plan.id, plan]));
  const isGone = goneSince(allPlans, plans);
  return (change) => {
    const { kind, resource } = change;
    const now = resource.kind === 'project' ? readAgain(resource, reading.repositories) : repositories.get(resource.id);
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
    const absence = kind === 'attach' ? 'listed' : absenceOf(id, resource.id, desired, reading, detached);
    const known = plans.get(id);
    const isListed = absence === 'unknown' || (absence === 'listed' && known !== undefined);
    const plan = absence === 'unknown' || known === undefined ? unreportedPlan(id) : known;
    const isReported = reportedMemberships(organization.id, now, plan).size > 0;
    if (kind === 'attach') return { kind: 'state', state: membershipOf(organization.id, now, plan), isReported };
    // A plan is not left by a repository alone that it contains with its project.
    const isByProject = now.kind === 'repository' && !projectOf.has(now.id) && isListed;
    if (isByProject && containedByProject(organization, now.project, plan) === 'attached') return reported('attached');
    const state = membershipToLeave(organization.id, now, plan, isListed);
    return { kind: 'state', state, isReported: isReported || !isListed };
  };
}

/**
 * Whether a plan was known at first, and is neither listed nor in the organization's row now: what a repository's row says
 * of it proves nothing. One that was given by its ID, and never listed, is judged by that.
 */
export function goneSince(before: readonly BackupPlan[], now: ReadonlyMap<Id, BackupPlan>): (id: Id) => boolean {
  const known = new Set(before.map(({ id }) => id));
  return (id) => now.get(id)?.removed === true || (known.has(id) && !now.has(id));
}

function reported(state: State): After {
  return { kind: 'state', state, isReported: true };
}

/** A project as the rows of its repositories tell of it now; where they contradict each other, they prove nothing. */
export function readAgain(project: Project, repositories: readonly Repository[]): Project {
  const references = repositories
    .flatMap((repository) => repository.project ?? [])
    .filter(({ id }) => id === project.id);
  return { ...project, plans: plansIn(references) };
}

/** The state that is wrong after a change, and of what. */
const OPPOSITE = {
  activate: { wrong: 'inactive', thing: 'license' },
  attach: { wrong: 'detached', thing: 'repository' },
  detach: { wrong: 'attached', thing: 'repository' },
  deactivate: { wrong: 'active', thing: 'license' },
  remove: { wrong: 'listed', thing: 'repository' },
} as const;

function resultOf({ kind, resource }: Change, attempt: Attempt, after: After): Result {
  const right = DESIRED[kind];
  const { wrong } = OPPOSITE[kind];
  const thing = resource.kind === 'project' ? 'project' : OPPOSITE[kind].thing;
  const isRight = after.kind === 'state' && after.state === right;
  switch (attempt.kind) {
    case 'none':
      if (isRight) return { kind: 'already' };
      // What was right at first and is not reported any more is not right.
      return after.kind === 'unread'
        ? failed([GONE, PLAN_GONE].includes(after.problem) ? 'reverted' : 'unverified', after.problem)
        : failed('reverted', reverted(thing, right, after.state));
    case 'kept':
      return isRight ? { kind: 'already' } : attempt;
    case 'skipped':
      return isRight ? { kind: 'already' } : attempt;
    case 'failed':
      // A removal that was rejected is somebody else's.
      if (isRight && kind === 'remove' && !attempt.mayHaveApplied) return { kind: 'already' };
      // A change whose answer was lost is rejected when it is repeated; that the state is right is what counts.
      if (isRight) return { kind: 'done', verified: true };
      if (!attempt.mayHaveApplied) return failed('rejected', attempt.problem);
      if (after.kind === 'unread') return failed('unverified', joined(attempt.problem, after.problem));
      return failed(after.state === wrong ? 'rejected' : 'unverified', attempt.problem);
    case 'already':
      if (after.kind === 'unread') return failed('unverified', joined(attempt.problem, after.problem));
      return after.state === wrong ? failed('rejected', attempt.problem) : { kind: 'done', verified: isRight };
    case 'accepted':
      if (after.kind === 'unread') return failed('unverified', after.problem);
      return after.state === wrong
        ? failed('not-applied', notApplied(thing, right, wrong))
        : { kind: 'done', verified: isRight };
  }
}

function failed(cause: FailureCause, problem: Problem): Result {
  return { kind: 'failed', cause, problem };
}

function joined(first: Problem, second: Problem): Problem {
  return { ...first, message: `${first.message}; ${second.message}` };
}

const GONE: Problem = {
  title: 'The repository is gone from GitProtect',
  reason: 'gone',
  message: 'the repository was listed before the change, and is not any more',
  remedy:
    'Somebody removed it in GitProtect, or its access was withdrawn, while this ran: look at it there, and run again.',
};

const PLAN_GONE: Problem = {
  title: 'The backup plan is gone from GitProtect',
  reason: 'plan-gone',
  message: 'the backup plan was there before the change, and is not any more',
  remedy: 'Somebody deleted it in GitProtect while this ran: look at it there, and run again with another plan.',
};

function notApplied(thing: string, right: string, wrong: string): Problem {
  return {
    title: 'GitProtect accepted a change but did not make it',
    reason: thing,
    message: `GitProtect answered that all is well, but the ${thing} is still ${wrong} where it should be ${right}`,
    remedy:
      right === 'active' || right === 'attached'
        ? 'Look at the repository and the backup plan in GitProtect: is a license free, and can repositories be added by hand? Then run again.'
        : `Look at the ${thing} in GitProtect, and run again.`,
  };
}

function reverted(thing: string, right: string, now: string): Problem {
  return {
    title:
      right === 'active' || right === 'attached'
        ? 'The protection was undone while this ran'
        : 'A change was undone while this ran',
    reason: thing + now,
    message: `the ${thing} was ${right} at first, and is ${now === 'unknown' ? 'not reported any more' : `${now} now`}`,
    remedy: 'Find out who or what else changes these settings, and run again.',
  };
}
