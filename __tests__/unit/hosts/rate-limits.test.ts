import { describe, expect, it } from '@jest/globals';
import { isRateLimit } from '../../../src/hosts/failures.ts';
import type { HttpCause } from '../../../src/http/failure.ts';
import { decideRetry } from '../../../src/http/retry.ts';
import { answered } from '../../support/service-errors.ts';

/* How Git hosts limit the rate. */

const NOW = Date.UTC(2026, 0, 1);
const IN_45_S = String(NOW / 1000 + 45);

function decide(cause: HttpCause, attempt = 1): unknown {
  return decideRetry(cause, attempt, 5, NOW, 0, isRateLimit);
}

describe('a Git host that limits the rate is waited for by all requests', () => {
  it.each<[string, HttpCause, number]>([
    [
      '403 with nothing remaining',
      answered(403, '', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': IN_45_S }),
      45,
    ],
    ['403 with Retry-After', answered(403, '', { 'retry-after': '7' }), 7],
    [
      '403 with Retry-After, before the reset',
      answered(403, '', { 'retry-after': '7', 'x-ratelimit-reset': IN_45_S }),
      7,
    ],
    ['403 that says so', answered(403, 'API rate limit exceeded for user'), 60],
    [
      '403 that says so, where the window has requests left',
      answered(403, 'You have exceeded a secondary rate limit', {
        'x-ratelimit-remaining': '9',
        'x-ratelimit-reset': IN_45_S,
      }),
      60,
    ],
    ['429 that says so', answered(429, 'You have exceeded a secondary rate limit'), 60],
    ['429 with RateLimit-Reset in seconds', answered(429, '', { 'ratelimit-reset': '12' }), 12],
    ['429 with RateLimit-Reset since the epoch', answered(429, '', { 'ratelimit-reset': IN_45_S }), 45],
    [
      '429 with both, of which X- is known longer',
      answered(429, '', { 'ratelimit-reset': '12', 'x-ratelimit-reset': IN_45_S }),
      45,
    ],
  ])('%s', (_, cause, seconds) => {
    expect(decide(cause)).toEqual({ again: true, pauseMs: seconds * 1000, shared: true });
  });

  it('longer each time where it names no time', () => {
    const limited = answered(403, 'secondary rate limit');
    expect([1, 2, 3].map((attempt) => decide(limited, attempt))).toMatchObject([
      { pauseMs: 60_000 },
      { pauseMs: 120_000 },
      { pauseMs: 240_000 },
    ]);
  });
});

describe('what is no limit of the rate', () => {
  it.each([
    ['403', answered(403, 'Resource not accessible by integration')],
    [
      '403 with requests remaining',
      answered(403, 'no', { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': IN_45_S }),
    ],
    ['404 with Retry-After', answered(404, '', { 'retry-after': '7' })],
  ])('is an answer: %s', (_, cause) => {
    expect(decide(cause)).toEqual({ again: false, why: 'permanent' });
  });

  it('is 403 with Retry-After for a service that does not limit so', () => {
    expect(decideRetry(answered(403, '', { 'retry-after': '7' }), 1, 5, NOW, 0)).toEqual({
      again: false,
      why: 'permanent',
    });
  });
});
