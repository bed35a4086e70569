import { lookOf } from './find.ts';
import type { HostInventory, HostRepository } from './inventory.ts';
import { hasProjects, type HostMatches } from './match-inventory.ts';
import { idsOf } from './model.ts';
import { type Owners, selectionWithin } from './owner.ts';
import type { Line, Request } from './request.ts';
import type { Resolution } from './resolution.ts';
import { select } from './select.ts';

export interface SelectedAtHost {
  /** In the order of the host. */
  readonly repositories: readonly HostRepository[];
  /** The lines of `repository` that mean something at the host. */
  readonly lines: ReadonlySet<Line>;
}

/**
 * What a request selects at the host: what its lines mean there, and what they mean in GitProtect's list. What either
 * list shows to be left out is left out.
 */
export function selectInInventory(
  request: Request,
  { selected, projects }: Resolution,
  owners: Owners,
  inventory: HostInventory,
  matches: HostMatches,
): SelectedAtHost {
  const included = namedBy(
    selected.included.map(({ line }) => line),
    owners,
    inventory,
  );
  const excluded = namedBy(
    selected.excluded.map(({ line }) => line),
    owners,
    inventory,
  );
  const inProjects = hasProjects(inventory) ? projectsAtHost(request, projects, owners, inventory) : new Set();
  const rowsIn = idsOf([
    ...selected.items,
    ...selected.included.flatMap(({ items }) => items),
    ...projects.flatMap((each) => each.repositories),
  ]);
  const rowsOut = idsOf(selected.excluded.flatMap(({ items }) => items));
  const isAmong = (ids: ReadonlySet<string>, each: HostRepository): boolean => {
    const match = matches.get(each);
    return match?.kind === 'one' && ids.has(match.repository.id);
  };
  const named = new Set(included.flatMap(({ found }) => found));
  // Where a name may mean several, none of them is left out.
  const left = new Set(
    excluded.flatMap(({ line, found }) => (line.kind === 'pattern' || found.length === 1 ? found : [])),
  );
  return {
    repositories: inventory.repositories.filter(
      (each) =>
        inProjects.has(projectKey(each.path)) ||
        ((named.has(each) || isAmong(rowsIn, each)) && !left.has(each) && !isAmong(rowsOut, each)),
    ),
    lines: new Set([...included, ...excluded].flatMap(({ line, found }) => (found.length > 0 ? line : []))),
  };
}

/** What each line means at the host: by the path, and where the host has projects, also by the name alone. */
function namedBy(
  lines: readonly Line[],
  owners: Owners,
  inventory: HostInventory,
): readonly { readonly line: Line; readonly found: readonly HostRepository[] }[] {
  const { repositories } = inventory;
  const byPath = itemsOf(repositories, owners, lines, ({ path }) => path);
  if (!hasProjects(inventory)) return byPath;
  const byName = itemsOf(repositories, owners, lines, ({ path }) => path.slice(path.lastIndexOf('/') + 1));
  return byPath.map(({ line, found }, index) => {
    const alone = byName[index]?.found ?? [];
    const isEnough = line.kind === 'name' && found.length > 0;
    return { line, found: isEnough ? found : [...new Set([...found, ...alone])] };
  });
}

function itemsOf(
  repositories: readonly HostRepository[],
  owners: Owners,
  lines: readonly Line[],
  nameOf: (each: HostRepository) => string,
): readonly { readonly line: Line; readonly found: readonly HostRepository[] }[] {
  const items = repositories.map((atHost) => ({ id: '', name: nameOf(atHost), removed: false, atHost }));
  const { included } = select({ included: lines, excluded: [] }, owners, items);
  return included.map(({ line, items: found }) => ({ line, found: found.map(({ atHost }) => atHost) }));
}

/** The projects that the lines of `project` mean at the host. */
function projectsAtHost(
  { projects: selection }: Request,
  projects: Resolution['projects'],
  owners: Owners,
  { repositories }: HostInventory,
): ReadonlySet<string> {
  if (selection === undefined) return new Set();
  const keys = [...new Set(repositories.map(({ path }) => projectKey(path)))];
  const items = keys.map((name) => ({ id: '', name, removed: false }));
  const found = select(selectionWithin(owners, selection), owners, items).items.map(({ name }) => name);
  return new Set([...found, ...projects.map(({ project }) => lookOf(project.name))]);
}

function projectKey(path: string): string {
  return lookOf(path.slice(0, Math.max(0, path.indexOf('/'))));
}
