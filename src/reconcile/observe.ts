import type { DesiredState } from '../domain/desired-state.ts';
import { joinPlans, withoutProof } from '../domain/join-plans.ts';
import {
  type BackupPlan,
  type Id,
  idsOf,
  type Observed,
  type Organization,
  repositoriesAmong,
  type Repository,
} from '../domain/model.ts';
import { ownersOf } from '../domain/owner.ts';
import { ownersAtHost, type Request } from '../domain/request.ts';
import { withPlansByName } from '../domain/plans-by-name.ts';
import { findOrganization } from '../domain/resolve.ts';
import type { Reading } from '../domain/state-after.ts';
import type { HostSide } from '../hosts/host-side.ts';
import type { Logger } from '../shared/logger.ts';
import { counted, label } from '../shared/text.ts';
import type { Context } from './context.ts';
import { readRepositories } from './read-repositories.ts';

/** What the account sees, and the organization that a request names. */
export type Organizations = Pick<Observed, 'organizations' | 'organization'>;

/** @throws ResolveError when the organization is not found; ServiceError */
export async function readOrganizations({ service }: Context, request: Request): Promise<Organizations> {
  const organizations = await service.organizations().read();
  return { organizations, organization: findOrganization(organizations, request.organization, request.state.kind) };
}

/** What GitProtect had longer ago is read again: a host that limits the rate may keep a run waiting for many minutes. */
export const OUTDATED_MS = 30_000;

/**
 * Reads what GitProtect has of the organization that a request names: its plans, and as much of the list of its
 * repositories as it takes to resolve the request; and what a Git host lists, at the same time. Changes nothing.
 * @throws ResolveError when the organization is not found; ServiceError
 */
export async function observe(context: Context, request: Request, host?: HostSide): Promise<Observed> {
  const { service, log, clock } = context;
  const found = await readOrganizations(context, request);
  const { organizations, organization } = found;
  const owners = ownersOf(organizations, organization, ownersAtHost(request));
  const { selection, projects } = request;
  const lines = [...(selection?.included ?? []), ...(projects?.included ?? [])];
  const reading = host?.startInventory(found);
  try {
    const ownSide = Promise.all([
      // A project's repositories may stand anywhere in the list, and what a Git host has is compared with all of it.
      projects === undefined && selection !== undefined && request.host === undefined
        ? readRepositories(service, organization, owners, selection)
        : service
            .repositories(organization)
            .read()
            .then((repositories) => ({ repositories, isWholeList: true })),
      service.plans(organization).read(),
    ]).then(([read, plans]) => ({ read, plans, readAt: clock.monotonic() }));
    const [{ read, plans, readAt }, inventory] = await Promise.all([ownSide, reading?.inventory]);
    if (clock.monotonic() - readAt > OUTDATED_MS) return { ...(await observe(context, request)), inventory };
    // What is not listed is taken to be absent.
    const isLeaving = request.state.kind !== 'present' && read.isWholeList;
    if (isLeaving || projects !== undefined || lines.some(({ kind }) => kind === 'pattern'))
      warnIfShort(organization, read.repositories, log);
    const allPlans = mergePlans(organization, organization.plans, plans);
    return {
      organizations,
      organization,
      plans: allPlans,
      listedPlans: idsOf(plans),
      repositories: withPlansByName(organization.id, read.repositories, allPlans),
      isWholeList: read.isWholeList,
      inventory,
    };
  } finally {
    reading?.stop();
  }
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

/** What was read at first. */
export function asObserved({ resources, allPlans, listedPlans }: DesiredState): Reading {
  return { kind: 'read', repositories: repositoriesAmong(resources), plans: allPlans, listedPlans };
}

/** A plan is known if it is in the organization's row or in the list of plans; whatever says something of it is joined. */
export function mergePlans(
  { id: organization, isAzure }: Organization,
  inRow: readonly BackupPlan[],
  listed: readonly BackupPlan[],
): readonly BackupPlan[] {
  const merged = new Map<Id, BackupPlan>();
  const isListed = idsOf(listed);
  const unlisted = inRow.map((plan) => (isListed.has(plan.id) ? plan : withUnseenExclusions(plan, isAzure)));
  for (const plan of [...listed, ...unlisted]) {
    const known = merged.get(plan.id);
    merged.set(plan.id, known === undefined ? withoutProof(organization, plan) : joinPlans(organization, known, plan));
  }
  return [...merged.values()];
}

/**
 * A plan as the organization's row alone shows it. A plan of Azure DevOps for all repositories may leave some out [doc],
 * which that row is not known to show.
 */
function withUnseenExclusions(plan: BackupPlan, isAzure: boolean): BackupPlan {
  const { selection, projects, excluded } = plan;
  const isSilent = selection === 'all' && excluded.ids.size === 0 && (isAzure || projects !== undefined);
  return isSilent ? { ...plan, excluded: { ...excluded, complete: false } } : plan;
}
