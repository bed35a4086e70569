import type { DesiredState } from '../domain/desired-state.ts';
import { type BackupPlan, type Id, type Observed, type Organization, type Repository } from '../domain/model.ts';
import type { Request } from '../domain/request.ts';
import { findOrganization, selectionWithin } from '../domain/resolve.ts';
import type { Reading } from '../domain/verify.ts';
import type { GitProtect } from '../gitprotect/client.ts';
import { Failure } from '../shared/failure.ts';
import type { Context } from './context.ts';
import { readRepositories } from './read-repositories.ts';

/**
 * Reads what GitProtect has of the organization that a request names: its plans, and as much of the list of its
 * repositories as it takes to resolve the request. Changes nothing.
 * @throws ResolveError when the organization is not found, or a line is of another one; ServiceError
 */
export async function observe({ service }: Context, request: Request): Promise<Observed> {
  const organizations = await service.listOrganizations();
  const organization = findOrganization(organizations, request.organization);
  const selection = selectionWithin(organizations, organization, request.selection);
  const [read, plans] = await Promise.all([
    readRepositories(service, organization, selection),
    service.listPlans(organization),
  ]);
  return { organizations, organization, plans: mergePlans(organization.plans, plans), ...read };
}

const NO_EVIDENCE = { selection: 'unknown', repositories: undefined, excluded: new Set<Id>() } as const;

/** Reads the same repositories and plans again, as they are after changes; what is not listed any more is missing. */
export async function observeAgain(
  { service }: Context,
  { organization, repositories: desired, plans: before }: DesiredState,
): Promise<Reading> {
  try {
    const rows = desired.map(({ repository }) => repository);
    const [repositories, plans] = await Promise.all([
      readAgain(service, organization, rows),
      service.listPlans(organization),
    ]);
    // The organization's row is from before: what it says of members proves nothing now. Its count can only raise doubts.
    const inRow = organization.plans.map((plan) => ({ ...plan, ...NO_EVIDENCE }));
    return { kind: 'read', repositories, plans: withIds(mergePlans(inRow, plans), before) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { title, message, remedy, reason } = error;
    return {
      kind: 'unread',
      problem: { title, message: `the change was sent but could not be checked: ${message}`, remedy, reason },
    };
  }
}

async function readAgain(
  service: GitProtect,
  organization: Organization,
  before: readonly Repository[],
): Promise<readonly Repository[]> {
  const wanted = before.map(({ id, name }) => ({ id, names: [name] }));
  const { repositories, coverage } = await service.searchRepositories(organization, wanted);
  const found = withIds(repositories, before);
  // One that wasn't found may have moved while the list was read, or been renamed.
  return coverage === 'whole' || found.length === before.length
    ? found
    : withIds(await service.listRepositories(organization), before);
}

function withIds<T extends { readonly id: Id }>(
  items: readonly T[],
  wanted: readonly { readonly id: Id }[],
): readonly T[] {
  const ids = new Set(wanted.map(({ id }) => id));
  return items.filter(({ id }) => ids.has(id));
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
