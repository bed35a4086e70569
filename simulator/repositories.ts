import { Rejection, type SimulatedRepository } from './model.ts';

type Compare = (a: string, b: string) => number;
type Shown = (repository: SimulatedRepository) => string;

/** One organization's repositories, and the orders in which they were last asked for. */
interface Shelf {
  readonly byId: Map<string, SimulatedRepository>;
  asAdded?: readonly SimulatedRepository[] | undefined;
  sorted?: SortedOnce | undefined;
}

interface SortedOnce {
  readonly compare: Compare;
  readonly ascending: readonly SimulatedRepository[];
  /** The shown names when they were sorted, as they were added: whoever holds a repository may rename it. */
  readonly names: readonly string[];
  descending?: readonly SimulatedRepository[];
}

/**
 * All repositories by their IDs, and those of each organization without looking at the others. Asking for a page of
 * a list must stay quick in an organization of 100,000, so lists are kept until something in them changes.
 */
export class Repositories extends Map<string, SimulatedRepository> {
  readonly #shelves = new Map<string, Shelf>();

  override set(id: string, repository: SimulatedRepository): this {
    this.delete(id);
    this.#changed(repository.organization).set(id, repository);
    return super.set(id, repository);
  }

  override delete(id: string): boolean {
    const repository = this.get(id);
    if (repository !== undefined) this.#changed(repository.organization).delete(id);
    return super.delete(id);
  }

  override clear(): void {
    this.#shelves.clear();
    super.clear();
  }

  /** @throws Rejection with 404 if there is none */
  find(id: string): SimulatedRepository {
    const repository = this.get(id.toLowerCase());
    if (repository === undefined) throw new Rejection(404, 'Repository not found.');
    return repository;
  }

  countOf(organization: string): number {
    return this.#shelves.get(organization)?.byId.size ?? 0;
  }

  /** As they were added. */
  of(organization: string): readonly SimulatedRepository[] {
    const shelf = this.#shelves.get(organization);
    return shelf === undefined ? [] : (shelf.asAdded ??= [...shelf.byId.values()]);
  }

  /** @param shown the name as rows show it */
  byName(
    organization: string,
    compare: Compare,
    descending: boolean,
    shown: Shown = ({ name }) => name,
  ): readonly SimulatedRepository[] {
    const shelf = this.#shelves.get(organization);
    if (shelf === undefined) return [];
    const asAdded = this.of(organization);
    const sorted = isInOrder(shelf.sorted, compare, asAdded, shown) ? shelf.sorted : sortedBy(compare, asAdded, shown);
    shelf.sorted = sorted;
    return descending ? (sorted.descending ??= sorted.ascending.toReversed()) : sorted.ascending;
  }

  #changed(organization: string): Shelf['byId'] {
    const shelf = this.#shelves.get(organization) ?? { byId: new Map<string, SimulatedRepository>() };
    shelf.asAdded = undefined;
    shelf.sorted = undefined;
    this.#shelves.set(organization, shelf);
    return shelf.byId;
  }
}

function sortedBy(compare: Compare, repositories: readonly SimulatedRepository[], shown: Shown): SortedOnce {
  const ascending = repositories.toSorted((a, b) => compare(shown(a), shown(b)));
  return { compare, ascending, names: repositories.map(shown) };
}

/** Looks at each name once: far less than comparing it with its neighbor, and in the order they lie in memory. */
function isInOrder(
  sorted: SortedOnce | undefined,
  compare: Compare,
  repositories: readonly SimulatedRepository[],
  shown: Shown,
): sorted is SortedOnce {
  return sorted?.compare === compare && repositories.every((each, index) => shown(each) === sorted.names[index]);
}
