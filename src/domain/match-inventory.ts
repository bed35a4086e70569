import { below, visibleForm, nameIn, projectIn } from './find.ts';
import { hasProjects } from './host-projects.ts';
import type { HostInventory, HostRepository } from './inventory.ts';
import type { Id, Repository } from './model.ts';
import { belowAny, type Owners } from './owner.ts';

/** What GitProtect lists of a repository at the host. */
export type HostMatch =
  | { readonly kind: 'one'; readonly repository: Repository }
  | { readonly kind: 'none' }
  /** Several could be meant, of GitProtect's, which are these, or of the host's. */
  | {
      readonly kind: 'ambiguous';
      readonly among: readonly Repository[];
      /** Those of them that can be no other one at the host. */
      readonly noOther?: readonly Repository[];
    };

export type HostMatches = ReadonlyMap<HostRepository, HostMatch>;

/** A row of GitProtect's list, and what its name says of where it is. */
interface Listed {
  readonly row: Repository;
  /** Within the organization. */
  readonly path: string;
  /** The path if the first part of its name is a group or project, not the owner. */
  readonly whole: string;
}

function ambiguous(found: readonly Listed[]): HostMatch {
  return { kind: 'ambiguous', among: rowsOf(found.slice(0, MAX_ALIKE)) };
}

function rowsOf(listed: readonly Listed[]): readonly Repository[] {
  return listed.map(({ row }) => row);
}

/**
 * Finds each repository of an inventory in GitProtect's list, by its path within the organization and without regard to
 * case. Where a host has projects, GitProtect may list a repository by its name alone: that counts if no other project
 * has one of that name. Never guesses.
 */
export function matchInventory(
  inventory: HostInventory,
  owners: Owners,
  repositories: readonly Repository[],
): HostMatches {
  const isByProject = hasProjects(inventory);
  // What GitProtect marks as removed at the host is not what the host has.
  const projects = projectsOf(inventory, repositories);
  const rows = repositories.filter(({ removed }) => !removed).map((row) => listedOf(owners, row, projects));
  const byPath = Map.groupBy(rows, ({ path }) => visibleForm(path));
  const atPath = Map.groupBy(inventory.repositories, ({ path }) => visibleForm(path));
  const matchByPath = ({ path }: HostRepository): HostMatch =>
    matchOf(path, atPath.get(visibleForm(path)) ?? [], byPath.get(visibleForm(path)) ?? []);
  if (isByProject) {
    const matchByName = byName(inventory, byPath);
    return new Map(
      inventory.repositories.map((each) => {
        const match = matchByPath(each);
        return [each, match.kind === 'none' ? matchByName(each) : match];
      }),
    );
  }
  // A name such as `acme/api` in organization `acme`, where the host has `api` and `acme/api` in it: unless another row
  // is the second one.
  const twofold = rows.filter(({ whole }) => isFree(byPath, whole) && !isFree(atPath, whole));
  const unclear = Map.groupBy(
    twofold.flatMap((each) => [...new Set([each.path, each.whole])].map((path) => ({ each, path: visibleForm(path) }))),
    ({ path }) => path,
  );
  return new Map(
    inventory.repositories.map((each) => {
      const found = unclear.get(visibleForm(each.path));
      return [each, found === undefined ? matchByPath(each) : ambiguous(found.map((listed) => listed.each))];
    }),
  );
}

/** What GitProtect lists in the part of the organization that an inventory covers, and the inventory does not. */
export function missingAtHost(
  inventory: HostInventory,
  owners: Owners,
  repositories: readonly Repository[],
): readonly Repository[] {
  const isByProject = hasProjects(inventory);
  const atHost = new Set(
    inventory.repositories.flatMap(({ path }) => [visibleForm(path), visibleForm(isByProject ? nameIn(path) : path)]),
  );
  // Of a list that shows nothing, what has a name without a project may be a part.
  const { host, part, repositories: listed } = inventory;
  const mayBeByName = listed.length === 0 && (host === 'azure-devops' || host === 'bitbucket');
  const projects = projectsOf(inventory, repositories);
  return repositories.filter((row) => {
    const { path, whole } = listedOf(owners, row, projects);
    const isCovered = part === '' || below(part, path) !== undefined || (mayBeByName && !path.includes('/'));
    return isCovered && !atHost.has(visibleForm(path)) && !atHost.has(visibleForm(whole));
  });
}

/** Finds what is listed by its name alone, without its project's. */
function byName(
  inventory: HostInventory,
  byPath: ReadonlyMap<string, readonly Listed[]>,
): (atHost: HostRepository) => HostMatch {
  const atName = Map.groupBy(inventory.repositories, ({ path }) => visibleForm(nameIn(path)));
  const projects = new Set(inventory.repositories.map(({ path }) => visibleForm(projectIn(path))));
  return ({ path }) => {
    const name = nameIn(path);
    const found = byPath.get(visibleForm(name)) ?? [];
    if (found.length === 0) return { kind: 'none' };
    // Before a name, a project may stand that is called as the organization is.
    const isElsewhere = ({ whole }: Listed): boolean =>
      projects.has(visibleForm(projectIn(whole))) && visibleForm(projectIn(whole)) !== visibleForm(projectIn(path));
    const isUnique = isWhole(inventory) && atName.get(visibleForm(name))?.length === 1;
    return isUnique && !found.some(isElsewhere) ? matchOf(name, [{ path: name }], found) : ambiguous(found);
  };
}

/** Whether every project of the organization is in the inventory, as far as the lists show. */
function isWhole({ incomplete, part, host }: HostInventory): boolean {
  // A project of Data Center is an organization in GitProtect, so that no other one has its names; one of Azure DevOps is
  // one of several in its organization.
  return host !== 'azure-devops' || (incomplete === undefined && part === '');
}

const MAX_ALIKE = 100;

/**
 * @param twins those at the host whose paths look the same, itself included
 * @param found those in GitProtect whose paths look the same
 */
function matchOf(path: string, twins: readonly Pick<HostRepository, 'path'>[], found: readonly Listed[]): HostMatch {
  if (found.length === 0) return { kind: 'none' };
  // Nobody has so many that look the same; each would be compared with every other.
  if (twins.length > MAX_ALIKE || found.length > MAX_ALIKE) return ambiguous(found);
  const [only, ...others] = found.filter((each) => spellingOf(each.path) === spellingOf(path));
  // What looks the same only, may be another one: a name may hold characters that are not shown.
  if (only === undefined) return ambiguous(found);
  const same = twins.filter((twin) => spellingOf(twin.path) === spellingOf(path));
  if (others.length === 0 && same.length === 1) return { kind: 'one', repository: only.row };
  // Several that differ in case only are told apart where each of one side is written exactly as one of the other.
  const exact = new Map([only, ...others].map((each) => [each.path, each.row]));
  const repository = exact.get(path);
  const isEachOne =
    exact.size === others.length + 1 && exact.size === same.length && same.every((twin) => exact.has(twin.path));
  if (isEachOne && repository !== undefined) return { kind: 'one', repository };
  return { kind: 'ambiguous', among: rowsOf(found), noOther: twins.length === 1 ? rowsOf([only, ...others]) : [] };
}

/** The same for names that differ in case, or in how accents are encoded, only. */
function spellingOf(path: string): string {
  return path.toLowerCase().normalize('NFC');
}

function isFree(paths: ReadonlyMap<string, unknown>, path: string): boolean {
  return !paths.has(visibleForm(path));
}

/** The projects of a host whose paths have some; undefined for any other host. */
interface HostProjects {
  /** Their names at the host, by their IDs. */
  readonly names: ReadonlyMap<Id, string>;
  /** Whether GitProtect's IDs of projects are those of the host, as a row shows. */
  readonly areIdsShared: boolean;
}

function projectsOf(inventory: HostInventory, rows: readonly Repository[]): HostProjects | undefined {
  if (!hasProjects(inventory)) return undefined;
  const names = projectNames(inventory);
  return { names, areIdsShared: rows.some(({ project }) => names.has(project?.id ?? '')) };
}

/** The names of projects at a host, by the IDs that it tells: in GitProtect, one may still have its old name. */
export function projectNames({ repositories }: HostInventory): ReadonlyMap<Id, string> {
  return new Map(
    repositories.flatMap(({ path, projectId }) => (projectId === undefined ? [] : [[projectId, projectIn(path)]])),
  );
}

/**
 * A row's path within the organization; with the project that it names, where its name has none and the host's paths
 * have one: elsewhere a project, as of Bitbucket Cloud, is no part of the path. A project is called as the host calls it.
 */
function listedOf(owners: Owners, row: Repository, projects: HostProjects | undefined): Listed {
  const { name, project } = row;
  const path = belowAny(owners, name) ?? name;
  if (projects === undefined) return { row, path, whole: name };
  const { names, areIdsShared } = projects;
  const atHost = names.get(project?.id ?? '');
  if (atHost !== undefined) return inProject(row, `${atHost}/${nameIn(path)}`);
  if (path.includes('/') && project?.name !== undefined) return inProject(row, path);
  // The ID of a project that the host does not list is no name, and tells that it is none of those.
  const called = project?.name ?? (areIdsShared ? project?.id : undefined);
  return called === undefined ? { row, path, whole: name } : inProject(row, `${called}/${nameIn(path)}`);
}

function inProject(row: Repository, path: string): Listed {
  return { row, path, whole: path };
}
