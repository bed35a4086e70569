/** How many requests a server takes. */
export interface RateLimit {
  /** Answered in each window. */
  readonly requests: number;
  /** A window's length in milliseconds; it begins with the first request after the one before. */
  readonly perMs: number;
  /** How a refusal tells when to come back: `Retry-After` in seconds or as an HTTP date, `X-RateLimit-Reset`, or not. */
  readonly retryAfter?: 'seconds' | 'date' | 'reset' | 'none';
}

/** A fixed window over all endpoints. */
export class RateWindow {
  readonly #limit: RateLimit;
  /** Milliseconds since the epoch. */
  readonly #now: () => number;
  #ends = -Infinity;
  #taken = 0;

  constructor(limit: RateLimit, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Takes a request, or gives the headers with which it is refused. */
  refuses(): Readonly<Record<string, string>> | undefined {
    const now = this.#now();
    if (now >= this.#ends) {
      this.#ends = now + this.#limit.perMs;
      this.#taken = 0;
    }
    return ++this.#taken > this.#limit.requests ? this.#hint(now) : undefined;
  }

  /** Whole seconds are rounded up: who comes back at the time told is not too early. */
  #hint(now: number): Readonly<Record<string, string>> {
    const endSeconds = Math.ceil(this.#ends / 1000);
    switch (this.#limit.retryAfter ?? 'seconds') {
      case 'seconds':
        return { 'retry-after': String(Math.ceil((this.#ends - now) / 1000)) };
      case 'date':
        return { 'retry-after': new Date(endSeconds * 1000).toUTCString() };
      case 'reset':
        return { 'x-ratelimit-reset': String(endSeconds) };
      case 'none':
        return {};
    }
  }
}
