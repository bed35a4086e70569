import { isDeepStrictEqual } from 'node:util';
import type { Id, Repository } from '../domain/model.ts';
import { eachOnce, MAX_PAGES, PAGE_SIZE, type PageOf } from './list-reading.ts';
import type { PagedList } from './pages.ts';

/** Probing for one name costs at most about as many pages. */
const MAX_PROBES = 36;

/** How names may be ordered: negative, 0 or positive, as for `Array.sort`. */
type Order = (a: string, b: string) => number;

const byCodeUnits: Order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The orders that servers are known to use, the likeliest first: .NET's and the databases' binary ones, then those of a
 * language. Which one it is isn't documented [open], so each is believed only as long as all that was read is in it.
 * Collators are made when they are first needed: they cost start-up time.
 */
const ORDERS: readonly (() => Order)[] = [
  () => (a, b) => byCodeUnits(a.toLowerCase(), b.toLowerCase()),
  () => byCodeUnits,
  () => (a, b) => byCodeUnits(a.toUpperCase(), b.toUpperCase()),
  () => new Intl.Collator('en').compare,
  () => new Intl.Collator('en', { ignorePunctuation: true }).compare,
];

/**
 * `whole`: the list was read in one answer; `ordered`: all that was read is in an order that is known, so a name that
 * wasn't found is hardly listed; `partial`: it may be listed all the same.
 */
type ListReach = 'whole' | 'ordered' | 'partial';

/** What to look for: the names by which it may be listed, and its ID where it is known. */
export interface Wanted {
  readonly names: readonly string[];
  readonly id?: Id;
}

/** What was read of a list, and what it proves of a name that isn't in it. */
export interface Found {
  readonly repositories: readonly Repository[];
  readonly reach: ListReach;
}

/**
 * As many repositories of a list as it takes to find some, without reading a long one as a whole.
 * @param pageOf on which page a repository was seen last, by its ID: it is looked for there first, and noted there
 * @returns undefined where only the whole list tells
 * @throws ServiceError
 */
export async function searchByName(
  list: PagedList<Repository>,
  wanted: readonly Wanted[],
  pageOf: Map<Id, number>,
): Promise<Found | undefined> {
  const search = new NameSearch(wanted, list.concurrency);
  for (const numbers of search.steps(pageOf)) {
    const pages = await Promise.all(numbers.map(async (number) => [number, await list.fetchPage(number)] as const));
    for (const [number, page] of pages) search.add(number, page);
  }
  return search.found;
}

/**
 * Looks for names in a long list that the server orders by name, without reading all of it: some pages at a time are
 * probed, and the pages between them narrowed down. It may miss a name, as where the order is none that is known; then
 * the whole list has to be read.
 */
class NameSearch {
  readonly #wanted: readonly Wanted[];
  readonly #concurrency: number;
  /** What was read so far, by page. */
  readonly #read = new Map<number, readonly Repository[]>();
  /** How many pages the server counts; several, where pages count differently. */
  readonly #counts = new Set<number | undefined>();
  /** As many rows came on the last page that was read as the server counts in all. */
  #isComplete = false;
  #found: Found | undefined;

  constructor(wanted: readonly Wanted[], concurrency: number) {
    this.#wanted = wanted;
    this.#concurrency = concurrency;
  }

  add(number: number, { rows, place, total = rows.length }: PageOf<Repository>): void {
    // A page that is gone says nothing of the others.
    if (place !== undefined || number === 1) this.#counts.add(place?.pages);
    this.#isComplete = total === rows.length;
    this.#read.set(number, rows);
  }

  /** What was found, after the last step; undefined where only the whole list tells. */
  get found(): Found | undefined {
    return this.#found;
  }

  /** The numbers of the pages to fetch. Those of one step don't depend on each other, and are added before the next one. */
  *steps(pageOf: Map<Id, number>): Generator<readonly number[], void> {
    const seenOn = this.#wanted.flatMap(({ id }) => pageOf.get(id ?? '') ?? []);
    yield* this.#unread(seenOn.length > 0 ? seenOn : [1]);
    // Where the server doesn't count the pages nothing can be searched.
    if (this.#pages === undefined) {
      yield* this.#ifCut();
      return;
    }
    if (this.#pages > MAX_PAGES) return;
    const seen = new Set(this.#items.map(({ id }) => id));
    const unseen = this.#wanted.filter(({ id }) => id === undefined || !seen.has(id));
    yield* this.#find(unseen.map(({ names }) => names));
    yield* this.#unread(this.#beside());
    // A row that changed between two pages, or rows that contradict each other: a whole reading tells.
    if (this.#isContradictory || this.#isChanging) return;
    for (const [page, rows] of this.#read) for (const { id } of rows) pageOf.set(id, page);
    this.#found = { repositories: this.#items, reach: this.#reach };
  }

  get #pages(): number | undefined {
    const [pages] = this.#counts;
    return pages;
  }

  /** The list changes while it is searched: there may be no end to it. */
  get #isChanging(): boolean {
    return this.#counts.size > 1;
  }

  /** What was read so far, each once. */
  get #items(): readonly Repository[] {
    return [...new Map([...this.#read.values()].flat().map((item) => [item.id, item])).values()];
  }

  /** Whether two of the rows that were read have one ID, and say different things. */
  get #isContradictory(): boolean {
    return eachOnce([...this.#read.values()].flat()) === undefined;
  }

  /** What was read proves of names that weren't found. */
  get #reach(): ListReach {
    // Several pages are several answers: rows may have moved between them.
    if (this.#pages !== undefined && this.#pages <= 1 && this.#isComplete) return 'whole';
    return ORDERS.some((make) => this.#isIn(make())) ? 'ordered' : 'partial';
  }

  *#unread(numbers: Iterable<number>): Generator<readonly number[], void> {
    const unread = [...new Set(numbers)].filter((number) => !this.#read.has(number));
    if (unread.length > 0) yield unread;
  }

  /**
   * Of a list that cannot be read whole, since the server gives the same page, of as many rows as were asked for, whatever
   * page is asked for: what is wanted may be there all the same.
   */
  *#ifCut(): Generator<readonly number[], void> {
    const first = this.#read.get(1) ?? [];
    if (first.length !== PAGE_SIZE || this.#isContradictory || !this.#holdsAll) return;
    const found = { repositories: first, reach: this.#reach };
    yield [2];
    if (isDeepStrictEqual(this.#read.get(2), first)) this.#found = found;
  }

  /** Whether all that is wanted is among the rows that were read. */
  get #holdsAll(): boolean {
    const ids = new Set(this.#items.map(({ id }) => id));
    const known = new Set(this.#items.map(({ name }) => name));
    return this.#wanted.every(({ names, id }) =>
      id === undefined ? names.some((name) => known.has(name)) : ids.has(id),
    );
  }

  /** The pages beside those of which something wanted is the first or last row: it may stand there again. */
  #beside(): readonly number[] {
    const pages = this.#pages ?? 0;
    const ids = new Set(this.#wanted.map(({ id }) => id));
    const beside = [...this.#read].flatMap(([number, rows]) => [
      ...(ids.has(rows.at(0)?.id) ? [number - 1] : []),
      ...(ids.has(rows.at(-1)?.id) ? [number + 1] : []),
    ]);
    return beside.filter((number) => number >= 1 && number <= pages);
  }

  /**
   * The pages on which these things stand, or every page where that is no more.
   * @param things the names by which each may be listed; the first that is found will do
   */
  *#find(things: readonly (readonly string[])[]): Generator<readonly number[], void> {
    const pages = this.#pages ?? 0;
    const { probes, rounds } = probing(pages, this.#concurrency);
    if (things.length * probes * rounds >= pages - this.#read.size)
      yield* this.#unread(Array.from({ length: pages }, (_, index) => index + 1));
    else for (const names of things) yield* this.#findByAny(names);
  }

  /** Rows carry their owner's name or don't: only names of a form that was read are looked for. */
  *#findByAny(names: readonly string[]): Generator<readonly number[], void> {
    const left = new Set(names);
    for (;;) {
      // Looked at again each time: rows of the other form may have been read meanwhile, and a name be listed in both.
      const forms = new Set(this.#items.map(({ name }) => name.includes('/')));
      const next = [...left].find((name) => forms.has(name.includes('/')));
      if (next === undefined) return;
      left.delete(next);
      yield* this.#findOne(next);
    }
  }

  *#findOne(name: string): Generator<readonly number[], void> {
    for (const make of ORDERS) {
      const order = make();
      while (this.#isIn(order) && !this.#isChanging) {
        const next = this.#narrow(name, order);
        if (next.length === 0) break;
        yield* this.#unread(next);
      }
      if (this.#isIn(order) && this.#holds(name)) return;
    }
  }

  /** The pages to read next: between those that stand before and after the name, or beside those that it may cross. */
  #narrow(name: string, order: Order): readonly number[] {
    let before = 0;
    const pages = this.#pages ?? 0;
    let after = pages + 1;
    const around: number[] = [];
    for (const [number, items] of this.#read) {
      const [first, last] = [items.at(0), items.at(-1)];
      if (first === undefined || last === undefined) continue;
      if (order(last.name, name) < 0) before = Math.max(before, number);
      else if (order(first.name, name) > 0) after = Math.min(after, number);
      else {
        if (order(first.name, name) === 0) around.push(number - 1);
        if (order(last.name, name) === 0) around.push(number + 1);
        // The name's place is known.
        before = after = 0;
      }
    }
    const candidates = Math.max(0, after - before - 1);
    const { probes } = probing(candidates, this.#concurrency);
    const between = Array.from({ length: probes }, (_, index) =>
      Math.floor(before + ((index + 1) * (candidates + 1)) / (probes + 1)),
    );
    // The last page, too, before an order is believed: one page alone may be in order by chance.
    return [...around, ...between, pages].filter((page) => page >= 1 && page <= pages && !this.#read.has(page));
  }

  /** Whether all that was read is in this order. */
  #isIn(order: Order): boolean {
    const names = [...this.#read]
      .sort(([a], [b]) => a - b)
      .flatMap(([, items]) => items)
      .map(({ name }) => name);
    return names.every((name, index) => index === 0 || order(names[index - 1] ?? '', name) <= 0);
  }

  /** Only a name that is written just so: one that differs in case may stand elsewhere once more. */
  #holds(name: string): boolean {
    return [...this.#read.values()].some((items) => items.some((item) => item.name === name));
  }
}

/** How to find one page among so many: in as few rounds as possible, with so many probes at a time and in all. */
function probing(pages: number, concurrency: number): { readonly probes: number; readonly rounds: number } {
  for (let rounds = 1; ; rounds++) {
    // Rounding errors of the root must not cost a probe.
    const probes = Math.ceil((pages + 1) ** (1 / rounds) - 1e-9) - 1;
    if (probes <= 1 || (probes <= concurrency && probes * rounds <= MAX_PROBES)) return { probes, rounds };
  }
}
