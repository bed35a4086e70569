import { describe, expect, it } from '@jest/globals';
import {
  CancelledError,
  CertificateError,
  InvalidResponseError,
  invalidResponse,
  LicenseLimitError,
  NetworkError,
  NotFoundError,
  PermissionError,
  ProxyError,
  RateLimitError,
  RedirectError,
  RejectedError,
  ServerError,
  type ServiceError,
  SignInError,
  TimeoutError,
  UnauthorizedError,
} from '../../../src/gitprotect/errors.ts';
import { serviceError } from '../../../src/gitprotect/service-error.ts';
import { type HttpCause, HttpFailure } from '../../../src/http/failure.ts';
import { guid } from '../../support/build.ts';
import {
  ACTIVATE,
  answered,
  answeredByPage,
  ATTACH,
  CALLED_URL,
  errorOf,
  SIGN_IN,
} from '../../support/service-errors.ts';

describe('the error of a call', () => {
  it.each<[string, HttpCause, typeof ServiceError, string]>([
    ['no connection', { kind: 'network', error: new Error('x') }, NetworkError, 'GitProtect is not reachable'],
    [
      'no answer in time',
      { kind: 'timeout', seconds: 30, received: 'not even headers' },
      TimeoutError,
      'GitProtect did not answer in time',
    ],
    [
      'a certificate',
      { kind: 'certificate', error: new Error('x') },
      CertificateError,
      'The certificate of the Management Service is not trusted',
    ],
    ['a proxy', { kind: 'proxy', status: 403, error: new Error('x') }, ProxyError, 'The proxy refused the connection'],
    [
      'a large answer',
      { kind: 'too-large', maxBytes: 1024 },
      InvalidResponseError,
      'GitProtect gave an answer that cannot be read',
    ],
    [
      'an answer of no web server',
      { kind: 'network', error: Object.assign(new Error('x'), { code: 'HPE_INVALID_CONSTANT' }) },
      NetworkError,
      'GitProtect gave an answer that cannot be read',
    ],
    ['a cancelled job', { kind: 'cancelled' }, CancelledError, 'The job was cancelled'],
    ['a job that was cancelled before', { kind: 'not-sent', again: false }, CancelledError, 'The job was cancelled'],
  ])('names what happened: %s', (_, cause, type, title) => {
    expect(errorOf(cause)).toBeInstanceOf(type);
    expect(errorOf(cause).title).toBe(title);
  });

  it.each([
    [301, RedirectError, 'Something in front of GitProtect refused the request'],
    [400, RejectedError, 'GitProtect refused to attach it'],
    [401, UnauthorizedError, 'GitProtect did not accept the access token'],
    [403, PermissionError, 'The GitProtect account lacks a role'],
    [404, NotFoundError, 'GitProtect does not know what was asked for'],
    [408, ServerError, 'The Management Service failed'],
    [409, RejectedError, 'GitProtect refused to attach it'],
    [422, RejectedError, 'GitProtect refused to attach it'],
    [429, RateLimitError, 'GitProtect limits the rate of requests'],
    [500, ServerError, 'The Management Service failed'],
    [503, ServerError, 'The Management Service failed'],
  ])('follows from the status: %i', (status, type, title) => {
    const error = errorOf(answered(status, 'no'));
    expect(error.constructor).toBe(type);
    expect(error.title).toBe(title);
    expect(error.message).toBe(`could not attach it: HTTP ${String(status)}: no (${CALLED_URL})`);
  });

  it.each([400, 403, 404])('is told for one kind of calls only, whatever the server said: %i', (status) => {
    const [one, other] = [ATTACH, ACTIVATE].map((call) => errorOf(answered(status, 'no'), call));
    const told = (error?: ServiceError): unknown => [error?.title, error?.reason];
    expect(told(one)).not.toEqual(told(other));
  });

  it.each([
    ['https://idp.example/login?return_to=x', 'Something in front of GitProtect refused the request'],
    ['/ui/sign-in?next=%2Faccount%2Flogin', 'Something in front of GitProtect refused the request'],
    [
      'https://login.microsoftonline.com/x/saml2?SAMLRequest=abc',
      'Something in front of GitProtect refused the request',
    ],
    ['https://new.example/account/login', 'GitProtect redirects to another address'],
    ['./account/login/?x', 'GitProtect redirects to another address'],
    ['https://new.example/', 'GitProtect redirects to another address'],
  ])('does not advise to send the password to where a redirect leads to sign in: %s', (location, title) => {
    const cause = answered(302);
    const redirect = cause.kind === 'status' ? { ...cause, response: { ...cause.response, location } } : cause;
    expect(errorOf(redirect, SIGN_IN)).toBeInstanceOf(RedirectError);
    expect(errorOf(redirect, SIGN_IN).title).toBe(title);
  });

  it.each(['IP address 192.0.2.7 is not on the allow list', 'Your subscription has expired', 'The account is locked'])(
    'of a 403 is no missing role where the server names another reason: %s',
    (message) => {
      expect(errorOf(answered(403, message))).toBeInstanceOf(PermissionError);
      expect(errorOf(answered(403, message)).title).toBe('GitProtect refused to attach it');
      expect(errorOf(answered(403, message)).remedy).not.toContain('role');
    },
  );

  it.each(['no', "no rights for 'ip-tools'", 'The account has none of the roles'])(
    'of any other 403 is one: %s',
    (message) => {
      expect(errorOf(answered(403, message)).title).toBe('The GitProtect account lacks a role');
    },
  );

  it.each([400, 401, 403, 404, 422])('of a sign-in is a rejected sign-in: %i', (status) => {
    expect(errorOf(answered(status), SIGN_IN)).toBeInstanceOf(SignInError);
  });

  it.each([
    'No free licenses left',
    'licence missing',
    'QUOTA exceeded',
    'over the limit',
    'your subscription has ended',
  ])('of an activation is about a limit where the server says so: %s', (message) => {
    expect(errorOf(answered(402, message), ACTIVATE)).toBeInstanceOf(LicenseLimitError);
    expect(errorOf(answered(402, message), ATTACH).constructor).toBe(RejectedError);
    expect(errorOf(answered(402, 'the repository is archived'), ACTIVATE).constructor).toBe(RejectedError);
  });

  it.each(["'license-server' is archived", '"rate-limiter" is archived'])(
    'of an activation is not about a limit where only a name says so: %s',
    (message) => {
      expect(errorOf(answered(400, message), ACTIVATE).constructor).toBe(RejectedError);
    },
  );

  it('may have been carried out where the request may', () => {
    expect(errorOf(answered(400), ATTACH, true).mayHaveApplied).toBe(true);
    expect(errorOf(answered(400)).mayHaveApplied).toBe(false);
  });

  it('has the failure of HTTP as its cause', () => {
    expect(errorOf(answered(400)).cause).toBeInstanceOf(HttpFailure);
  });

  it('is nothing but a failure of HTTP: what else is thrown stays what it is', () => {
    const thrown = new Error('a mistake in the program');
    expect(serviceError(thrown, ATTACH)).toBe(thrown);
  });

  it('of a response that cannot be read names the call and the address', () => {
    const error = invalidResponse(ATTACH, new URL(CALLED_URL), 'the answer is empty');
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error.message).toBe(`could not attach it: the answer is empty (${CALLED_URL})`);
  });
});

describe('an error response of something in front of the API', () => {
  const CHALLENGE = { 'www-authenticate': 'Basic realm="intranet"' };

  it.each<[string, HttpCause, typeof ServiceError]>([
    ['a web page with 400', answeredByPage(400), RejectedError],
    ['a web page with 401', answeredByPage(401), UnauthorizedError],
    ['a web page with 403', answeredByPage(403), PermissionError],
    ['a web page with 404', answeredByPage(404), NotFoundError],
    ['405', answered(405, 'Method Not Allowed'), RejectedError],
    ['400 with a challenge for a browser', answered(400, '', CHALLENGE), RejectedError],
    ['407', answered(407), RejectedError],
    ['421', answered(421, 'Misdirected Request'), RejectedError],
    ['426', answered(426), RejectedError],
    ['401 with a challenge for a browser', answered(401, '', CHALLENGE), UnauthorizedError],
    ["Cloudflare's text for programs", answered(403, 'error code: 1020'), PermissionError],
    ["Envoy's text", answered(403, 'RBAC: access denied'), PermissionError],
    ['403 with one of several challenges', answered(403, '', { 'www-authenticate': 'Bearer, NTLM' }), PermissionError],
  ])('is not blamed on the account: %s', (_, cause, type) => {
    for (const call of [ATTACH, SIGN_IN]) {
      if (call === SIGN_IN && cause.kind === 'status' && cause.response.status === 404) continue;
      const error = errorOf(cause, call);
      expect(error.constructor).toBe(call === SIGN_IN ? SignInError : type);
      expect(error.title).toBe('Something in front of GitProtect refused the request');
      for (const hint of ['server-url', 'firewall or allow list', 'reverse proxy'])
        expect(error.remedy).toContain(hint);
      expect(error.remedy).not.toMatch(/password|role/);
    }
  });

  it.each([
    answered(401, '', { 'www-authenticate': 'Bearer error="invalid_token"' }),
    answered(403, 'no role'),
    answered(403, 'Error code: 1004', { 'content-type': 'application/json; charset=utf-8' }),
  ])('is not seen in an answer of the API: %j', (cause) => {
    expect(errorOf(cause).title).not.toContain('Something in front');
  });

  it.each([429, 500, 502, 503])('does not hide what is transient: a web page with %i', (status) => {
    expect(errorOf(answeredByPage(status)).title).toBe(errorOf(answered(status)).title);
  });
});

describe('what to do about it', () => {
  it.each([answered(404), answeredByPage(404)])(
    'where a sign-in was answered by 404 is about server-url alone',
    (cause) => {
      const error = errorOf(cause, SIGN_IN);
      expect(error.title).toBe('There is no GitProtect API at server-url');
      expect(error.remedy).toContain('Check server-url');
      expect(`${error.title} ${error.message} ${error.remedy}`).not.toContain('password');
    },
  );

  it.each([
    [401, 'user name and password'],
    [407, 'user name and password'],
    [403, 'NO_PROXY'],
  ])('where a proxy answered %i: %s', (status, remedy) => {
    const error = errorOf({ kind: 'proxy', status, error: new Error('tunnel') });
    expect(error.message).toContain(`the proxy answered HTTP ${String(status)}`);
    expect(error.remedy).toContain(remedy);
  });

  it('is what the call says, where it was rejected, and the role that it takes', () => {
    expect(errorOf(answered(400)).remedy).toBe('Look at it.');
    expect(errorOf(answered(403)).remedy).toContain('Give the account the role System Administrator in GitProtect');
  });

  it.each([
    [400, 'Check the inputs email and password'],
    [404, 'Check server-url'],
  ])('where a sign-in was answered by %i: %s', (status, remedy) => {
    expect(errorOf(answered(status), SIGN_IN).remedy).toContain(remedy);
  });

  it.each([
    [403, 'API rate limit exceeded', 'run it again later'],
    [409, 'The database is busy', 'run it again later'],
    [400, 'Down for maintenance', 'run it again later'],
    [403, 'Too many failed attempts, try again later', 'Check the inputs email and password'],
    [423, 'The account is temporarily locked', 'Check the inputs email and password'],
    [401, 'Unauthorized, please try again later', 'Check the inputs email and password'],
    [403, 'The temporary password has to be changed', 'Check the inputs email and password'],
    [403, 'Maintenance in progress. Sign-in blocked', 'Check the inputs email and password'],
  ])('where a sign-in was refused for what ends by itself, or not: %i %s', (status, message, remedy) => {
    expect(errorOf(answered(status, message), SIGN_IN).remedy).toContain(remedy);
  });

  it.each(['API rate limit exceeded', 'The service is temporarily unavailable', 'Try again later'])(
    'is no role, where a list is refused for what ends by itself: %s',
    (message) => {
      const { title, remedy } = errorOf(answered(403, message));
      expect([title, remedy]).toEqual([
        'GitProtect refused to attach it',
        "See the server's message, and run it again later.",
      ]);
    },
  );
});

describe('the reason of a failure', () => {
  it.each<[string, HttpCause, string]>([
    [
      'the network failed',
      { kind: 'network', error: Object.assign(new Error('x'), { code: 'ECONNRESET' }) },
      'the connection was cut',
    ],
    ['no answer came', { kind: 'timeout', seconds: 30, received: 'not even headers' }, 'no complete answer in time'],
    ['the server said nothing', answered(503), 'HTTP 503'],
    [
      'the server named an ID',
      answered(400, `repository ${guid(7)} is archived`),
      'HTTP 400: repository … is archived',
    ],
    ['the server named it in quotes', answered(400, '\'api\' in "Daily" is archived'), 'HTTP 400: … in … is archived'],
    ['the server counted', answered(400, 'no 42 of 100'), 'HTTP 400: no … of …'],
  ])('names nothing that differs between repositories: %s', (_, cause, reason) => {
    expect(errorOf(cause).reason).toBe(reason);
  });

  it('is the message where nothing in it differs', () => {
    const error = errorOf({ kind: 'certificate', error: new Error('self-signed certificate') });
    expect(error.reason).toBe(error.message);
  });
});
