import pMap from 'p-map';
import type { Id } from '../domain/model.ts';
import type { Clock } from '../shared/clock.ts';
import { JsonObject } from '../shared/json-object.ts';
import type { Logger } from '../shared/logger.ts';
import { Progress } from '../shared/progress.ts';
import { someOf } from '../shared/text.ts';
import type { Call } from './calls.ts';
import { NotFoundError } from './errors.ts';
import { Agreement, ListError, ListReading, MAX_PAGES, NO_PAGE, PAGE_SIZE, type PageOf } from './list-reading.ts';
import { jsonOf, type Page, parsePage, ShapeError } from './parsers.ts';
import type { Session } from './session.ts';

const IF_CONTRADICTORY =
  "The list's counts and rows contradict each other, or it changes while it is read. Look in GitProtect whether a synchronization is running, and run again.";

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
   * Every row, each once and none missed: read again while it changes, or doesn't add up. Pages are fetched at the same
   * time. @throws ServiceError
   */
  async read(): Promise<readonly T[]> {
    const agreement = new Agreement<T>();
    try {
      for (;;) {
        const { limit } = agreement;
        const reading = new ListReading<T>(limit, this.#maxPages);
        for (const numbers of reading.steps()) {
          const pages = await pMap(numbers, (number) => this.fetchPage(number, limit), {
            concurrency: this.concurrency,
          });
          reading.add(pages);
        }
        const rows = agreement.rowsAfter(reading.result);
        if (rows !== undefined) return rows;
      }
    } catch (error) {
      throw error instanceof ListError ? this.#session.invalid(this.#call, error.message, IF_CONTRADICTORY) : error;
    }
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
}
