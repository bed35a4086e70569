import { describe, expect, it } from '@jest/globals';
import { RateLimitError } from '../../src/gitprotect/errors.ts';
import { failureOf } from '../support/failure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { faultyClient } from '../support/faulty-client.ts';

describe('the wait before a further attempt', () => {
  it('doubles up to 30 seconds, and chance takes a part of it', async () => {
    const { service, clock } = await faultyClient({ kind: 'answer', status: 500 }, 'every', {
      retries: 7,
      random: () => 0.5,
    });

    await failureOf(service.organizations().read());

    expect(clock.slept).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  });

  it('differs by chance, within its bounds', async () => {
    const { service, clock } = await faultyClient({ kind: 'reset', at: 'before-headers' }, 'every', { retries: 10 });

    await failureOf(service.organizations().read());

    const shares = clock.slept.map((slept, index) => slept / Math.min(30_000, 1000 * 2 ** index));
    expect(shares).toHaveLength(10);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...shares)).toBeLessThan(1);
    expect(new Set(shares).size).toBeGreaterThan(1);
  });

  const soon = (clock: FakeClock, seconds: number): Date => new Date((Math.floor(clock.now() / 1000) + seconds) * 1000);

  it.each<[string, number, (clock: FakeClock) => Record<string, string>, (clock: FakeClock) => number]>([
    ['Retry-After in seconds', 429, () => ({ 'retry-after': '7' }), () => 7000],
    ['Retry-After of 0', 429, () => ({ 'retry-after': '0' }), () => 0],
    ['Retry-After on a 503', 503, () => ({ 'retry-after': '120' }), () => 120_000],
    [
      'Retry-After as a date',
      429,
      (clock) => ({ 'retry-after': soon(clock, 20).toUTCString() }),
      (clock) => soon(clock, 20).getTime() - clock.now(),
    ],
    ['Retry-After as a date that is past', 429, (clock) => ({ 'retry-after': soon(clock, -9).toUTCString() }), () => 0],
    [
      'X-RateLimit-Reset',
      429,
      (clock) => ({ 'x-ratelimit-reset': String(soon(clock, 60).getTime() / 1000) }),
      (clock) => soon(clock, 60).getTime() - clock.now(),
    ],
    ['no Retry-After that can be read', 429, () => ({ 'retry-after': 'in a while' }), () => 0],
  ])('is what the server asks for and up to a second more: %s', async (_, status, headers, expected) => {
    const clock = new FakeClock();
    const asked = expected(clock);
    const fault = { kind: 'answer', status, headers: headers(clock) } as const;
    const { service, calls } = await faultyClient(fault, 1, { clock });

    await service.organizations().read();

    const [slept = -1, ...more] = clock.slept;
    expect(more).toEqual([]);
    expect(slept).toBeGreaterThanOrEqual(asked);
    expect(slept).toBeLessThan(asked + 1000);
    expect(calls()).toBe(2);
  });

  it.each<[string, (clock: FakeClock) => Record<string, string>, string]>([
    ['a day in seconds', () => ({ 'retry-after': '86400' }), '86400 s'],
    ['a second too long', () => ({ 'retry-after': '901' }), '901 s'],
    ['a day as a date', (clock) => ({ 'retry-after': soon(clock, 86_400).toUTCString() }), '86400 s'],
    [
      'an hour by its reset',
      (clock) => ({ 'x-ratelimit-reset': String(soon(clock, 3600).getTime() / 1000) }),
      '3600 s',
    ],
  ])('is not waited when it is longer than the run may wait: %s', async (_, headers, wait) => {
    const clock = new FakeClock();
    const fault = { kind: 'answer', status: 429, headers: headers(clock), body: 'too many' } as const;
    const { service, calls, url } = await faultyClient(fault, 'every', { clock, random: () => 0 });

    const failure = await failureOf(service.organizations().read());

    expect(failure).toBeInstanceOf(RateLimitError);
    expect(failure.message).toBe(
      `could not list the organizations: HTTP 429: too many (${url}); another attempt would have to wait ${wait}, and this run has already waited 0 s of at most 900 s for rate limits and before further attempts; the next run continues from here`,
    );
    expect(calls()).toBe(1);
    expect(clock.slept).toEqual([]);
  });
});
