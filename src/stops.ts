import {
  CertificateError,
  NotFoundError,
  PermissionError,
  ProxyError,
  RedirectError,
  RejectedError,
  SignInError,
  UnauthorizedError,
} from './gitprotect/errors.ts';
import type { Failure } from './failure.ts';
import type { Problem } from './protection/outcome.ts';

/** Failures of the service in a row, none of its answers between them, after which it is taken to be down. */
const OUTAGES = 3;

/** Refusals in a row, for one reason and nothing accepted between them, after which it is taken to concern all. */
const REFUSALS = 100;

/** As above, where a license is refused for a reason that speaks of something that all share. */
const SHARED_REFUSALS = 5;
const SHARED = /licen[cs]e|quota|limit|subscription/i;

/** The kind of a change that gives a license. */
export const LICENSES = 'licenses';

interface Row {
  reason: string;
  refusals: number;
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
    else if (failure instanceof PermissionError || failure instanceof RejectedError || failure instanceof NotFoundError)
      this.#refused(kind, failure);
    else if (++this.#outages >= OUTAGES) this.#everything ??= notTried(failure);
  }

  #refused(kind: string, failure: PermissionError | RejectedError | NotFoundError): void {
    this.#outages = 0;
    if (failure instanceof PermissionError) this.#stop(kind, failure);
    // A conflict is with the state of the one that was asked for.
    if (failure.refusal.status === 409) return;
    const row = this.#rows.get(kind);
    const refusals = row?.reason === failure.reason ? row.refusals + 1 : 1;
    this.#rows.set(kind, { reason: failure.reason, refusals });
    const isShared = kind === LICENSES && SHARED.test(failure.reason);
    if (refusals >= (isShared ? SHARED_REFUSALS : REFUSALS)) this.#stop(kind, failure);
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
