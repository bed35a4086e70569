import { HttpFailure, isNoHttp, isTls } from '../http/failure.ts';
import type { EarlierAttempts } from '../http/request.ts';
import { leadsToSignIn } from '../http/sign-in-page.ts';
import { codeOf } from '../shared/error-code.ts';
import type { Call } from './calls.ts';
import { certificateRemedy } from './certificate-remedy.ts';
import {
  CancelledError,
  CertificateError,
  ForbiddenError,
  InvalidResponseError,
  LicenseLimitError,
  LicenseRefusedError,
  NetworkError,
  NotFoundError,
  OutdatedError,
  PermissionError,
  ProxyError,
  RateLimitError,
  RedirectError,
  RejectedError,
  ServerError,
  SignInError,
  type StatusDetails,
  type StatusError,
  TimeoutError,
  UnauthorizedError,
  UNREADABLE,
} from './errors.ts';
import { reasonOf } from './failure-reason.ts';
import { IN_FRONT, isFromInFront } from './in-front.ts';
import {
  isOfAccount,
  isOfAnotherQuota,
  isOfArchived,
  isOfCredentials,
  isOfLicensesLeft,
  isOfLimit,
  isOfRoles,
  isSettledElsewhere,
  isTemporary,
  mayBeOfLimit,
  mayBeOfOne,
  saidIn,
  subjectOf,
} from './refusal-words.ts';

/* What a call's failure means to a person. It is loaded where one fails. */

/**
 * The error of a call for what the transport threw; anything else is returned as it is.
 * @param earlier with which the caller may repeat it, though the transport would not
 * @param hasSignedIn the token is that of a sign-in in this run
 */
export function serviceError(
  thrown: unknown,
  call: Call,
  {
    earlier,
    hasSignedIn = false,
  }: { readonly earlier?: EarlierAttempts | undefined; readonly hasSignedIn?: boolean } = {},
): unknown {
  if (!(thrown instanceof HttpFailure)) return thrown;
  const { failure: cause, message, mayHaveApplied } = thrown;
  const reason = reasonOf(cause, message);
  const details = {
    message,
    reason,
    isOfSignIn: call.about === 'sign-in',
    mayHaveApplied,
    earlier: earlier ?? thrown.earlier,
    cause: thrown,
  };
  switch (cause.kind) {
    case 'network':
      // It was reached, and what answered is another service.
      if (isNoHttp(cause.error)) return new NetworkError(UNREADABLE.title, UNREADABLE.remedy, details);
      if (isTls(cause.error))
        return new NetworkError(
          'No TLS connection to GitProtect could be made',
          'Check host and port in server-url. If they are right, the server, or something in front of it, refuses clients like this one: let it accept TLS 1.2 or later, and ask for no certificate of the client, since none is given.',
          details,
        );
      return new NetworkError(
        'GitProtect is not reachable',
        'Check server-url, and whether this runner can reach the Management Service (DNS, firewall, proxy, self-hosted runner).',
        details,
      );
    case 'timeout':
      return new TimeoutError(
        'GitProtect did not answer in time',
        `Run it again. If it happens often, raise request-timeout, or check the load of the Management Service and of a proxy on the way.${cause.received === 'not even headers' ? IF_NEVER_ANSWERED : ''}`,
        details,
      );
    case 'certificate':
      return new CertificateError(
        'The certificate of the Management Service is not trusted',
        certificateRemedy(codeOf(cause.error)),
        details,
      );
    case 'proxy':
      return new ProxyError(
        'The proxy refused the connection',
        cause.status === 407 || cause.status === 401
          ? 'Give user name and password in HTTPS_PROXY (http://user:password@host:port).'
          : 'Allow the Management Service in the proxy, or list it in NO_PROXY.',
        details,
      );
    case 'not-sent':
    case 'cancelled':
      return new CancelledError('The job was cancelled', `Run it again${continuing(call)}.`, details);
    case 'late':
      return new OutdatedError(
        'What the change depends on could not be confirmed',
        'Look at the repository in GitProtect: does somebody or something else change it? Then run again.',
        details,
      );
    case 'too-large':
      return new InvalidResponseError(UNREADABLE.title, UNREADABLE.remedy, details);
    case 'status':
      return statusError(call, { ...details, response: cause.response }, hasSignedIn);
  }
}

/** Before the sign-in nothing is done that another run could go on from. */
function continuing({ about }: Call): string {
  return about === 'sign-in' ? '' : ': the next run continues from here';
}

function statusError(call: Call, details: StatusDetails, hasSignedIn: boolean): StatusError {
  const { status } = details.response;
  if (status >= 300 && status < 400) return redirectError(call, details);
  if (status === 429)
    return new RateLimitError(
      'GitProtect limits the rate of requests',
      `Run it again later${continuing(call)}. To wait longer within one run, raise rate-limit-timeout or retries. Runs that start in the same minute share one limit.`,
      details,
    );
  if (status === 408 || status >= 500)
    return new ServerError(
      'The Management Service failed',
      'Run it again later; if it keeps failing, give the request ID to whoever runs the Management Service.',
      details,
    );
  return call.about === 'sign-in' ? signInError(call, details, hasSignedIn) : clientError(call, details, hasSignedIn);
}

function redirectError({ path }: Call, details: StatusDetails): RedirectError {
  const { location } = details.response;
  // Without an address it is no redirect, as 304. An address to sign in at must not be given in place of server-url.
  if (location === undefined || leadsToSignIn(location, path))
    return new RedirectError(IN_FRONT.title, IN_FRONT.remedy, details);
  return new RedirectError(
    'GitProtect redirects to another address',
    'Redirects are not followed, since they would take the credentials along: set server-url to the final address.',
    details,
  );
}

const IF_NEVER_ANSWERED =
  ' If no request was ever answered, check server-url, and whether this runner can reach the Management Service (firewall, proxy, self-hosted runner).';

const IF_REJECTED_LATER =
  'The same sign-in was accepted earlier in this run: see whether the Management Service restarts, or the account was locked or changed meanwhile. Then run it again.';

function signInError({ ifRejected }: Call, details: StatusDetails, hasSignedIn: boolean): StatusError {
  if (hasSignedIn && !isFromInFront(details.response))
    return new SignInError('GitProtect rejected the sign-in', IF_REJECTED_LATER, details);
  if (details.response.status === 404)
    return new SignInError(
      'There is no GitProtect API at server-url',
      'Check server-url: host, port and path must be those of the Management Service, as in the address of its sign-in page.',
      details,
    );
  if (isFromInFront(details.response)) return new SignInError(IN_FRONT.title, IN_FRONT.remedy, details);
  const said = saidIn(details.response.message);
  const remedy = isOfCredentials(said) ? undefined : remedyOfOthers(said, details);
  return new SignInError('GitProtect rejected the sign-in', remedy ?? ifRejected, details);
}

function clientError(call: Call, details: StatusDetails, hasSignedIn: boolean): StatusError {
  if (!isFromInFront(details.response)) return rejection(call, details, hasSignedIn);
  // Of the class that its status has: what becomes of the other requests does not depend on who refused this one.
  const Rejected = REJECTIONS.get(details.response.status) ?? RejectedError;
  return new Rejected(IN_FRONT.title, IN_FRONT.remedy, details);
}

const REJECTIONS = new Map([
  [401, UnauthorizedError],
  [403, PermissionError],
  [404, NotFoundError],
]);

function rejection(call: Call, details: StatusDetails, hasSignedIn: boolean): StatusError {
  const { roles, about } = call;
  const isOfRepositories = about === 'activation' || about === 'attachment';
  const words = saidIn(details.response.message);
  const said = isOfRepositories ? words : '';
  const { status } = details.response;
  if (isOfLicensesLeft(said) && !isOfRoles(said) && (status === 403 || status === 404))
    return licenseError(call, said, details);
  const subject = subjectOf(said);
  switch (status) {
    case 401:
      return new UnauthorizedError(
        'GitProtect did not accept the access token',
        hasSignedIn ? IF_OWN_TOKEN_REJECTED : IF_TOKEN_REJECTED,
        details,
      );
    case 403: {
      if (subject === 'repository') return new RejectedError(refusalOf(call), IF_OF_THE_REPOSITORY, details);
      // An account that lacks a role lacks it for all repositories.
      const Rejected = mayBeOfOne(said) ? ForbiddenError : PermissionError;
      const isOfOthers = isOfAnotherQuota(said) || (subject === 'another' && !isOfAccount(said));
      const remedy = remedyOfOthers(words, details) ?? (isOfOthers ? SETTLE : undefined);
      if (remedy !== undefined) return new Rejected(refusalOf(call), remedy, details);
      return new Rejected(
        'The GitProtect account lacks a role',
        `Give the account the role ${roles} in GitProtect, or use an account that has it.`,
        ofCall(call, details),
      );
    }
    case 404:
      if (isOfArchived(said)) return new NotFoundError(refusalOf(call), IF_OF_THE_REPOSITORY, details);
      return new NotFoundError(
        'GitProtect does not know what was asked for',
        'It may have been deleted meanwhile: run it again. If every run ends so, check the IDs that are given as inputs, and the path in server-url.',
        ofCall(call, details),
      );
    default: {
      if (subject === 'repository' || subject === 'unsaid')
        return new RejectedError(refusalOf(call), IF_OF_THE_REPOSITORY, details);
      return licenseError(call, said, details);
    }
  }
}

const IF_TOKEN_REJECTED =
  'A token lives 30 days and belongs to one Management Service: make a new one for access-token, or give the inputs email and password instead.';
const IF_OWN_TOKEN_REJECTED =
  'The sign-in of this run gave the token: check that a reverse proxy in front of GitProtect passes the header Authorization on, that its servers agree on the time, and that the account needs no second factor. If other requests were accepted before, run it again.';

const SETTLE = "See the server's message, and settle that in GitProtect.";
const LATER = "See the server's message, and run it again later.";

/** Where what is said is about neither credentials, nor roles, nor repositories; a 401 is about credentials. */
function remedyOfOthers(said: string, { response }: StatusDetails): string | undefined {
  if (isSettledElsewhere(said)) return SETTLE;
  return response.status !== 401 && isTemporary(said) ? LATER : undefined;
}

/** Where the title does not say what was rejected, it is not told together with what else was. */
function ofCall({ refused }: Call, details: StatusDetails): StatusDetails {
  return { ...details, reason: `${details.reason} (${refused})` };
}

/** The title of a rejection says what was rejected. */
function refusalOf({ refused }: Call): string {
  return `GitProtect refused to ${refused}`;
}

const FREE_A_LICENSE =
  'Free a license in GitProtect or get more; if some are free, check that the repository is still at its Git host and not archived there.';

/** A rejection for licenses that are used up, where the server says so; else any other. */
function licenseError(call: Call, said: string, details: StatusDetails): StatusError {
  const { about, ifRejected } = call;
  const OfLicenses = isOfLimit(said) ? LicenseLimitError : mayBeOfLimit(said) ? LicenseRefusedError : RejectedError;
  const Rejected = about === 'activation' ? OfLicenses : RejectedError;
  const remedy = isOfLicensesLeft(said) ? FREE_A_LICENSE : remedyOfOthers(said, details);
  return new Rejected(refusalOf(call), remedy ?? ifRejected, details);
}

const IF_OF_THE_REPOSITORY =
  "See the server's message: exclude the repository with a line !name in the input repository, or unarchive it at its Git host.";

/** [open] A sign-in that was answered well, but without a token. Not repeated: accounts lock. */
export function noAccessToken({ purpose }: Call, url: URL, what: string): InvalidResponseError {
  const message = `could not ${purpose}: ${what} (${url.href})`;
  return new InvalidResponseError(
    'GitProtect gave no access token',
    'Most likely the account has a second factor or single sign-on: use an account that signs in with email and password alone, or give access-token. If it has neither, check server-url.',
    { message, reason: message, isOfSignIn: true, mayHaveApplied: false },
  );
}
