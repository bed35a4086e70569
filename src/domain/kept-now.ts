import type { Attempted } from './attempt.ts';
import type { DesiredState } from './desired-state.ts';
import { type PlanMembership, plansContaining } from './membership.ts';
import { byId, type Resource } from './model.ts';
import { detachedIn, plansAfter, plansFor } from './plans-after.ts';
import type { Reading } from './state-after.ts';

/** For what a license that was to be released is kept by a reading, where it was kept for these plans at first. */
export type KeptNow = (resource: Resource, keptFor: readonly PlanMembership[]) => readonly PlanMembership[];

/**
 * The plans that still contain a repository, or may, of those for which its license was kept; where none does, others that
 * contain it now. Empty where somebody took it out of all of them meanwhile.
 */
export function keptReader(
  attempted: readonly Attempted[],
  reading: Reading & { readonly kind: 'read' },
  desired: DesiredState,
): KeptNow {
  const rows = byId(reading.repositories);
  const after = plansAfter(desired, reading, detachedIn(attempted.map(({ change, attempt }) => [change, attempt])));
  return ({ id }, keptFor) => {
    const row = rows.get(id);
    if (row === undefined) return keptFor;
    const containing = plansContaining(desired.organization, row, plansFor(row, after));
    const still = containing.filter(({ plan }) => keptFor.some((each) => each.plan.id === plan.id));
    return still.length > 0 ? still : containing.filter(isAttached);
  };
}

/** Whether a license was kept for a plan that contained its repository, and none is seen to do so any more. */
export function isKeptInVain(keptFor: readonly PlanMembership[], now: readonly PlanMembership[]): boolean {
  return keptFor.some(isAttached) && !now.some(isAttached);
}

function isAttached({ membership }: PlanMembership): boolean {
  return membership === 'attached';
}
