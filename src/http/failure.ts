import type { ErrorResponse } from './error-response.ts';
import type { EarlierAttempts, HttpRequest } from './request.ts';
import { codeOf } from '../shared/error-code.ts';

/** Why an exchange did not end with a 2xx. */
export type HttpCause =
  /** No exchange took place, or it broke off: name resolution, connection, reset, a cut body. */
  | { readonly kind: 'network'; readonly error: Error }
  | { readonly kind: 'timeout'; readonly seconds: number; readonly received: string }
  | { readonly kind: 'certificate'; readonly error: Error }
  | { readonly kind: 'proxy'; readonly status: number; readonly error: Error }
  | { readonly kind: 'too-large'; readonly maxBytes: number }
  | { readonly kind: 'status'; readonly response: ErrorResponse }
  /** The job was cancelled before the response came. */
  | { readonly kind: 'cancelled' }
  /** The job was cancelled before the request was sent; `again`: it was sent before, and failed. */
  | { readonly kind: 'not-sent'; readonly again: boolean }
  /** Not sent: what it depends on was seen too long ago. The caller reads again. */
  | { readonly kind: 'late' };

/** A request that failed, to its last attempt. The message says what was being done, and how it failed. */
export class HttpFailure extends Error {
  readonly failure: HttpCause;
  /** An attempt got no answer, or a 5xx: the request may have been carried out all the same. */
  readonly mayHaveApplied: boolean;
  /** How long the server asks to wait before it is sent again, where it says. */
  readonly waitSeconds: number | undefined;
  /** With which the caller may send it again, if what it depends on still holds. */
  readonly earlier: EarlierAttempts | undefined;

  constructor(
    message: string,
    failure: HttpCause,
    { mayHaveApplied, waitSeconds, earlier }: Pick<HttpFailure, 'mayHaveApplied'> & Partial<HttpFailure>,
  ) {
    super(message, 'error' in failure ? { cause: failure.error } : {});
    this.name = 'HttpFailure';
    this.failure = failure;
    this.mayHaveApplied = mayHaveApplied;
    this.waitSeconds = waitSeconds;
    this.earlier = earlier;
  }
}

/** One failed attempt in a sentence: `could not list the plans: HTTP 503: maintenance (https://…, request ID 7)`. */
export function describeAttempt({ purpose }: HttpRequest, cause: HttpCause, url: string): string {
  const requestId = cause.kind === 'status' ? cause.response.requestId : undefined;
  return `could not ${purpose}: ${describeCause(cause)} (${url}${requestId === undefined ? '' : `, request ID ${requestId}`})`;
}

function describeCause(cause: HttpCause): string {
  switch (cause.kind) {
    case 'network':
      return describeNetworkError(cause.error);
    case 'timeout':
      return `no complete answer within ${String(cause.seconds)} s, ${cause.received}`;
    case 'certificate':
      // Without Node's advice on how to start Node.
      return cause.error.message.replace(/; if the root CA is installed locally.*$/, '');
    case 'proxy':
      return `the proxy answered HTTP ${String(cause.status)}`;
    case 'too-large':
      return `the answer is larger than ${String(cause.maxBytes / 1024 / 1024)} MiB`;
    case 'status': {
      const { status, message, location } = cause.response;
      const to = location === undefined ? '' : `, to ${location}`;
      return `HTTP ${String(status)}${message === '' ? '' : `: ${message}`}${to}`;
    }
    case 'not-sent':
      return `the job was cancelled before it was sent${cause.again ? ' again' : ''}`;
    case 'cancelled':
      return 'the job was cancelled';
    case 'late':
      return 'it was not sent: what it depends on was seen too long ago';
  }
}

export function describeNetworkError(error: Error): string {
  const atProxy = /tunneling socket could not be established, (?:cause=)?(.*)/.exec(error.message)?.[1];
  // Empty where several addresses failed: the proxy library drops the reasons.
  if (atProxy !== undefined)
    return `the proxy did not open a tunnel (${atProxy === '' ? 'none of its addresses could be reached; all were tried' : atProxy.replace('statusCode=', 'it answered HTTP ')})`;
  if (error.message.includes('illegal response body from proxy'))
    return 'the proxy did not open a tunnel (it answered with something of its own)';
  const tried =
    'errors' in error && Array.isArray(error.errors) ? error.errors.filter((each) => each instanceof Error) : [];
  if (tried.length > 0)
    return `none of the host's addresses could be reached; all were tried: ${tried.map(describeAddress).join(', ')}`;
  if (isTls(error)) return `no TLS connection could be made (${tlsReasonOf(error)})`;
  if (isNoHttp(error)) return `the response is not valid HTTP (${error.message.replace('Parse Error: ', '')})`;
  const code = codeOf(error);
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
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'the host cannot be reached';
    default:
      return error.message === '' ? `network failure ${code}` : error.message;
  }
}

/** Whether something answered that is no web server, or a broken one, by the codes of Node's parser. */
export function isNoHttp(error: Error): boolean {
  return codeOf(error).startsWith('HPE_');
}

/** Whether the TLS handshake failed, for another reason than the server's certificate. */
export function isTls(error: Error): boolean {
  return /^(EPROTO$|ERR_SSL_)/.test(codeOf(error));
}

/** In the words of OpenSSL, where these say more than that something else than TLS came back. */
function tlsReasonOf({ message }: Error): string {
  const reason = /:error:[\dA-F]+:[^:]*:[^:]*:([^:]+):/.exec(message)?.[1] ?? 'wrong version number';
  return reason === 'wrong version number' ? 'does the server speak https at this port?' : reason;
}

/** An address that was tried, and how it failed: `192.0.2.1 (the connection was refused)`. */
function describeAddress(error: Error): string {
  const address = 'address' in error && typeof error.address === 'string' ? error.address : 'one';
  return `${address} (${describeNetworkError(error)})`;
}
