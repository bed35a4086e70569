import type { ConnectionFault } from '../faults.ts';
import type { Page } from './model.ts';

/** What can go wrong with one request to a Git host. */
export type HostFault =
  | ConnectionFault
  /** The page as it would be, but its JSON is cut in the middle. */
  | { readonly kind: 'truncated' }
  /** Later than the others. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The page without some of its headers, as a proxy may take them away. */
  | { readonly kind: 'stripped'; readonly headers: readonly string[] }
  /** The page is another one than was asked for, or says something else of the list. */
  | { readonly kind: 'page'; readonly spoil: (page: Page) => Page };

/** At the n-th request (from 1) whose path begins so, or at every one. */
export interface ScriptedHostFault {
  /** Below the API's address, or `*` for all. */
  readonly path: string;
  readonly occurrence: number | 'every';
  readonly fault: HostFault;
}

/** A page that names itself as the next one. */
export const REPEATED_PAGE: HostFault = { kind: 'page', spoil: (page) => ({ ...page, next: page.start }) };

/** A page that names the first one as the next one. */
export const FIRST_PAGE_NEXT: HostFault = { kind: 'page', spoil: (page) => ({ ...page, next: 0 }) };

/** Another page's rows in place of this one's, with a place of its own. */
export function repeatedRows(rows: Page['rows']): HostFault {
  return { kind: 'page', spoil: (page) => ({ ...page, rows }) };
}

/** A next page that leaves one out. */
export const SKIPPED_PAGE: HostFault = {
  kind: 'page',
  spoil: (page) => ({ ...page, next: page.next === undefined ? undefined : page.next + page.size }),
};

/** A list that goes on and on, with empty pages. */
export const ENDLESS: HostFault = {
  kind: 'page',
  spoil: (page) => ({ ...page, rows: [], next: page.start + page.size }),
};

/** A page that says that it is the last one. */
export const EARLY_END: HostFault = { kind: 'page', spoil: (page) => ({ ...page, next: undefined }) };

/** A page without rows, in a list that is as it was otherwise. */
export const EMPTY_PAGE: HostFault = { kind: 'page', spoil: (page) => ({ ...page, rows: [] }) };

/** A page that names none as the next one, nor any other. */
export const WITHOUT_LINKS: HostFault = { kind: 'stripped', headers: ['link'] };

/** Rows that hold nothing that can be read, on page after page without an end. */
export const UNREADABLE_ROWS: HostFault = {
  kind: 'page',
  spoil: (page) => ({
    ...page,
    rows: [{ name: '', fields: { name: null, path: null } }],
    next: page.start + page.size,
  }),
};

export const WRONG_TOTAL: HostFault = { kind: 'page', spoil: (page) => ({ ...page, total: page.total + 1 }) };

/** Links that lead to another server. */
export function linksTo(base: string): HostFault {
  return { kind: 'page', spoil: (page) => ({ ...page, base }) };
}

/** A row that is gone, where the page and the totals are as before. */
export const LOST_ROW: HostFault = { kind: 'page', spoil: (page) => ({ ...page, rows: page.rows.slice(1) }) };

const SIGN_IN_PAGE = '<!DOCTYPE html><html><head><title>Sign In</title></head><body></body></html>';

/** What Azure DevOps answers where it does not accept the token. */
export const SIGN_IN: HostFault = {
  kind: 'answer',
  status: 203,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: SIGN_IN_PAGE,
};

export function redirectTo(location: string): HostFault {
  return { kind: 'answer', status: 302, headers: { location } };
}

/** How hosts limit the rate, each with the time to wait. */
export const RATE_LIMITS: Readonly<Record<string, (seconds: number, now: number) => HostFault>> = {
  '429 with Retry-After': (seconds) => limited(429, { 'retry-after': String(seconds) }),
  '503 with Retry-After': (seconds) => limited(503, { 'retry-after': String(seconds) }),
  '429 with RateLimit-Reset': (seconds) =>
    limited(429, { 'ratelimit-remaining': '0', 'ratelimit-reset': String(seconds) }),
  "GitHub's primary limit": (seconds, now) =>
    limited(403, {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil(now / 1000) + seconds),
    }),
  "GitHub's secondary limit with Retry-After": (seconds) =>
    limited(403, { 'x-ratelimit-remaining': '4000', 'retry-after': String(seconds) }),
};

/** GitHub's secondary limit, which says no time: the window's end is another limit's. */
export function secondaryLimit(now: number): HostFault {
  const headers = { 'x-ratelimit-remaining': '4000', 'x-ratelimit-reset': String(Math.ceil(now / 1000) + 3000) };
  return limited(403, headers, 'You have exceeded a secondary rate limit. Please wait a few minutes.');
}

function limited(status: number, headers: Readonly<Record<string, string>>, message = 'Slow down.'): HostFault {
  return { kind: 'answer', status, headers, body: JSON.stringify({ message }) };
}
