import { Failure } from '../shared/failure.ts';
import type { ErrorResponse } from '../http/error-response.ts';
import type { EarlierAttempts } from '../http/request.ts';
import type { Call } from './calls.ts';

/** A call that failed, in words for a person. One class for each cause that the action or its user treats differently. */
export class ServiceError extends Failure {
  /** It may have been carried out all the same: an attempt at it got no answer. */
  readonly mayHaveApplied: boolean;
  /** Its status says that the call was carried out, and its body that it was not. */
  readonly isUnclear: boolean;
  /** With which the caller may send it again, if what it depends on still holds. */
  readonly earlier: EarlierAttempts | undefined;

  /** The server surely did not carry it out. */
  get isRefused(): boolean {
    return !this.mayHaveApplied && !this.isUnclear;
  }

  constructor(title: string, remedy: string, details: ErrorDetails) {
    super(title, details.message, remedy, { cause: details.cause, reason: details.reason });
    // A sign-in changes nothing, and what was to follow it was not sent.
    this.mayHaveApplied = !details.isOfSignIn && details.mayHaveApplied;
    this.isUnclear = !details.isOfSignIn && (details.response?.status ?? 400) < 300;
    this.earlier = details.earlier;
  }
}

export interface ErrorDetails {
  readonly message: string;
  readonly reason: string;
  readonly isOfSignIn: boolean;
  readonly mayHaveApplied: boolean;
  readonly earlier?: EarlierAttempts | undefined;
  readonly cause?: unknown;
  readonly response?: ErrorResponse;
}

export interface StatusDetails extends ErrorDetails {
  readonly response: ErrorResponse;
}

export class NetworkError extends ServiceError {}
export class TimeoutError extends ServiceError {}
export class CertificateError extends ServiceError {}
export class ProxyError extends ServiceError {}
export class CancelledError extends ServiceError {}
/** It was not sent: what it depends on was seen too long ago. */
export class OutdatedError extends ServiceError {}
/** A 2xx whose body can't be what the API gives: HTML, cut JSON, another shape, too large. */
export class InvalidResponseError extends ServiceError {}

/** A failure that the server reported by its status. */
export class StatusError extends ServiceError {
  readonly response: ErrorResponse;

  constructor(title: string, remedy: string, details: StatusDetails) {
    super(title, remedy, details);
    this.response = details.response;
  }
}

/** 3xx: never followed, since the password or the token would go along. */
export class RedirectError extends StatusError {}
/** 4xx to a sign-in. Tried once only: accounts lock. */
export class SignInError extends StatusError {}
/** 401: the token is not, or no longer, accepted. */
export class UnauthorizedError extends StatusError {}
/** 403: the account lacks a role. */
export class PermissionError extends StatusError {}
/** 404: the endpoint, or what the request names, is not there. */
export class NotFoundError extends StatusError {}
/** 429, to the last attempt, or with a wait that is too long. */
export class RateLimitError extends StatusError {}
/** 408 and 5xx, to the last attempt. */
export class ServerError extends StatusError {}
/** Any other 4xx: the request was understood and declined. */
export class RejectedError extends StatusError {
  /** What the server said, as the title says only what it was asked for. */
  readonly inShort: string;

  constructor(title: string, remedy: string, details: StatusDetails) {
    super(title, remedy, details);
    this.inShort = details.reason;
  }
}
/** A 403 that does not say whether it is about one repository, or about all. */
export class ForbiddenError extends RejectedError {}
/** An activation that was declined because licenses, or another limit of the account, are used up. */
export class LicenseLimitError extends RejectedError {}
/** An activation that was declined with words about licenses: whether for one repository, or for all, is not said. */
export class LicenseRefusedError extends RejectedError {}

export const UNREADABLE = {
  title: 'GitProtect gave an answer that cannot be read',
  remedy:
    'Check that server-url is the address of the Management Service, and that no sign-in page or proxy is in front of it. If it is, run again with debug logging and report the field names that it shows.',
};

/** A 2xx that can't be what the API gives: a change may have been made all the same. @param what why, without secrets */
export function invalidResponse(
  { purpose, about }: Call,
  url: URL,
  what: string,
  remedy = UNREADABLE.remedy,
): InvalidResponseError {
  const message = `could not ${purpose}: ${what} (${url.href})`;
  return new InvalidResponseError(UNREADABLE.title, remedy, {
    message,
    reason: message,
    isOfSignIn: about === 'sign-in',
    mayHaveApplied: true,
  });
}

/** @param oddity what is odd about the password, as a sentence */
export function ifSignInRejected(oddity: string | undefined): string {
  return `${oddity === undefined ? '' : `${oddity} `}Check the inputs email and password, and the secrets that hold them, by signing in to GitProtect with them. Accounts with single sign-on or a second factor cannot be used. It was tried only once, since accounts lock: correct it before you run again.`;
}
