import {
  CertificateError,
  NotFoundError,
  PermissionError,
  ProxyError,
  RedirectError,
  RefusedError,
  RejectedError,
  ServerError,
  SignInError,
  UnauthorizedError,
} from './gitprotect/errors.ts';
import type { Failure } from './failure.ts';
import type { Problem } from './protection/outcome.ts';

/** Failures of the service in a row, none of its answers between them, after which it is taken to be down. */
const OUTAGES = 3;

/**
 * Failures in a row, of one kind and for one reason, nothing accepted between them, after which they are taken to concern
 * all. Where many can't be protected, each for itself, the others must not go without: so the numbers are large where a
 * failure may well be one repository's own.
 */
const MOST = {
  /** Refused for something that all share, such as licenses. */
  shared: 5,
  /** HTTP 500: each has been tried several times. */
  failing: 20,
  refused: 100,
  /** The server names the one repository that it refuses. */
  named: 1000,
};

const SHARED = /licen[cs]e|quota|limit|subscription/i;

/** The kind of a change that gives a license. */
export const LICENSES = 'licenses';

interface Row {
  readonly reason: string;
  readonly length: number;
}

/**
 * Decides when a failure is everyone's, so that what would fail as well is not tried: one repository's own failure must
 * not keep the others from being protected, and one that concerns all must not cost a request for each.
 *
 * Changes are of a kind: `LICENSES`, or attachments to one backup plan, by its ID.
 */
export class Stops {
  readonly #stopped = new Map<string, Problem>();
  readonly #rows = new Map<string, Row>();
  #everything: Problem | undefined;
  #outages = 0;

  /** Why a change of this kind is not tried; undefined: try it. */
  before(kind: string): Problem | undefined {
    return this.#everything ?? this.#stopped.get(kind);
  }

  /** A change was accepted. */
  accepted(kind: string): void {
    this.#outages = 0;
    this.#rows.delete(kind);
  }

  /** A change for one repository failed, or one for several in a way that isn't a single one's. */
  failed(kind: string, failure: Failure): void {
    if (EVERYONES.some((type) => failure instanceof type)) this.#everything ??= notTried(failure);
    else if (failure instanceof PermissionError) this.#refused(kind, failure, 1);
    else if (failure instanceof RejectedError || failure instanceof NotFoundError)
      this.#refused(kind, failure, MOST.refused);
    else if (failure instanceof ServerError && failure.refusal.status === 500)
      this.#refused(kind, failure, MOST.failing);
    else if (++this.#outages >= OUTAGES) this.#everything ??= notTried(failure);
  }

  /** A change for several was refused, and the server named the one that it is about. */
  failedByName(kind: string, failure: Failure): void {
    if (failure instanceof RefusedError) this.#refused(kind, failure, MOST.named);
  }

  #refused(kind: string, failure: RefusedError, most: number): void {
    this.#outages = 0;
    // A conflict is with the state of the one that was asked for.
    if (failure.refusal.status === 409) return;
    const row = this.#rows.get(kind);
    const length = row?.reason === failure.reason ? row.length + 1 : 1;
    this.#rows.set(kind, { reason: failure.reason, length });
    const isShared = kind === LICENSES && SHARED.test(failure.reason);
    if (length >= (isShared ? Math.min(most, MOST.shared) : most)) this.#stop(kind, failure);
  }

  #stop(kind: string, failure: Failure): void {
    if (!this.#stopped.has(kind)) this.#stopped.set(kind, notTried(failure));
  }
}

/** Sign-in, token, and what stands between here and the server: the next request would end no better. */
const EVERYONES = [UnauthorizedError, SignInError, CertificateError, ProxyError, RedirectError];

function notTried({ message, remedy, reason }: Failure): Problem {
  return {
    title: 'Not tried after others failed',
    message: `not tried, since it would fail as others did: ${message}`,
    remedy,
    reason,
  };
}
