/**
 * What GitProtect has, in our words. Answers of the server become these values in `records.ts` and nowhere else.
 */

/** An identifier as GitProtect gives it; GUIDs are held in lower case, since they compare without regard to case. */
export type Id = string;

export type LicenseState = 'active' | 'inactive' | 'unknown';
export type MembershipState = 'attached' | 'detached' | 'unknown';
export type ScheduleState = 'enabled' | 'disabled' | 'unknown';

/** IDs that a row lists; where the list is not complete, an ID that is missing from it means nothing. */
export interface IdList {
  readonly ids: ReadonlySet<Id>;
  readonly complete: boolean;
}

export interface Repository {
  readonly id: Id;
  readonly name: string;
  readonly license: LicenseState;
  /** The backup plans that the row names; undefined when it doesn't report any. */
  readonly plans: IdList | undefined;
  /** GitProtect marks the repository as removed at the Git host. */
  readonly removed: boolean;
}

/** `all`: every repository of the organization; `rules`: by patterns; `picked`: by hand; `unknown`: not reported. */
export type PlanSelection = 'all' | 'rules' | 'picked' | 'unknown';

export interface LastRun {
  readonly successes: number;
  readonly warnings: number;
  readonly errors: number;
  readonly finishedAt: Date | undefined;
}

export interface BackupPlan {
  readonly id: Id;
  readonly name: string | undefined;
  readonly schedule: ScheduleState;
  readonly selection: PlanSelection;
  /** The organization that the plan says it is for. */
  readonly organization: Id | undefined;
  /** The repositories that the plan names; undefined when it doesn't report any. */
  readonly repositories: IdList | undefined;
  /** The repositories that the plan leaves out. */
  readonly excluded: ReadonlySet<Id>;
  /** How many repositories the server counts in it. */
  readonly repositoryCount: number | undefined;
  readonly lastRun: LastRun | undefined;
}

export interface Organization {
  readonly id: Id;
  readonly name: string;
  /** Which Git service it is on, for telling apart two organizations of one name. */
  readonly service: string;
  /** The backup plans in the organization's own row: names and last runs. */
  readonly plans: readonly BackupPlan[];
}
