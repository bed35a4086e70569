import type { MembershipChange } from '../domain/diff.ts';
import {
  CancelledError,
  CertificateError,
  ForbiddenError,
  LicenseLimitError,
  LicenseRefusedError,
  NotFoundError,
  OutdatedError,
  PermissionError,
  ProxyError,
  RedirectError,
  RejectedError,
  ServerError,
  type ServiceError,
  SignInError,
  StatusError,
  UnauthorizedError,
} from '../gitprotect/errors.ts';
import type { Problem } from '../shared/failure.ts';

/** Failures of the service in a row, none of its answers between them, after which it is taken to be down. */
const MAX_OUTAGES = 3;

/**
 * Failures in a row of one class and status, nothing accepted between them, after which they are taken to concern all.
 * Where many can't be protected, each for a reason of its own, the others must not go without: so the numbers are large
 * where a failure may well be one repository's own.
 */
const MAX_IN_A_ROW = {
  /** Rejected for a limit that all share. */
  limit: 5,
  /** HTTP 500: each has been tried several times. */
  failing: 20,
  /** HTTP 403, or words about licenses, that may be about one repository, or about all. */
  unclear: 20,
  rejected: 100,
  /** The server names the one repository that it rejects. */
  named: 1000,
};

/** Failures that concern every request: the next one would end no better. */
const CONCERNS_ALL = [UnauthorizedError, SignInError, CertificateError, ProxyError, RedirectError, CancelledError];

/** Changes that one failure may concern together: all licenses, or all of one kind to one plan. */
export type Circuit = string;
export const LICENSES = 'licenses';
export const RELEASES = 'releases';

/** The circuit of attaching to a plan, or of detaching from it. */
export function circuitOf({ kind, resource, plan }: MembershipChange): Circuit {
  return `${kind} ${resource.kind} ${plan.id}`;
}

/**
 * Decides when a failure concerns more than one repository, so that what would fail as well is not tried: a
 * repository's own failure must not keep the others from being protected, and one that concerns all must not cost a
 * request for each.
 */
export class CircuitBreaker {
  readonly #open = new Map<Circuit, Problem>();
  /** Failures in a row of one class and status. */
  readonly #streaks = new Map<Circuit, { readonly type: unknown; readonly status: number; readonly length: number }>();
  #allOpen: Problem | undefined;
  #outages = 0;

  /** Why a change is not tried; undefined: try it. */
  check(circuit: Circuit): Problem | undefined {
    return this.#allOpen ?? this.#open.get(circuit);
  }

  /** A change was accepted. */
  accepted(circuit: Circuit): void {
    this.#outages = 0;
    this.#streaks.delete(circuit);
  }

  /** What its failures were about is over: changes are tried again. */
  close(circuit: Circuit): void {
    this.#open.delete(circuit);
    this.#streaks.delete(circuit);
  }

  /** One change failed, or a batch failed for a reason that is not one repository's. */
  failed(circuit: Circuit, error: ServiceError): void {
    // Nothing was sent.
    if (error instanceof OutdatedError) return;
    if (CONCERNS_ALL.some((type) => error instanceof type)) this.#allOpen ??= notTried(error);
    else if (error instanceof PermissionError) this.#count(circuit, error, 1);
    else if (error instanceof LicenseLimitError) this.#count(circuit, error, MAX_IN_A_ROW.limit);
    else if (error instanceof ForbiddenError || error instanceof LicenseRefusedError)
      this.#count(circuit, error, MAX_IN_A_ROW.unclear);
    else if (error instanceof RejectedError || error instanceof NotFoundError)
      this.#count(circuit, error, MAX_IN_A_ROW.rejected);
    else if (error instanceof ServerError && error.response.status === 500)
      this.#count(circuit, error, MAX_IN_A_ROW.failing);
    else if (++this.#outages >= MAX_OUTAGES) this.#allOpen ??= notTried(error);
  }

  /** A change for several was rejected, and the server named the one that it is about. */
  failedByName(circuit: Circuit, error: ServiceError): void {
    if (error instanceof LicenseLimitError) this.#count(circuit, error, MAX_IN_A_ROW.limit);
    else if (error instanceof StatusError) this.#count(circuit, error, MAX_IN_A_ROW.named);
  }

  #count(circuit: Circuit, error: StatusError, max: number): void {
    this.#outages = 0;
    const { status } = error.response;
    // A conflict is with the state of the one that was asked for.
    if (status === 409) return;
    const type: unknown = error.constructor;
    const streak = this.#streaks.get(circuit);
    const length = streak !== undefined && streak.type === type && streak.status === status ? streak.length + 1 : 1;
    this.#streaks.set(circuit, { type, status, length });
    if (length >= max && !this.#open.has(circuit)) this.#open.set(circuit, notTried(error));
  }
}

function notTried({ message, remedy, reason }: Problem): Problem {
  return {
    kind: 'not-tried',
    title: 'Not tried after others failed',
    message: `not tried after the same error on others: ${message}`,
    remedy,
    reason,
  };
}
