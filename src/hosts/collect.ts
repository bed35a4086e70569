import pMap from 'p-map';
import type { HostRepository, Inventory } from '../domain/inventory.ts';
import { HttpFailure } from '../http/failure.ts';
import { counted } from '../shared/text.ts';
import { type HostPage, type HostService, PageError, type PageFormat, type PageRequest } from './host.ts';
import { describeFailure } from './failures.ts';

/** A million repositories: no owner has as many, and a list without an end must not be read for ever. */
const MAX_PAGES = 10_000;

/** What reading a list gives besides its repositories. */
interface Reading {
  readonly rows: readonly unknown[];
  readonly pages: number;
  readonly total: number | undefined;
  readonly incomplete: string | undefined;
}

/**
 * Reads a host's list to its end, and says whether that is proved: every page was understood, the host itself marked the
 * end, no repository came twice, and their number is the host's own total where it gives one.
 */
export async function collect(
  service: HostService,
  first: PageRequest,
  format: PageFormat,
  parseRow: (row: unknown) => HostRepository,
): Promise<Inventory> {
  const reading = await readPages(service, first, format);
  const repositories = new Map<string, HostRepository>();
  let problem = reading.incomplete;
  for (const row of reading.rows) {
    const repository = parsed(row, parseRow);
    if (repository === undefined) problem ??= 'a repository in the list has no name that can be read';
    else if (repositories.has(repository.path)) problem ??= `'${repository.path}' came twice: the list changed while it was read`;
    else repositories.set(repository.path, repository);
  }
  const { total } = reading;
  if (total !== undefined && total !== repositories.size)
    problem ??= `the host counts ${counted(total, 'repository', 'repositories')}, and lists ${String(repositories.size)}`;
  return { repositories: [...repositories.values()], pages: reading.pages, incomplete: problem };
}

async function readPages(service: HostService, first: PageRequest, format: PageFormat): Promise<Reading> {
  const rows: unknown[] = [];
  const seen = new Set<string>();
  let total: number | undefined;
  let pages = 0;
  const end = (incomplete: string | undefined): Reading => ({ rows, pages, total, incomplete });
  const add = (page: HostPage): void => {
    pages++;
    for (const row of page.rows) rows.push(row);
    total ??= page.total;
  };
  for (let request = first; ; ) {
    const key = JSON.stringify(request);
    if (seen.has(key)) return end('the host names a page that was read already as the next one');
    if (seen.size >= MAX_PAGES) return end(`the list has more than ${String(MAX_PAGES)} pages`);
    seen.add(key);
    const page = await readPage(service, request, format);
    if (typeof page === 'string') return end(page);
    add(page);
    if (page.others !== undefined) {
      const others = await pMap(page.others, (other) => readPage(service, other, format), service);
      for (const other of others) {
        if (typeof other === 'string') return end(other);
        add(other);
      }
      return end(undefined);
    }
    if (page.next === 'end') return end(undefined);
    request = page.next;
  }
}

/** A page, or why it could not be read. */
async function readPage(service: HostService, request: PageRequest, format: PageFormat): Promise<HostPage | string> {
  const { transport, baseUrl, headers } = service;
  try {
    const purpose = 'list the repositories at the Git host';
    if ('path' in request) {
      const { path, query } = request;
      const response = await transport.send({ method: 'GET', path, query, headers, purpose, isRetryable: true });
      return format.parsePage(response, request);
    }
    // The token goes to the host only.
    const url = URL.parse(request.url, baseUrl);
    if (url === null || url.origin !== baseUrl.origin)
      return `the host names a next page at another address (${url?.origin ?? 'one that cannot be read'}), to which the token is not sent`;
    const response = await transport.send({ method: 'GET', path: '', url, headers, purpose, isRetryable: true });
    return format.parsePage(response, request);
  } catch (error) {
    if (error instanceof HttpFailure) return describeFailure(error);
    if (error instanceof PageError) return error.message;
    throw error;
  }
}

function parsed(row: unknown, parseRow: (row: unknown) => HostRepository): HostRepository | undefined {
  try {
    return parseRow(row);
  } catch (error) {
    if (error instanceof PageError) return undefined;
    throw error;
  }
}
