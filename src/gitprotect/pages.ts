import { Fields } from './fields.ts';
import { someOf } from '../wording.ts';
import { ShapeError } from './records.ts';

/** Rows a page; the server may give fewer, its own cap is not documented. */
export const PAGE_SIZE = 100;

/** A million rows: no organization has as many, and a list without an end must not be read for ever. */
const MOST_PAGES = 10_000;

/** How often a list is read anew when it changed while it was read. */
const READINGS = 3;

/** One page as the server gave it. */
export interface Page {
  readonly rows: readonly unknown[];
  /** What the envelope says; undefined for a bare array. */
  readonly envelope: { readonly page: number; readonly pages: number; readonly total: number | undefined } | undefined;
}

/**
 * A page is `{"currentPage","pageCount","totalEntries","result":[…]}` [seen] or a bare array [open].
 *
 * @throws ShapeError when it is neither
 */
export function readPage(answer: unknown): Page {
  if (Array.isArray(answer)) {
    const rows: readonly unknown[] = answer;
    return { rows, envelope: undefined };
  }
  const fields = Fields.of(answer);
  const rows = fields?.list('result', 'results', 'items', 'data');
  if (fields === undefined || rows === undefined)
    throw new ShapeError(`the answer holds no list (its fields: ${someOf(fields?.names() ?? [])})`);
  const pages = fields.number('pageCount');
  const page = fields.number('currentPage');
  if (pages === undefined || page === undefined) return { rows, envelope: undefined };
  return { rows, envelope: { page, pages, total: fields.number('totalEntries') } };
}

/**
 * Every item of a paged list, each once. Rows can move between pages while they are read, so a reading counts only
 * when it adds up; otherwise the list is read again. A short list is never returned.
 *
 * @param fetchPage gets a page by its number, from 1
 * @param parse makes an item of a row
 * @throws ShapeError when no reading added up; what `fetchPage` and `parse` throw
 */
export async function readAll<T extends { readonly id: string }>(
  fetchPage: (page: number) => Promise<Page>,
  parse: (row: unknown) => T,
): Promise<readonly T[]> {
  let before: string | undefined;
  for (let reading = 1; reading <= READINGS; reading++) {
    const { items, complete, addsUp } = await readOnce(fetchPage, parse);
    const unique = [...new Map(items.map((item) => [item.id, item])).values()];
    const sequence = JSON.stringify(items.map((item) => item.id));
    // Rows that stand twice in two readings alike are the server's own doubles, not rows that moved.
    if (complete && (addsUp || sequence === before)) return unique;
    before = sequence;
  }
  throw new ShapeError(`the list changed, or did not add up, in ${String(READINGS)} readings`);
}

interface Reading<T> {
  readonly items: readonly T[];
  /** Every page came, and no fewer rows than the server counts. */
  readonly complete: boolean;
  /** Nothing hints that a row moved while the pages were read. */
  readonly addsUp: boolean;
}

async function readOnce<T extends { readonly id: string }>(
  fetchPage: (page: number) => Promise<Page>,
  parse: (row: unknown) => T,
): Promise<Reading<T>> {
  const first = await fetchPage(1);
  if (first.envelope === undefined) return await readUncounted(first, fetchPage, parse);
  const { pages, total } = first.envelope;
  if (pages > MOST_PAGES) throw tooLong();
  const items = first.rows.map(parse);
  let steady = true;
  for (let number = 2; number <= pages; number++) {
    const page = await fetchPage(number);
    items.push(...page.rows.map(parse));
    const { envelope } = page;
    steady &&= envelope?.page === number && envelope.pages === pages && envelope.total === total;
  }
  const distinct = new Set(items.map((item) => item.id)).size;
  return {
    items,
    complete: steady && items.length >= (total ?? 0),
    addsUp: distinct === items.length && (total === undefined || items.length === total),
  };
}

/** Pages without a count: read until one brings nothing new. Whether more pages exist is not known otherwise. */
async function readUncounted<T extends { readonly id: string }>(
  first: Page,
  fetchPage: (page: number) => Promise<Page>,
  parse: (row: unknown) => T,
): Promise<Reading<T>> {
  const seen = new Set<string>();
  const items: T[] = [];
  let page = first;
  for (let number = 2; number <= MOST_PAGES; number++) {
    const fresh = page.rows.map(parse).filter((item) => !seen.has(item.id));
    if (fresh.length === 0) return { items, complete: true, addsUp: true };
    for (const item of fresh) seen.add(item.id);
    items.push(...fresh);
    page = await fetchPage(number);
  }
  throw tooLong();
}

function tooLong(): ShapeError {
  return new ShapeError(`the list has more than ${String(MOST_PAGES)} pages`);
}
