import type { Attempted } from './attempt.ts';
import type { DesiredState } from './desired-state.ts';
import { type PlanMembership, plansContaining } from './membership.ts';
import { byId, idsOf, type Id, type Resource } from './model.ts';
import type { ChangeResult } from './outcome.ts';
import { detachedIn, plansAfter, plansFor } from './plans-after.ts';
import type { Reading } from './state-after.ts';

/** Given the plans for which a license was kept at first: those for which a new reading keeps it. */
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
  const after = plansAfter(desired, reading, detachedIn(attempted));
  return ({ id }, keptFor) => {
    const row = rows.get(id);
    if (row === undefined) return keptFor;
    const containing = plansContaining(after.organization, row, plansFor(row, after));
    const before = idsOf(keptFor.map(({ plan }) => plan));
    const still = containing.filter(({ plan }) => before.has(plan.id));
    return still.length > 0 ? still : containing.filter(isAttached);
  };
}

/**
 * The same results, where a license is not said to be kept for a plan that its repository, or the project of that, was
 * detached from, if what became of that could not be read.
 */
export function keptUnlessOpen(
  results: readonly ChangeResult[],
  projectOf: DesiredState['projectOf'],
): readonly ChangeResult[] {
  const open = new Set(
    results.flatMap(({ change, result }) =>
      change.kind === 'detach' && result.kind === 'failed' && result.cause === 'unreadable'
        ? `${change.resource.id} ${change.plan.id}`
        : [],
    ),
  );
  if (open.size === 0) return results;
  return results.map((each): ChangeResult => {
    const { change, result } = each;
    const { id } = change.resource;
    if (change.kind !== 'deactivate' || result.kind !== 'kept') return each;
    const isOpen = (plan: Id): boolean => [id, projectOf.get(id) ?? id].some((its) => open.has(`${its} ${plan}`));
    const plans = result.plans.map((one) => (isOpen(one.plan.id) ? { ...one, membership: 'unknown' as const } : one));
    return { change, result: { kind: 'kept', plans } };
  });
}

/** Whether a license was kept for a plan that contained its repository, and none is seen to do so any more. */
export function isKeptInVain(keptFor: readonly PlanMembership[], now: readonly PlanMembership[]): boolean {
  return keptFor.some(isAttached) && !now.some(isAttached);
}

function isAttached({ membership }: PlanMembership): boolean {
  return membership === 'attached';
}
