import type { DesiredState } from '../domain/desired-state.ts';
import { joinPlans } from '../domain/join-plans.ts';
import { membershipOf } from '../domain/membership.ts';
import {
  type BackupPlan,
  type Id,
  NOTHING,
  type Observed,
  type Organization,
  type Repository,
} from '../domain/model.ts';
import type { Request } from '../domain/request.ts';
import { ownersOf } from '../domain/owner.ts';
import { findOrganization } from '../domain/resolve.ts';
import type { Reading } from '../domain/verify.ts';
import type { GitProtect } from '../gitprotect/client.ts';
import { Failure } from '../shared/failure.ts';
import type { Logger } from '../shared/logger.ts';
import { counted, label } from '../shared/text.ts';
import type { Context } from './context.ts';
import { readRepositories } from './read-repositories.ts';

/**
 * Reads what GitProtect has of the organization that a request names: its plans, and as much of the list of its
 * repositories as it takes to resolve the request. Changes nothing.
 * @throws ResolveError when the organization is not found; ServiceError
 */
export async function observe({ service, log }: Context, request: Request): Promise<Observed> {
  const organizations = await service.listOrganizations();
  const organization = findOrganization(organizations, request.organization);
  const owners = ownersOf(organizations, organization, request.workflowOwner);
  const [read, plans] = await Promise.all([
    readRepositories(service, organization, owners, request.selection),
    service.listPlans(organization),
  ]);
  if (request.selection.included.some(({ kind }) => kind === 'pattern'))
    warnIfShort(organization, read.repositories, log);
  return { organizations, organization, plans: mergePlans(organization.plans, plans), ...read };
}

/** A pattern selects of what is listed only. */
function warnIfShort(organization: Organization, { length }: readonly Repository[], log: Logger): void {
  const { totalRepositories = 0 } = organization;
  if (totalRepositories > length)
    log.warning(
      'The list of repositories may not be complete',
      `GitProtect counts ${counted(totalRepositories, 'repository', 'repositories')} in organization ${label(organization)}, but lists ${String(length)}. Those that it does not list cannot be selected. Look in GitProtect whether a synchronization is running, and whether the account sees all of them.`,
    );
}

const NO_EVIDENCE = { selection: 'unknown', repositories: undefined, excluded: NOTHING } as const;

/** Reads the same repositories and plans again, as they are after changes; what is not listed any more is missing. */
export async function observeAgain(
  { service }: Context,
  { organization, repositories: desired, plans: before }: DesiredState,
): Promise<Reading> {
  try {
    const rows = desired.map(({ repository }) => repository);
    const [repositories, listed] = await Promise.all([
      readAgain(service, organization, rows),
      service.listPlans(organization),
    ]);
    // The organization's row is from before: what it says of members proves nothing now. Its count can only raise doubts.
    const inRow = organization.plans.map((plan) => ({ ...plan, ...NO_EVIDENCE }));
    const plans = withIds(mergePlans(inRow, listed), before);
    if (!needsOrganization(desired, organization, repositories, plans)) return { kind: 'read', repositories, plans };
    const organizations = await service.listOrganizations();
    const now = organizations.find(({ id }) => id === organization.id)?.plans ?? inRow;
    return { kind: 'read', repositories, plans: withIds(mergePlans(now, listed), before) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { title, message, remedy, reason } = error;
    return {
      kind: 'unread',
      problem: { title, message: `the change was sent but could not be checked: ${message}`, remedy, reason },
    };
  }
}

/** Whether a plan's members are reported in the organization's row, and what else was read does not say whether one is. */
function needsOrganization(
  desired: DesiredState['repositories'],
  organization: Organization,
  repositories: readonly Repository[],
  plans: readonly BackupPlan[],
): boolean {
  const telling = new Set(
    organization.plans.flatMap(({ id, selection, repositories: members }) =>
      selection === 'all' || members !== undefined ? [id] : [],
    ),
  );
  if (telling.size === 0) return false;
  const rows = new Map(repositories.map((repository) => [repository.id, repository]));
  const now = new Map(plans.map((plan) => [plan.id, plan]));
  return desired.some(({ repository, attachedTo }) =>
    attachedTo.some(({ id }) => {
      const [row, plan] = [rows.get(repository.id), now.get(id)];
      if (row === undefined || plan === undefined || !telling.has(id)) return false;
      return membershipOf(organization.id, row, plan) === 'unknown';
    }),
  );
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
