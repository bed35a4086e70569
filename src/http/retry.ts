import type { HttpCause } from './failure.ts';

/** The longest wait that a server can ask for; past it the request fails and says so, rather than sleep for hours. */
export const MAX_WAIT_SECONDS = 120;

const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 30_000;

export type RetryDecision =
  /** Shared: the server speaks of the rate or of its load, so no other request is sent either for so long. */
  | { readonly again: true; readonly pauseMs: number; readonly shared: boolean }
  | { readonly again: false; readonly why: 'permanent' | 'out-of-attempts' }
  | { readonly again: false; readonly why: 'wait-too-long'; readonly waitSeconds: number };

/**
 * Whether a failed request is sent again, and after how many milliseconds. Exponential backoff with full jitter, unless
 * the server says how long to wait. Pure: time and chance are passed in.
 * @param attempt how many attempts have been made, 1 or more
 * @param retries how many further attempts are allowed after the first
 * @param now milliseconds since the epoch
 * @param chance a number from 0 (included) to 1 (excluded)
 */
export function decideRetry(
  cause: HttpCause,
  attempt: number,
  retries: number,
  now: number,
  chance: number,
): RetryDecision {
  if (!isTransient(cause)) return { again: false, why: 'permanent' };
  const waitMs = requestedWaitMs(cause, now);
  // Said even on the last attempt: the reader learns when to come back.
  if (waitMs !== undefined && waitMs > MAX_WAIT_SECONDS * 1000)
    return { again: false, why: 'wait-too-long', waitSeconds: Math.ceil(waitMs / 1000) };
  if (attempt > retries) return { again: false, why: 'out-of-attempts' };
  // A little more than asked for, so that those who were told the same second don't come back as one.
  if (waitMs !== undefined) return { again: true, pauseMs: waitMs + chance * FIRST_PAUSE_MS, shared: true };
  const pauseMs = chance * Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
  return { again: true, pauseMs, shared: cause.kind === 'status' && cause.response.status === 429 };
}

/** Whether a failure can go away by itself: no answer, 408, 429 and 5xx; every other status is an answer. */
function isTransient(cause: HttpCause): boolean {
  if (cause.kind !== 'status') return cause.kind === 'network' || cause.kind === 'timeout';
  const { status } = cause.response;
  return status === 408 || status === 429 || status >= 500;
}

/** Whether a request may have been carried out although it failed so. */
export function mayHaveApplied(cause: HttpCause): boolean {
  if (cause.kind !== 'status')
    return cause.kind === 'network' || cause.kind === 'timeout' || cause.kind === 'cancelled';
  return cause.response.status === 408 || cause.response.status >= 500;
}

/** `Retry-After` in seconds or as an HTTP date (RFC 9110, 10.2.3); for a 429 also `X-RateLimit-Reset` in epoch seconds. */
function requestedWaitMs(cause: HttpCause, now: number): number | undefined {
  if (cause.kind !== 'status') return undefined;
  const { status, headers } = cause.response;
  const after = headers['retry-after']?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000;
  const date = /^[a-z]{3},/i.test(after) ? Date.parse(after) : NaN;
  if (!Number.isNaN(date)) return Math.max(0, date - now);
  const reset = String(headers['x-ratelimit-reset'] ?? '').trim();
  const resetsIn = status === 429 && /^\d+$/.test(reset) ? Number(reset) * 1000 - now : 0;
  // A time that has passed, or isn't one, says nothing.
  return resetsIn > 0 ? resetsIn : undefined;
}
