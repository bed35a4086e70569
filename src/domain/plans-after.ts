import { type Attempted, isAccepted } from './attempt.ts';
import type { DesiredState } from './desired-state.ts';
import { isManual, mayHaveProjects, withoutEmptyCountIfListed } from './membership.ts';
import {
  type BackupPlan,
  byId,
  type Id,
  NOTHING,
  type Observed,
  type Organization,
  plansNamedIn,
  type Repository,
  type Resource,
  tellsOfProjects,
  unreportedPlan,
} from './model.ts';

/** What was detached, and the server accepted it: IDs of repositories and projects, by the plan's ID. */
export type Detached = ReadonlyMap<Id, ReadonlySet<Id>>;

export function detachedIn(attempted: readonly Attempted[]): Detached {
  const detached = new Map<Id, Set<Id>>();
  for (const { change, attempt } of attempted)
    if (change.kind === 'detach' && isAccepted(attempt)) {
      const known = detached.get(change.plan.id) ?? new Set();
      detached.set(change.plan.id, known.add(change.resource.id));
    }
  return detached;
}

/** The plans of an organization as a reading after changes shows them. */
export interface PlansAfter {
  /** Their organization, by all that was read of it. */
  readonly organization: Organization;
  /** Those that rows of repositories name. */
  readonly named: ReadonlySet<Id>;
  /** Those that were known at first, or are now. Of one that was not read again, its name is all that is known. */
  readonly known: ReadonlyMap<Id, BackupPlan>;
  readonly listed: ReadonlySet<Id>;
  /** What has left those that are not in the list any more: IDs of repositories and projects, by the plan's ID. */
  readonly leftOf: ReadonlyMap<Id, ReadonlySet<Id> | 'everything'>;
}

export function plansAfter(
  desired: Pick<DesiredState, 'organization' | 'listedPlans' | 'allPlans' | 'namedPlans'>,
  now: Pick<Observed, 'repositories' | 'plans' | 'listedPlans'>,
  detached: Detached,
): PlansAfter {
  const { listedPlans, allPlans } = desired;
  const first = byId(allPlans);
  const latest = byId(now.plans);
  const unlisted = [...listedPlans].filter((id) => !now.listedPlans.has(id));
  const { organization, namedPlans } = withSeen(desired, now);
  return {
    organization,
    named: namedPlans,
    known: byId([...[...namedPlans].map(unreportedPlan), ...allPlans.map(withoutEvidence), ...now.plans]),
    listed: now.listedPlans,
    leftOf: new Map(
      unlisted.map((id) => [id, whatLeft(organization, first.get(id), latest.get(id), detached.get(id))]),
    ),
  };
}

/** The same, with the projects and plans that a reading shows: a later one may omit them. */
export function withSeen<T extends Pick<DesiredState, 'organization' | 'namedPlans'>>(
  desired: T,
  { repositories, plans }: Pick<Observed, 'repositories' | 'plans'>,
): T {
  const { organization, namedPlans } = desired;
  const hasProjects = organization.hasProjects === true || tellsOfProjects(repositories, plans);
  return {
    ...desired,
    organization: { ...organization, hasProjects },
    namedPlans: new Set([...namedPlans, ...plansNamedIn(repositories)]),
  };
}

/**
 * What has left a plan that is not in the list any more, which holds the plans of the organization [doc]: everything of
 * the organization, if all that was seen in it was detached, and the organization's row counts nothing in it. Otherwise
 * nothing is known: a list may lack a plan for other reasons.
 */
function whatLeft(
  organization: Organization,
  first: BackupPlan | undefined,
  inRow: BackupPlan | undefined,
  detached: ReadonlySet<Id> = new Set(),
): ReadonlySet<Id> | 'everything' {
  if ((inRow?.repositoryCount ?? 0) > 0) return new Set();
  // What chose by itself held more than it listed, and nothing left it by hand.
  if (first !== undefined && !isManual(first)) return new Set();
  const members = [...(first?.repositories ?? NOTHING).ids, ...(first?.projects ?? NOTHING).ids];
  if (!members.every((id) => detached.has(id))) return new Set();
  if (first?.repositories === undefined && first?.projects === undefined) return detached;
  // One that did not tell its projects may hold some, with their repositories.
  const mayHoldMore = mayHaveProjects(organization) && first.projects === undefined;
  return mayHoldMore ? detached : 'everything';
}

/**
 * What it says of a repository or project that a plan is not in the list any more.
 * @returns `listed`: it still is, or never was, or the organization's row shows that the plan holds it
 */
export function absenceOf(plan: Id, resource: Id, { leftOf, known }: PlansAfter): 'listed' | 'left' | 'unknown' {
  // What the organization's row says that it holds, it holds, whatever the list lacks.
  const inRow = known.get(plan);
  if ([inRow?.repositories, inRow?.projects].some((list) => list?.ids.has(resource) === true)) return 'listed';
  const left = leftOf.get(plan);
  if (left === undefined) return 'listed';
  return left === 'everything' || left.has(resource) ? 'left' : 'unknown';
}

/** Whether something has left a plan that is not in the list any more, and nothing says that it is still there. */
export function hasLeft({ id, plans }: Pick<Resource, 'id' | 'plans'>, plan: Id, after: PlansAfter): boolean {
  return absenceOf(plan, id, after) === 'left' && plans?.ids.has(plan) !== true;
}

/** The plans that may contain a repository now: those that are known, or named by any row, unless they were left. */
export function plansFor(repository: Repository, after: PlansAfter): readonly BackupPlan[] {
  return [...after.known.values()].flatMap((plan) => {
    if (hasLeft(repository, plan.id, after)) return [];
    if (absenceOf(plan.id, repository.id, after) === 'listed') return withoutEmptyCountIfListed(plan, after.listed);
    return withoutEvidence(plan);
  });
}

/** A plan of which nothing is known but its name. */
function withoutEvidence({ id, name }: BackupPlan): BackupPlan {
  return { ...unreportedPlan(id), name };
}
