/*
 * What a Git host lists. Its responses become these values in `hosts/` and nowhere else. What a host does not report is
 * absent, not false.
 */

/** A repository as the Git host lists it. */
export interface HostRepository {
  readonly name: string;
  /** Below the owner, such as `api`, `sub/api` (GitLab) or `Project/api` (Azure DevOps, Bitbucket Data Center). */
  readonly path: string;
  /** Where people look at it; empty where the host gives none. */
  readonly url: string;
  readonly archived?: boolean;
  readonly disabled?: boolean;
  readonly visibility?: 'public' | 'internal' | 'private';
  readonly fork?: boolean;
  readonly topics?: readonly string[];
  readonly language?: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly created?: Date;
  readonly pushed?: Date;
}

/** A host's list, as far as it could be read. */
export interface Inventory {
  /** Each once, in the order of the host. */
  readonly repositories: readonly HostRepository[];
  /** Pages that were read and understood. */
  readonly pages: number;
  /** Why it is not proved to be complete; undefined: every page was read, and the host itself marked the end. */
  readonly incomplete: string | undefined;
}
