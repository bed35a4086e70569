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
import { jsonOf, type Page, parsePage, ShapeError } from './parsers.ts';
import type { Session } from './session.ts';

/** Rows a page; the server may give fewer, its own cap is not documented. */
export const PAGE_SIZE = 100;

/** A million rows: no organization has as many, and a list without an end must not be read for ever. */
const MAX_PAGES = 10_000;

const CONTRADICTION = 'two rows of the list have the same ID and contradict each other';

const IF_CONTRADICTORY =
  "The list's counts and rows contradict each other, or it changes while it is read. Look in GitProtect whether a synchronization is running, and run again.";

/** How often a list is read again when it changed while it was read. */
const READINGS = 3;

/** What a page is that the server does not have. */
const NO_PAGE = { rows: [], total: undefined, place: undefined } as const;

/** A page whose rows have been parsed. */
export type PageOf<T> = Omit<Page, 'rows'> & { readonly rows: readonly T[] };

/** A list, or what reading its pages once gave of it. */
interface PagedRows<T> {
  readonly rows: readonly T[];
  /** How many responses it took: between several, rows can move. */
  readonly pages: number;
}

interface PagedReading<T> extends PagedRows<T> {
  /** Every page came, none of them empty, and as many rows as the server counts. */
  readonly isWhole: boolean;
  /** No row stands twice. */
  readonly isDistinct: boolean;
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
  readonly #maxPages: number;
  #progress: Progress | undefined;
  #pagesRead = 0;

  constructor(
    session: Session,
    call: Call,
    parseRow: (row: unknown) => T,
    clock: Clock,
    log: Pick<Logger, 'info' | 'debug'>,
    maxPages = MAX_PAGES,
  ) {
    this.#session = session;
    this.#call = call;
    this.#parseRow = parseRow;
    this.#clock = clock;
    this.#log = log;
    this.#maxPages = maxPages;
  }

  get concurrency(): number {
    return this.#session.transport.concurrency;
  }

  /**
   * Every row, each once. Pages are read at the same time; a list that changed between them, or doesn't add up, is read
   * again. @throws ServiceError
   */
  async readAll(): Promise<PagedRows<T>> {
    let limit = PAGE_SIZE;
    let before: string | undefined;
    let isContradictory = false;
    for (let reading = 1; reading <= READINGS; reading++) {
      const first = await this.fetchPage(1, limit);
      const read = await (first.place === undefined
        ? this.#readUncounted(first, limit)
        : this.#readCounted(first, first.place, limit));
      const { rows, pages, isWhole, isDistinct, firstPage } = read;
      const distinct = eachOnce(rows);
      isContradictory = distinct === undefined;
      if (isWhole && isDistinct) {
        if (distinct === undefined) throw this.#invalid(CONTRADICTION);
        return { rows: distinct, pages };
      }
      const ids = JSON.stringify(rows.map(({ id }) => id).sort());
      // Rows that stand twice however the list is cut into pages are the server's own doubles, not rows that moved.
      const isRepeated = reading === READINGS && ids === before && firstPage <= limit;
      if (isWhole && isRepeated && distinct !== undefined) return { rows: distinct, pages };
      // The last reading cuts the pages elsewhere.
      if (reading === READINGS - 1) limit = Math.max(1, firstPage - 1);
      before = ids;
    }
    const why = isContradictory ? `; ${CONTRADICTION}` : '';
    throw this.#invalid(`the list changed, or did not add up, in ${String(READINGS)} readings${why}`);
  }

  /**
   * Every row, none missed: a list of several pages is read until two readings in succession hold the same rows. In one
   * reading a row could be missed while another goes from, and a third comes to, pages on either side.
   * @throws ServiceError
   */
  async readSettled(): Promise<readonly T[]> {
    let before: ReadonlySet<string> | undefined;
    for (let reading = 0; reading <= READINGS; reading++) {
      const { rows, pages } = await this.readAll();
      if (pages <= 1 || (rows.length === before?.size && rows.every(({ id }) => before?.has(id)))) return rows;
      // Two readings of a long list are not held at once.
      before = new Set(rows.map(({ id }) => id));
    }
    throw this.#invalid(`the list changed in each of ${String(READINGS + 1)} readings`);
  }

  /** One page of at most so many rows. @param number from 1 @throws ServiceError */
  async fetchPage(number: number, limit: number = PAGE_SIZE): Promise<PageOf<T>> {
    try {
      const call = { ...this.#call, body: { ...this.#call.body, limit, page: number } };
      const answer = await this.#session.call(call);
      // An answer that is empty or cut off is asked for once more.
      const readable = answer.kind === 'json' ? answer : await this.#session.call(call);
      const page = this.#parse(jsonOf(readable), number);
      this.#logProgress(number, page);
      return page;
    } catch (error) {
      // Some servers answer so after the last page.
      if (error instanceof NotFoundError && number > 1) return NO_PAGE;
      throw error instanceof ShapeError ? this.#session.invalid(this.#call, error.message) : error;
    }
  }

  async #readCounted(
    { rows: firstRows, total }: PageOf<T>,
    { page, pages }: NonNullable<Page['place']>,
    limit: number,
  ): Promise<PagedReading<T>> {
    if (pages > this.#maxPages) throw this.#tooLong();
    const numbers = Array.from({ length: Math.max(0, pages - 1) }, (_, index) => index + 2);
    const others = await pMap(numbers, (number) => this.fetchPage(number, limit), { concurrency: this.concurrency });
    const fit = others.every(
      ({ rows, place, total: theirs }, index) =>
        rows.length > 0 && place?.page === page + index + 1 && place.pages === pages && theirs === total,
    );
    const rows = [firstRows, ...others.map((each) => each.rows)].flat();
    return {
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
  async #readUncounted(first: PageOf<T>, limit: number): Promise<PagedReading<T>> {
    const seen = new Set<Id>();
    const rows: T[] = [];
    let isAfterNothing = false;
    let isAfterRepeat = false;
    let isBroken = false;
    let isOverlapping = false;
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
        const isCut = isRepeated && [limit, PAGE_SIZE].includes(first.rows.length);
        const isWhole = !isCut && !isBroken && (first.total === undefined || seen.size === first.total);
        const isDistinct = !isOverlapping && eachOnce(rows) !== undefined;
        return { rows, isWhole, isDistinct, pages: number, firstPage: first.rows.length };
      }
      isAfterNothing = isNothing;
      isAfterRepeat = isNothing && !isEmpty;
      page = await this.fetchPage(number + 1, limit);
    }
    throw this.#tooLong();
  }

  #parse(answer: unknown, number: number): PageOf<T> {
    const page = parsePage(answer);
    if (number === 1) this.#logFields(page);
    return { ...page, rows: page.rows.map((row) => this.#parseRow(row)) };
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

  #tooLong(): InvalidResponseError {
    return this.#invalid(`the list has more than ${String(this.#maxPages)} pages`);
  }

  #invalid(what: string): InvalidResponseError {
    return this.#session.invalid(this.#call, what, IF_CONTRADICTORY);
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
