import type { Clock } from './clock.ts';
import type { GitProtect } from './gitprotect/client.ts';
import type { BackupPlan, Id, Organization, Repository } from './gitprotect/model.ts';
import type { WantedRepository } from './inputs.ts';
import { checkOwner, findOrganization, findPlans, findRepository } from './look-up.ts';
import type { Observation } from './protection/drift.ts';
import type { Log } from './report/log.ts';
import { waitForSync } from './sync.ts';
import { label } from './wording.ts';

/** What the workflow names. */
export interface Wanted {
  readonly organization: string;
  readonly repository: WantedRepository;
  readonly plans: readonly string[];
  /** Seconds to wait for a repository that is not listed yet; undefined: don't ask GitProtect to synchronize. */
  readonly syncTimeoutSeconds: number | undefined;
}

/**
 * Reads what GitProtect has and finds in it what the workflow names; has GitProtect synchronize if the repository is
 * not listed yet. Everything is looked up before anything is asked to change.
 *
 * @throws LookUpError; the classes of `gitprotect/errors.ts`
 */
export async function observe(gitprotect: GitProtect, wanted: Wanted, clock: Clock, log: Log): Promise<Observation> {
  const organizations = await gitprotect.listOrganizations();
  const organization = findOrganization(organizations, wanted.organization);
  checkOwner(organizations, organization, wanted.repository);
  const { owner } = wanted.repository;
  if (owner !== undefined && owner.toLowerCase() !== organization.name.toLowerCase())
    log.info(`Looking for '${owner}' in organization ${label(organization)}, which GitProtect lists under that name`);
  const { repositories, plans } = await readLists(gitprotect, organization);
  const wantedPlans = findPlans(plans, wanted.plans, organization);
  const repository = findRepository(repositories, wanted.repository, organization);
  if (repository !== undefined) return { organization, repositories: [repository], plans: wantedPlans };

  const missing = { repositories, wanted: wanted.repository, organization };
  const appeared = await waitForSync(gitprotect, missing, wanted.syncTimeoutSeconds, clock, log);
  // Plans that choose by themselves may have taken it in.
  const now = (await gitprotect.listOrganizations()).find(({ id }) => id === organization.id) ?? organization;
  const plansNow = mergePlans(now.plans, await gitprotect.listPlans(now));
  return { organization: now, repositories: [appeared], plans: findPlans(plansNow, wanted.plans, now) };
}

/** The same repositories and plans as they are now; what is not listed any more is left out. */
export async function observeAgain(gitprotect: GitProtect, before: Observation): Promise<Observation> {
  const { repositories, plans } = await readLists(gitprotect, before.organization);
  return {
    organization: before.organization,
    repositories: withIds(repositories, before.repositories),
    plans: withIds(plans, before.plans),
  };
}

function withIds<T extends { readonly id: Id }>(
  items: readonly T[],
  wanted: readonly { readonly id: Id }[],
): readonly T[] {
  const ids = new Set(wanted.map(({ id }) => id));
  return items.filter(({ id }) => ids.has(id));
}

async function readLists(
  gitprotect: GitProtect,
  organization: Organization,
): Promise<{ repositories: readonly Repository[]; plans: readonly BackupPlan[] }> {
  const [repositories, plans] = await Promise.all([
    gitprotect.listRepositories(organization),
    gitprotect.listPlans(organization),
  ]);
  return { repositories, plans: mergePlans(organization.plans, plans) };
}

/** A plan is known if it is in the organization's row or in the list of plans; what either says of it is joined. */
function mergePlans(inRow: readonly BackupPlan[], listed: readonly BackupPlan[]): readonly BackupPlan[] {
  const merged = new Map(inRow.map((plan) => [plan.id, plan]));
  for (const plan of listed) {
    const row = merged.get(plan.id);
    merged.set(plan.id, row === undefined ? plan : joinPlans(plan, row));
  }
  return [...merged.values()];
}

function joinPlans(listed: BackupPlan, row: BackupPlan): BackupPlan {
  return {
    id: listed.id,
    name: listed.name ?? row.name,
    schedule: listed.schedule === 'unknown' ? row.schedule : listed.schedule,
    selection: listed.selection === 'unknown' ? row.selection : listed.selection,
    organization: listed.organization ?? row.organization,
    repositories: listed.repositories ?? row.repositories,
    excluded: new Set([...listed.excluded, ...row.excluded]),
    repositoryCount: listed.repositoryCount ?? row.repositoryCount,
    lastRun: listed.lastRun ?? row.lastRun,
  };
}
