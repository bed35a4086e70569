import type { HostInventory } from './inventory.ts';

/*
 * What GitProtect has. The server's responses become these values in `gitprotect/` and nowhere else: rows in `parsers.ts`,
 * which asks a file of its own for each thing that a row tells (`members.ts`, `license.ts`, `schedule.ts`, `gone.ts`).
 */

/** An identifier as GitProtect gives it; GUIDs are held in lower case, since they compare without regard to case. */
export type Id = string;

/** A state, or that the server does not report it. */
export type Known<State> = State | 'unknown';

/** Said and denied by what counts the same: never what is wanted, whichever of the two that is. */
export type Disputed = 'disputed';

export type License = 'active' | 'inactive';
export type Membership = 'attached' | 'detached';
export type Schedule = 'enabled' | 'disabled';
/** Whether a plan backs up metadata (issues, pull requests and the like) besides the repositories. */
export type Metadata = 'included' | 'excluded';

/** IDs that a row lists; where the list is not complete, an ID that is missing from it means nothing. */
export interface IdList {
  readonly ids: ReadonlySet<Id>;
  readonly complete: boolean;
  /**
   * What it does not hold, since it denies it, and affirms it as well. In a list of what a plan leaves out: what is only
   * said not to be selected, which may be left out or not.
   */
  readonly disputed?: ReadonlySet<Id>;
  /** What it says that it does not hold: that counts also where the list is not complete. */
  readonly denied?: ReadonlySet<Id>;
  /** Plans that it holds, or may, and that no ID tells: by their names, or what stands for one. */
  readonly names?: ReadonlySet<string>;
}

/** A list of nothing. */
export const NOTHING: IdList = { ids: new Set(), complete: true };

/** What counts of a license where this is wanted. */
export function licenseFor(wanted: License, { license }: Pick<Repository, 'license'>): Known<License> {
  if (license !== 'disputed') return license;
  return wanted === 'active' ? 'inactive' : 'unknown';
}

export interface Repository {
  readonly kind: 'repository';
  readonly id: Id;
  readonly name: string;
  readonly license: Known<License> | Disputed;
  /** The backup plans that the row names; undefined when it doesn't report any. */
  readonly plans: IdList | undefined;
  /** GitProtect marks the repository as removed at the Git host. */
  readonly removed: boolean;
  /** The Azure DevOps project that the row names. */
  readonly project: ProjectReference | undefined;
}

/** What a repository's row says of its project. */
export interface ProjectReference {
  readonly id: Id | undefined;
  readonly name: string | undefined;
  /** The backup plans of the project that the row names; undefined when it doesn't report any. */
  readonly plans: IdList | undefined;
}

/** An Azure DevOps project: GitProtect lists none by itself, so it is known by its repositories, or by its ID. */
export interface Project {
  readonly kind: 'project';
  readonly id: Id;
  /** The ID where no name is known. */
  readonly name: string;
  readonly plans: IdList | undefined;
  /** The repositories that name it. */
  readonly repositories: ReadonlySet<Id>;
  /** Those whose project is not reported: they may belong to it. */
  readonly mayHave: ReadonlySet<Id>;
}

/** What can be attached to a backup plan. */
export type Resource = Repository | Project;

/** The plans, by their IDs, that rows of repositories name. */
export function plansNamedIn(rows: readonly Repository[]): ReadonlySet<Id> {
  return new Set(rows.flatMap(({ plans }) => [...(plans ?? NOTHING).ids]));
}

export function repositoriesAmong(resources: readonly { readonly resource: Resource }[]): readonly Repository[] {
  return resources.flatMap(({ resource }) => (resource.kind === 'repository' ? resource : []));
}

/** These plans, and those of these IDs that are not among them: of one of those nothing but its ID is known. */
export function withUnlisted(plans: readonly BackupPlan[], ids: Iterable<Id>): readonly BackupPlan[] {
  const listed = idsOf(plans);
  return [...plans, ...[...new Set(ids)].filter((id) => !listed.has(id)).map(unreportedPlan)];
}

/** Whether rows of repositories or plans show that there are projects. */
export function tellsOfProjects(rows: readonly Repository[], plans: readonly BackupPlan[]): boolean {
  return (
    rows.some(({ project }) => project !== undefined) ||
    plans.some(({ projects }) => (projects ?? NOTHING).ids.size > 0)
  );
}

/** How a plan selects repositories: every one of the organization, by rules, or by hand. */
export type PlanSelection = 'all' | 'rules' | 'manual';

export interface LastRun {
  readonly successes: number;
  readonly warnings: number;
  readonly errors: number;
  readonly finishedAt: Date | undefined;
}

export interface BackupPlan {
  readonly id: Id;
  readonly name: string | undefined;
  /** GitProtect marks the plan as deleted or out of use. */
  readonly removed: Known<boolean> | Disputed;
  readonly schedule: Known<Schedule>;
  /** Something is said of its schedule that is not understood. */
  readonly isScheduleUnclear: boolean;
  readonly metadata: Known<Metadata>;
  readonly selection: Known<PlanSelection>;
  /** How it selects is said in several ways: it may be of a kind that takes in nothing by hand. */
  readonly isSelectionDisputed?: true;
  /** The organization that the plan says it is for. */
  readonly organization: Id | undefined;
  /** The repositories that the plan names; undefined when it doesn't report any. */
  readonly repositories: IdList | undefined;
  /** The repositories that it leaves out. */
  readonly excluded: IdList;
  /** The Azure DevOps projects that the plan names; undefined when it doesn't report any. */
  readonly projects: IdList | undefined;
  readonly repositoryCount: number | undefined;
  readonly lastRun: LastRun | undefined;
}

/** Whether it says so; that it denies it as well does not make it one to attach something to. */
export function isDeleted({ removed }: Pick<BackupPlan, 'removed'>): boolean {
  return removed === true || removed === 'disputed';
}

export interface Organization {
  readonly id: Id;
  readonly name: string;
  /** GitProtect marks the organization as deleted. */
  readonly removed: Known<boolean>;
  /** Which Git service it is on, for telling apart two organizations of one name. */
  readonly service: string;
  /** Its address is one of Azure DevOps: repositories may be backed up by their project. */
  readonly isAzure: boolean;
  /** What was read of it shows projects, so that a plan may contain any of its repositories through one. */
  readonly hasProjects?: boolean;
  /** Its address is one of another Git host. */
  readonly isOtherHost?: boolean;
  /** Rows of repositories name projects by their IDs, and its address does not tell that it is elsewhere. */
  readonly mayBeAzure?: boolean;
  /** The backup plans in the organization's own row: names and last runs. */
  readonly plans: readonly BackupPlan[];
  /** The row has a list of them, be it empty. */
  readonly arePlansReported: boolean;
  /** How many repositories the row counts. */
  readonly totalRepositories: number | undefined;
  /** How many licenses the row says are missing. */
  readonly missingLicenses: number | undefined;
  /** Whether GitProtect reads the Git host's list just now; undefined where it doesn't say. */
  readonly isSynchronizing: boolean | undefined;
}

/** What was read. */
export interface Observed {
  /** All that the account sees. */
  readonly organizations: readonly Organization[];
  /** The requested one of them. */
  readonly organization: Organization;
  /** Every plan that the server lists for the organization, or names in its row. */
  readonly plans: readonly BackupPlan[];
  /** The plans of the list: each holds something of the organization [doc]. */
  readonly listedPlans: ReadonlySet<Id>;
  /** As many rows of the organization's list as it takes to resolve the request. */
  readonly repositories: readonly Repository[];
  /** These are all rows of the list: what is not among them is not listed. */
  readonly isWholeList: boolean;
  /** What the Git host itself lists, where it is asked. */
  readonly inventory?: HostInventory | undefined;
}

/** A plan without evidence, as one that is known by its ID only. */
export function unreportedPlan(id: Id): BackupPlan {
  return {
    id,
    name: undefined,
    removed: false,
    schedule: 'unknown',
    isScheduleUnclear: false,
    metadata: 'unknown',
    selection: 'unknown',
    organization: undefined,
    repositories: undefined,
    excluded: NOTHING,
    projects: undefined,
    repositoryCount: undefined,
    lastRun: undefined,
  };
}

/** Things that are looked up by their IDs; of several with one ID, the last. */
export function byId<T extends { readonly id: Id }>(things: readonly T[]): ReadonlyMap<Id, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

export function idsOf(things: readonly { readonly id: Id }[]): ReadonlySet<Id> {
  return new Set(things.map(({ id }) => id));
}
