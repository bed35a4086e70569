/** The longest wait that a server can ask for; past it the run fails and says so, rather than sleep for hours. */
export const LONGEST_WAIT_SECONDS = 120;

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * How a request failed: no answer at all, an answer with a status, or in a way that can't pass by itself: a certificate,
 * a proxy that refuses, an answer that is no answer.
 */
export type FailedAttempt =
  | { readonly kind: 'network' }
  | { readonly kind: 'lasting' }
  | { readonly kind: 'status'; readonly status: number; readonly wait: ServerWait };

/** The headers in which a server says how long to wait, as it sent them. */
export interface ServerWait {
  readonly retryAfter: string | undefined;
  readonly rateLimitReset: string | undefined;
}

export type Verdict =
  /** Shared: the server speaks of the rate or of its load, so no other request is sent either for so long. */
  | { readonly again: true; readonly pauseMs: number; readonly shared: boolean }
  | { readonly again: false; readonly why: 'not-in-passing' | 'out-of-attempts' }
  | { readonly again: false; readonly why: 'wait-too-long'; readonly waitSeconds: number };

/**
 * Whether a failed request is sent again, and after how many milliseconds. Exponential backoff with full jitter, unless
 * the server says how long to wait. Pure: time and chance are handed in.
 *
 * @param attempt how many attempts have been made, 1 or more
 * @param retries how many further attempts are allowed after the first
 * @param now milliseconds since the epoch
 * @param chance a number from 0 (included) to 1 (excluded)
 */
export function decideRetry(
  failed: FailedAttempt,
  attempt: number,
  retries: number,
  now: number,
  chance: number,
): Verdict {
  if (failed.kind === 'lasting' || (failed.kind === 'status' && !isInPassing(failed.status)))
    return { again: false, why: 'not-in-passing' };
  const waitMs = failed.kind === 'status' ? serverWaitMs(failed.status, failed.wait, now) : undefined;
  // Said even on the last attempt: the reader learns when to come back.
  if (waitMs !== undefined && waitMs > LONGEST_WAIT_SECONDS * 1000)
    return { again: false, why: 'wait-too-long', waitSeconds: Math.ceil(waitMs / 1000) };
  if (attempt > retries) return { again: false, why: 'out-of-attempts' };
  // A little more than asked for, so that those who were told the same second don't come back as one.
  if (waitMs !== undefined) return { again: true, pauseMs: waitMs + chance * FIRST_PAUSE_MS, shared: true };
  const pauseMs = chance * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
  return { again: true, pauseMs, shared: failed.kind === 'status' && failed.status === 429 };
}

/** 408, 429 and 5xx can go away by themselves; every other status is an answer. */
function isInPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** `Retry-After` in seconds or as an HTTP date (RFC 9110, 10.2.3); for a 429 also `X-RateLimit-Reset` in epoch seconds. */
function serverWaitMs(status: number, wait: ServerWait, now: number): number | undefined {
  const after = wait.retryAfter?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000;
  const date = /^[a-z]{3},/i.test(after) ? Date.parse(after) : NaN;
  if (!Number.isNaN(date)) return Math.max(0, date - now);
  const reset = wait.rateLimitReset?.trim() ?? '';
  const resetsIn = status === 429 && /^\d+$/.test(reset) ? Number(reset) * 1000 - now : 0;
  // A time that has passed, or isn't one, says nothing.
  return resetsIn > 0 ? resetsIn : undefined;
}
