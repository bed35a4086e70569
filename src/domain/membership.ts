import type { BackupPlan, Id, IdList, Known, Membership, Repository } from './model.ts';

/**
 * Whether a repository is in a plan, by all that the server says of it: what the repository lists, and what the plan
 * lists. Where the two contradict each other, it is unknown.
 *
 * A plan that includes every repository ignores what is selected in it [doc]; its exclusions win [open], and where they
 * are not understood it proves nothing of its own.
 */
export function membershipOf(organization: Id, repository: Repository, plan: BackupPlan): Known<Membership> {
  const states = reportedMemberships(organization, repository, plan);
  const [first] = states;
  return first === undefined || states.size > 1 ? 'unknown' : first;
}

/** What is said of it: one state, none where it is not reported, both where that is contradictory. */
export function reportedMemberships(
  organization: Id,
  repository: Repository,
  plan: BackupPlan,
): ReadonlySet<Membership> {
  if (plan.excluded.ids.has(repository.id)) return new Set(['detached']);
  // A row that names another organization says nothing of this one.
  const isOurs = (plan.organization ?? organization) === organization;
  if (isOurs && plan.selection === 'all' && plan.excluded.complete) return new Set(['attached']);
  const inPlan = isOurs ? listedInPlan(plan, repository.id) : 'unknown';
  return new Set([listedIn(repository.plans, plan.id), inPlan].filter((state) => state !== 'unknown'));
}

/** Whether repositories can be attached to it by hand; a plan of another kind is never turned into one. */
export function isManual({ selection }: BackupPlan): boolean {
  return selection === 'manual' || selection === 'unknown';
}

/** What a plan's own list says. A list shorter than the server's own count was left out of the response, in whole or in part. */
function listedInPlan({ repositories, repositoryCount }: BackupPlan, id: Id): Known<Membership> {
  const listed = listedIn(repositories, id);
  const isPartial = repositoryCount !== undefined && (repositories?.ids.size ?? 0) < repositoryCount;
  return listed === 'detached' && isPartial ? 'unknown' : listed;
}

function listedIn(list: IdList | undefined, id: Id): Known<Membership> {
  if (list === undefined) return 'unknown';
  if (list.ids.has(id)) return 'attached';
  return list.complete ? 'detached' : 'unknown';
}
