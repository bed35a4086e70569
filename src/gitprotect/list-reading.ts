import { isDeepStrictEqual } from 'node:util';
import type { Id } from '../domain/model.ts';
import type { Page } from './parsers.ts';

/** Rows a page; the server may give fewer, its own cap is not documented. */
export const PAGE_SIZE = 100;

/** A million rows: no organization has as many, and a list without an end must not be read for ever. */
export const MAX_PAGES = 10_000;

/** After how many readings in succession that don't add up a list is given up. */
const MAX_UNSOUND = 3;

/** After how many readings that add up, each with other rows than the one before, a list is given up. */
const MAX_SOUND = 4;

const CONTRADICTION = 'two rows of the list have the same ID and contradict each other';

/** A page whose rows have been parsed. */
export type PageOf<T> = Omit<Page, 'rows'> & { readonly rows: readonly T[] };

/** What a page is that the server does not have. */
export const NO_PAGE = { rows: [], total: undefined, place: undefined } as const;

/** The pages of a list don't make up a list that can be relied on. */
export class ListError extends Error {}

/** What reading all pages once gave. */
interface ReadingResult<T> {
  readonly rows: readonly T[];
  /** How many responses it took: between several, rows can move. */
  readonly pages: number;
  /** Every page came, none of them empty, and as many rows as the server counts. */
  readonly isWhole: boolean;
  /** No row stands twice. */
  readonly isDistinct: boolean;
  /** How many rows the first page held. */
  readonly firstPage: number;
}

/** One reading of all pages of a list: which are to be fetched next, and what came. */
export class ListReading<T extends { readonly id: Id }> {
  readonly #limit: number;
  readonly #maxPages: number;
  readonly #pages: PageOf<T>[] = [];
  #result: ReadingResult<T> | undefined;

  /** @param limit how many rows a page are asked for */
  constructor(limit: number, maxPages: number) {
    this.#limit = limit;
    this.#maxPages = maxPages;
  }

  /** The pages of a step, in the order of their numbers. */
  add(pages: readonly PageOf<T>[]): void {
    this.#pages.push(...pages);
  }

  /** What came, after the last step. */
  get result(): ReadingResult<T> {
    if (this.#result === undefined) throw new Error('the list has not been read to its end');
    return this.#result;
  }

  /**
   * The numbers of the pages to fetch. Those of one step don't depend on each other, and are added before the next one.
   * @throws ListError where the list is too long
   */
  *steps(): Generator<readonly number[], void> {
    yield [1];
    const { place } = this.#page(1);
    if (place === undefined) yield* this.#uncounted();
    else yield* this.#counted(place);
  }

  *#counted({ page, pages }: NonNullable<Page['place']>): Generator<readonly number[], void> {
    if (pages > this.#maxPages) throw this.#tooLong();
    const numbers = Array.from({ length: Math.max(0, pages - 1) }, (_, index) => index + 2);
    if (numbers.length > 0) yield numbers;
    const { rows: firstRows, total } = this.#page(1);
    const others = numbers.map((number) => this.#page(number));
    const fit = others.every(
      ({ rows, place, total: theirs }, index) =>
        rows.length > 0 && place?.page === page + index + 1 && place.pages === pages && theirs === total,
    );
    const rows = [firstRows, ...others.map((each) => each.rows)].flat();
    this.#result = {
      rows,
      isWhole:
        // Some servers count them from 0, whatever they are asked for.
        (page === 1 || page === 0) &&
        fit &&
        (pages <= 1 || firstRows.length > 0) &&
        (total === undefined || rows.length === total),
      // A single page is one response: what stands twice in it did not move.
      isDistinct: pages <= 1 || new Set(rows.map(({ id }) => id)).size === rows.length,
      pages,
      firstPage: firstRows.length,
    };
  }

  /** Pages without a count: read until one is not there, two in succession bring nothing new, or the second is the first. */
  *#uncounted(): Generator<readonly number[], void> {
    const seen = new Set<Id>();
    const rows: T[] = [];
    let isAfterNothing = false;
    let isAfterRepeat = false;
    let isBroken = false;
    let isOverlapping = false;
    const first = this.#page(1);
    let page = first;
    for (let number = 1; number <= this.#maxPages; number++) {
      const isEmpty = page.rows.length === 0;
      const isNothing = page.rows.every(({ id }) => seen.has(id));
      // The server gives its first page whatever page is asked for.
      const isRepeated = number === 2 && !isEmpty && isNothing;
      // New rows beside known ones: a row moved, or the list holds doubles of its own.
      isOverlapping ||= !isNothing && page.rows.some(({ id }) => seen.has(id));
      for (const row of page.rows) {
        rows.push(row);
        seen.add(row.id);
      }
      // New rows after a page of known ones: the list moved while it was read.
      isBroken ||= isAfterRepeat && !isNothing;
      if (page === NO_PAGE || isRepeated || (isNothing && isAfterNothing)) {
        // As many rows as were asked for, and the same once more: the server gives no further page. Where fewer are asked
        // for, and as many come, it may be a cap of its own.
        const isCut = isRepeated && [this.#limit, PAGE_SIZE].includes(first.rows.length);
        this.#result = {
          rows,
          isWhole: !isCut && !isBroken && (first.total === undefined || seen.size === first.total),
          isDistinct: !isOverlapping && eachOnce(rows) !== undefined,
          pages: number,
          firstPage: first.rows.length,
        };
        return;
      }
      isAfterNothing = isNothing;
      isAfterRepeat = isNothing && !isEmpty;
      yield [number + 1];
      page = this.#page(number + 1);
    }
    throw this.#tooLong();
  }

  #page(number: number): PageOf<T> {
    const page = this.#pages[number - 1];
    if (page === undefined) throw new Error(`page ${String(number)} has not been added`);
    return page;
  }

  #tooLong(): ListError {
    return new ListError(`the list has more than ${String(this.#maxPages)} pages`);
  }
}

/**
 * Decides when readings of one list agree. A list that comes in several responses is known once two readings that add up,
 * one after the other, hold the same rows: in one, a row could be missed while another goes from, and a third comes to,
 * pages on either side.
 */
export class Agreement<T extends { readonly id: Id }> {
  /** How many rows a page to ask for. */
  limit = PAGE_SIZE;
  /** The readings that added up, and the IDs of the last of them: two readings of a long list are not held at once. */
  #sound = 0;
  #before: ReadonlySet<Id> | undefined;
  /** The readings since then that did not, and the IDs of the last of them. */
  #unsound = 0;
  #unsoundIds = '';

  /** @returns the rows, each once, if they are known now; else the list is to be read again. @throws ListError */
  rowsAfter(read: ReadingResult<T>): readonly T[] | undefined {
    const { rows, pages, isWhole, isDistinct } = read;
    const distinct = eachOnce(rows);
    if (isWhole && isDistinct && distinct === undefined) throw new ListError(CONTRADICTION);
    if (distinct === undefined || !isWhole || !(isDistinct || this.#areOwnDoubles(read))) {
      this.#readAfterUnsound(read, distinct === undefined);
      return undefined;
    }
    const before = this.#before;
    if (pages <= 1 || (distinct.length === before?.size && distinct.every(({ id }) => before.has(id)))) return distinct;
    if (++this.#sound === MAX_SOUND) throw new ListError(`the list changed in each of ${String(MAX_SOUND)} readings`);
    this.#before = new Set(distinct.map(({ id }) => id));
    this.#unsound = 0;
    this.limit = PAGE_SIZE;
    return undefined;
  }

  /** Rows that stand twice however the list is cut into pages are the server's own doubles, not rows that moved. */
  #areOwnDoubles({ rows, firstPage }: ReadingResult<T>): boolean {
    return this.#unsound === MAX_UNSOUND - 1 && firstPage <= this.limit && sortedIds(rows) === this.#unsoundIds;
  }

  #readAfterUnsound({ rows, firstPage }: ReadingResult<T>, isContradictory: boolean): void {
    if (++this.#unsound === MAX_UNSOUND) {
      const why = isContradictory ? `; ${CONTRADICTION}` : '';
      throw new ListError(`the list changed, or did not add up, in ${String(MAX_UNSOUND)} readings${why}`);
    }
    // The last reading cuts the pages elsewhere.
    if (this.#unsound === MAX_UNSOUND - 1) this.limit = Math.max(1, firstPage - 1);
    this.#unsoundIds = sortedIds(rows);
  }
}

function sortedIds(rows: readonly { readonly id: Id }[]): string {
  return JSON.stringify(rows.map(({ id }) => id).sort());
}

/** Rows each once; undefined where two have one ID, and say different things. */
export function eachOnce<T extends { readonly id: Id }>(rows: readonly T[]): readonly T[] | undefined {
  const byId = new Map<Id, T>();
  for (const row of rows) {
    const known = byId.get(row.id);
    if (known !== undefined && !isDeepStrictEqual(known, row)) return undefined;
    byId.set(row.id, row);
  }
  return [...byId.values()];
}
