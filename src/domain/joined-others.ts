import { label } from '../shared/text.ts';
import type { Attempted } from './attempt.ts';
import { byProject, type DesiredState, membershipInOther } from './desired-state.ts';
import { isManual, type PlanMembership, plansNamedOnly } from './membership.ts';
import {
  type BackupPlan,
  byId,
  idsOf,
  type Known,
  type Membership,
  NOTHING,
  type Resource,
  withUnlisted,
} from './model.ts';
import type { ChangeResult } from './outcome.ts';
import { detachedIn, hasLeft, plansAfter } from './plans-after.ts';
import { type Reading, resourceIn } from './state-after.ts';

/*
 * What was to be in no other hand-picked plan, and was attached to one while this ran, or may have been. Loaded by
 * import(), where something is to be in some plans only.
 */

/**
 * Such memberships, as results of what was not tried: they are as a reading shows them, and were not at first. One that
 * is not reported any more is not known to be none.
 */
export function joinedOthers(
  reading: Reading & { readonly kind: 'read' },
  desired: DesiredState,
  attempted: readonly Attempted[],
): readonly ChangeResult[] {
  const { repositories, plans, listedPlans } = reading;
  const { organization, projectOf, resources } = desired;
  const after = plansAfter(desired, reading, detachedIn(attempted));
  const rows = byId(repositories);
  return resources.flatMap(({ resource, attachedTo, detachedFrom, alsoIn }): readonly ChangeResult[] => {
    const now = resourceIn(rows, resource);
    if (attachedTo.length === 0 || now === undefined) return [];
    const known = idsOf([...attachedTo, ...detachedFrom]);
    const told = idsOf(alsoIn.map(({ plan }) => plan));
    const named = plansNamedOnly(now).filter(({ plan }) => !told.has(plan.id));
    const joined = withUnlisted(plans, (now.plans ?? NOTHING).ids).flatMap((plan): readonly ChangeResult[] => {
      if (known.has(plan.id) || !isManual(plan)) return [];
      if (hasLeft(now, plan.id, after)) return [];
      const also = alsoIn.find((each) => each.plan.id === plan.id);
      // A plan that chose by itself at first, and is seen to be hand-picked now, is one to leave.
      if (also !== undefined && (isManual(also.plan) || plan.selection !== 'manual')) return [];
      const withProject = byProject(organization, now, projectOf, plan);
      // With its project it is in a plan that it can't leave by itself.
      if (withProject === 'attached')
        return also === undefined ? [leftAsItIs(resource, plan, 'detached', withProject)] : [];
      const membership = membershipInOther({ organization, listedPlans }, now, plan);
      if (membership === 'attached') return [joinedOther(resource, plan, also?.membership)];
      const isUnknown = [membership, withProject].includes('unknown');
      return isUnknown ? [leftAsItIs(resource, plan, also?.membership)] : [];
    });
    return [...joined, ...named.map(({ plan }) => leftAsItIs(resource, plan))];
  });
}

/** It contains something now, or may, which is not changed. */
function leftAsItIs(
  resource: Resource,
  plan: BackupPlan,
  before: Known<Membership> = 'detached',
  membership: PlanMembership['membership'] = 'unknown',
): ChangeResult {
  return {
    change: { kind: 'detach', resource, plan, before },
    result: { kind: 'kept', plans: [{ plan, membership }] },
  };
}

function joinedOther(resource: Resource, plan: BackupPlan, before: Known<Membership> = 'detached'): ChangeResult {
  const problem = {
    title: 'Another backup plan contains it now',
    reason: plan.id,
    message: `backup plan ${label(plan)} contains the ${resource.kind} now; at first it did not, or not as a hand-picked plan`,
    remedy: 'Find out who or what else attaches it, and run again: it leaves that plan then.',
  };
  return {
    change: { kind: 'detach', resource, plan, before },
    result: { kind: 'failed', cause: 'reverted', problem },
  };
}
