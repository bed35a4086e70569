import type { HttpResponse } from '../http/request.ts';
import { urlAtHost } from './get.ts';
import {
  type FollowingPages,
  type HostPage,
  type HostService,
  type PageRequest,
  UnreadableError,
  withQuery,
} from './host.ts';

/** Rows a page: no host gives more. */
export const PAGE_SIZE = 100;

/** A million repositories: no owner has as many, and a list without an end must not be read for ever. */
export const MAX_PAGES = 10_000;

/** The first page of a list whose pages have numbers. */
export function firstPage(path: string, query: Readonly<Record<string, string>>): PageRequest {
  return { path, query: { ...query, page: '1' } };
}

/** A page's number; undefined at an address that the host gave. */
export function numberOf(request: PageRequest): number | undefined {
  return 'path' in request ? parseNumber(request.query['page']) : undefined;
}

/** @param given the number that the host gives the page, where it does. @throws UnreadableError for another page's */
export function checkNumber(request: PageRequest, given: number | undefined): void {
  const number = numberOf(request);
  if (given !== undefined && number !== undefined && given !== number)
    throw new UnreadableError(`the host answered with page ${String(given)} instead of page ${String(number)}`);
}

export function parseNumber(text: string | readonly string[] | null | undefined): number | undefined {
  return typeof text === 'string' && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;
}

/** The page that the host names as the next one by its number. */
export function nextByNumber(request: PageRequest, next: number): Pick<HostPage, 'next' | 'problem'> {
  const number = numberOf(request);
  if (number === undefined) throw new UnreadableError('the host mixes two ways of paging');
  const problem =
    next > number + 1 ? `the host names page ${String(next)} after page ${String(number)}: it skips rows` : undefined;
  return { next: withQuery(request, { page: String(next) }), problem };
}

/** The page behind this one, where the host does not say whether there is one. */
export function guessedNext(request: PageRequest): Pick<HostPage, 'next' | 'problem' | 'isGuess'> {
  return { ...nextByNumber(request, (numberOf(request) ?? 0) + 1), isGuess: true };
}

/** The page that the host names as the next one by its address: where that holds a number, it is asked for by number. */
export function nextByAddress(
  service: HostService,
  request: PageRequest,
  address: string,
): Pick<HostPage, 'next' | 'problem'> {
  const url = urlAtHost(service, address);
  const next = parseNumber(url.searchParams.get('page'));
  if (next === undefined || numberOf(request) === undefined) return { next: { url: url.href } };
  return nextByNumber(request, next);
}

/** The pages behind this one up to the last. @throws UnreadableError for more than any list has */
export function following(request: PageRequest, last: number | undefined): FollowingPages | undefined {
  const number = numberOf(request);
  if (last === undefined || number === undefined) return undefined;
  if (last > MAX_PAGES) throw new UnreadableError(`the host counts more than ${String(MAX_PAGES)} pages`);
  const pageAt = (at: number): PageRequest => withQuery(request, { page: String(at) });
  return {
    first: number < last ? pageAt(number + 1) : 'end',
    all: () => Array.from({ length: Math.max(0, last - number) }, (_, index) => pageAt(number + 1 + index)),
  };
}

/** The addresses in a `Link` header, where there is one. @throws UnreadableError where none can be read of it */
export function readLinks(response: Pick<HttpResponse, 'headers'>): ReadonlyMap<string, string> {
  const links = linksOf(response);
  if (links.size === 0 && linkHeader(response).trim() !== '')
    throw new UnreadableError('the links to further pages, in Link, cannot be read');
  return links;
}

/** The addresses in a `Link` header (RFC 8288) by their relation, in lower case. */
export function linksOf(response: Pick<HttpResponse, 'headers'>): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const [, address = '', parameters = ''] of linkHeader(response).matchAll(LINK)) {
    for (const relation of relationsIn(parameters).split(/\s+/))
      if (relation !== '' && !links.has(relation)) links.set(relation, address.trim());
  }
  return links;
}

function linkHeader({ headers: { link = '' } }: Pick<HttpResponse, 'headers'>): string {
  return typeof link === 'string' ? link : link.join(', ');
}

/** The first `rel`, whatever stands in the quotes of others. */
function relationsIn(parameters: string): string {
  for (const [, name = '', quoted, bare] of parameters.matchAll(/;\s*([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s;"]*))/g))
    if (name.toLowerCase() === 'rel') return (quoted ?? bare ?? '').toLowerCase();
  return '';
}

/** An address, and what stands behind it up to the comma before the next one. */
const LINK = /<([^<>]*)>((?:[^,"<]|"[^"]*")*)/g;
