import { visibleForm } from './find.ts';
import type { HostInventory, HostRepository } from './inventory.ts';
import { type HostMatch, type HostMatches, matchInventory, missingAtHost } from './match-inventory.ts';
import { idsOf, type Observed, type Repository } from './model.ts';
import { type Owners, ownersOf } from './owner.ts';
import { type Line, ownersAtHost, type Request } from './request.ts';
import type { Resolution } from './resolution.ts';
import { selectInInventory } from './select-in-inventory.ts';
import { counted } from '../shared/text.ts';

/** How a host's inventory compares with what GitProtect lists, before anything is changed. */
export interface Comparison {
  readonly inventory: HostInventory;
  /** What the request selects at the host, and what GitProtect lists of each. */
  readonly selected: HostMatches;
  /** What it selects, but is archived at the host, and so is left as it is. */
  readonly skipped: HostMatches;
  /** Of what the request selects, what GitProtect lists and the inventory does not; one that is not complete may lack it. */
  readonly missingAtHost: readonly Repository[];
  /** What is selected at the host and GitProtect does not list. */
  readonly unlisted: readonly HostRepository[];
  /** Of those, what GitProtect marks as removed at the host: paths in their visible form. */
  readonly markedAsRemoved: ReadonlySet<string>;
  /** The lines of `repository` that mean something at the host. */
  readonly lines: ReadonlySet<Line>;
  /** What each exclusion means at the host, where it is not clear what GitProtect lists of it. */
  readonly unclear: ReadonlyMap<Line, readonly HostRepository[]>;
  /** The names that mean only what is skipped: GitProtect need not list it. */
  readonly skippedNames: ReadonlySet<string>;
  /** What the request means in GitProtect, without what is skipped. */
  readonly resolution: Resolution;
}

/**
 * Compares what a request selects at the host with what GitProtect lists.
 * @param before with what GitProtect listed earlier: what it lists since may be newer than the inventory, and is no orphan
 */
export function compareInventory(
  request: Request,
  resolution: Resolution,
  { organizations, organization, repositories: rows }: Observed,
  read: HostInventory,
  before?: Comparison,
): Comparison {
  const owners = ownersOf(organizations, organization, ownersAtHost(request));
  // A part's name stands in the paths of the inventory, too; and the workflow may be of another host.
  const names: Owners = read.part === '' ? [organization.name, read.owner] : [organization.name];
  const inventory = withDoubt(read, names, rows);
  const matches = matchInventory(inventory, names, rows);
  const { repositories, excluded, lines, unclear, named } = selectInInventory(
    request,
    resolution,
    owners,
    inventory,
    matches,
  );
  const selected = new Set(repositories);
  // What is archived elsewhere, is disabled in Azure DevOps; disabled elsewhere is something else.
  const isAzure = inventory.host === 'azure-devops';
  const isSkipped = ({ archived, disabled }: HostRepository): boolean =>
    request.host?.skipsArchived === true && (archived === true || (isAzure && disabled === true));
  const only = (which: (each: HostRepository, match: HostMatch) => boolean): HostMatches =>
    new Map([...matches].filter(([each, match]) => which(each, match)));
  // What GitProtect lists of one that can't be told apart is not left as it is: it may be another one.
  const isLeft = (each: HostRepository, { kind }: HostMatch): boolean => isSkipped(each) && kind !== 'ambiguous';
  const kept = only((each, match) => selected.has(each) && !isLeft(each, match));
  const skipped = only((each, match) => selected.has(each) && isLeft(each, match));
  const missing = missingAtHost(inventory, names, rowsOf(resolution));
  const unlisted = [...kept].flatMap(([each, { kind }]) => (kind === 'none' ? each : []));
  const missingBefore = before && inventory.incomplete === undefined ? idsOf(orphansOf(before)) : undefined;
  return {
    inventory,
    selected: kept,
    skipped,
    missingAtHost: missing.filter(({ id }) => missingBefore?.has(id) ?? true),
    unlisted,
    markedAsRemoved: markedAsRemoved(unlisted, inventory, names, rows),
    lines,
    unclear,
    skippedNames: new Set(
      [...named].flatMap(([{ text }, found]) =>
        found.length > 0 && found.every((each) => skipped.has(each)) ? text : [],
      ),
    ),
    resolution: withoutSkipped(
      withoutExcluded(
        resolution,
        only((each) => excluded.has(each)),
      ),
      skipped,
    ),
  };
}

/** What GitProtect lists and the host is shown not to have. */
export function orphansOf({
  inventory,
  missingAtHost: missing,
}: Pick<Comparison, 'inventory' | 'missingAtHost'>): readonly Repository[] {
  return inventory.incomplete === undefined ? missing : [];
}

function markedAsRemoved(
  unlisted: readonly HostRepository[],
  inventory: HostInventory,
  names: Owners,
  rows: readonly Repository[],
): ReadonlySet<string> {
  const removed = rows.flatMap((row) => (row.removed ? { ...row, removed: false } : []));
  if (removed.length === 0 || unlisted.length === 0) return new Set();
  const matches = matchInventory(inventory, names, removed);
  return new Set(unlisted.flatMap((each) => (matches.get(each)?.kind === 'none' ? [] : visibleForm(each.path))));
}

/** Many hosts answer without any row to a token that may see none, or for an owner that they don't know. */
function withDoubt(inventory: HostInventory, names: Owners, repositories: readonly Repository[]): HostInventory {
  if (inventory.repositories.length > 0 || inventory.incomplete !== undefined) return inventory;
  const present = repositories.filter(({ removed }) => !removed);
  const { length } = missingAtHost(inventory, names, present);
  if (length === 0) return inventory;
  const listed = counted(length, 'repository', 'repositories');
  return {
    ...inventory,
    incomplete: `the host lists no repository at all, and GitProtect lists ${listed} there: host-token may see none of them; check its rights, and host-owner`,
  };
}

/** The rows that a request selects, also those that GitProtect marks as removed at the host. */
function rowsOf({ selected: { items, included, excluded }, projects }: Resolution): readonly Repository[] {
  const left = new Set(excluded.flatMap(({ removed }) => removed));
  const removed = included.flatMap((match) => match.removed).filter((each) => !left.has(each));
  return [...new Set([...items, ...removed, ...projects.flatMap((each) => each.repositories)])];
}

/** A resolution without what the lines of `repository` exclude at the host, under another name than GitProtect's. */
function withoutExcluded(resolution: Resolution, excluded: HostMatches): Resolution {
  const { selected } = resolution;
  return { ...resolution, selected: { ...selected, items: without(selected.items, excluded) } };
}

/** A resolution without what is skipped: nothing is done about it. */
function withoutSkipped(resolution: Resolution, skipped: HostMatches): Resolution {
  const { projects } = resolution;
  return {
    ...withoutExcluded(resolution, skipped),
    projects: projects.map((each) => ({ ...each, repositories: without(each.repositories, skipped) })),
  };
}

function without(repositories: readonly Repository[], matches: HostMatches): readonly Repository[] {
  const found = [...matches.values()].flatMap((match) => {
    if (match.kind === 'one') return match.repository;
    return match.kind === 'ambiguous' ? (match.noOther ?? []) : [];
  });
  const ids = idsOf(found);
  return repositories.filter(({ id }) => !ids.has(id));
}
