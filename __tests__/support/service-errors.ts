import { type Call, callOf } from '../../src/gitprotect/calls.ts';
import { ifSignInRejected, ServiceError } from '../../src/gitprotect/errors.ts';
import { serviceError } from '../../src/gitprotect/service-error.ts';
import type { EarlierAttempts } from '../../src/http/request.ts';
import { describeAttempt, type HttpCause, HttpFailure } from '../../src/http/failure.ts';

/** Calls that can fail. */
export const ATTACH = callOf({
  path: 'plans/attachgitrepository',
  about: 'attachment',
  purpose: 'attach it',
  body: {},
  refused: 'attach it',
  ifRejected: 'Look at it.',
});
export const ACTIVATE = callOf({
  path: 'git/repositories/activate',
  about: 'activation',
  purpose: 'activate it',
  body: {},
  refused: 'activate it',
});
export const SIGN_IN = callOf({
  path: 'account/login',
  about: 'sign-in',
  purpose: 'sign in',
  refused: 'sign in',
  body: {},
  ifRejected: ifSignInRejected(undefined),
});

/** Where they went. */
export const CALLED_URL = 'https://gitprotect.example/x';

/** The server answered with this status, and said this. */
export function answered(status: number, message = '', headers: Readonly<Record<string, string>> = {}): HttpCause {
  const nothing = { requestId: undefined, location: undefined };
  return { kind: 'status', response: { status, headers, message, isWebPage: false, ...nothing } };
}

/** The server, or something before it, answered with this status and a page for a browser. */
export function answeredByPage(status: number): HttpCause {
  const response = { status, headers: {}, message: 'an HTML page', isWebPage: true } as const;
  return { kind: 'status', response: { ...response, requestId: undefined, location: undefined } };
}

/** The error of a call that failed so at its only attempt, or that the caller may repeat with what was tried earlier. */
export function errorOf(
  cause: HttpCause,
  call: Call = ATTACH,
  mayHaveApplied = false,
  earlier?: EarlierAttempts,
): ServiceError {
  const message = describeAttempt({ ...call, method: 'POST' }, cause, CALLED_URL);
  const error = serviceError(new HttpFailure(message, cause, { mayHaveApplied }), call, { earlier });
  if (error instanceof ServiceError) return error;
  throw new Error('it is no error of the service');
}
