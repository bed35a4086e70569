import { label } from '../shared/text.ts';
import type { DesiredState } from './desired-state.ts';
import { containedByProject, isManual, membershipOf } from './membership.ts';
import { type BackupPlan, byId, idsOf, NOTHING, type Resource, withUnlisted } from './model.ts';
import type { ChangeResult } from './outcome.ts';
import { type Reading, resourceIn } from './state-after.ts';

/*
 * What was to be in no other hand-picked plan, and was attached to one while this ran. Loaded by import(), where
 * something is to be in some plans only.
 */

/** Such memberships, as results of what was not tried: they are as a reading shows them, and were not at first. */
export function joinedOthers(
  { repositories, plans }: Reading & { readonly kind: 'read' },
  { organization, resources }: DesiredState,
): readonly ChangeResult[] {
  const rows = byId(repositories);
  return resources.flatMap(({ resource, attachedTo, detachedFrom, alsoIn }): readonly ChangeResult[] => {
    const now = resourceIn(rows, resource);
    if (attachedTo.length === 0 || now === undefined) return [];
    const known = idsOf([...attachedTo, ...detachedFrom, ...alsoIn.map(({ plan }) => plan)]);
    const isJoined = (plan: BackupPlan): boolean =>
      !known.has(plan.id) &&
      isManual(plan) &&
      membershipOf(organization.id, now, plan) === 'attached' &&
      // With its project it is in a plan that it can't leave by itself.
      (now.kind === 'project' || containedByProject(organization, now, plan) !== 'attached');
    return withUnlisted(plans, (now.plans ?? NOTHING).ids)
      .filter(isJoined)
      .map((plan) => joinedOther(resource, plan));
  });
}

function joinedOther(resource: Resource, plan: BackupPlan): ChangeResult {
  const problem = {
    title: 'Another backup plan contains it now',
    reason: plan.id,
    message: `backup plan ${label(plan)} did not contain the ${resource.kind} at first, and contains it now`,
    remedy: 'Find out who or what else attaches it, and run again: it leaves that plan then.',
  };
  return {
    change: { kind: 'detach', resource, plan, before: 'detached' },
    result: { kind: 'failed', cause: 'reverted', problem },
  };
}
