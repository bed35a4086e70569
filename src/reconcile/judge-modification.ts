import type { DesiredState } from '../domain/desired-state.ts';
import { hasMore, type Members } from '../domain/lost-members.ts';
import { type BackupPlan, type Id, isDeleted } from '../domain/model.ts';
import type { FailureCause, Result } from '../domain/outcome.ts';
import { missingOf, notListed, notReported, obstacle, obstacleTo } from '../domain/plan-settings.ts';
import { hasNoSettings } from '../domain/request.ts';
import { GONE } from '../domain/verify.ts';
import type { ServiceError } from '../gitprotect/errors.ts';
import { canBeSentBack, type ShownPlan, unknownField } from '../gitprotect/plan-settings.ts';
import type { Problem } from '../shared/failure.ts';
import { label, someOf } from '../shared/text.ts';

/** What is to be done by a plan's row as it is just before: what was as asked for at first may not be any more. */
export function judgedBefore(
  plan: BackupPlan,
  before: ShownPlan | undefined,
  { organization, settings }: DesiredState,
): Result {
  if (before === undefined) return failed('rejected', notListed(plan, organization));
  if (isDeleted(before.plan)) return failed('rejected', markedAsDeleted(plan));
  const missing = missingOf(before.plan, settings);
  if (hasNoSettings(missing)) return { kind: 'already' };
  const problem = obstacleTo(before.plan, organization, missing) ?? obstacleIn(plan, before);
  return problem === undefined ? { kind: 'would' } : { kind: 'skipped', cause: 'blocked', problem };
}

/** Why a plan must not be modified as its row shows it. */
function obstacleIn(plan: BackupPlan, before: ShownPlan): Problem | undefined {
  const unknown = unknownField(before);
  if (hasMore(plan, before.plan))
    return {
      ...obstacle(plan, 'GitProtect reported more members of it a moment ago'),
      remedy:
        'Run again. If the plan is not modified then either, change the setting in GitProtect, and leave plan-schedule and plan-metadata out for this plan.',
    };
  const why = canBeSentBack(before)
    ? unknown && notReported(unknown)
    : 'GitProtect reports a number in its settings that is too large to be sent back as it is, or settings in too many levels';
  return why === undefined ? undefined : obstacle(plan, why);
}

/** What a plan was seen to be after it was modified, and is not as it should be. */
export interface Seen {
  readonly lost: Members;
  /** The names of the fields that changed, too. */
  readonly changed: readonly string[];
  /** The names of the settings that are not as asked for; undefined where the plan is not listed any more. */
  readonly wrong: readonly string[] | undefined;
  /** Some settings are as asked for now, and were not. */
  readonly isPartlyMade: boolean;
  /** How the modification failed. */
  readonly error: ServiceError | undefined;
}

/** @param inWords members by their names */
export function judged(
  plan: BackupPlan,
  { lost, changed, wrong, isPartlyMade, error }: Seen,
  inWords: (members: readonly Id[]) => string,
): Result {
  const members = [...lost.repositories, ...lost.projects];
  if (members.length > 0 || changed.length > 0) {
    const problem = damaged(plan, members.length === 0 ? undefined : inWords(members), changed);
    return { kind: 'failed', cause: 'damaged', problem, lost: members };
  }
  const isUnreported = wrong?.length === 0;
  if (error === undefined) {
    if (wrong === undefined) return sent(failed('unreadable', planGone(plan, 'was modified')));
    return isUnreported ? { kind: 'done', verified: false } : sent(failed('not-applied', notApplied(plan, wrong)));
  }
  const result = failed(isUnreported && !error.isRefused ? 'unreadable' : 'rejected', error);
  return error.mayHaveApplied || isPartlyMade ? sent(result) : result;
}

export function failed(cause: FailureCause, problem: Problem): Result & { readonly kind: 'failed' } {
  return { kind: 'failed', cause, problem };
}

function sent(result: ReturnType<typeof failed>): Result {
  return { ...result, sent: true };
}

function notApplied(plan: BackupPlan, wrong: readonly string[]): Problem {
  return {
    title: 'GitProtect accepted a change but did not make it',
    reason: 'settings',
    message: `GitProtect reported success, but the ${wrong.join(' and ')} of backup plan ${label(plan)} ${wrong.length === 1 ? 'is' : 'are'} not as asked for`,
    remedy: 'Change the setting in GitProtect, and look there whether the account may do so. Then run again.',
  };
}

/** @param how the settings were */
export function reverted(plan: BackupPlan, how: 'as asked at first' | 'changed'): Problem {
  return {
    title: 'A change was undone while this ran',
    reason: 'settings',
    message: `the settings of backup plan ${label(plan)} were ${how}, and are not any more`,
    remedy: 'Find out who or what else changes these settings, and run again.',
  };
}

/** @param what was seen of it before */
export function planGone(plan: BackupPlan, what: string): Problem {
  return { ...GONE.plan, message: `backup plan ${label(plan)} ${what}, and is not in the list of plans any more` };
}

function markedAsDeleted(plan: BackupPlan): Problem {
  return { ...GONE.plan, message: `GitProtect marks backup plan ${label(plan)} as deleted, and did not at first` };
}

function damaged(plan: BackupPlan, lost: string | undefined, changed: readonly string[]): Problem {
  const parts = [
    ...(lost === undefined ? [] : [`it lost ${lost}, which could not be attached again`]),
    ...(changed.length === 0 ? [] : [`its settings ${someOf(changed)} changed, too`]),
  ];
  return {
    title: 'A modification changed more than was asked for',
    // What one plan lost says nothing of another one.
    reason: plan.id,
    message: `backup plan ${label(plan)} was modified, and ${parts.join('; ')}`,
    remedy: `Look at backup plan ${label(plan)} in GitProtect and correct it there. Leave plan-schedule and plan-metadata out until that is clear.`,
  };
}
