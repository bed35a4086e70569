import type { DesiredState } from '../domain/desired-state.ts';
import {
  containedByProject,
  isChangedByHand,
  mayLeaveOut,
  membershipOf,
  reportedMemberships,
} from '../domain/membership.ts';
import {
  type BackupPlan,
  byId,
  type Id,
  idsOf,
  type Known,
  type Membership,
  type Repository,
} from '../domain/model.ts';
import { resourceIn } from '../domain/state-after.ts';

/**
 * Whether a plan's members are reported in the organization's row, and what else was read does not say whether one is; or
 * a plan that something was attached to, or left, is not in the list any more, which holds those with repositories [doc].
 */
export function needsOrganization(
  { organization, resources, leavesOthers, listedPlans: listedAtFirst }: DesiredState,
  repositories: readonly Repository[],
  plans: readonly BackupPlan[],
  listedPlans: ReadonlySet<Id>,
): boolean {
  const inRow = byId(organization.plans);
  if (inRow.size === 0) return false;
  const rows = byId(repositories);
  const now = byId(plans);
  return resources.some(({ resource, attachedTo, detachedFrom, license }) => {
    if (attachedTo.some(({ id }) => inRow.has(id) && !listedPlans.has(id))) return true;
    if (detachedFrom.some(({ id }) => inRow.has(id) && listedAtFirst.has(id) && !listedPlans.has(id))) return true;
    const row = resourceIn(rows, resource);
    if (row === undefined) return false;
    const membershipIn = (plan: BackupPlan | undefined): Known<Membership> | undefined =>
      plan && membershipOf(organization.id, row, plan);
    const isUnknown = (plan: BackupPlan | undefined): boolean => membershipIn(plan) === 'unknown';
    const isTold = (id: Id): boolean => {
      const plan = inRow.get(id);
      const members = row.kind === 'project' ? plan?.projects : plan?.repositories;
      return plan !== undefined && (plan.selection === 'all' || members !== undefined);
    };
    // What is to be in some plans only is to be in no other.
    const told = (leavesOthers ? [...inRow.keys()] : attachedTo.map(({ id }) => id)).filter(isTold);
    if (told.some((id) => isUnknown(now.get(id)))) return true;
    // What that row alone said of a plan need not have changed: its kind, and what it leaves out.
    const isIn = (id: Id): boolean => membershipIn(now.get(id)) === 'attached';
    const its = row.kind === 'project' ? [...row.repositories, ...row.mayHave] : [row.id];
    const leavesOut = (id: Id): boolean => {
      const plan = inRow.get(id);
      return plan !== undefined && mayLeaveOut(plan, its);
    };
    if (attachedTo.some(({ id }) => (isIn(id) ? leavesOut(id) : isTold(id)))) return true;
    // A list that lacks it may have been cut, by the old count alone.
    const isDoubted = (plan: BackupPlan | undefined): boolean =>
      plan !== undefined &&
      inRow.has(plan.id) &&
      !isUnknown(plan) &&
      isUnknown({ ...plan, repositoryCount: undefined });
    if (attachedTo.some(({ id }) => isDoubted(now.get(id)))) return true;
    // The count, as the row has it now, proves that a plan was left.
    if (detachedFrom.some(({ id }) => inRow.has(id) && isUnknown(now.get(id)))) return true;
    // What that row alone said to contain a repository is not left because the repository's own row does not name it.
    const left = idsOf(detachedFrom.filter(isChangedByHand));
    const isForgotten = (first: BackupPlan): boolean =>
      !left.has(first.id) &&
      reportedMemberships(organization.id, { ...row, plans: undefined }, first).has('attached') &&
      membershipIn(now.get(first.id)) === 'detached';
    if ((leavesOthers || license === 'inactive') && organization.plans.some(isForgotten)) return true;
    if (license !== 'inactive') return false;
    const isOpen = (plan: BackupPlan): boolean =>
      isUnknown(plan) ||
      (inRow.get(plan.id)?.projects !== undefined && containedByProject(organization, resource, plan) === 'unknown');
    return plans.some((plan) => inRow.has(plan.id) && isOpen(plan));
  });
}
