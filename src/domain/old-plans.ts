import type { Problem } from '../shared/failure.ts';
import { label, someOf } from '../shared/text.ts';
import type { MembershipChange } from './diff.ts';
import type { ChangeResult, Outcome, Result } from './outcome.ts';
import type { UndoneMoves } from './undone-move.ts';

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
    const isBack = tried.some((other) => isOfPlan(other, change) && isAttached(other.result));
    return change.kind === 'detach' && isBack ? { change, result: attachedAgain() } : each;
  });
  return { ...outcome, results };
}

function isOfPlan({ change: other }: ChangeResult, change: ChangeResult['change']): boolean {
  return 'plan' in other && 'plan' in change && other.plan.id === change.plan.id;
}

function isAttached({ kind }: Result): boolean {
  return kind === 'done' || kind === 'already';
}

function withWhatFollowed(problem: Problem, { plan }: MembershipChange, tried: readonly ChangeResult[]): Problem {
  const { title, reason } = problem;
  const names = (some: readonly ChangeResult[]): string =>
    someOf(some.flatMap(({ change }) => ('plan' in change ? label(change.plan) : [])));
  const lost = tried.filter(({ result }) => !isAttached(result));
  const why = lost.flatMap(({ result }) => ('problem' in result ? result.problem.message : []));
  const followed =
    lost.length === 0
      ? ', and attached there again since the new one is not seen any more'
      : `, so it may be in no plan now: it could not be attached to backup plan ${names(lost)} again (${someOf(why)})`;
  return {
    title,
    reason,
    message: `${problem.message}; its new membership was seen, then it was detached from backup plan ${names(tried)}${followed}`,
    remedy: `Run again${lost.length === 0 ? '' : ' soon'}: it is attached to backup plan ${label(plan)} again. ${problem.remedy}`,
  };
}

function attachedAgain(): Result {
  const problem: Problem = {
    title: 'The old plan was joined again',
    reason: 'old-plan',
    message: 'it was detached, and attached again since its new membership is not seen any more',
    remedy: 'Look at the new backup plan in GitProtect: does somebody or something else change it? Then run again.',
  };
  return { kind: 'failed', cause: 'reverted', problem, sent: true };
}
