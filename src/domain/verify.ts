import type { Problem } from '../shared/failure.ts';
import { plansByItself, plansToTell } from './also-told.ts';
import { type Attempt, type Attempted, isAccepted, mayHaveBeenMade, mayTakeEffect, wasSent } from './attempt.ts';
import { type JoinedMeanwhile, joinedPlans, joinedReader, unlessJoined } from './attached-meanwhile.ts';
import type { DesiredState } from './desired-state.ts';
import { type Change, DESIRED, type Diff, type DiffEntry, isLeaving } from './diff.ts';
import { isKeptInVain, type KeptNow, keptReader } from './kept-now.ts';
import { type PlanMembership, planNames } from './membership.ts';
import { type BackupPlan, byId, type Id } from './model.ts';
import type { ChangeResult, FailureCause, GoneThing, Outcome, Result } from './outcome.ts';
import { type After, movedIn, type Reading, type State, stateReader } from './state-after.ts';

/** What a dry run reports: the changes that it would make, and those that cannot be made. */
export function dryRunOutcome(diff: Diff, desired: DesiredState): Outcome {
  return asAtFirst(
    desired,
    diff.map((entry) => ({ change: entry.change, result: dryRunResult(entry) })),
  );
}

/** Everything besides the results is as it was read at first. */
function asAtFirst(desired: DesiredState, results: readonly ChangeResult[]): Outcome {
  const { organization, plans, allPlans, listedPlans, resources, projectOf, leavesOthers } = desired;
  const ofProjects = resources.flatMap(({ resource, alsoIn }) =>
    resource.kind === 'repository' && projectOf.has(resource.id) ? { resource, alsoIn } : [],
  );
  const byItself = new Map(
    ofProjects.map(({ resource, alsoIn }) => [
      resource.id,
      leavesOthers ? plansByItself(resource, allPlans, listedPlans, organization) : alsoIn,
    ]),
  );
  const repositories = ofProjects.map(({ resource }) => resource);
  const alsoTold = plansToTell(repositories, allPlans, byItself, desired);
  return { organization, plans, results, projectOf, byItself, alsoTold, moved: new Set() };
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
  const mayHaveLeft = leftWithProjectReader(attempted);
  const asSent = (each: ChangeResult, index: number): ChangeResult => withSent(each, attempted[index]?.attempt);
  const results = attempted.map(({ change, attempt }): ChangeResult => {
    const result = resultOf(change, attempt, stateAfter(change));
    return {
      change,
      result: result.kind === 'already' && mayHaveLeft(change) ? { kind: 'done', verified: true } : result,
    };
  });
  if (reading.kind === 'unread') {
    const outcome = asAtFirst(desired, results.map(keptAtFirst).map(asSent));
    // Somebody may have switched them off since: none is known to be healthy.
    return { ...outcome, plans: plans.map((plan) => ({ ...plan, isScheduleUnclear: true })) };
  }
  const now = byId(reading.plans);
  const ofProjects = reading.repositories.filter(({ id }) => projectOf.has(id));
  const byItself = new Map(
    ofProjects.map((each) => [each.id, plansByItself(each, reading.plans, reading.listedPlans, organization)]),
  );
  const keptNow = keptReader(attempted, reading, desired);
  const joinedMeanwhile = joinedReader(attempted, reading, desired);
  const judged = results.map((each) => keptMeanwhile(each, keptNow));
  return {
    organization,
    projectOf,
    byItself,
    alsoTold: plansToTell(ofProjects, reading.plans, byItself, desired),
    moved: movedIn(reading, desired),
    plans: plans.map((plan) => latest(plan, now.get(plan.id))),
    results: [
      ...judged.map((each) => unlessJoined(each, joinedMeanwhile)).map(asSent),
      ...joinedPlans(judged, joinedMeanwhile, desired),
    ],
  };
}

/** Whether a repository may have left a plan because its project, with which it may have been there, was detached. */
function leftWithProjectReader(attempted: readonly Attempted[]): (change: Change) => boolean {
  const left = attempted.flatMap(({ change, attempt }) =>
    change.kind === 'detach' && change.resource.kind === 'project' && mayHaveBeenMade(attempt) ? change : [],
  );
  const projectsOf = Map.groupBy(left, ({ plan }) => plan.id);
  return (change) => {
    if (change.kind !== 'detach' || change.before !== 'unknown' || change.resource.kind !== 'repository') return false;
    const { project } = change.resource;
    const projects = projectsOf.get(change.plan.id) ?? [];
    return projects.some(({ resource }) => (project?.id ?? resource.id) === resource.id);
  };
}

/** What was sent, and not refused, may have changed something, or may yet, although that is not seen. */
function withSent({ change, result }: ChangeResult, attempt: Attempt | undefined): ChangeResult {
  if (attempt === undefined || result.kind !== 'failed') return { change, result };
  const mayBeOurs = attempt.kind === 'already' ? attempt.mayHaveApplied === true : mayTakeEffect(attempt);
  const isSent = result.cause === 'unreadable' ? mayHaveBeenMade(attempt) && wasSent(attempt) : mayBeOurs;
  return { change, result: isSent ? { ...result, sent: true } : result };
}

/** That plans contain a repository was read at first, and could not be read again. */
function keptAtFirst({ change, result }: ChangeResult): ChangeResult {
  if (change.kind !== 'deactivate' || result.kind !== 'kept') return { change, result };
  const plans = result.plans.map((each) => ({ ...each, membership: 'unknown' as const }));
  return { change, result: { ...result, plans } };
}

/** A license is kept only for plans that contain its repository by what was read last, or may. */
function keptMeanwhile(each: ChangeResult, keptNow: KeptNow): ChangeResult {
  const { change, result } = each;
  if (change.kind !== 'deactivate' || result.kind !== 'kept') return each;
  const plans = keptNow(change.resource, result.plans);
  return { change, result: plans.length > 0 ? { kind: 'kept', plans } : failed('reverted', keptInVain(result.plans)) };
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

/**
 * The repositories and projects, by their IDs, of which a later reading may show something to be right: a change that
 * takes its time, or what only a stale row shows as undone or gone. A change whose state is never reported is not in doubt.
 */
export function inDoubt(attempted: readonly Attempted[], reading: Reading, desired: DesiredState): ReadonlySet<Id> {
  if (reading.kind === 'unread') return new Set();
  const stateAfter = stateReader(attempted, reading, desired);
  const keptNow = keptReader(attempted, reading, desired);
  const joinedMeanwhile = joinedReader(attempted, reading, desired);
  const doubtful = attempted.filter(({ change, attempt }) => {
    const after = stateAfter(change);
    return isInDoubt(change, attempt, after, keptNow) || isJoined(change, attempt, after, joinedMeanwhile);
  });
  return new Set([...doubtful.map(({ change }) => change.resource.id), ...movedIn(reading, desired)]);
}

function isJoined(change: Change, attempt: Attempt, after: After, joinedMeanwhile: JoinedMeanwhile): boolean {
  if (change.kind !== 'deactivate') return false;
  const isRight = isNow(after, 'inactive');
  if (!isRight && attempt.kind !== 'kept') return false;
  return joinedMeanwhile(change, isRight && attempt.kind !== 'none') !== undefined;
}

function isInDoubt(change: Change, attempt: Attempt, after: After, keptNow: KeptNow): boolean {
  const { kind, before, resource } = change;
  if (isNow(after, DESIRED[kind]) || (after.kind === 'state' && after.isFinal === true)) return false;
  if (kind === 'deactivate' && attempt.kind === 'kept')
    return after.kind === 'gone' || isKeptInVain(attempt.plans, keptNow(resource, attempt.plans));
  // What was reported at first is waited for, if it isn't any more; what never was, is not.
  const isReported = after.kind !== 'state' || after.isReported || before !== 'unknown';
  return isReported && (attempt.kind === 'none' || isAccepted(attempt));
}

function isNow(after: After, state: State): boolean {
  return after.kind === 'state' && after.state === state;
}

/** A plan that held no repository of the organization shows its schedule only now; what is not reported now holds on. */
function latest(plan: BackupPlan, now: BackupPlan | undefined): BackupPlan {
  // One that is gone is not known to be healthy.
  if (now === undefined) return { ...plan, isScheduleUnclear: true };
  return {
    ...now,
    schedule: now.schedule === 'unknown' ? plan.schedule : now.schedule,
    isScheduleUnclear: now.isScheduleUnclear || (now.schedule === 'unknown' && plan.isScheduleUnclear),
    metadata: now.metadata === 'unknown' ? plan.metadata : now.metadata,
  };
}

/** The state that is wrong after a change, and of what. */
const OPPOSITE = {
  activate: { wrong: 'inactive', thing: 'license' },
  attach: { wrong: 'detached', thing: 'repository' },
  detach: { wrong: 'attached', thing: 'repository' },
  deactivate: { wrong: 'active', thing: 'license' },
  remove: { wrong: 'listed', thing: 'repository' },
} as const;

function resultOf(change: Change, attempt: Attempt, after: After): Result {
  const { kind, resource } = change;
  const right = DESIRED[kind];
  const { wrong } = OPPOSITE[kind];
  const thing = resource.kind === 'project' ? 'project' : OPPOSITE[kind].thing;
  const isRight = isNow(after, right);
  switch (attempt.kind) {
    case 'none':
      if (isRight) return already(after);
      // What was right at first and is not reported any more is not right.
      if (after.kind !== 'state') return withoutState(after.kind === 'gone' ? 'unreported' : 'unreadable', after);
      return after.state === wrong
        ? failed('reverted', reverted(change, thing, after.state))
        : failed('unreported', notReported(change, thing, after.isReported));
    case 'kept':
    case 'skipped':
      // With a repository all goes that it had.
      if (after.kind === 'gone') return withoutState('unreported', after);
      if (!isRight) return attempt;
      return attempt.kind === 'skipped' && attempt.wasSent === true ? { kind: 'done', verified: true } : already(after);
    case 'failed':
      // A rejected removal of what is gone: somebody else removed it.
      if (isRight && kind === 'remove' && !mayHaveBeenMade(attempt)) return { kind: 'already' };
      // A change whose answer was lost is rejected when it is repeated; that the state is right is what counts.
      if (isRight) return { kind: 'done', verified: true };
      if (!mayHaveBeenMade(attempt) && after.kind !== 'gone') return failed('rejected', attempt.problem);
      if (after.kind !== 'state')
        return withoutState(mayHaveBeenMade(attempt) ? 'unreadable' : 'rejected', after, attempt.problem);
      return failed(after.state === wrong ? 'rejected' : 'unreadable', attempt.problem);
    case 'already':
      // Nothing was sent to remove it.
      if (isRight && kind === 'remove') return { kind: 'already' };
      // That it was made before is no failure of its own.
      if (after.kind !== 'state')
        return withoutState('unreadable', after, wasSent(attempt) ? { message: attempt.problem.message } : undefined);
      return after.state === wrong ? failed('rejected', attempt.problem) : { kind: 'done', verified: isRight };
    case 'accepted':
      if (after.kind !== 'state') return withoutState('unreadable', after);
      return after.state === wrong
        ? failed('not-applied', notApplied(change, thing))
        : { kind: 'done', verified: isRight };
  }
}

function already(after: After): Result {
  return after.kind === 'state' && after.isOld === true ? { kind: 'already', isOld: true } : { kind: 'already' };
}

function failed(cause: FailureCause, problem: Problem): Result {
  return { kind: 'failed', cause, problem };
}

/** @param first what went wrong before the reading, which says more than that */
function withoutState(
  cause: FailureCause,
  after: Exclude<After, { kind: 'state' }>,
  first?: Problem | Pick<Problem, 'message'>,
): Result {
  const second = after.kind === 'gone' ? GONE[after.what] : after.problem;
  const problem =
    first === undefined ? second : { ...second, ...first, message: `${first.message}; ${second.message}` };
  return { kind: 'failed', cause, problem, ...(after.kind === 'gone' ? { gone: after.what } : {}) };
}

export const GONE: Readonly<Record<GoneThing, Problem>> = {
  repository: {
    title: 'The repository is gone from GitProtect',
    reason: 'gone',
    message: 'the repository was listed before the change, and is not any more',
    remedy:
      'It may have been removed in GitProtect, moved to another organization, or hidden from the account while this ran. Check it there, and run again.',
  },
  plan: {
    title: 'The backup plan is gone from GitProtect',
    reason: 'plan-gone',
    message: 'the backup plan was there before the change, and is not any more',
    remedy:
      'It may have been deleted in GitProtect while this ran. Check that, and run again, with another plan if it was.',
  },
};

function notApplied(change: Change, thing: string): Problem {
  const { kind } = change;
  const question = kind === 'activate' ? 'is a license free' : 'can repositories be added by hand';
  return {
    title: 'GitProtect accepted a change but did not make it',
    reason: thing,
    message: `GitProtect reported success, but the ${thing} is still ${OPPOSITE[kind].wrong}, not ${DESIRED[kind]}`,
    remedy: isLeaving(change)
      ? `Look at the ${thing} in GitProtect, and run again.`
      : `Look at the repository and the backup plan in GitProtect: ${question}? Then run again.`,
  };
}

function reverted(change: Change, thing: string, now: string): Problem {
  return {
    title: isLeaving(change) ? 'A change was undone while this ran' : 'The protection was undone while this ran',
    reason: thing + now,
    message: `the ${thing} was ${DESIRED[change.kind]} before, and is ${now} now`,
    remedy: 'Find out who or what else changes these settings, and run again.',
  };
}

/** Nobody need have changed it: a server may omit fields from reading to reading. */
function notReported(change: Change, thing: string, isContradictory: boolean): Problem {
  const now = isContradictory
    ? 'what GitProtect reports of it contradicts itself now'
    : 'that is not reported any more';
  return {
    title: 'GitProtect does not report a state any more',
    reason: thing,
    message: `the ${thing} was ${DESIRED[change.kind]} before, and ${now}`,
    remedy: `Look at the ${thing} in GitProtect, and run again. If it happens again, run with debug logging, which shows the field names, and report those that differ between two readings.`,
  };
}
