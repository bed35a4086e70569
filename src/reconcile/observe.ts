import type { DesiredState } from '../domain/desired-state.ts';
import { joinPlans, withoutProof } from '../domain/join-plans.ts';
import { membershipOf, withoutEmptyCount } from '../domain/membership.ts';
import {
  type BackupPlan,
  byId,
  type Id,
  idsOf,
  NOTHING,
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
import { NotFoundError } from '../gitprotect/errors.ts';
import { type Found, searchByName } from '../gitprotect/search.ts';
import type { HostSide } from '../hosts/host-side.ts';
import { Failure, type Problem } from '../shared/failure.ts';
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

/**
 * Reads what GitProtect has of the organization that a request names: its plans, and as much of the list of its
 * repositories as it takes to resolve the request; and what a Git host lists, at the same time. Changes nothing.
 * @throws ResolveError when the organization is not found; ServiceError
 */
export async function observe(context: Context, request: Request, host?: HostSide): Promise<Observed> {
  const { service, log } = context;
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
    ]).then(([read, plans]) => {
      // What is not listed is taken to be absent.
      const isLeaving = request.state.kind !== 'present' && read.isWholeList;
      if (isLeaving || projects !== undefined || lines.some(({ kind }) => kind === 'pattern'))
        warnIfShort(organization, read.repositories, log);
      return { read, plans };
    });
    const [{ read, plans }, inventory] = await Promise.all([ownSide, reading?.inventory]);
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

/** Without what says that a plan contains something, or nothing, and without the settings that a run may change. */
function withoutWhatChanges(plan: BackupPlan): BackupPlan {
  return {
    ...withoutEmptyCount(plan),
    schedule: 'unknown',
    metadata: 'unknown',
    selection: 'unknown',
    repositories: undefined,
    excluded: NOTHING,
    projects: undefined,
  };
}

/**
 * Reads the same repositories and all plans again, as they are after changes; what is not listed any more is missing.
 * @param earlier what was read of more than that: what comes along replaces it, the rest holds on
 */
export async function observeAgain(
  { service }: Context,
  { organization, resources, leavesOthers }: DesiredState,
  earlier: Pick<DesiredState, 'resources'> & Pick<Observed, 'repositories'> = { resources, repositories: [] },
): Promise<Reading> {
  try {
    const before = repositoriesAmong(resources);
    const wanted = before.map(({ id, name }) => ({ id, names: [name] }));
    const list = service.repositories(organization);
    const [search, listed] = await Promise.all([
      searchByName(list, wanted, service.pageOf),
      service.plans(organization).read(),
    ]);
    // One that wasn't found may have moved while the list was read, or been renamed.
    const found = holdsAll(search, before) ? search.repositories : await list.read();
    const sought = idsOf([...before, ...earlier.resources.map(({ resource }) => resource)]);
    const listedPlans = idsOf(listed);
    // The organization's row is from before: what it says of members and settings proves nothing now. Its count can only raise doubts.
    const inRow = organization.plans.map(withoutWhatChanges);
    const plans = mergePlans(organization, inRow, listed);
    const rows = withPlansByName(
      organization.id,
      found.filter(({ id }) => sought.has(id)),
      plans,
    );
    const replaced = idsOf([...before, ...rows]);
    const repositories = [...earlier.repositories.filter(({ id }) => !replaced.has(id)), ...rows];
    const all = { organization, resources: earlier.resources, leavesOthers };
    if (!needsOrganization(all, repositories, plans, listedPlans))
      return { kind: 'read', repositories, plans, listedPlans };
    const organizations = await service.organizations().read();
    const now = organizations.find(({ id }) => id === organization.id);
    // That a row tells nothing of plans does not say that those that it told of are gone.
    const inRowNow = now?.arePlansReported === true ? now.plans : inRow;
    return { kind: 'read', repositories, plans: mergePlans(organization, inRowNow, listed), listedPlans };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const gone = goneBy(error);
    return {
      kind: 'unread',
      problem: because(error, 'the change was sent but could not be checked'),
      doubt: because(error, 'what was read last may have been too early, and the state could not be read again'),
      ...(gone === undefined ? {} : { gone }),
    };
  }
}

/** Whether nothing more of these can be found: they are among what was found, or the list was read as a whole. */
function holdsAll(search: Found | undefined, before: readonly Repository[]): search is Found {
  if (search === undefined || search.reach === 'whole') return search !== undefined;
  const found = idsOf(search.repositories);
  return before.every(({ id }) => found.has(id));
}

/** Whether a reading failed since the organization is not there any more: what was read of it before proves nothing. */
export function goneBy(error: Failure): Problem | undefined {
  return error instanceof NotFoundError ? because(error, 'what was read at first is not found any more') : undefined;
}

function because({ title, message, remedy, reason }: Failure, what: string): Problem {
  return { title, message: `${what}: ${message}`, remedy, reason };
}

/** What was read at first. */
export function asObserved({ resources, allPlans, listedPlans }: DesiredState): Reading {
  return { kind: 'read', repositories: repositoriesAmong(resources), plans: allPlans, listedPlans };
}

/**
 * Whether a plan's members are reported in the organization's row, and what else was read does not say whether one is; or
 * a plan that something was attached to is not in the list any more, which holds those with repositories [doc].
 */
function needsOrganization(
  { organization, resources, leavesOthers }: Pick<DesiredState, 'organization' | 'resources' | 'leavesOthers'>,
  repositories: readonly Repository[],
  plans: readonly BackupPlan[],
  listedPlans: ReadonlySet<Id>,
): boolean {
  const inRow = idsOf(organization.plans);
  const telling = new Set(
    organization.plans.flatMap(({ id, selection, repositories: members }) =>
      selection === 'all' || members !== undefined ? [id] : [],
    ),
  );
  if (inRow.size === 0) return false;
  const rows = byId(repositories);
  const now = byId(plans);
  return resources.some(({ resource, attachedTo, detachedFrom, license }) => {
    if (attachedTo.some(({ id }) => inRow.has(id) && !listedPlans.has(id))) return true;
    const row = rows.get(resource.id);
    if (row === undefined) return false;
    const isUnknown = (plan: BackupPlan | undefined): boolean =>
      plan !== undefined && membershipOf(organization.id, row, plan) === 'unknown';
    // What is to be in some plans only is to be in no other.
    const told = leavesOthers ? telling : attachedTo.flatMap(({ id }) => (telling.has(id) ? id : []));
    if ([...told].some((id) => isUnknown(now.get(id)))) return true;
    // A list that lacks it may have been cut, by the old count alone.
    const isDoubted = (plan: BackupPlan | undefined): boolean =>
      plan !== undefined &&
      inRow.has(plan.id) &&
      !isUnknown(plan) &&
      isUnknown({ ...plan, repositoryCount: undefined });
    if (attachedTo.some(({ id }) => isDoubted(now.get(id)))) return true;
    // The count, as the row has it now, proves that a plan was left.
    if (detachedFrom.some(({ id }) => inRow.has(id) && isUnknown(now.get(id)))) return true;
    return license === 'inactive' && plans.some((plan) => inRow.has(plan.id) && isUnknown(plan));
  });
}

/** A plan is known if it is in the organization's row or in the list of plans; whatever says something of it is joined. */
function mergePlans(
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
