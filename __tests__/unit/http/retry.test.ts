import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HttpCause } from '../../../src/http/failure.ts';
import { decideRetry, mayHaveApplied } from '../../../src/http/retry.ts';
import { answered } from '../../support/service-errors.ts';

const A_DAY = 86_400;
const NOW = Date.UTC(2026, 0, 1);
const NETWORK: HttpCause = { kind: 'network', error: new Error('the connection was cut') };
const TIMEOUT: HttpCause = { kind: 'timeout', seconds: 30, received: 'not even headers' };
const CANCELLED: HttpCause = { kind: 'cancelled' };
const TOO_LARGE: HttpCause = { kind: 'too-large', maxBytes: 1024 };
const PERMANENT: readonly HttpCause[] = [
  { kind: 'certificate', error: new Error('self-signed certificate') },
  { kind: 'proxy', status: 407, error: new Error('statusCode=407') },
  { kind: 'not-sent', again: false },
  CANCELLED,
  TOO_LARGE,
];

/** The server answered with this status, and with these headers where they are given. */
function answeredWith(status: number, retryAfter?: string, rateLimitReset?: string): HttpCause {
  return answered(status, '', {
    ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
    ...(rateLimitReset === undefined ? {} : { 'x-ratelimit-reset': rateLimitReset }),
  });
}

function httpDate(secondsFromNow: number): string {
  return new Date(NOW + secondsFromNow * 1000).toUTCString();
}

function epoch(secondsFromNow: number): string {
  return String(NOW / 1000 + secondsFromNow);
}

describe('whether a request is sent again', () => {
  it.each([200, 301, 400, 401, 403, 404, 409, 410, 422, 499])('never after HTTP %i', (status) => {
    expect(decideRetry(answeredWith(status, '1'), 1, 10, NOW, 0)).toEqual({ again: false, why: 'permanent' });
  });

  it.each([408, 500, 502, 504, 599])('after HTTP %i, alone', (status) => {
    expect(decideRetry(answered(status), 1, 1, NOW, 0)).toEqual({ again: true, pauseMs: 0, shared: false });
  });

  it.each([429, 503])('after HTTP %i, when all others have waited too', (status) => {
    expect(decideRetry(answered(status), 1, 1, NOW, 0)).toEqual({ again: true, pauseMs: 0, shared: true });
  });

  it('after a network failure, alone', () => {
    expect(decideRetry(NETWORK, 1, 1, NOW, 0)).toEqual({ again: true, pauseMs: 0, shared: false });
  });

  it('after no answer in time, alone', () => {
    expect(decideRetry(TIMEOUT, 1, 1, NOW, 0)).toEqual({ again: true, pauseMs: 0, shared: false });
  });

  it.each(PERMANENT)('never after a failure that stays: $kind', (cause) => {
    expect(decideRetry(cause, 1, 10, NOW, 0)).toEqual({ again: false, why: 'permanent' });
  });

  it.each([
    [1, 0],
    [2, 1],
    [5, 4],
  ])('not after attempt %i with %i retries', (attempt, retries) => {
    expect(decideRetry(NETWORK, attempt, retries, NOW, 0)).toEqual({
      again: false,
      why: 'out-of-attempts',
      waitSeconds: undefined,
    });
  });
});

describe('whether a failed request may have been carried out', () => {
  it.each([408, 500, 502, 503, 504])('is not known after HTTP %i', (status) => {
    expect(mayHaveApplied(answered(status))).toBe(true);
  });

  it.each([302, 400, 401, 403, 404, 409, 429])('is known after HTTP %i: it was not', (status) => {
    expect(mayHaveApplied(answered(status))).toBe(false);
  });

  it.each([NETWORK, TIMEOUT, CANCELLED, TOO_LARGE])('is not known after $kind', (cause) => {
    expect(mayHaveApplied(cause)).toBe(true);
  });

  it.each(PERMANENT.filter((cause) => cause !== CANCELLED && cause !== TOO_LARGE))(
    'is known after $kind: it was not',
    (cause) => {
      expect(mayHaveApplied(cause)).toBe(false);
    },
  );
});

describe('how long it waits', () => {
  it.each([
    [1, 500],
    [2, 1000],
    [3, 2000],
    [5, 8000],
    [6, 15_000],
    [10, 15_000],
  ])('grows: after attempt %i it is half of its range, %i ms, by an even chance', (attempt, pauseMs) => {
    expect(decideRetry(NETWORK, attempt, 10, NOW, 0.5)).toEqual({ again: true, pauseMs, shared: false });
  });

  it.each([
    ['seconds', 429, '7', undefined, 7],
    ['seconds among blanks', 503, ' 7 ', undefined, 7],
    ['a fraction', 503, '1.5', undefined, 1.5],
    ['no time', 503, '0', undefined, 0],
    ['a day', 503, '86400', undefined, 86_400],
    ['a reset time in milliseconds', 429, undefined, `${epoch(45)}000`, 45],
    ['an HTTP date', 503, httpDate(30), undefined, 30],
    ['an HTTP date in the past', 503, httpDate(-30), undefined, 0],
    ['a reset time with 429', 429, undefined, epoch(45), 45],
    ['Retry-After before the reset time', 429, '7', epoch(45), 7],
    ['the reset time where Retry-After cannot be read', 429, 'soon', epoch(45), 45],
  ])('is what the server asks for, of all requests: %s', (_, status, retryAfter, reset, seconds) => {
    const failed = answeredWith(status, retryAfter, reset);
    expect(decideRetry(failed, 1, 1, NOW, 0)).toEqual({ again: true, pauseMs: seconds * 1000, shared: true });
    expect(decideRetry(failed, 1, 1, NOW, 0.5)).toEqual({ again: true, pauseMs: seconds * 1000 + 500, shared: true });
  });

  it.each([
    ['a word', 429, 'soon', undefined],
    ['nothing', 429, '', undefined],
    ['a negative number', 429, '-5', undefined],
    ['an exponent', 429, '1e3', undefined],
    ['a hexadecimal number', 429, '0x10', undefined],
    ['a date that is none', 429, 'Fri, 99 Foo 2026 00:00:00 GMT', undefined],
    ['a reset time that is none', 429, undefined, 'later'],
    ['a reset time in the past', 429, undefined, epoch(-5)],
    ['a reset time in seconds from now', 429, undefined, '45'],
    ['a reset time with another status', 500, undefined, epoch(45)],
    ['more than a day', 429, '86401', undefined],
    ['a number of seconds beyond all measure', 429, '9'.repeat(400), undefined],
    ['a date in more than a day', 429, httpDate(86_401), undefined],
    ['a reset time in more than a day', 429, undefined, epoch(86_401)],
    ['a reset time in nanoseconds', 429, undefined, `${epoch(45)}000000000`],
  ])('is the backoff where the server says %s', (_, status, retryAfter, reset) => {
    const decision = { again: true, pauseMs: 500, shared: status === 429 };
    expect(decideRetry(answeredWith(status, retryAfter, reset), 1, 1, NOW, 0.5)).toEqual(decision);
  });

  it.each([
    ['in seconds', '121', undefined, 121],
    ['in a fraction of a second', '120.5', undefined, 121],
    ['as a date', httpDate(3600), undefined, 3600],
    ['as a reset time', undefined, epoch(7200), 7200],
  ])('is said after the last attempt, %s', (_, retryAfter, reset, waitSeconds) => {
    const decision = { again: false, why: 'out-of-attempts', waitSeconds };
    expect(decideRetry(answeredWith(429, retryAfter, reset), 5, 4, NOW, 0)).toEqual(decision);
  });

  it.each([
    ['behind', -3600],
    ['ahead', 3600],
    ['years ahead', 10 * 365 * 86_400],
  ])('is measured by the clock of a server that is %s', (_, seconds) => {
    const date = httpDate(seconds);
    for (const headers of [
      { date, 'retry-after': httpDate(seconds + 30) },
      { date, 'x-ratelimit-reset': epoch(seconds + 30) },
    ])
      expect(decideRetry(answered(429, '', headers), 1, 1, NOW, 0)).toEqual({
        again: true,
        pauseMs: 30_000,
        shared: true,
      });
  });

  it.each(['soon', '7', ''])('is measured by our clock where the server gives the date as %j', (date) => {
    const failed = answered(429, '', { date, 'retry-after': httpDate(30) });
    expect(decideRetry(failed, 1, 1, NOW, 0)).toEqual({ again: true, pauseMs: 30_000, shared: true });
  });
});

describe('for any failure', () => {
  const header = fc.option(fc.oneof(fc.string(), fc.nat().map(String), fc.date({ noInvalidDate: true }).map(String)), {
    nil: undefined,
  });
  const anyFailure = fc.oneof(
    fc.constant(NETWORK),
    fc.tuple(fc.integer({ min: 200, max: 599 }), header, header).map((given) => answeredWith(...given)),
  );
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it('never goes on past the retries allowed', () => {
    fc.assert(
      fc.property(anyFailure, fc.nat(10), fc.integer({ min: 1, max: 5 }), chance, (failure, retries, more, luck) => {
        expect(decideRetry(failure, retries + more, retries, NOW, luck).again).toBe(false);
      }),
    );
  });

  it('waits a time that is neither negative nor longer than a day and a second', () => {
    fc.assert(
      fc.property(anyFailure, fc.integer({ min: 1, max: 10 }), chance, (failure, attempt, luck) => {
        const decision = decideRetry(failure, attempt, 10, NOW, luck);
        if (!decision.again) return;
        expect(decision.pauseMs).toBeGreaterThanOrEqual(0);
        expect(decision.pauseMs).toBeLessThanOrEqual((A_DAY + 1) * 1000);
      }),
    );
  });

  it('never comes back before the time that the server names', () => {
    fc.assert(
      fc.property(fc.nat(A_DAY), chance, (seconds, luck) => {
        for (const retryAfter of [String(seconds), httpDate(seconds)]) {
          const decision = decideRetry(answeredWith(503, retryAfter), 1, 1, NOW, luck);
          expect(decision.again && decision.pauseMs >= seconds * 1000).toBe(true);
        }
      }),
    );
  });
});
