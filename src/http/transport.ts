import { getProxyUrl, HttpClient } from '@actions/http-client';
import type { Logger } from '../shared/logger.ts';
import type { Redactor } from '../shared/redactor.ts';
import { shortened, withoutTrailingSlashes } from '../shared/text.ts';
import type { World } from '../shared/world.ts';
import { DirectClient } from './direct-client.ts';
import { parseErrorResponse } from './error-response.ts';
import { exchange, type Exchanged } from './exchange.ts';
import { describeAttempt, type HttpCause, HttpFailure } from './failure.ts';
import { RateLimiter } from './rate-limiter.ts';
import type { EarlierAttempts, HttpRequest, HttpResponse } from './request.ts';
import { decideRetry, type IsRateLimit, mayHaveApplied, parseDate, type RetryDecision, timeAtServer } from './retry.ts';
import { WaitBudget } from './wait-budget.ts';

/** The largest response that is read, in bytes. */
export const MAX_RESPONSE_BYTES = 32 * 1024 * 1024;

const MAX_ADDRESS_LENGTH = 500;

/** Of more repeated requests lines are shown with debug logging only. */
const MAX_RETRY_LINES = 50;

/** GitHub answers nobody who does not name himself. */
const USER_AGENT = 'gitprotect-action';

/** How long a request that is under way may take after the job was cancelled. */
export const GRACE_MS = 3000;

export interface TransportOptions extends Pick<World, 'clock' | 'random' | 'cancelled'> {
  /** With its path prefix if it has one. */
  readonly baseUrl: URL;
  /** For one attempt, from sending it to the last byte of the response. */
  readonly requestTimeoutSeconds: number;
  /** Requests at a time, all kinds together. */
  readonly concurrency: number;
  /** Further attempts after a transient failure. */
  readonly retries: number;
  /** How long all requests together may wait for rate limits and before further attempts. */
  readonly rateLimitTimeoutSeconds: number;
  /** Shared with the transport of another service: what one waits, the other waits less. */
  readonly budget?: WaitBudget | undefined;
  /** How the service says that it limits the rate, where that is not 429 alone. */
  readonly isRateLimit?: IsRateLimit;
  /** Whether the server is reached without a proxy, although the environment names one. */
  readonly bypassesProxy?: boolean;
  readonly redactor: Redactor;
  readonly log: Pick<Logger, 'info' | 'debug'>;
}

const NO_ATTEMPTS: EarlierAttempts = { attempts: 0, mayHaveApplied: false };

/** What a request depends on is to be looked at again when it was seen longer ago than this. */
const MAX_AGE_MS = 60_000;

type AttemptResult =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  | { readonly kind: 'failed'; readonly cause: HttpCause; readonly decision: Decision };

type Decision =
  | RetryDecision
  | { readonly again: false; readonly why: 'out-of-time'; readonly waitSeconds: number; readonly waited: string };

/**
 * Sends requests to one REST service: over kept-alive connections, so many at a time, each attempt under its own
 * deadline, with further attempts after transient failures. Knows nothing of the service's API.
 */
export class Transport {
  readonly #options: TransportOptions;
  readonly #client: HttpClient;
  readonly #limiter: RateLimiter;
  readonly #budget: WaitBudget;
  /** Its host and port; empty where there is none. */
  readonly #proxy: string;
  readonly #graceEnded = new AbortController();
  #requests = 0;
  #retries = 0;
  /** The server's time in its last response, and when that came. */
  #told: { readonly date: number; readonly at: number } | undefined;

  constructor(options: TransportOptions) {
    const { requestTimeoutSeconds, concurrency, clock, cancelled, rateLimitTimeoutSeconds } = options;
    this.#options = options;
    // Its own timer must not come before our deadline, which covers more.
    const socketTimeout = (requestTimeoutSeconds + 60) * 1000;
    const Client = options.bypassesProxy === true ? DirectClient : HttpClient;
    this.#client = new Client(USER_AGENT, [], { keepAlive: true, socketTimeout });
    this.#proxy = options.bypassesProxy === true ? '' : proxyOf(options.baseUrl);
    this.#limiter = new RateLimiter(concurrency, clock, cancelled);
    this.#budget = options.budget ?? new WaitBudget(rateLimitTimeoutSeconds);
    cancelled.addEventListener('abort', () => {
      clock.deadline(GRACE_MS).signal.addEventListener('abort', () => {
        this.#graceEnded.abort();
      });
    });
  }

  /** How many requests have been sent, further attempts included. */
  get requests(): number {
    return this.#requests;
  }

  /** The time by the server's clock, as far as it has told it; in milliseconds since the epoch. */
  get serverNow(): number {
    const { clock } = this.#options;
    const { date, at } = this.#told ?? { date: clock.now(), at: clock.monotonic() };
    return timeAtServer(date + clock.monotonic() - at, clock.now());
  }

  /** How many milliseconds requests have waited, for rate limits and before further attempts. */
  get waitedMs(): number {
    return this.#budget.spentMs;
  }

  get concurrency(): number {
    return this.#options.concurrency;
  }

  urlOf({ path, query = {}, url: given }: Pick<HttpRequest, 'path' | 'query' | 'url'>): URL {
    if (given !== undefined) return given;
    const url = new URL(`${withoutTrailingSlashes(this.#options.baseUrl.href)}/${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value);
    return url;
  }

  /** A request's address for people: one that the service gave may hold a secret. */
  addressOf(request: Pick<HttpRequest, 'path' | 'query' | 'url'>): string {
    const { href } = this.urlOf(request);
    return request.url === undefined ? href : shortened(this.#options.redactor.redact(href), MAX_ADDRESS_LENGTH);
  }

  /** Sends a request. @returns a 2xx. @throws HttpFailure for anything else; where the caller repeats it, after the pause */
  async send(request: HttpRequest): Promise<HttpResponse> {
    const { clock, cancelled } = this.#options;
    const { attempts: before, mayHaveApplied: mayHaveAppliedBefore } = request.earlier ?? NO_ATTEMPTS;
    let applied = mayHaveAppliedBefore;
    for (let attempt = before + 1; ; attempt++) {
      const attempted = await this.#attempt(request, attempt);
      if (attempted.kind === 'response') return { ...attempted.response, mayHaveAppliedBefore: applied };
      const { cause, decision } = attempted;
      applied ||= mayHaveApplied(cause);
      if (!decision.again) {
        const isLate = cause.kind === 'late';
        const attempts = isLate || cause.kind === 'not-sent' ? attempt - 1 : attempt;
        throw new HttpFailure(`${this.#describe(request, cause)}${noteOn(decision, attempts, request)}`, cause, {
          mayHaveApplied: applied,
          waitSeconds: waitOf(decision),
          earlier: isLate ? { attempts, mayHaveApplied: applied } : undefined,
        });
      }
      // The limiter makes all requests wait for a shared pause.
      if (!decision.shared) {
        this.#logRetry(this.#retryLine(request, cause, attempt, decision.pauseMs));
        await clock.sleep(decision.pauseMs, cancelled);
      }
      if (request.repeated !== 'by-itself')
        throw new HttpFailure(this.#describe(request, cause), cause, {
          mayHaveApplied: applied,
          earlier: { attempts: attempt, mayHaveApplied: applied },
        });
    }
  }

  /** One attempt, and what follows from it for this request and for the others. */
  async #attempt(request: HttpRequest, attempt: number): Promise<AttemptResult> {
    // Repeated requests go first: at the end of a long queue they would be late again.
    const permit = await this.#limiter.acquire(request.earlier === undefined ? attempt : Math.max(attempt, 2));
    try {
      const unsent = this.#whyNotSent(request, attempt);
      if (unsent !== undefined) return { kind: 'failed', cause: unsent, decision: { again: false, why: 'permanent' } };
      const exchanged = await this.#measured(request);
      if (exchanged.kind === 'response') {
        this.#limiter.speedUp();
        return exchanged;
      }
      const { cause } = exchanged;
      const decision = this.#decide(request, cause, attempt);
      // Logged once, not by each of the requests that were under way.
      if (decision.again && decision.shared && this.#limiter.slowDown(decision.pauseMs, permit))
        this.#logRetry(
          `${this.#retryLine(request, cause, attempt, decision.pauseMs)}; all requests wait, then go on ${String(this.#limiter.concurrency)} at a time`,
        );
      return { kind: 'failed', cause, decision };
    } finally {
      this.#limiter.release();
    }
  }

  /** Why a request is not sent although its turn has come. */
  #whyNotSent({ seenAt }: HttpRequest, attempt: number): HttpCause | undefined {
    const { clock, cancelled } = this.#options;
    if (cancelled.aborted) return { kind: 'not-sent', again: attempt > 1 };
    return seenAt !== undefined && clock.monotonic() - seenAt > MAX_AGE_MS ? { kind: 'late' } : undefined;
  }

  /** Exchanges, counts and logs; a response that is no 2xx is a failure. */
  async #measured(request: HttpRequest): Promise<Exchanged> {
    const { requestTimeoutSeconds: timeoutSeconds, clock, log, redactor } = this.#options;
    this.#requests++;
    const start = clock.monotonic();
    const limits = { timeoutSeconds, maxBytes: MAX_RESPONSE_BYTES, cancelled: this.#graceEnded.signal };
    const exchanged = await exchange(this.#client, this.urlOf(request), request, limits, clock);
    if (exchanged.kind === 'failed') {
      log.debug(`${request.method} ${this.#pathOf(request)}: no whole response`);
      return exchanged;
    }
    const { status, headers, body } = exchanged.response;
    const date = parseDate(headers.date);
    if (date !== undefined) this.#told = { date, at: clock.monotonic() };
    log.debug(
      `${request.method} ${this.#pathOf(request)}: HTTP ${String(status)}, ${String(body.length)} characters, ${String(Math.round(clock.monotonic() - start))} ms`,
    );
    if (status >= 200 && status <= 299) return exchanged;
    return { kind: 'failed', cause: { kind: 'status', response: parseErrorResponse(exchanged.response, redactor) } };
  }

  #decide({ repeated }: HttpRequest, cause: HttpCause, attempt: number): Decision {
    const { clock, random, retries, rateLimitTimeoutSeconds: max, isRateLimit } = this.#options;
    const isOnce = repeated === 'never' || (repeated === 'by-caller-once-refused' && mayHaveApplied(cause));
    const decision = decideRetry(cause, attempt, isOnce ? 0 : retries, clock.now(), random(), isRateLimit);
    if (!decision.again || this.#budget.take(decision.pauseMs, clock.monotonic())) return decision;
    const waited = `${String(this.#budget.spentSeconds)} s of at most ${String(max)} s`;
    return { again: false, why: 'out-of-time', waitSeconds: Math.ceil(decision.pauseMs / 1000), waited };
  }

  #logRetry(line: string): void {
    const { log } = this.#options;
    if (++this.#retries <= MAX_RETRY_LINES) log.info(line);
    else log.debug(line);
  }

  #retryLine(request: HttpRequest, cause: HttpCause, attempt: number, pauseMs: number): string {
    const next = `attempt ${String(attempt + 1)} of ${String(this.#options.retries + 1)}`;
    return `  ${this.#describe(request, cause)}; ${next} in ${(pauseMs / 1000).toFixed(1)} s`;
  }

  #describe(request: HttpRequest, cause: HttpCause): string {
    // Without an answer it is not known which of the two has failed.
    const isUnanswered = ['network', 'timeout', 'certificate', 'proxy'].includes(cause.kind);
    const way = isUnanswered && this.#proxy !== '' ? `, through the proxy ${this.#proxy}` : '';
    return describeAttempt(request, cause, `${this.addressOf(request)}${way}`);
  }

  #pathOf({ path, url }: HttpRequest): string {
    return url === undefined ? `/${path}` : this.#options.redactor.redact(url.pathname);
  }
}

/** The proxy that `HttpClient` takes, without a user and a password. */
function proxyOf(url: URL): string {
  return URL.parse(getProxyUrl(url.href))?.host ?? '';
}

/** How long the server asks to wait before the request is sent again. */
function waitOf(decision: Decision & { readonly again: false }): number | undefined {
  return decision.why === 'permanent' ? undefined : decision.waitSeconds;
}

/** What ended the attempts, besides the failure itself. */
function noteOn(
  decision: Decision & { readonly again: false },
  attempts: number,
  { isFirst = false }: HttpRequest,
): string {
  switch (decision.why) {
    case 'out-of-time':
      return `; another attempt would have to wait ${String(decision.waitSeconds)} s, and this run has already waited ${decision.waited} for rate limits and before further attempts${isFirst ? '' : '; the next run continues from here'}`;
    case 'out-of-attempts': {
      const wait = decision.waitSeconds ?? 0;
      return `${timesTried(attempts)}${wait === 0 ? '' : `; the server asks to wait ${String(wait)} s`}`;
    }
    case 'permanent':
      return timesTried(attempts);
  }
}

function timesTried(attempts: number): string {
  return attempts > 1 ? `; tried ${String(attempts)} times` : '';
}
