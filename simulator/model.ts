/** What a Management Service's world consists of. */

export type Role = 'System Administrator' | 'DataRemoveManagement' | 'GitManagement';

export interface Account {
  readonly email: string;
  readonly password: string;
  readonly roles: readonly Role[];
}

export interface SimulatedRepository {
  readonly id: string;
  readonly organization: string;
  name: string;
  licensed: boolean;
  /** GitProtect marks it as removed at the Git host. */
  removed: boolean;
  /** Archived at the Git host: it can be neither licensed nor attached. No row tells of it. */
  archived: boolean;
  /** Its license can't be released. No row tells of it. */
  locked: boolean;
  /** It can't be removed from GitProtect. No row tells of it. */
  retained: boolean;
  /** The ID of the Azure DevOps project that it belongs to. */
  readonly project?: string;
}

/** A project of an Azure DevOps organization. No endpoint lists projects: rows of repositories and plans tell of them. */
export interface SimulatedProject {
  readonly id: string;
  readonly organization: string;
  readonly name: string;
}

export interface SimulatedPlan {
  readonly id: string;
  name: string;
  isActive: boolean;
  /** `manual`: repositories and projects are attached one by one. */
  selection: 'manual' | 'all' | 'rules';
  readonly organization: string;
  readonly repositories: Set<string>;
  /** Azure DevOps projects: the plan holds all of their repositories. */
  readonly projects: Set<string>;
  includeMetadata: boolean;
  /** Documented for Azure DevOps only; without it the plan selects individually if its selection is manual. */
  gitChoiceMode?: string | number | undefined;
  /** Further settings by their documented names; rows show those that are here. */
  readonly extras: Record<string, unknown>;
  /** Known only from the organization's row, not from the list of plans. */
  readonly onlyInOrganizationRow: boolean;
  readonly lastStatus: { readonly successes: number; readonly warnings: number; readonly errors: number };
  /** Epoch seconds. */
  readonly finishedAt: number;
}

export interface SimulatedOrganization {
  readonly id: string;
  readonly name: string;
  /** Which Git service: the numbers are the vendor's own. */
  readonly driver: number;
  readonly apiUrl: string | null;
  /** Repositories that exist at the Git host and that GitProtect learns of by a synchronization. */
  readonly atHost: Set<string>;
  /** When a running synchronization ends, in epoch milliseconds. */
  syncEnds: number | undefined;
}

/** An endpoint's error response: an HTTP status with a text. */
export class Rejection extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
