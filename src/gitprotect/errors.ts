import { Failure } from '../failure.ts';

/** One request, told to a person: what it does, and where it went. */
export interface Operation {
  /** For "could not …", for example "list the repositories of organization 'acme'". */
  readonly does: string;
  readonly url: string;
}

/** What the server said about a request that it refused. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly requestId: string | undefined;
  /** Where a redirect points to. */
  readonly location: string | undefined;
}

/** No exchange took place, or it broke off: name resolution, connection, reset, a cut body. */
export class NetworkError extends Failure {
  constructor(operation: Operation, cause: Error) {
    super(
      'GitProtect is not reachable',
      `could not ${operation.does}: ${networkCause(cause)} (${operation.url})`,
      'Check server-url, and whether this runner can reach the Management Service (DNS, firewall, proxy, self-hosted runner).',
      { cause, reason: networkCause(cause) },
    );
  }
}

/** The exchange was not over when `request-timeout` ended. */
export class TimeoutError extends Failure {
  constructor(operation: Operation, seconds: number, heard: string) {
    super(
      'GitProtect did not answer in time',
      `could not ${operation.does}: no complete answer within ${String(seconds)} s, ${heard} (${operation.url})`,
      'Run it again; if it happens often, raise request-timeout or look at the load of the Management Service.',
      { reason: 'no complete answer in time' },
    );
  }
}

/** The server's TLS certificate was not accepted. Trying again would not change it. */
export class CertificateError extends Failure {
  constructor(operation: Operation, cause: Error) {
    super(
      'The certificate of the Management Service is not trusted',
      `could not ${operation.does}: ${cause.message} (${operation.url})`,
      'For a private CA give its certificate in ca-certificate. For an expired certificate or a wrong host name mend the server or server-url.',
      { cause },
    );
  }
}

/** The proxy refused to open a tunnel. */
export class ProxyError extends Failure {
  constructor(operation: Operation, status: number, cause: Error) {
    super(
      'The proxy refused the connection',
      `could not ${operation.does}: the proxy answered HTTP ${String(status)} (${operation.url})`,
      status === 407 || status === 401
        ? 'Give user name and password in HTTPS_PROXY (http://user:password@host:port).'
        : 'Allow the Management Service in the proxy, or list it in NO_PROXY.',
      { cause },
    );
  }
}

/** A failure that the server reported by its status. */
export class RefusedError extends Failure {
  readonly refusal: Refusal;

  constructor(title: string, operation: Operation, refusal: Refusal, remedy: string) {
    const said = refusal.message === '' ? '' : `: ${refusal.message}`;
    const to = refusal.location === undefined ? '' : `, to ${refusal.location}`;
    const id = refusal.requestId === undefined ? '' : `, request ID ${refusal.requestId}`;
    super(
      title,
      `could not ${operation.does}: HTTP ${String(refusal.status)}${said}${to} (${operation.url}${id})`,
      remedy,
      { reason: `HTTP ${String(refusal.status)}${saidOfAny(refusal.message)}` },
    );
    this.refusal = refusal;
  }
}

/** 4xx to a sign-in. Tried once only: accounts lock. */
export class SignInError extends RefusedError {
  constructor(operation: Operation, refusal: Refusal) {
    super(
      'GitProtect rejected the sign-in',
      operation,
      refusal,
      refusal.status === 404
        ? 'Check server-url: there is no GitProtect API at this address.'
        : 'Check email and password (the secrets of this workflow) by signing in to GitProtect with them. Accounts with single sign-on or a second factor cannot be used.',
    );
  }
}

/** 401: the token is not, or no longer, accepted. */
export class UnauthorizedError extends RefusedError {
  constructor(operation: Operation, refusal: Refusal) {
    super(
      'GitProtect did not accept the access token',
      operation,
      refusal,
      'A token lives 30 days and belongs to one Management Service: make a new one for access-token, or give email and password instead.',
    );
  }
}

/** 403: the account lacks a role. */
export class PermissionError extends RefusedError {
  constructor(operation: Operation, refusal: Refusal, roles: string) {
    super(
      'The GitProtect account lacks a role',
      operation,
      refusal,
      `Give the account the role ${roles} in GitProtect, or use an account that has it.`,
    );
  }
}

/** 404: the endpoint, or what the request names, is not there. */
export class NotFoundError extends RefusedError {
  constructor(operation: Operation, refusal: Refusal) {
    super(
      'GitProtect does not know what was asked for',
      operation,
      refusal,
      'It may have been deleted meanwhile: run it again. If every run ends so, check the path in server-url.',
    );
  }
}

/** 429, to the last attempt, or with a wait that is too long. */
export class RateLimitError extends RefusedError {
  constructor(operation: Operation, refusal: Refusal) {
    super(
      'GitProtect limits the rate of requests',
      operation,
      refusal,
      'Run it later, or less often; several workflows at the same minute share one limit.',
    );
  }
}

/** 408 and 5xx, to the last attempt. */
export class ServerError extends RefusedError {
  constructor(operation: Operation, refusal: Refusal) {
    super(
      'The Management Service failed',
      operation,
      refusal,
      'Run it again later; if it goes on, give the request to whoever runs the Management Service.',
    );
  }
}

/** 3xx: never followed, since the password or the token would go along. */
export class RedirectError extends RefusedError {
  constructor(operation: Operation, refusal: Refusal) {
    super(
      'GitProtect redirects to another address',
      operation,
      refusal,
      'Redirects are not followed, since credentials would go along: put the final address into server-url.',
    );
  }
}

/** Any other 4xx: the request was understood and declined. */
export class RejectedError extends RefusedError {
  constructor(operation: Operation, refusal: Refusal, remedy: string) {
    super('GitProtect rejected the request', operation, refusal, remedy);
  }
}

/** A 2xx whose body can't be what the API gives: HTML, cut JSON, another shape, too large. */
export class InvalidAnswerError extends Failure {
  constructor(operation: Operation, what: string) {
    super(
      'GitProtect gave an answer that cannot be read',
      `could not ${operation.does}: ${what} (${operation.url})`,
      'Check that server-url is the address of the Management Service and that no sign-in page or proxy stands before it. If it is, run again with debug logging and report the field names that it shows.',
    );
  }
}

/** What a server said, without what it said it of: IDs, numbers and names in quotes. */
function saidOfAny(message: string): string {
  const any = message
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '…')
    .replace(/'[^']*'|"[^"]*"/g, '…')
    .replace(/\d+/g, '…');
  return any === '' ? '' : `: ${any}`;
}

function networkCause(error: Error): string {
  const atProxy = /tunneling socket could not be established, (?:cause=)?(.*)/.exec(error.message)?.[1];
  if (atProxy !== undefined) return `the proxy did not open a tunnel (${atProxy})`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the host name cannot be resolved';
    case 'ECONNREFUSED':
      return 'the connection was refused';
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return 'the connection was cut';
    case 'EPROTO':
      return 'no TLS connection could be made (does the server speak https at this port?)';
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'the host cannot be reached';
    default:
      return error.message === '' ? `network failure ${code}` : error.message;
  }
}
