import { type DesiredState, membershipInOther } from './desired-state.ts';
import { isManual, membershipToLeave, type PlanMembership, withoutEmptyCountIfListed } from './membership.ts';
import { type BackupPlan, type Id, NOTHING, type Organization, type Repository, withUnlisted } from './model.ts';
import type { Outcome } from './outcome.ts';

/** The plans that a repository of a project is seen to be in by itself, or may be. */
export function plansByItself(
  repository: Repository,
  plans: readonly BackupPlan[],
  listed: ReadonlySet<Id>,
  organization: Organization,
): readonly PlanMembership[] {
  return plans.flatMap((plan): PlanMembership[] => {
    const membership = membershipToLeave(organization.id, repository, withoutEmptyCountIfListed(plan, listed));
    return membership === 'detached' ? [] : [{ plan, membership }];
  });
}

/**
 * Those of them that are told though the project is in none of them: all where every plan was to be left; beside exclusive
 * plans what is told of repositories that were selected themselves.
 */
export function plansToTell(
  ofProjects: readonly Repository[],
  plans: readonly BackupPlan[],
  byItself: Outcome['byItself'],
  desired: DesiredState,
): Outcome['byItself'] {
  if (!desired.leavesOthers) return desired.leavesEveryPlan ? byItself : new Map();
  return new Map(
    ofProjects.map((repository) => [
      repository.id,
      withUnlisted(plans, (repository.plans ?? NOTHING).ids).flatMap((plan): PlanMembership[] => {
        const membership = membershipInOther(desired, repository, plan);
        // One that chooses by itself, and may contain it, does not matter.
        const isTold = membership === 'attached' || (membership === 'unknown' && isManual(plan));
        return isTold ? [{ plan, membership }] : [];
      }),
    ]),
  );
}
