import { visibleForm, nameIn, projectIn } from './find.ts';
import { belowTwice, hasProjects } from './host-projects.ts';
import type { HostInventory, HostRepository } from './inventory.ts';
import { type HostMatch, type HostMatches, projectNames } from './match-inventory.ts';
import { idsOf } from './model.ts';
import { type Owners, selectionWithin } from './owner.ts';
import type { Line, Request } from './request.ts';
import type { Resolution } from './resolution.ts';
import { select } from './select.ts';

interface SelectedAtHost {
  /** In the order of the host. */
  readonly repositories: readonly HostRepository[];
  /** What the exclusions mean at the host, whatever GitProtect calls it. */
  readonly excluded: ReadonlySet<HostRepository>;
  /** The lines of `repository` that mean something at the host. */
  readonly lines: ReadonlySet<Line>;
  /** What each exclusion means at the host, where it is not clear what GitProtect lists of it. */
  readonly unclear: ReadonlyMap<Line, readonly HostRepository[]>;
  /** What each name that is included means at the host. */
  readonly named: ReadonlyMap<Line, readonly HostRepository[]>;
}

/**
 * What a request selects at the host: what its lines mean there, and what they mean in GitProtect's list. An exclusion
 * counts if it means a repository in either of the two.
 */
export function selectInInventory(
  request: Request,
  { selected, projects }: Resolution,
  owners: Owners,
  inventory: HostInventory,
  matches: HostMatches,
): SelectedAtHost {
  const included = selected.included.map(({ line }) => line);
  const excluded = selected.excluded.map(({ line }) => line);
  const meant = namedBy([...included, ...excluded], owners, inventory);
  const foundBy = (line: Line): readonly HostRepository[] => meant.get(line) ?? [];
  const inProjects = hasProjects(inventory) ? projectsAtHost(request, projects, owners, inventory) : new Set();
  const rowsIn = idsOf([
    ...selected.included.flatMap(({ items }) => items),
    ...projects.flatMap((each) => each.repositories),
  ]);
  const rowsOut = idsOf(selected.excluded.flatMap(({ items }) => items));
  const isAmong = (ids: ReadonlySet<string>, match: HostMatch): boolean =>
    match.kind === 'one' && ids.has(match.repository.id);
  const mayBeAmong = (ids: ReadonlySet<string>, match: HostMatch): boolean =>
    isAmong(ids, match) || (match.kind === 'ambiguous' && match.among.some(({ id }) => ids.has(id)));
  const named = new Set(included.flatMap(foundBy));
  // A name that may mean several leaves out none of them.
  const leaving = excluded.filter((line) => line.kind === 'pattern' || foundBy(line).length === 1);
  const left = new Set(leaving.flatMap(foundBy));
  // What GitProtect lists of one that can't be told apart is not left out: it may be another one.
  const isClear = (each: HostRepository): boolean => {
    const match = matches.get(each);
    return match?.kind === 'one' || (match?.kind === 'ambiguous' && (match.noOther ?? []).length > 0);
  };
  const chosen = [...matches].filter(
    ([each, match]) =>
      inProjects.has(visibleForm(projectIn(each.path))) ||
      ((named.has(each) || mayBeAmong(rowsIn, match)) && !left.has(each) && !isAmong(rowsOut, match)),
  );
  return {
    repositories: chosen.map(([each]) => each),
    excluded: left,
    unclear: new Map(excluded.map((line) => [line, foundBy(line).filter((each) => !isClear(each))])),
    named: new Map(included.flatMap((line) => (line.kind === 'name' ? [[line, foundBy(line)] as const] : []))),
    lines: new Set([
      ...included.filter((line) => foundBy(line).length > 0),
      ...leaving.filter((line) => {
        const found = foundBy(line);
        return found.some(isClear) || (found.length > 0 && found.every((each) => matches.get(each)?.kind === 'none'));
      }),
    ]),
  };
}

/** What each line means at the host: by the path, and where the host has projects, also by the name alone. */
function namedBy(
  lines: readonly Line[],
  owners: Owners,
  inventory: HostInventory,
): ReadonlyMap<Line, readonly HostRepository[]> {
  const { repositories } = inventory;
  const [organization] = owners;
  const isTwice = ({ text }: Line): boolean => belowTwice(organization, text) !== undefined;
  const once = lines.filter((line) => !isTwice(line));
  // Behind the organization's name, a project that is called as it is, is not the organization again.
  const byPath = new Map([
    ...calledBy(once, owners, repositories, ({ path }) => path),
    ...calledBy(lines.filter(isTwice), owners, repositories, ({ path }) => `${organization}/${path}`),
  ]);
  if (!hasProjects(inventory)) return byPath;
  const byName = calledBy(lines, owners, repositories, ({ path }) => nameIn(path));
  return new Map(
    [...byPath].map(([line, found]) => {
      // A name alone is no path, also where a project is called as the organization is.
      const isEnough = line.kind === 'name' && line.text.includes('/') && found.length > 0;
      return [line, isEnough ? found : [...new Set([...found, ...(byName.get(line) ?? [])])]];
    }),
  );
}

/** What each line means, where repositories have such names. */
function calledBy(
  lines: readonly Line[],
  owners: Owners,
  repositories: readonly HostRepository[],
  nameOf: (each: HostRepository) => string,
): ReadonlyMap<Line, readonly HostRepository[]> {
  const items = repositories.map((atHost) => ({ name: nameOf(atHost), removed: false, atHost }));
  const { included } = select({ included: lines, excluded: [] }, owners, items);
  return new Map(included.map(({ line, items: found }) => [line, found.map(({ atHost }) => atHost)]));
}

/** The projects that the lines of `project` mean at the host. */
function projectsAtHost(
  { projects: selection }: Request,
  projects: Resolution['projects'],
  owners: Owners,
  inventory: HostInventory,
): ReadonlySet<string> {
  if (selection === undefined) return new Set();
  const { repositories } = inventory;
  const names = projectNames(inventory);
  const ids = new Map(repositories.map(({ path, projectId }) => [visibleForm(projectIn(path)), projectId]));
  const items = [...ids].map(([name, id]) => ({ id, name, removed: false }));
  const found = select(selectionWithin(owners, selection), owners, items).items.map(({ name }) => name);
  return new Set([...found, ...projects.map(({ project: { id, name } }) => visibleForm(names.get(id) ?? name))]);
}
