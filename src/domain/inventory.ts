/*
 * What a Git host lists. Its responses become these values in `hosts/` and nowhere else. What a host does not report is
 * undefined, not false.
 */

/** The Git hosts that can be asked for their own list, as the input `host` names them. */
export const HOSTS = ['github', 'gitlab', 'azure-devops', 'bitbucket', 'git.dev'] as const;
export type HostKind = (typeof HOSTS)[number];

/** A repository as the Git host lists it. Its texts are the host's: hostile text like any other. */
export interface HostRepository {
  readonly name: string;
  /** Below the owner, such as `api`, `sub/api` (GitLab) or `project/api` (Azure DevOps, Bitbucket Data Center). */
  readonly path: string;
  /** The ID of its project, as GitProtect writes IDs: Azure DevOps. */
  readonly projectId?: string | undefined;
  /** Where people look at it; empty where the host gives none. */
  readonly url: string;
  readonly archived?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly visibility?: 'public' | 'internal' | 'private' | undefined;
  readonly fork?: boolean | undefined;
  readonly topics?: readonly string[] | undefined;
  readonly language?: string | undefined;
  readonly properties?: Readonly<Record<string, string>> | undefined;
  readonly created?: Date | undefined;
  readonly pushed?: Date | undefined;
}

/** A host's list, as far as it could be read. */
export interface Inventory {
  /** Each once, in the order of the host. */
  readonly repositories: readonly HostRepository[];
  /** Pages that were read and understood. */
  readonly pages: number;
  /** How many repositories the host itself counts, where it says. */
  readonly total?: number | undefined;
  /** Why it is not proved to be complete; undefined: every page was read, and nothing showed that the list goes on. */
  readonly incomplete: string | undefined;
}

/** The list of an organization's repositories at its Git host. */
export interface HostInventory extends Inventory {
  readonly host: HostKind;
  /** The owner's name at the host. */
  readonly owner: string;
  /** The part of the organization that the owner is, such as a subgroup or project; empty where it is all of it. */
  readonly part: string;
}
