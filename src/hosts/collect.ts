import pMap from 'p-map';
import type { HostRepository, Inventory } from '../domain/inventory.ts';
import { counted, shortened } from '../shared/text.ts';
import { isUnread, askHost, type Unread } from './get.ts';
import { type HostPage, type HostService, type ListFormat, type PageRequest, UnreadableError } from './host.ts';
import { MAX_PAGES, numberOf } from './numbered-pages.ts';

/** A host that goes on for so many empty pages goes round in a circle. */
const MAX_EMPTY_PAGES = 3;

/** What reading a list gave. */
export interface Collected extends Inventory {
  /** The host knows no such list: its first page answered 404. */
  readonly isNotFound: boolean;
}

/** How often a list of several pages is read that was another one each time. */
const MAX_READINGS = 4;

/**
 * Reads a host's list to its end, and says whether that is proved: every page was understood, the host itself marked the
 * end, no repository came twice, their number is the host's own total where it gives one, and a list of several pages was
 * the same in two readings in succession. In one reading a repository is missed when one before it goes away: the others
 * move up, one of them to a page that was read already, and no count tells when another one comes at the end.
 */
export async function collect(service: HostService, first: PageRequest, format: ListFormat): Promise<Collected> {
  let before: Collected | undefined;
  for (let reading = 1; ; reading++) {
    const read = await new Collection(service, format).readFrom(first);
    if (read.incomplete !== undefined) return before === undefined ? read : withLimit(before, read.incomplete);
    if (read.pages <= 1 || (before !== undefined && isSameList(before, read))) return read;
    if (reading === MAX_READINGS)
      return withLimit(read, `the list was another one in each of ${String(reading)} readings`);
    before = read;
  }
}

function isSameList(before: Collected, { repositories }: Collected): boolean {
  const paths = new Set(before.repositories.map(({ path }) => path));
  return paths.size === repositories.length && repositories.every(({ path }) => paths.has(path));
}

/** The same list, which is not complete for this reason, unless another one is known already. */
export function withLimit(listed: Collected, limit: string | undefined): Collected {
  return { ...listed, incomplete: listed.incomplete ?? limit };
}

type ReadPage = Pick<HostPage, 'next' | 'following'> & { readonly repositories: readonly HostRepository[] };

class Collection {
  readonly #service: HostService;
  readonly #format: ListFormat;
  readonly #asked = new Set<string>();
  readonly #paths = new Set<string>();
  readonly #pages: (readonly HostRepository[])[] = [];
  /** Those for which the host is asked although it does not name them. */
  readonly #guesses = new Set<string>();
  #emptyPages = 0;
  #total: number | undefined;
  /** The first that was found. */
  #problem: string | undefined;
  /** Reported only where the total shows no problem, which says more. */
  #doubt: string | undefined;
  /** The problem is one after which nothing more is to be had. */
  #isOver = false;

  constructor(service: HostService, format: ListFormat) {
    this.#service = service;
    this.#format = format;
  }

  async readFrom(first: PageRequest): Promise<Collected> {
    let status: number | undefined;
    for (let request: PageRequest | 'end' = first; request !== 'end' && !this.#isOver;) {
      if (!this.#isNew(request)) break;
      const page = await this.#read(request);
      if (isUnread(page)) {
        status = page.response?.status;
        break;
      }
      this.#pages.push(page.repositories);
      const { next, following } = page;
      const isKnown = following !== undefined && next !== 'end' && isSame(next, following.first);
      request = isKnown ? await this.#readTogether(following.all()) : next;
    }
    this.#checkTotal();
    this.#problem ??= this.#doubt;
    return {
      repositories: this.#pages.flat(),
      pages: this.#pages.length,
      total: this.#total,
      incomplete: this.#problem,
      isNotFound: this.#pages.length === 0 && status === 404,
    };
  }

  /** @returns what follows on them */
  async #readTogether(requests: readonly PageRequest[]): Promise<PageRequest | 'end'> {
    for (const request of requests) if (!this.#isNew(request)) return 'end';
    const read = await pMap(
      requests,
      async (request, index) => {
        if (this.#isOver) return undefined;
        const page = await this.#read(request);
        if (isUnread(page)) return undefined;
        const after = requests[index + 1];
        if (after !== undefined && !isSame(page.next, after)) this.#endedEarly();
        return page;
      },
      { concurrency: this.#service.transport.concurrency },
    );
    for (const page of read) if (page !== undefined) this.#pages.push(page.repositories);
    return read.at(-1)?.next ?? 'end';
  }

  /** Whether a page is asked for the first time; the list goes round in a circle otherwise. */
  #isNew(request: PageRequest): boolean {
    const key = keyOf(request);
    if (this.#asked.has(key)) this.#stop('the host names as the next page one that was read already');
    else if (this.#asked.size >= MAX_PAGES) this.#stop(`the list has more than ${String(MAX_PAGES)} pages`);
    else this.#asked.add(key);
    return !this.#isOver;
  }

  async #read(request: PageRequest): Promise<ReadPage | Unread> {
    const page = await askHost(this.#service, request, (response) => this.#format.parsePage(response, request));
    if (!isUnread(page)) return { next: page.next, following: page.following, repositories: this.#add(page, request) };
    this.#stop(page.why);
    return page;
  }

  /** A page's repositories, each that did not come before. */
  #add({ rows, next, isGuess, following, total, problem }: HostPage, request: PageRequest): readonly HostRepository[] {
    if (problem !== undefined) this.#problem ??= problem;
    if (isGuess === true && next !== 'end') this.#guesses.add(keyOf(next));
    if (rows.length === 0) this.#checkEmpty(request, next);
    if (following !== undefined && !isSame(next, following.first)) {
      if (next === 'end') this.#endedEarly();
      else this.#problem ??= 'the next page and the last page that the host names contradict each other';
    }
    const repositories: HostRepository[] = [];
    let repeated = 0;
    for (const row of rows) {
      const repository = this.#parse(row);
      if (repository === undefined) continue;
      if (this.#paths.has(repository.path)) {
        repeated++;
        this.#problem ??= `'${shortened(repository.path)}' came twice: the list changed while it was read, or the host gave a page twice`;
        continue;
      }
      this.#paths.add(repository.path);
      repositories.push(repository);
    }
    if (rows.length > 0 && repeated === rows.length) this.#stop('a page came twice');
    // Rows that are not understood are as good as none.
    this.#emptyPages = repositories.length === 0 && next !== 'end' ? this.#emptyPages + 1 : 0;
    if (this.#emptyPages >= MAX_EMPTY_PAGES) this.#stop('the host keeps sending empty pages');
    this.#count(total);
    return repositories;
  }

  /**
   * A host names no page that is empty, unless it holds rows back, or the list became shorter. Where pages have no numbers
   * it may learn only from the last one that there is none behind it.
   */
  #checkEmpty(request: PageRequest, next: PageRequest | 'end'): void {
    const number = numberOf(request);
    const mayBeFirst = number === undefined || number === 1;
    if (this.#guesses.has(keyOf(request)) || (mayBeFirst && next === 'end')) return;
    const page =
      number === undefined
        ? 'a page of the list is empty, and not the last one'
        : `page ${String(number)} of the list is empty`;
    this.#doubt ??= `${page}: the host holds rows back, or the list changed while it was read`;
  }

  #count(total: number | undefined): void {
    this.#total ??= total;
    if (total !== undefined && total !== this.#total)
      this.#problem ??= `the host counted ${repositoriesOf(this.#total ?? 0)} first, and ${String(total)} later: the list changed while it was read`;
  }

  #checkTotal(): void {
    if (this.#total !== undefined && this.#total !== this.#paths.size)
      this.#problem ??= `the host counts ${repositoriesOf(this.#total)}, and lists ${String(this.#paths.size)}`;
  }

  #parse(row: unknown): HostRepository | undefined {
    try {
      return this.#format.parseRow(row);
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      this.#problem ??= error.message;
      return undefined;
    }
  }

  #endedEarly(): void {
    this.#doubt ??= 'the list ended, or went on elsewhere, before the last page that the host had named';
    this.#isOver = true;
  }

  #stop(problem: string): void {
    this.#problem ??= problem;
    this.#isOver = true;
  }
}

function repositoriesOf(count: number): string {
  return counted(count, 'repository', 'repositories');
}

function isSame(a: PageRequest | 'end', b: PageRequest | 'end'): boolean {
  return a === b || (a !== 'end' && b !== 'end' && keyOf(a) === keyOf(b));
}

function keyOf(request: PageRequest): string {
  return 'path' in request ? JSON.stringify([request.path, request.query]) : request.url;
}
