import { Fields } from '../fields.ts';
import { someOf } from '../wording.ts';
import { ShapeError } from './records.ts';

/** Rows a page; the server may give fewer, its own cap is not documented. */
const PAGE_SIZE = 100;

/** A million rows: no organization has as many, and a list without an end must not be read for ever. */
const MOST_PAGES = 10_000;

/** How often a list is read anew when it changed while it was read. */
const READINGS = 3;

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
 * Every item of a paged list, each once. Rows can move between pages while they are read, so a reading counts only
 * when it adds up; otherwise the list is read again. A short list is never returned, but for one case: that a row
 * leaves pages already read while another comes, between two requests, can't be seen.
 *
 * @param parse makes an item of a row
 * @throws ShapeError when no reading added up; what `fetchPage` and `parse` throw
 */
export async function readAll<T extends { readonly id: string }>(
  fetchPage: FetchPage,
  parse: (row: unknown) => T,
): Promise<readonly T[]> {
  let limit = PAGE_SIZE;
  let before: string | undefined;
  for (let reading = 1; reading <= READINGS; reading++) {
    const { items, whole, distinct, firstPage } = await readOnce(fetchPage, parse, limit);
    if (whole && distinct) return eachOnce(items);
    const ids = JSON.stringify(items.map((item) => item.id).sort());
    // Rows that stand twice however the list is cut into pages are the server's own doubles, not rows that moved.
    if (whole && reading === READINGS && ids === before && firstPage <= limit) return eachOnce(items);
    // The last reading cuts the pages elsewhere.
    if (reading === READINGS - 1) limit = Math.max(1, firstPage - 1);
    before = ids;
  }
  throw new ShapeError(`the list changed, or did not add up, in ${String(READINGS)} readings`);
}

function eachOnce<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

interface Reading<T> {
  readonly items: readonly T[];
  /** Every page came, none of them empty, and as many rows as the server counts. */
  readonly whole: boolean;
  /** No row stands twice. */
  readonly distinct: boolean;
  /** How many rows the first page held. */
  readonly firstPage: number;
}

async function readOnce<T extends { readonly id: string }>(
  fetchPage: FetchPage,
  parse: (row: unknown) => T,
  limit: number,
): Promise<Reading<T>> {
  const first = await fetchPage(1, limit);
  if (first.place === undefined) return await readUncounted(first, fetchPage, parse, limit);
  const { total } = first;
  const { page, pages } = first.place;
  if (pages > MOST_PAGES) throw tooLong();
  const items = first.rows.map(parse);
  let steady = page === 1;
  for (let number = 2; number <= pages; number++) {
    const next = await fetchPage(number, limit);
    items.push(...next.rows.map(parse));
    steady &&= next.place?.page === number && next.place.pages === pages && next.total === total;
    steady &&= next.rows.length > 0;
  }
  return {
    items,
    whole: steady && (total === undefined || items.length === total),
    // A single page is one answer: what stands twice in it did not move.
    distinct: pages <= 1 || new Set(items.map((item) => item.id)).size === items.length,
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
      return { items, whole, distinct: true, firstPage: first.rows.length };
    }
    for (const item of fresh) seen.add(item.id);
    items.push(...fresh);
    page = await fetchPage(number, limit);
  }
  throw tooLong();
}

function tooLong(): ShapeError {
  return new ShapeError(`the list has more than ${String(MOST_PAGES)} pages`);
}
