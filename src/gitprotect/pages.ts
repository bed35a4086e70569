import { isDeepStrictEqual } from 'node:util';
import pMap from 'p-map';
import type { Id } from '../domain/model.ts';
import type { Clock } from '../shared/clock.ts';
import { JsonObject } from '../shared/json-object.ts';
import type { Logger } from '../shared/logger.ts';
import { Progress } from '../shared/progress.ts';
import { someOf } from '../shared/text.ts';
import type { Call } from './calls.ts';
import { type InvalidResponseError, NotFoundError } from './errors.ts';
import { type Page, parsePage, ShapeError } from './parsers.ts';
import type { Session } from './session.ts';

/** Rows a page; the server may give fewer, its own cap is not documented. */
export const PAGE_SIZE = 100;

/** A million rows: no organization has as many, and a list without an end must not be read for ever. */
const MAX_PAGES = 10_000;
const TOO_LONG = `the list has more than ${String(MAX_PAGES)} pages`;

const CONTRADICTION = 'two rows of the list have one id, and contradict each other';

/** How often a list is read again when it changed while it was read. */
const READINGS = 3;

/** What a page is that the server does not have. */
const NO_PAGE = { rows: [], total: undefined, place: undefined } as const;

/** A page whose rows have been parsed. */
export type PageOf<T> = Omit<Page, 'rows'> & { readonly rows: readonly T[] };

/** What reading the pages of a list once gave. */
interface Reading<T> {
  readonly rows: readonly T[];
  /** Every page came, none of them empty, and as many rows as the server counts. */
  readonly isWhole: boolean;
  /** No row stands twice. */
  readonly isDistinct: boolean;
  /** How many responses it took: between several, rows can move. */
  readonly pages: number;
  /** How many rows the first page held. */
  readonly firstPage: number;
}

/** A paged list of the API, whose rows have an ID. */
export class PagedList<T extends { readonly id: Id }> {
  readonly #session: Session;
  readonly #call: Call;
  readonly #parseRow: (row: unknown) => T;
  readonly #clock: Clock;
  readonly #log: Pick<Logger, 'info' | 'debug'>;
  #progress: Progress | undefined;
  #pagesRead = 0;

  constructor(
    session: Session,
    call: Call,
    parseRow: (row: unknown) => T,
    clock: Clock,
    log: Pick<Logger, 'info' | 'debug'>,
  ) {
    this.#session = session;
    this.#call = call;
    this.#parseRow = parseRow;
    this.#clock = clock;
    this.#log = log;
  }

  get concurrency(): number {
    return this.#session.concurrency;
  }

  /**
   * Every row, each once. Pages are read at the same time; a list that changed between them, or doesn't add up, is read
   * again. @throws ServiceError
   */
  async readAll(): Promise<readonly T[]> {
    return (await this.#readWhole()).rows;
  }

  /**
   * Every row, none missed: a list of several pages is read until two readings in succession hold the same rows. In one
   * reading a row could be missed while another goes from, and a third comes to, pages on either side.
   * @throws ServiceError
   */
  async readSettled(): Promise<readonly T[]> {
    let before: ReadonlySet<string> | undefined;
    for (let reading = 0; reading <= READINGS; reading++) {
      const { rows, pages } = await this.#readWhole();
      if (pages <= 1 || (rows.length === before?.size && rows.every(({ id }) => before?.has(id)))) return rows;
      // Two readings of a long list are not held at once.
      before = new Set(rows.map(({ id }) => id));
    }
    throw this.#invalid(`the list changed in each of ${String(READINGS + 1)} readings`);
  }

  /** One page of at most so many rows. @param number from 1 @throws ServiceError */
  async fetchPage(number: number, limit: number = PAGE_SIZE): Promise<PageOf<T>> {
    try {
      const answer = await this.#session.read({ ...this.#call, body: { ...this.#call.body, limit, page: number } });
      const page = this.#parse(answer, number);
      this.#logProgress(number, page);
      return page;
    } catch (error) {
      // Some servers answer so after the last page.
      if (error instanceof NotFoundError && number > 1) return NO_PAGE;
      throw error;
    }
  }

  async #readWhole(): Promise<Reading<T>> {
    let limit = PAGE_SIZE;
    let before: string | undefined;
    let isContradictory = false;
    for (let reading = 1; reading <= READINGS; reading++) {
      const read = await this.#readOnce(limit);
      if (read.isWhole && read.isDistinct) return { ...read, rows: this.#eachOnce(read.rows) };
      const ids = JSON.stringify(read.rows.map(({ id }) => id).sort());
      isContradictory = eachOnce(read.rows) === undefined;
      // Rows that stand twice however the list is cut into pages are the server's own doubles, not rows that moved.
      if (read.isWhole && reading === READINGS && ids === before && read.firstPage <= limit && !isContradictory)
        return { ...read, rows: this.#eachOnce(read.rows) };
      // The last reading cuts the pages elsewhere.
      if (reading === READINGS - 1) limit = Math.max(1, read.firstPage - 1);
      before = ids;
    }
    const why = isContradictory ? `; ${CONTRADICTION}` : '';
    throw this.#invalid(`the list changed, or did not add up, in ${String(READINGS)} readings${why}`);
  }

  async #readOnce(limit: number): Promise<Reading<T>> {
    const first = await this.fetchPage(1, limit);
    if (first.place === undefined) return await this.#readUncounted(first, limit);
    const { total } = first;
    const { page, pages } = first.place;
    if (pages > MAX_PAGES) throw this.#invalid(TOO_LONG);
    const numbers = Array.from({ length: Math.max(0, pages - 1) }, (_, index) => index + 2);
    const others = await pMap(numbers, (number) => this.fetchPage(number, limit), { concurrency: this.concurrency });
    const fit = others.every(
      ({ rows, place, total: theirs }, index) =>
        rows.length > 0 && place?.page === index + 2 && place.pages === pages && theirs === total,
    );
    const rows = [first, ...others].flatMap((each) => each.rows);
    return {
      rows,
      isWhole:
        page === 1 && fit && (pages <= 1 || first.rows.length > 0) && (total === undefined || rows.length === total),
      // A single page is one response: what stands twice in it did not move.
      isDistinct: pages <= 1 || new Set(rows.map(({ id }) => id)).size === rows.length,
      pages,
      firstPage: first.rows.length,
    };
  }

  /** Pages without a count: read until two in succession are empty, one is not there, or one brings nothing new. */
  async #readUncounted(first: PageOf<T>, limit: number): Promise<Reading<T>> {
    const seen = new Set<Id>();
    const rows: T[] = [];
    let isAfterEmpty = false;
    let page = first;
    for (let number = 1; number <= MAX_PAGES; number++) {
      const isEmpty = page.rows.length === 0;
      const isRepeated = !isEmpty && page.rows.every(({ id }) => seen.has(id));
      rows.push(...page.rows);
      for (const { id } of page.rows) seen.add(id);
      if (page === NO_PAGE || isRepeated || (isEmpty && isAfterEmpty)) {
        // As many rows as were asked for, and the same once more: the server gives no further page. Where fewer are asked
        // for, and as many come, it may be a cap of its own.
        const isCut = isRepeated && number === 2 && [limit, PAGE_SIZE].includes(first.rows.length);
        const isWhole = !isCut && (first.total === undefined || seen.size === first.total);
        const isDistinct = eachOnce(rows) !== undefined;
        return { rows, isWhole, isDistinct, pages: number, firstPage: first.rows.length };
      }
      isAfterEmpty = isEmpty;
      page = await this.fetchPage(number + 1, limit);
    }
    throw this.#invalid(TOO_LONG);
  }

  #eachOnce(rows: readonly T[]): readonly T[] {
    const once = eachOnce(rows);
    if (once === undefined) throw this.#invalid(CONTRADICTION);
    return once;
  }

  #parse(answer: unknown, number: number): PageOf<T> {
    try {
      const page = parsePage(answer);
      if (number === 1) this.#logFields(page);
      return { ...page, rows: page.rows.map((row) => this.#parseRow(row)) };
    } catch (error) {
      throw error instanceof ShapeError ? this.#invalid(error.message) : error;
    }
  }

  /** The field names that rows carry, never their values, so that an unknown shape can be reported. */
  #logFields({ rows }: Page): void {
    const names = JsonObject.of(rows[0])?.names();
    if (names !== undefined) this.#log.debug(`POST /${this.#call.path}: rows carry the fields ${someOf(names, 50)}`);
  }

  #logProgress(number: number, { place }: PageOf<T>): void {
    this.#progress ??= new Progress(this.#log, this.#clock, `pages read to ${this.#call.purpose}`);
    // The list may be read again from its start.
    if (number === 1) this.#pagesRead = 0;
    this.#progress.report(++this.#pagesRead, place?.pages ?? 0);
  }

  #invalid(what: string): InvalidResponseError {
    return this.#session.invalid(this.#call, what);
  }
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
