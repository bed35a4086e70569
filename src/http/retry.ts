import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorResponse } from './error-response.ts';
import type { HttpCause } from './failure.ts';

/** A server that asks for more than a day is taken to be mistaken: its request says nothing. */
const MAX_CREDIBLE_WAIT_MS = 24 * 3600 * 1000;

const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 30_000;

/** GitHub asks for at least a minute where its secondary limit names no time. */
const FIRST_UNTOLD_PAUSE_MS = 60_000;

/** Whether a response says that the server limits the rate, and so did not carry the request out. */
export type IsRateLimit = (response: ErrorResponse) => boolean;

export type RetryDecision =
  /** Shared: the server speaks of the rate or of its load, so no other request is sent either for so long. */
  | { readonly again: true; readonly pauseMs: number; readonly shared: boolean }
  | { readonly again: false; readonly why: 'permanent' }
  /** With the wait that the server asks for: the reader learns when to come back. */
  | { readonly again: false; readonly why: 'out-of-attempts'; readonly waitSeconds: number | undefined };

/**
 * Whether a failed request is sent again, and after how many milliseconds. Exponential backoff with full jitter, unless
 * the server says how long to wait. Pure: time and chance are passed in.
 * @param attempt how many attempts have been made, 1 or more
 * @param retries how many further attempts are allowed after the first
 * @param now milliseconds since the epoch
 * @param chance a number from 0 (included) to 1 (excluded)
 * @param isRateLimit how this server says that it limits the rate
 */
export function decideRetry(
  cause: HttpCause,
  attempt: number,
  retries: number,
  now: number,
  chance: number,
  isRateLimit: IsRateLimit = isTooManyRequests,
): RetryDecision {
  const isLimited = cause.kind === 'status' && isRateLimit(cause.response);
  if (!isLimited && !isTransient(cause)) return { again: false, why: 'permanent' };
  const waitMs = requestedWaitMs(cause, now, isLimited);
  if (attempt > retries)
    return {
      again: false,
      why: 'out-of-attempts',
      waitSeconds: waitMs === undefined ? undefined : Math.ceil(waitMs / 1000),
    };
  // A little more than asked for, so that those who were told the same second don't come back as one.
  if (waitMs !== undefined) return { again: true, pauseMs: waitMs + chance * FIRST_PAUSE_MS, shared: true };
  if (isLimited && isSecondary(cause.response))
    return { again: true, pauseMs: FIRST_UNTOLD_PAUSE_MS * 2 ** (attempt - 1) + chance * FIRST_PAUSE_MS, shared: true };
  const pauseMs = chance * Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
  return { again: true, pauseMs, shared: isLimited || isOverloaded(cause) };
}

/** As HTTP says it. */
export const isTooManyRequests: IsRateLimit = ({ status }) => status === 429;

/** A limit that is not that of a window, and so does not end with one. */
function isSecondary({ status, message }: ErrorResponse): boolean {
  return status === 403 || /\bsecondary rate limit\b/i.test(message);
}

/** Unavailable: nginx, for one, says so where it limits the rate, or how many requests it takes at a time. */
function isOverloaded(cause: HttpCause): boolean {
  return cause.kind === 'status' && cause.response.status === 503;
}

/** Whether a failure can go away by itself: no answer, 408, 429 and 5xx; every other status is an answer. */
function isTransient(cause: HttpCause): boolean {
  if (cause.kind !== 'status') return cause.kind === 'network' || cause.kind === 'timeout';
  const { status } = cause.response;
  return status === 408 || status >= 500 || status === 429;
}

/** Whether a request may have been carried out although it failed so. */
export function mayHaveApplied(cause: HttpCause): boolean {
  if (cause.kind !== 'status') return ['network', 'timeout', 'cancelled', 'too-large'].includes(cause.kind);
  return cause.response.status === 408 || cause.response.status >= 500;
}

/** How long the server asks to wait, as far as it can be believed. */
function requestedWaitMs(cause: HttpCause, now: number, isLimited: boolean): number | undefined {
  if (cause.kind !== 'status') return undefined;
  const { headers } = cause.response;
  const serverNow = timeAtServer(parseDate(headers.date), now);
  const waitMs =
    retryAfterMs(headers['retry-after'], serverNow) ?? (isLimited ? windowEndMs(headers, serverNow) : undefined);
  return waitMs === undefined || waitMs > MAX_CREDIBLE_WAIT_MS ? undefined : waitMs;
}

/** When the window ends. If something remains of it, another limit applied, and the window's end does not matter. */
function windowEndMs(headers: IncomingHttpHeaders, now: number): number | undefined {
  const remaining = headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining'] ?? '0';
  if (remaining !== '0') return undefined;
  return epochMs(headers['x-ratelimit-reset'], now) ?? resetMs(headers['ratelimit-reset'], now);
}

/** By the response's own date, since clocks differ; by ours where they agree, which is finer than its whole seconds. */
export function timeAtServer(date: number | undefined, now: number): number {
  return date === undefined || Math.abs(now - date) < CLOCKS_AGREE_MS ? now : date;
}

const CLOCKS_AGREE_MS = 2000;

/** In seconds or as an HTTP date (RFC 9110, 10.2.3). */
function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (/^\s*\d+(\.\d+)?\s*$/.test(header ?? '')) return Number(header) * 1000;
  const date = parseDate(header);
  return date === undefined ? undefined : Math.max(0, date - now);
}

/** `RateLimit-Reset`: in seconds from now, as its draft standard has it, or since the epoch, as GitLab does. */
function resetMs(header: string | readonly string[] | undefined, now: number): number | undefined {
  const isFromNow = typeof header === 'string' && /^\s*\d{1,9}\s*$/.test(header);
  return isFromNow ? Number(header) * 1000 : epochMs(header, now);
}

/** In seconds or milliseconds since the epoch. A time that has passed, or isn't one, says nothing. */
function epochMs(header: string | readonly string[] | undefined, now: number): number | undefined {
  if (typeof header !== 'string' || !/^\s*\d+\s*$/.test(header)) return undefined;
  const time = Number(header);
  const waitMs = (time < FIRST_EPOCH_MS ? time * 1000 : time) - now;
  return waitMs > 0 ? waitMs : undefined;
}

/** A larger number is no time in seconds: that would be the year 5138. */
const FIRST_EPOCH_MS = 1e11;

export function parseDate(text: string | undefined): number | undefined {
  const date = /^\s*[a-z]{3},/i.test(text ?? '') ? Date.parse(text ?? '') : NaN;
  return Number.isNaN(date) ? undefined : date;
}
