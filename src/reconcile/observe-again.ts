import { type DesiredState, narrowedTo } from '../domain/desired-state.ts';
import { withoutEmptyCount } from '../domain/membership.ts';
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
import type { Reading } from '../domain/state-after.ts';
import { NotFoundError } from '../gitprotect/errors.ts';
import { type Found, searchByName } from '../gitprotect/search.ts';
import { Failure, type Problem } from '../shared/failure.ts';
import type { Context } from './context.ts';
import { needsOrganization } from './needs-organization.ts';
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
