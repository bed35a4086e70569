import type { Change } from './diff.ts';
import type { DesiredState } from './desired-state.ts';
import { type BackupPlan, type Id, NOTHING, type Observed, unreportedPlan } from './model.ts';

/** What was detached, and the server accepted it: IDs of repositories and projects, by the plan's ID. */
export type Detached = ReadonlyMap<Id, ReadonlySet<Id>>;

export function detachedIn(attempts: Iterable<readonly [Change, { readonly kind: string }]>): Detached {
  const detached = new Map<Id, Set<Id>>();
  for (const [change, { kind }] of attempts)
    if (change.kind === 'detach' && (kind === 'accepted' || kind === 'already')) {
      const known = detached.get(change.plan.id) ?? new Set();
      detached.set(change.plan.id, known.add(change.resource.id));
    }
  return detached;
}

/**
 * What it says that a plan is not in the list any more, which holds the plans of the organization [doc]. Everything of the
 * organization has left it, if all that was seen in it was detached, and the organization's row counts nothing in it.
 * Otherwise nothing is known: a list may lack a plan for other reasons.
 * @returns `listed`: it still is, or never was
 */
export function absenceOf(
  plan: Id,
  resource: Id,
  { listedPlans, allPlans }: Pick<DesiredState, 'listedPlans' | 'allPlans'>,
  now: Pick<Observed, 'plans' | 'listedPlans'>,
  detached: Detached,
): 'listed' | 'left' | 'unknown' {
  if (now.listedPlans.has(plan) || !listedPlans.has(plan)) return 'listed';
  const inRow = now.plans.find(({ id }) => id === plan);
  if ((inRow?.repositoryCount ?? 0) > 0) return 'unknown';
  const first = allPlans.find(({ id }) => id === plan);
  const members = [...(first?.repositories ?? NOTHING).ids, ...(first?.projects ?? NOTHING).ids];
  const gone = detached.get(plan) ?? new Set();
  if (!members.every((id) => gone.has(id))) return 'unknown';
  const isReported = first?.repositories !== undefined || first?.projects !== undefined;
  return gone.has(resource) || isReported ? 'left' : 'unknown';
}

/** A plan of which nothing is known but its name. */
export function withoutEvidence({ id, name }: Pick<BackupPlan, 'id' | 'name'>): BackupPlan {
  return { ...unreportedPlan(id), name };
}
