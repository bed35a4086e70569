import type { Problem } from '../shared/failure.ts';
import { label } from '../shared/text.ts';
import type { Attempt, Attempted } from './attempt.ts';
import type { DesiredState } from './desired-state.ts';
import { type Change, DESIRED, type Diff, type DiffEntry } from './diff.ts';
import { membershipToLeave, type PlanMembership, plansContaining } from './membership.ts';
import type { BackupPlan, Repository } from './model.ts';
import type { ChangeResult, FailureCause, Outcome, Result } from './outcome.ts';
import { type After, isGoneMeanwhile, type Reading, rowsOf, stateReader } from './state-after.ts';

/** What a dry run reports: the changes that it would make, and those that cannot be made. */
export function dryRunOutcome(diff: Diff, { organization, plans, projectOf, resources }: DesiredState): Outcome {
  const results = diff.map((entry) => ({ change: entry.change, result: dryRunResult(entry) }));
  const ofProjects = resources.filter(({ resource: { id } }) => projectOf.has(id));
  const byItself = new Map(ofProjects.map(({ resource, alsoIn }) => [resource.id, alsoIn]));
  return { organization, plans, results, projectOf, byItself };
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
  const rows = rowsOf(reading);
  return {
    organization,
    projectOf,
    byItself: new Map([...projectOf.keys()].map((id) => [id, plansByItself(rows.get(id), now, desired)])),
    plans: plans.map((plan) => latest(plan, now)),
    results: attempted.map(({ change, attempt }): ChangeResult => {
      const result = resultOf(change, attempt, stateAfter(change));
      const released =
        change.kind === 'deactivate' && result.kind === 'done' ? rows.get(change.resource.id) : undefined;
      const holding = released === undefined ? undefined : planWith(released, now, desired);
      return { change, result: holding === undefined ? result : failed('reverted', attachedMeanwhile(holding)) };
    }),
  };
}

/** The plans that a repository of a project is seen to be in by itself, or may be. */
function plansByItself(
  repository: Repository | undefined,
  plans: readonly BackupPlan[],
  { organization }: DesiredState,
): readonly PlanMembership[] {
  return repository === undefined
    ? []
    : plans.flatMap((plan): PlanMembership[] => {
        const membership = membershipToLeave(organization.id, repository, plan, true);
        return membership === 'detached' ? [] : [{ plan, membership }];
      });
}

/** A plan that contains a repository by what was read last. */
function planWith(
  repository: Repository,
  plans: readonly BackupPlan[],
  { organization }: DesiredState,
): BackupPlan | undefined {
  const containing = plansContaining(organization, repository, plans);
  return containing.find(({ membership }) => membership === 'attached')?.plan;
}

function attachedMeanwhile(plan: BackupPlan): Problem {
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
  if (after.kind === 'state' && (after.state === DESIRED[kind] || after.isFinal === true)) return false;
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
  return {
    ...now,
    schedule: now.schedule === 'unknown' ? plan.schedule : now.schedule,
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

function resultOf({ kind, resource }: Change, attempt: Attempt, after: After): Result {
  const right = DESIRED[kind];
  const { wrong } = OPPOSITE[kind];
  const thing = resource.kind === 'project' ? 'project' : OPPOSITE[kind].thing;
  const isRight = after.kind === 'state' && after.state === right;
  switch (attempt.kind) {
    case 'none':
      if (isRight) return { kind: 'already' };
      // What was right at first and is not reported any more is not right.
      if (after.kind === 'unread')
        return failed(isGoneMeanwhile(after.problem) ? 'unreported' : 'unverified', after.problem);
      return failed(after.state === wrong ? 'reverted' : 'unreported', reverted(thing, right, after.state));
    case 'kept':
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

function notApplied(thing: string, right: string, wrong: string): Problem {
  return {
    title: 'GitProtect accepted a change but did not make it',
    reason: thing,
    message: `GitProtect reported success, but the ${thing} is still ${wrong}, not ${right}`,
    remedy:
      right === 'active' || right === 'attached'
        ? `Look at the repository and the backup plan in GitProtect: ${right === 'active' ? 'is a license free' : 'can repositories be added by hand'}? Then run again.`
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
