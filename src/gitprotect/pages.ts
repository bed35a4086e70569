import { isDeepStrictEqual } from 'node:util';
import pMap from 'p-map';
import { Fields } from '../fields.ts';
import { keepHeapSmall } from '../memory.ts';
import { someOf } from '../wording.ts';
import { ShapeError } from './records.ts';

/** Rows a page; the server may give fewer, its own cap is not documented. */
export const PAGE_SIZE = 100;

/** A million rows: no organization has as many, and a list without an end must not be read for ever. */
const MOST_PAGES = 10_000;

/** How often a list is read anew when it changed while it was read. */
const READINGS = 3;

/** A list of so many pages is worth some care for memory. */
const LONG = 100;

/** One page as the server gave it. */
export interface Page {
  readonly rows: readonly unknown[];
  /** How many rows the list has in all, where the server says. */
  readonly total: number | undefined;
  /** Which page it is, of how many; undefined where the server doesn't count pages, as in a bare array. */
  readonly place: { readonly page: number; readonly pages: number } | undefined;
}

/**
 * A page is `{"currentPage","pageCount","totalEntries","result":[…]}` [seen] or a bare array [open].
 *
 * @throws ShapeError when it is neither
 */
export function readPage(answer: unknown): Page {
  if (Array.isArray(answer)) {
    const rows: readonly unknown[] = answer;
    return { rows, total: undefined, place: undefined };
  }
  const fields = Fields.of(answer);
  const rows = fields?.list('result', 'results', 'items', 'data');
  if (fields === undefined || rows === undefined)
    throw new ShapeError(`the answer holds no list (its fields: ${someOf(fields?.names() ?? [])})`);
  const pages = fields.number('pageCount');
  const page = fields.number('currentPage');
  const place = pages === undefined || page === undefined ? undefined : { page, pages };
  return { rows, total: fields.number('totalEntries'), place };
}

/** Gets a page by its number, from 1, of at most so many rows. */
export type FetchPage = (page: number, limit: number) => Promise<Page>;

/**
 * Every item of a paged list, each once, by a reading of its own: pages are read at the same time, and rows can move
 * between them meanwhile, so a reading counts only when it adds up; otherwise the list is read again. What moves, comes
 * or goes alone is noticed. That a row goes while another comes is not: for that see `readSettled`.
 *
 * @param parse makes an item of a row
 * @param atATime pages asked for at the same time
 * @throws ShapeError when no reading added up; what `fetchPage` and `parse` throw
 */
export async function readAll<T extends { readonly id: string }>(
  fetchPage: FetchPage,
  parse: (row: unknown) => T,
  atATime: number,
): Promise<readonly T[]> {
  return (await readWhole(fetchPage, parse, atATime)).items;
}

/**
 * Every item of a paged list, none missed: a list of several pages is read until two readings in succession hold the
 * same rows. In one reading a row could be missed while another goes from, and a third comes to, pages on either side.
 *
 * @throws ShapeError when the list didn't settle; what `readAll` throws
 */
export async function readSettled<T extends { readonly id: string }>(
  fetchPage: FetchPage,
  parse: (row: unknown) => T,
  atATime: number,
): Promise<readonly T[]> {
  let before: ReadonlySet<string> | undefined;
  for (let reading = 0; reading <= READINGS; reading++) {
    const { items, pages } = await readWhole(fetchPage, parse, atATime);
    if (pages <= 1 || (items.length === before?.size && items.every(({ id }) => before?.has(id)))) return items;
    // Two readings of a long list are not held at once.
    before = new Set(items.map(({ id }) => id));
  }
  throw new ShapeError(`the list changed in each of ${String(READINGS + 1)} readings`);
}

async function readWhole<T extends { readonly id: string }>(
  fetchPage: FetchPage,
  parse: (row: unknown) => T,
  atATime: number,
): Promise<{ readonly items: readonly T[]; readonly pages: number }> {
  let limit = PAGE_SIZE;
  let before: string | undefined;
  for (let reading = 1; reading <= READINGS; reading++) {
    const { items, whole, distinct, pages, firstPage } = await readOnce(fetchPage, parse, limit, atATime);
    if (whole && distinct) return { items: eachOnce(items), pages };
    const ids = JSON.stringify(items.map((item) => item.id).sort());
    // Rows that stand twice however the list is cut into pages are the server's own doubles, not rows that moved.
    if (whole && reading === READINGS && ids === before && firstPage <= limit) return { items: eachOnce(items), pages };
    // The last reading cuts the pages elsewhere.
    if (reading === READINGS - 1) limit = Math.max(1, firstPage - 1);
    before = ids;
  }
  throw new ShapeError(`the list changed, or did not add up, in ${String(READINGS)} readings`);
}

/** @throws ShapeError when two rows of one ID contradict each other */
function eachOnce<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  const byId = new Map<string, T>();
  for (const item of items) {
    const known = byId.get(item.id);
    if (known !== undefined && !isDeepStrictEqual(known, item))
      throw new ShapeError('two rows of the list have one id, and contradict each other');
    byId.set(item.id, item);
  }
  return [...byId.values()];
}

interface Reading<T> {
  readonly items: readonly T[];
  /** Every page came, none of them empty, and as many rows as the server counts. */
  readonly whole: boolean;
  /** No row stands twice. */
  readonly distinct: boolean;
  /** How many answers it took: between several, rows can move. */
  readonly pages: number;
  /** How many rows the first page held. */
  readonly firstPage: number;
}

async function readOnce<T extends { readonly id: string }>(
  fetchPage: FetchPage,
  parse: (row: unknown) => T,
  limit: number,
  atATime: number,
): Promise<Reading<T>> {
  const first = await fetchPage(1, limit);
  if (first.place === undefined) return await readUncounted(first, fetchPage, parse, limit);
  const { total } = first;
  const { page, pages } = first.place;
  if (pages > MOST_PAGES) throw tooLong();
  if (pages > LONG) keepHeapSmall();
  const numbers = Array.from({ length: Math.max(0, pages - 1) }, (_, index) => index + 2);
  const others = await pMap(
    numbers,
    async (number) => {
      const next = await fetchPage(number, limit);
      const fits = next.place?.page === number && next.place.pages === pages && next.total === total;
      return { items: next.rows.map(parse), fits: fits && next.rows.length > 0 };
    },
    { concurrency: atATime },
  );
  const items = [...first.rows.map(parse), ...others.flatMap((other) => other.items)];
  const steady = page === 1 && others.every(({ fits }) => fits);
  return {
    items,
    whole: steady && (total === undefined || items.length === total),
    // A single page is one answer: what stands twice in it did not move.
    distinct: pages <= 1 || new Set(items.map((item) => item.id)).size === items.length,
    pages,
    firstPage: first.rows.length,
  };
}

/** Pages without a count: read until one brings nothing new. Whether more pages exist is not known otherwise. */
async function readUncounted<T extends { readonly id: string }>(
  first: Page,
  fetchPage: FetchPage,
  parse: (row: unknown) => T,
  limit: number,
): Promise<Reading<T>> {
  const seen = new Set<string>();
  const items: T[] = [];
  let page = first;
  for (let number = 2; number <= MOST_PAGES; number++) {
    const fresh = page.rows.map(parse).filter((item) => !seen.has(item.id));
    if (fresh.length === 0) {
      const whole = first.total === undefined || items.length === first.total;
      return { items, whole, distinct: true, pages: number - 1, firstPage: first.rows.length };
    }
    for (const item of fresh) {
      seen.add(item.id);
      items.push(item);
    }
    page = await fetchPage(number, limit);
  }
  throw tooLong();
}

function tooLong(): ShapeError {
  return new ShapeError(`the list has more than ${String(MOST_PAGES)} pages`);
}
