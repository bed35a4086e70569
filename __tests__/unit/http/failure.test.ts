import { describe, expect, it } from '@jest/globals';
import { describeAttempt, type HttpCause, HttpFailure } from '../../../src/http/failure.ts';
import type { HttpRequest } from '../../../src/http/request.ts';

const REQUEST: HttpRequest = { method: 'POST', path: 'account/login', purpose: 'sign in', repeated: 'by-itself' };
const URL_SENT = 'https://gitprotect.example/account/login';

function networkError(message: string, code?: string): HttpCause {
  return { kind: 'network', error: Object.assign(new Error(message), code === undefined ? {} : { code }) };
}

function described(message: string, code?: string): string {
  return describeAttempt(REQUEST, networkError(message, code), URL_SENT);
}

describe('a failure of the network', () => {
  it.each([
    ['ENOTFOUND', 'the host name cannot be resolved'],
    ['EAI_AGAIN', 'the host name cannot be resolved'],
    ['ECONNREFUSED', 'the connection was refused'],
    ['ECONNRESET', 'the connection was cut'],
    ['EPIPE', 'the connection was cut'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'the connection was cut'],
    ['EPROTO', 'no TLS connection could be made (does the server speak https at this port?)'],
    ['ETIMEDOUT', 'the host cannot be reached'],
    ['EHOSTUNREACH', 'the host cannot be reached'],
    ['ENETUNREACH', 'the host cannot be reached'],
    ['HPE_INVALID_CONSTANT', 'the response is not valid HTTP (some text)'],
    ['EWHATEVER', 'some text'],
  ])('of code %s is described as: %s', (code, text) => {
    expect(described('some text', code)).toBe(`could not sign in: ${text} (${URL_SENT})`);
  });

  it.each([
    [
      'EPROTO',
      'write EPROTO 40ED:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:x.c:1',
      /speak https/,
    ],
    [
      'EPROTO',
      'write EPROTO 40ED:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:x.c:1',
      /\(tlsv1 alert protocol version\)/,
    ],
    [
      'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
      '40ED:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:x.c:1:SSL alert number 116\n',
      /no TLS connection could be made \(tlsv13 alert certificate required\)/,
    ],
  ])('of TLS is described by its reason: %s, %s', (code, text, reason) => {
    expect(described(text, code)).toMatch(reason);
  });

  it('is described by its code where it has no text, and by its text where it has no code', () => {
    expect(described('', 'EWHATEVER')).toContain('network failure EWHATEVER');
    expect(described('some text')).toContain('some text');
  });

  it('at the proxy is described as such', () => {
    const refused = described('tunneling socket could not be established, cause=connect ECONNREFUSED 127.0.0.1:9');
    expect(refused).toContain('the proxy did not open a tunnel (connect ECONNREFUSED 127.0.0.1:9)');
    expect(described('tunneling socket could not be established, statusCode=502')).toContain('(it answered HTTP 502)');
    expect(described('tunneling socket could not be established, cause=')).toContain(
      'the proxy did not open a tunnel (none of its addresses could be reached; all were tried)',
    );
  });
});

describe('an attempt that failed', () => {
  it.each<[string, HttpCause, string]>([
    [
      'no answer',
      { kind: 'timeout', seconds: 30, received: 'not even headers' },
      'no complete answer within 30 s, not even headers',
    ],
    ['a certificate', { kind: 'certificate', error: new Error('self-signed certificate') }, 'self-signed certificate'],
    ['a proxy', { kind: 'proxy', status: 407, error: new Error('tunnel') }, 'the proxy answered HTTP 407'],
    ['a large answer', { kind: 'too-large', maxBytes: 32 * 1024 * 1024 }, 'the answer is larger than 32 MiB'],
    ['a cancelled job', { kind: 'cancelled' }, 'the job was cancelled'],
    ['a request that was not sent', { kind: 'not-sent', again: false }, 'the job was cancelled before it was sent'],
    ['one not sent again', { kind: 'not-sent', again: true }, 'the job was cancelled before it was sent again'],
  ])('by %s is one sentence', (_, cause, text) => {
    expect(describeAttempt(REQUEST, cause, URL_SENT)).toBe(`could not sign in: ${text} (${URL_SENT})`);
  });

  it.each([
    [
      { message: 'maintenance', requestId: '7', location: undefined },
      `HTTP 503: maintenance (${URL_SENT}, request ID 7)`,
    ],
    [
      { message: '', requestId: undefined, location: 'https://other.test' },
      `HTTP 503, to https://other.test (${URL_SENT})`,
    ],
    [{ message: '', requestId: undefined, location: undefined }, `HTTP 503 (${URL_SENT})`],
  ])('by a status says what the server said: %j', (said, text) => {
    const cause: HttpCause = { kind: 'status', response: { status: 503, headers: {}, isWebPage: false, ...said } };
    expect(describeAttempt(REQUEST, cause, URL_SENT)).toBe(`could not sign in: ${text}`);
  });
});

describe('a request that failed for good', () => {
  it('has its failure, and the error of the network as its cause', () => {
    const error = new Error('x');
    const failure = new HttpFailure('could not sign in', { kind: 'network', error }, { mayHaveApplied: true });
    expect(failure).toMatchObject({ message: 'could not sign in', failure: { kind: 'network', error }, cause: error });
    expect(failure.mayHaveApplied).toBe(true);
    expect(
      new HttpFailure('could not sign in', { kind: 'cancelled' }, { mayHaveApplied: false }).cause,
    ).toBeUndefined();
  });
});
