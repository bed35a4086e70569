import type { Agent } from 'node:http';
import { HttpClient } from '@actions/http-client';
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import type { Secrets } from '../secrets.ts';
import { agentFor } from './agent.ts';
import {
  InvalidAnswerError,
  NetworkError,
  NotFoundError,
  type Operation,
  PermissionError,
  RateLimitError,
  RedirectError,
  type Refusal,
  RejectedError,
  ServerError,
  SignInError,
  TimeoutError,
  UnauthorizedError,
} from './errors.ts';
import { type Answer, exchange } from './exchange.ts';
import { Pace } from './pace.ts';
import { looksLikeHtml, readRefusal } from './refusal.ts';
import { decideRetry, type FailedAttempt, LONGEST_WAIT_SECONDS, type Verdict } from './retry.ts';

/** The largest answer that is read, in bytes. */
export const LARGEST_ANSWER = 32 * 1024 * 1024;

/** Where the lines go that tell of waiting and trying again. */
export interface ConnectionLog {
  info(text: string): void;
  debug(text: string): void;
}

export interface ConnectionOptions {
  /** The base address, with its path prefix if it has one. */
  readonly serverUrl: URL;
  readonly userAgent: string;
  readonly requestTimeoutSeconds: number;
  /** Requests at a time, all kinds together. */
  readonly concurrency: number;
  /** Further attempts at a request that failed in passing. */
  readonly retries: number;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly log: ConnectionLog;
}

/** One call of the API. */
export interface Call {
  /** Below the base address, without a leading slash. */
  readonly path: string;
  /** For "could not …". */
  readonly does: string;
  /** The roles that the documents name for it. */
  readonly roles: string;
  /** What to do when the server declines it. */
  readonly ifRejected: string;
  readonly body: object;
}

/**
 * Sends calls to one Management Service: over kept-alive connections, so many at a time, each attempt under its own
 * deadline, with further attempts where a failure may pass. Knows nothing of tokens but how to send one.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #client: HttpClient;
  readonly #agent: Agent;
  readonly #pace: Pace;
  #requests = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    // Its own timer must not come before our deadline, which covers more.
    const socketTimeout = (options.requestTimeoutSeconds + 60) * 1000;
    this.#client = new HttpClient(options.userAgent, [], { keepAlive: true, socketTimeout });
    this.#agent = agentFor(options.serverUrl, this.#client, options.concurrency);
    this.#pace = new Pace(options.concurrency, options.clock);
  }

  /** How many requests have been sent, repeated ones included. */
  get requests(): number {
    return this.#requests;
  }

  get clock(): Clock {
    return this.#options.clock;
  }

  /** Requests at a time, at most. */
  get concurrency(): number {
    return this.#options.concurrency;
  }

  /** A call as errors tell it. */
  operation(call: Call): Operation {
    return { does: call.does, url: `${this.#options.serverUrl.href.replace(/\/+$/, '')}/${call.path}` };
  }

  /**
   * Sends a call, without a token only to sign in, and returns the text of a 2xx.
   *
   * @throws one of the classes in `errors.ts`
   */
  async send(call: Call, token: string | undefined): Promise<string> {
    const { clock, retries, log } = this.#options;
    const operation = this.operation(call);
    let inDoubt = false;
    for (let attempt = 1; ; attempt++) {
      const tried = await this.#pace.send(attempt, (after) => this.#inTurn(operation, call, token, attempt, after));
      if (tried.kind === 'answer') return tried.body;
      const { failed, failure, verdict } = tried;
      inDoubt ||= failed.kind === 'network' || failure instanceof ServerError;
      if (!verdict.again) {
        failure.message += noteOn(attempt, verdict);
        failure.inDoubt = inDoubt;
        throw failure;
      }
      if (verdict.shared) continue;
      log.info(`  ${failure.message}; ${next(attempt, retries, verdict.pauseMs)}`);
      await clock.sleep(verdict.pauseMs);
    }
  }

  /** One attempt, and what follows from it for the others. */
  async #inTurn(
    operation: Operation,
    call: Call,
    token: string | undefined,
    attempt: number,
    after: number,
  ): Promise<Decided> {
    const { clock, retries, log } = this.#options;
    const tried = await this.#attempt(operation, call, token);
    if (tried.kind === 'answer') {
      this.#pace.speedUp();
      return tried;
    }
    const verdict = decideRetry(tried.failed, attempt, retries, clock.now(), Math.random());
    // Told once, not by each of the requests that were under way.
    if (verdict.again && verdict.shared && this.#pace.slowDown(verdict.pauseMs, after))
      log.info(
        `  ${tried.failure.message}; ${next(attempt, retries, verdict.pauseMs)}; all requests wait, then go on ${String(this.#pace.atATime)} at a time`,
      );
    return { ...tried, verdict };
  }

  async #attempt(operation: Operation, call: Call, token: string | undefined): Promise<Tried> {
    try {
      const answer = await this.#exchange(operation, call, token);
      if (answer.status < 200 || answer.status > 299)
        return this.#refused(operation, call, token === undefined, answer);
      if (looksLikeHtml(answer.body))
        throw new InvalidAnswerError(operation, `HTTP ${String(answer.status)} with a web page instead of JSON`);
      return { kind: 'answer', body: answer.body };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const isNetwork = error instanceof NetworkError || error instanceof TimeoutError;
      return { kind: 'failed', failed: { kind: isNetwork ? 'network' : 'lasting' }, failure: error };
    }
  }

  async #exchange(operation: Operation, call: Call, token: string | undefined): Promise<Answer> {
    this.#requests++;
    const { requestTimeoutSeconds, clock, log, userAgent } = this.#options;
    const start = clock.now();
    const headers: Record<string, string> = {
      accept: 'application/json',
      'content-type': 'application/json; charset=utf-8',
      'user-agent': userAgent,
    };
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
    const limits = { timeoutSeconds: requestTimeoutSeconds, maxBytes: LARGEST_ANSWER };
    const answer = await exchange(this.#client, this.#agent, operation, headers, JSON.stringify(call.body), limits);
    log.debug(
      `POST /${call.path}: HTTP ${String(answer.status)}, ${String(answer.body.length)} characters, ${String(clock.now() - start)} ms`,
    );
    return answer;
  }

  #refused(operation: Operation, call: Call, isSignIn: boolean, answer: Answer): Tried {
    const { headers, status } = answer;
    const reset = headers['x-ratelimit-reset'];
    const wait = { retryAfter: headers['retry-after'], rateLimitReset: typeof reset === 'string' ? reset : undefined };
    const refusal = readRefusal(answer, this.#options.secrets);
    return {
      kind: 'failed',
      failed: { kind: 'status', status, wait },
      failure: refusedError(operation, call, isSignIn, refusal),
    };
  }
}

interface Answered {
  readonly kind: 'answer';
  readonly body: string;
}

interface Failed {
  readonly kind: 'failed';
  readonly failed: FailedAttempt;
  readonly failure: Failure;
}

type Tried = Answered | Failed;
type Decided = Answered | (Failed & { readonly verdict: Verdict });

function refusedError(operation: Operation, call: Call, isSignIn: boolean, refusal: Refusal): Failure {
  const { status } = refusal;
  if (status >= 300 && status < 400) return new RedirectError(operation, refusal);
  if (status === 429) return new RateLimitError(operation, refusal);
  if (status === 408 || status >= 500) return new ServerError(operation, refusal);
  if (isSignIn) return new SignInError(operation, refusal);
  if (status === 401) return new UnauthorizedError(operation, refusal);
  if (status === 403) return new PermissionError(operation, refusal, call.roles);
  if (status === 404) return new NotFoundError(operation, refusal);
  return new RejectedError(operation, refusal, call.ifRejected);
}

function noteOn(attempts: number, verdict: Verdict & { again: false }): string {
  if (verdict.why === 'wait-too-long')
    return `; the server asks to wait ${String(verdict.waitSeconds)} s, longer than the ${String(LONGEST_WAIT_SECONDS)} s that this action waits`;
  return attempts > 1 ? `; tried ${String(attempts)} times` : '';
}

function next(attempt: number, retries: number, pauseMs: number): string {
  return `attempt ${String(attempt + 1)} of ${String(retries + 1)} in ${seconds(pauseMs)} s`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
