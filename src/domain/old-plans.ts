import type { Problem } from '../shared/failure.ts';
import { label, someOf } from '../shared/text.ts';
import type { MembershipChange } from './diff.ts';
import type { ChangeResult, Outcome, Result } from './outcome.ts';
import { isSeen } from './resource-result.ts';
import type { UndoneMoves } from './undone-move.ts';

/*
 * What is said of old plans that were joined again. Loaded by import(), where any was.
 */

/**
 * The outcome of a run that undid moves: what failed says so.
 * @param attached what became of attaching to the old plans again
 */
export function withOldPlans(outcome: Outcome, undone: UndoneMoves, attached: readonly ChangeResult[]): Outcome {
  const again = Map.groupBy(attached, ({ change }) => change.resource.id);
  const results = outcome.results.map((each): ChangeResult => {
    const { change, result } = each;
    const tried = again.get(change.resource.id) ?? [];
    if (!undone.has(change.resource.id)) return each;
    if (change.kind === 'attach' && result.kind === 'failed')
      return { change, result: { ...result, problem: withWhatFollowed(result.problem, change, tried) } };
    const back = tried.find((other) => isOfPlan(other, change) && mayBeAttached(other.result));
    return change.kind === 'detach' && back ? { change, result: attachedAgain(isSeen(back.result)) } : each;
  });
  return { ...outcome, results };
}

function isOfPlan({ change: other }: ChangeResult, change: ChangeResult['change']): boolean {
  return 'plan' in other && 'plan' in change && other.plan.id === change.plan.id;
}

function isAttached({ kind }: Result): boolean {
  return kind === 'done' || kind === 'already';
}

/** Where it could not be checked, it is not known to be out of the old plan any more. */
function mayBeAttached(result: Result): boolean {
  return isAttached(result) || (result.kind === 'failed' && result.cause === 'unreadable');
}

function withWhatFollowed(problem: Problem, { plan }: MembershipChange, tried: readonly ChangeResult[]): Problem {
  const { title, reason } = problem;
  const names = (some: readonly ChangeResult[]): string =>
    someOf(some.flatMap(({ change }) => ('plan' in change ? label(change.plan) : [])));
  const lost = tried.filter(({ result }) => !isAttached(result));
  const why = lost.flatMap(({ result }) => ('problem' in result ? result.problem.message : []));
  const unseen = tried.filter(({ result }) => !isSeen(result));
  const mayBeInNone = ', so it may be in no plan now: ';
  const followed =
    lost.length > 0
      ? `${mayBeInNone}it could not be attached to backup plan ${names(lost)} again (${someOf(why)})`
      : unseen.length > 0
        ? `${mayBeInNone}attaching it to backup plan ${names(unseen)} again was accepted, and is not seen either`
        : ', and attached there again since the new one is not seen any more';
  return {
    title,
    reason,
    message: `${problem.message}; its new membership was seen, then it was detached from backup plan ${names(tried)}${followed}`,
    remedy: `Run again${unseen.length === 0 ? '' : ' soon'}: it is attached to backup plan ${label(plan)} again. ${problem.remedy}`,
  };
}

/** @param isThere it is seen in the old plan */
function attachedAgain(isThere: boolean): Result {
  const problem: Problem = {
    title: isThere ? 'The old plan was joined again' : 'The old plan is not seen to be joined again',
    reason: 'old-plan',
    message: `it was detached, and its new membership is not seen any more: ${isThere ? 'it was attached again' : 'that it is attached again is not seen'}`,
    remedy: 'Look at the new backup plan in GitProtect: does somebody or something else change it? Then run again.',
  };
  return { kind: 'failed', cause: 'reverted', problem, sent: true };
}
