import { below, lookOf } from './find.ts';
import type { HostInventory, HostRepository } from './inventory.ts';
import type { Repository } from './model.ts';
import type { Owners } from './owner.ts';

/** What GitProtect lists of a repository at the host. */
export type HostMatch =
  | { readonly kind: 'one'; readonly repository: Repository }
  | { readonly kind: 'none' }
  /** Several could be meant, of GitProtect's or of the host's. */
  | { readonly kind: 'ambiguous' };

export type HostMatches = ReadonlyMap<HostRepository, HostMatch>;

/**
 * Finds each repository of an inventory in GitProtect's list, by its path within the organization and without regard to
 * case. Where a host has projects, GitProtect may list a repository by its name alone: that counts if no other project
 * has one of that name. Never guesses.
 */
export function matchHosts(inventory: HostInventory, owners: Owners, repositories: readonly Repository[]): HostMatches {
  // What GitProtect marks as removed at the host is not what the host has.
  const rows = repositories.filter(({ removed }) => !removed).map((row) => ({ row, path: pathOf(owners, row) }));
  const byPath = Map.groupBy(rows, ({ path }) => lookOf(path));
  const atPath = Map.groupBy(inventory.repositories, ({ path }) => lookOf(path));
  const isByProject = hasProjects(inventory);
  const atName = isByProject ? Map.groupBy(inventory.repositories, nameKey) : undefined;
  return new Map(
    inventory.repositories.map((each) => {
      const key = lookOf(each.path);
      const match = matchOf(each, atPath.get(key) ?? [], byPath.get(key) ?? []);
      if (match.kind !== 'none' || atName === undefined) return [each, match];
      const alone = byPath.get(nameKey(each)) ?? [];
      const isUnique = isWhole(inventory) && atName.get(nameKey(each))?.length === 1;
      return [each, alone.length === 0 || isUnique ? matchOf(each, [each], alone) : { kind: 'ambiguous' }];
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
    inventory.repositories.flatMap((each) => [lookOf(each.path), ...(isByProject ? [nameKey(each)] : [])]),
  );
  return repositories.filter((row) => {
    const path = pathOf(owners, row);
    const isCovered = inventory.part === '' || below(inventory.part, path) !== undefined;
    return isCovered && !atHost.has(lookOf(path));
  });
}

/** Whether no project but those of the inventory is known to have repositories: a list that lacks some does not show that. */
function isWhole({ incomplete, part, host }: HostInventory): boolean {
  // A project of Azure DevOps is one of several in its organization.
  return incomplete === undefined && (part === '' || host !== 'azure-devops');
}

/** Azure DevOps and Bitbucket Data Center, in which repositories of two projects may have one name. */
export function hasProjects({ host, repositories }: HostInventory): boolean {
  return host === 'azure-devops' || (host === 'bitbucket' && repositories.some(({ path }) => path.includes('/')));
}

/** @param twins those at the host whose paths look the same, itself included */
function matchOf(
  { path }: HostRepository,
  twins: readonly HostRepository[],
  found: readonly { readonly row: Repository; readonly path: string }[],
): HostMatch {
  const [only] = found;
  if (only === undefined) return { kind: 'none' };
  if (found.length === 1 && twins.length === 1) return { kind: 'one', repository: only.row };
  // Of several that differ in case only, or that look the same, the one that is written exactly so.
  const [exact, ...more] = found.filter((each) => each.path === path);
  return exact !== undefined && more.length === 0 && twins.filter((twin) => twin.path === path).length === 1
    ? { kind: 'one', repository: exact.row }
    : { kind: 'ambiguous' };
}

function nameKey({ path }: HostRepository): string {
  return lookOf(path.slice(path.lastIndexOf('/') + 1));
}

/** A row's path within the organization; with the project that it names, where its name has none. */
function pathOf(owners: Owners, { name, project }: Repository): string {
  const path = owners.reduce<string | undefined>((found, owner) => found ?? below(owner, name), undefined) ?? name;
  return project?.name === undefined || path.includes('/') ? path : `${project.name}/${path}`;
}
