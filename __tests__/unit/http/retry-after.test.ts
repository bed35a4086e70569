import { describe, expect, it } from '@jest/globals';
import { decideRetry } from '../../../src/http/retry.ts';
import { answered } from '../../support/service-errors.ts';

describe('a wait that the server asks for', () => {
  const now = 1_000_000_000_000;
  const decide = (headers: Readonly<Record<string, string>>): unknown =>
    decideRetry(answered(429, '', headers), 1, 3, now, 0);

  it.each([
    ['0.25', { again: true, pauseMs: 250, shared: true }],
    ['x5', { again: true, pauseMs: 0, shared: true }],
    ['12 Mon, 01 Jan 2035 00:00:00 GMT', { again: true, pauseMs: 0, shared: true }],
  ])('of %j is read strictly', (retryAfter, decision) => {
    expect(decide({ 'retry-after': retryAfter })).toEqual(decision);
  });

  it.each([
    [' 1000000010 ', { again: true, pauseMs: 10_000, shared: true }],
    ['in 1000000010', { again: true, pauseMs: 0, shared: true }],
  ])('until %j is read strictly', (reset, decision) => {
    expect(decide({ 'x-ratelimit-reset': reset })).toEqual(decision);
  });
});
