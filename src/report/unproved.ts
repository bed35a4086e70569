import type { BackupPlan } from '../domain/model.ts';
import type { ChangeResult } from '../domain/outcome.ts';
import { changeResultsOf, isUnverified, type ResourceResult } from '../domain/resource-result.ts';

/** Whether a change was accepted of which the state is not reported. */
export function isAcceptedOnly(each: ResourceResult): boolean {
  return changeResultsOf(each).some(({ result }) => isUnverified(result));
}

/** The same of what protects it: that it left another plan is not of that kind. */
export function isProtectionOpen(each: ResourceResult): boolean {
  return changeResultsOf(each).some(({ change, result }) => change.kind !== 'detach' && isUnverified(result));
}

/** The plans that were to be left, of which that failed, or is not reported. */
export function notLeft(each: ResourceResult): readonly BackupPlan[] {
  return plansWhere(each, ({ change, result }) => {
    return change.kind === 'detach' && ('problem' in result || isUnverified(result));
  });
}

/** Other plans, to be left, of which it is not reported whether they contain it. */
export function mayBeIn(each: ResourceResult): readonly BackupPlan[] {
  return plansWhere(each, ({ change, result }) => {
    return (
      change.kind === 'detach' &&
      result.kind === 'kept' &&
      result.plans.some(({ membership }) => membership === 'unknown')
    );
  });
}

/** The plans of which this became of a membership. */
export function plansWhere({ plans }: ResourceResult, isOne: (each: ChangeResult) => boolean): readonly BackupPlan[] {
  return plans.flatMap((each) => (isOne(each) ? each.change.plan : []));
}
