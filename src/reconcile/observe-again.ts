import { type DesiredState, narrowedTo } from '../domain/desired-state.ts';
import { containedByProject, mayLeaveOut, membershipOf, withoutEmptyCount } from '../domain/membership.ts';
import {
  type BackupPlan,
  byId,
  type Id,
  idsOf,
  NOTHING,
  type Observed,
  repositoriesAmong,
  type Repository,
} from '../domain/model.ts';
import { withPlansByName } from '../domain/plans-by-name.ts';
import { type Reading, resourceIn } from '../domain/state-after.ts';
import { NotFoundError } from '../gitprotect/errors.ts';
import { type Found, searchByName } from '../gitprotect/search.ts';
import { Failure, type Problem } from '../shared/failure.ts';
import type { Context } from './context.ts';
import { mergePlans } from './observe.ts';

/* Readings after changes: loaded where something is changed. */

/**
 * Without what says that a plan contains something, or nothing, and without the settings that a run may change. A schedule
 * that is off stays so, unless this run has switched it on.
 */
function withoutWhatChanges(plan: BackupPlan, latest: ReadonlyMap<Id, BackupPlan>): BackupPlan {
  return {
    ...withoutEmptyCount(plan),
    schedule: plan.schedule === 'disabled' && latest.get(plan.id)?.schedule === 'disabled' ? 'disabled' : 'unknown',
    metadata: 'unknown',
    selection: 'unknown',
    repositories: undefined,
    excluded: NOTHING,
    projects: undefined,
  };
}

interface Earlier extends Pick<Observed, 'repositories'> {
  /** Only these are looked for now; what comes along replaces what was read of others earlier. */
  readonly open: ReadonlySet<Id>;
}

/**
 * Reads the same repositories and all plans again, as they are after changes; what is not listed any more is missing.
 * @param earlier what an earlier reading showed, which holds on unless the list is read as a whole now
 */
export async function observeAgain({ service }: Context, desired: DesiredState, earlier?: Earlier): Promise<Reading> {
  const { organization, resources } = desired;
  try {
    const before = repositoriesAmong(earlier === undefined ? resources : narrowedTo(desired, earlier.open).resources);
    const wanted = before.map(({ id, name }) => ({ id, names: [name] }));
    const list = service.repositories(organization);
    const [search, listed] = await Promise.all([
      searchByName(list, wanted, service.pageOf),
      service.plans(organization).read(),
    ]);
    // One that wasn't found may have moved while the list was read, or been renamed.
    const isFound = holdsAll(search, before);
    const found = isFound ? search.repositories : await list.read();
    const sought = idsOf(resources.map(({ resource }) => resource));
    const listedPlans = idsOf(listed);
    // The organization's row is from before: what it says of members and settings proves nothing now. Its count can only raise doubts.
    const latest = byId(desired.allPlans);
    const inRow = organization.plans.map((plan) => withoutWhatChanges(plan, latest));
    const plans = mergePlans(organization, inRow, listed);
    const rows = found.filter(({ id }) => sought.has(id));
    const replaced = idsOf([...before, ...rows]);
    // What a whole list lacks is not there any more.
    const isWhole = !isFound || search.reach === 'whole';
    const kept = earlier === undefined || isWhole ? [] : earlier.repositories.filter(({ id }) => !replaced.has(id));
    // Plans that are known better tell more of what rows call by a name.
    const among = (known: readonly BackupPlan[]): readonly Repository[] => [
      ...kept,
      ...withPlansByName(organization.id, rows, known),
    ];
    const repositories = among(plans);
    if (!needsOrganization(desired, repositories, plans, listedPlans))
      return { kind: 'read', repositories, plans, listedPlans };
    const organizations = await service.organizations().read();
    const now = organizations.find(({ id }) => id === organization.id);
    // That a row tells nothing of plans does not say that those that it told of are gone.
    const inRowNow = now?.arePlansReported === true ? now.plans : inRow;
    const plansNow = mergePlans(organization, inRowNow, listed);
    return { kind: 'read', repositories: among(plansNow), plans: plansNow, listedPlans };
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

/**
 * Whether a plan's members are reported in the organization's row, and what else was read does not say whether one is; or
 * a plan that something was attached to, or left, is not in the list any more, which holds those with repositories [doc].
 */
function needsOrganization(
  { organization, resources, leavesOthers, listedPlans: listedAtFirst }: DesiredState,
  repositories: readonly Repository[],
  plans: readonly BackupPlan[],
  listedPlans: ReadonlySet<Id>,
): boolean {
  const inRow = byId(organization.plans);
  if (inRow.size === 0) return false;
  const telling = new Set(
    organization.plans.flatMap(({ id, selection, repositories: members, projects }) =>
      selection === 'all' || members !== undefined || projects !== undefined ? [id] : [],
    ),
  );
  const rows = byId(repositories);
  const now = byId(plans);
  return resources.some(({ resource, attachedTo, detachedFrom, license }) => {
    if (attachedTo.some(({ id }) => inRow.has(id) && !listedPlans.has(id))) return true;
    if (detachedFrom.some(({ id }) => inRow.has(id) && listedAtFirst.has(id) && !listedPlans.has(id))) return true;
    const row = resourceIn(rows, resource);
    if (row === undefined) return false;
    const isUnknown = (plan: BackupPlan | undefined): boolean =>
      plan !== undefined && membershipOf(organization.id, row, plan) === 'unknown';
    // What is to be in some plans only is to be in no other.
    const told = leavesOthers ? telling : attachedTo.flatMap(({ id }) => (telling.has(id) ? id : []));
    if ([...told].some((id) => isUnknown(now.get(id)))) return true;
    // What that row alone said of a plan need not have changed: its kind, and what it leaves out.
    const isIn = (id: Id): boolean => {
      const plan = now.get(id);
      return plan !== undefined && membershipOf(organization.id, row, plan) === 'attached';
    };
    const its = row.kind === 'project' ? [...row.repositories, ...row.mayHave] : [row.id];
    const leavesOut = (id: Id): boolean => {
      const plan = inRow.get(id);
      return plan !== undefined && mayLeaveOut(plan, its);
    };
    if (attachedTo.some(({ id }) => (isIn(id) ? leavesOut(id) : telling.has(id)))) return true;
    // A list that lacks it may have been cut, by the old count alone.
    const isDoubted = (plan: BackupPlan | undefined): boolean =>
      plan !== undefined &&
      inRow.has(plan.id) &&
      !isUnknown(plan) &&
      isUnknown({ ...plan, repositoryCount: undefined });
    if (attachedTo.some(({ id }) => isDoubted(now.get(id)))) return true;
    // The count, as the row has it now, proves that a plan was left.
    if (detachedFrom.some(({ id }) => inRow.has(id) && isUnknown(now.get(id)))) return true;
    if (license !== 'inactive') return false;
    const isOpen = (plan: BackupPlan): boolean =>
      isUnknown(plan) ||
      (inRow.get(plan.id)?.projects !== undefined && containedByProject(organization, resource, plan) === 'unknown');
    return plans.some((plan) => inRow.has(plan.id) && isOpen(plan));
  });
}
