import type { Clock } from './clock.ts';
import { Failure } from './failure.ts';
import type { GitProtect } from './gitprotect/client.ts';
import { RejectedError } from './gitprotect/errors.ts';
import { isGuid } from './gitprotect/guid.ts';
import type { BackupPlan, Id, Organization, Repository } from './gitprotect/model.ts';
import type { WantedRepository } from './inputs.ts';
import type { Observation } from './protection/drift.ts';
import { find, shortName } from './protection/find.ts';
import type { Log } from './report/log.ts';

/** What the workflow names. */
export interface Wanted {
  readonly organization: string;
  readonly repository: WantedRepository;
  readonly plans: readonly string[];
  /** Seconds to wait for a repository that is not listed yet; undefined: don't ask GitProtect to synchronize. */
  readonly syncTimeoutSeconds: number | undefined;
}

/** Something that the workflow names is not, or not clearly, in GitProtect. */
export class LookUpError extends Failure {}

const FIRST_SYNC_PAUSE_MS = 1000;
const LONGEST_SYNC_PAUSE_MS = 30_000;
const NAMES_IN_A_MESSAGE = 20;

/**
 * Reads what GitProtect has and finds in it what the workflow names; has GitProtect synchronize if the repository is
 * not listed yet. Everything is looked up before anything is asked to change.
 *
 * @throws LookUpError; the classes of `gitprotect/errors.ts`
 */
export async function observe(gitprotect: GitProtect, wanted: Wanted, clock: Clock, log: Log): Promise<Observation> {
  const organization = findOrganization(await gitprotect.listOrganizations(), wanted.organization);
  const { repositories, plans } = await readLists(gitprotect, organization);
  const wantedPlans = findPlans(plans, wanted.plans, organization);
  const repository =
    findRepository(repositories, wanted.repository, organization) ??
    (await waitForSync(gitprotect, organization, wanted, clock, log));
  return { organization, repositories: [repository], plans: wantedPlans };
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
    repositoryCount: listed.repositoryCount ?? row.repositoryCount,
    lastRun: listed.lastRun ?? row.lastRun,
  };
}

function findOrganization(organizations: readonly Organization[], wanted: string): Organization {
  const found = find(organizations, wanted, ({ name }) => name);
  if (found.kind === 'one') return found.item;
  if (found.kind === 'several') throw severalOf('organizations', 'organization', wanted, found.items);
  throw new LookUpError(
    'The organization is not in GitProtect',
    noneOf('organization', wanted, found.nearest, organizations),
    'Give organization as GitProtect lists it, by name or ID, or add the organization to GitProtect. The account sees only the organizations of its own Management Service.',
  );
}

function findPlans(
  plans: readonly BackupPlan[],
  wanted: readonly string[],
  organization: Organization,
): readonly BackupPlan[] {
  const found = wanted.map((name) => findPlan(plans, name, organization));
  return [...new Map(found.map((plan) => [plan.id, plan])).values()];
}

function findPlan(plans: readonly BackupPlan[], wanted: string, organization: Organization): BackupPlan {
  const found = find(plans, wanted, ({ name }) => name);
  if (found.kind === 'one') return found.item;
  if (found.kind === 'several') throw severalOf('backup plans', 'plan', wanted, found.items);
  if (isGuid(wanted)) return unlistedPlan(wanted.toLowerCase());
  throw new LookUpError(
    'The backup plan is not in GitProtect',
    noneOf('plan', wanted, found.nearest, plans),
    `GitProtect lists the plans that hold a repository of organization '${organization.name}'. Correct the name; for a plan without a repository of this organization give its ID, or add a first repository to it in GitProtect.`,
  );
}

/** A plan that holds no repository of the organization yet is not listed; given by its ID it can be attached to. */
function unlistedPlan(id: Id): BackupPlan {
  return {
    id,
    name: undefined,
    schedule: 'unknown',
    selection: 'unknown',
    organization: undefined,
    repositories: undefined,
    repositoryCount: undefined,
    lastRun: undefined,
  };
}

/** Undefined when no row matches. Rows of repositories that are gone from the Git host don't count. */
function findRepository(
  repositories: readonly Repository[],
  wanted: WantedRepository,
  organization: Organization,
): Repository | undefined {
  const present = repositories.filter(({ removed }) => !removed);
  const nameOf = ({ name }: Repository): string => shortName(name, organization.name);
  for (const name of wanted.names.map((each) => shortName(each, organization.name))) {
    const found = find(present, name, nameOf);
    if (found.kind === 'one') return found.item;
    if (found.kind === 'several') throw severalOf('repositories', 'repository', name, found.items);
    if (find(repositories, name, nameOf).kind !== 'none')
      throw new LookUpError(
        'The repository is gone from the Git host',
        `GitProtect marks repository '${name}' as removed at the Git host, so it cannot be backed up`,
        'If it was moved or renamed, give its new name; if it is there, check that it is granted to the GitProtect app.',
      );
  }
  return undefined;
}

/** One request to synchronize, then looks with growing pauses until the repository appears or time is up. */
async function waitForSync(
  gitprotect: GitProtect,
  organization: Organization,
  wanted: Wanted,
  clock: Clock,
  log: Log,
): Promise<Repository> {
  const { repository, syncTimeoutSeconds } = wanted;
  const what = `organization '${organization.name}' lists no repository '${repository.asked}'`;
  if (syncTimeoutSeconds === undefined)
    throw notListed(`${what}, and GitProtect was not asked to synchronize (sync is never, or this is a dry run)`);
  log.info(`GitProtect's ${what}: asking it to synchronize.`);
  await requestSync(gitprotect, organization, log);

  const start = clock.now();
  const end = start + syncTimeoutSeconds * 1000;
  for (let pause = FIRST_SYNC_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_SYNC_PAUSE_MS)) {
    await clock.sleep(Math.min(pause, Math.max(0, end - clock.now())));
    const found = findRepository(await gitprotect.listRepositories(organization), repository, organization);
    const waited = `${String(Math.round((clock.now() - start) / 1000))} s of ${String(syncTimeoutSeconds)} s`;
    if (found !== undefined) {
      log.info(`  '${repository.asked}' is listed now, after ${waited}.`);
      return found;
    }
    if (clock.now() >= end)
      throw notListed(`${what}, not even ${String(syncTimeoutSeconds)} s after it was asked to synchronize`);
    log.info(`  not listed yet, waited ${waited}`);
  }
}

async function requestSync(gitprotect: GitProtect, organization: Organization, log: Log): Promise<void> {
  try {
    await gitprotect.synchronize(organization);
  } catch (error) {
    // 409: one is running already, and will do as well.
    if (!(error instanceof RejectedError && error.refusal.status === 409)) throw error;
    log.info('  a synchronization is running already');
  }
}

function notListed(message: string): LookUpError {
  return new LookUpError(
    'GitProtect does not list the repository',
    message,
    "Look in GitProtect: is the repository granted to GitProtect's app or token at the Git host, and are new repositories of this organization added automatically? Is the name right? A synchronization of a large organization may take longer: raise sync-timeout.",
  );
}

interface Candidate {
  readonly id: Id;
  readonly name: string | undefined;
  readonly service?: string;
}

function severalOf(things: string, input: string, wanted: string, candidates: readonly Candidate[]): LookUpError {
  const told = candidates.map(
    ({ id, name, service }) => `'${name ?? ''}' ${id}${service === undefined || service === '' ? '' : ` (${service})`}`,
  );
  return new LookUpError(
    `The input ${input} is ambiguous`,
    `${String(candidates.length)} ${things} match '${wanted}': ${told.join(', ')}`,
    `Give the ID of the one you mean in ${input}.`,
  );
}

function noneOf(input: string, wanted: string, nearest: string | undefined, all: readonly Candidate[]): string {
  const hint = nearest === undefined ? '' : `; did you mean '${nearest}'?`;
  const names = all.slice(0, NAMES_IN_A_MESSAGE).map(({ id, name }) => name ?? id);
  const rest = all.length > names.length ? `, and ${String(all.length - names.length)} more` : '';
  const list = all.length === 0 ? 'there are none' : `${counted(all.length, input)}: ${names.join(', ')}${rest}`;
  return `no ${input} '${wanted}'${hint === '' ? '; ' : `${hint} `}${list}`;
}

function counted(count: number, thing: string): string {
  return `${String(count)} ${thing}${count === 1 ? '' : 's'}`;
}
