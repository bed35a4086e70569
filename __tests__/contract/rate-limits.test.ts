import { describe, expect, it } from '@jest/globals';
import type { ScriptedFault } from '../../simulator/faults.ts';
import type { RateLimit } from '../../simulator/rate-limit.ts';
import { PatientClock } from '../support/patient-clock.ts';
import { runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';
import {
  annotationsIn,
  ATTACH,
  countOf,
  type EndOfSweep,
  manyWorld,
  PAGES,
  protectedOf,
  sweep,
  totalsIn,
} from '../support/sweep.ts';

/* A server that limits the rate slows down all requests together: no request runs into the wall by itself. */

const WINDOW_MS = 10_000;
const ALLOWED = 20;

/** Sign-in, organizations, repositories and plans; 100 attachments; repositories and plans once more. */
const REQUESTS = 4 + 100 + 2;

/** The times at which requests came, window by window as the server counts them. */
function windowsOf(came: readonly number[]): readonly (readonly number[])[] {
  const windows: number[][] = [];
  for (const time of came) {
    const window = windows.at(-1);
    if (window === undefined || time >= (window[0] ?? 0) + WINDOW_MS) windows.push([time]);
    else window.push(time);
  }
  return windows;
}

/** The log's lines on pauses of all requests. */
function pausesIn({ log }: EndOfSweep): readonly string[] {
  return log.split('\n').filter((line) => line.includes('all requests wait'));
}

const HINTS: readonly NonNullable<RateLimit['retryAfter']>[] = ['seconds', 'date', 'reset'];

/** However it is announced, all requests wait in the same way. */
const LIMITED = HINTS.flatMap((hint) =>
  (hint === 'seconds' ? [1, 8, 32] : [8]).map((requests) => [hint, requests] as const),
);

describe('a limit of 20 requests in 10 s', () => {
  it.each(LIMITED)(
    'announced by %s is kept by %i requests at a time, and all succeed',
    async (retryAfter, concurrency) => {
      const clock = new PatientClock();
      const many = manyWorld(100, { licensed: true, now: () => clock.now() });
      const came: number[] = [];
      const simulator = await serve(many.world, {
        rateLimit: { requests: ALLOWED, perMs: WINDOW_MS, retryAfter },
        onRequest: () => {
          came.push(clock.now());
        },
      });

      const end = await sweep(simulator, { clock, concurrency, retries: 4 });

      expect(totalsIn(end)).toEqual({ changed: 100 });
      expect(protectedOf(many)).toHaveLength(100);
      const windows = windowsOf(came);
      expect(windows).toHaveLength(Math.ceil(REQUESTS / ALLOWED));
      expect(came.length - REQUESTS).toBe(windows.reduce((sum, { length }) => sum + Math.max(0, length - ALLOWED), 0));
      for (const window of windows) {
        const rejected = window.slice(ALLOWED);
        // Only what was under way when the first was rejected is rejected as well.
        expect(rejected.length).toBeLessThanOrEqual(concurrency);
        // From then on nothing is sent before the pause ends.
        expect(new Set(rejected).size).toBeLessThanOrEqual(1);
      }
      // Logged once a window.
      const pauses = pausesIn(end);
      expect(pauses.length).toBeGreaterThan(0);
      expect(pauses.length).toBeLessThanOrEqual(windows.length);
      expect(clock.now() - (came[0] ?? 0)).toBeLessThanOrEqual(windows.length * (WINDOW_MS + 2000));
    },
  );
});

describe('a limit of 20 requests in 10 s that is not announced', () => {
  it('is waited for all the same, and all succeed', async () => {
    const clock = new PatientClock();
    const many = manyWorld(100, { licensed: true, now: () => clock.now() });
    const came: number[] = [];
    const simulator = await serve(many.world, {
      rateLimit: { requests: ALLOWED, perMs: WINDOW_MS, retryAfter: 'none' },
      onRequest: () => {
        came.push(clock.now());
      },
    });

    const end = await sweep(simulator, { clock, retries: 10 });

    expect(totalsIn(end)).toEqual({ changed: 100 });
    expect(protectedOf(many)).toHaveLength(100);
    // The pauses grow and fewer requests come at a time: not many more are rejected than are answered.
    expect(came.length).toBeLessThanOrEqual(2.5 * REQUESTS);
  });
});

describe('after a 429', () => {
  it('half as many requests are sent at a time, and then more again', async () => {
    const clock = new PatientClock();
    const many = manyWorld(100, { licensed: true, now: () => clock.now() });
    const start = clock.now();
    let inFlight = 0;
    const counted: { readonly time: number; readonly inFlight: number }[] = [];
    const limited: ScriptedFault = {
      endpoint: ATTACH,
      occurrence: 50,
      fault: { kind: 'answer', status: 429, headers: { 'retry-after': '5' } },
    };
    const answered: ScriptedFault = {
      endpoint: '*',
      occurrence: 'every',
      fault: {
        kind: 'change',
        change: () => {
          inFlight--;
        },
      },
    };
    const simulator = await serve(many.world, {
      latencyMs: 5,
      faults: [limited, answered],
      onRequest: ({ endpoint }) => {
        counted.push({ time: clock.now(), inFlight: ++inFlight });
        // The one that will be rejected is not answered by the other fault.
        if (endpoint === ATTACH && countOf(simulator, ATTACH) === 49) inFlight--;
      },
    });

    const end = await sweep(simulator, { clock, concurrency: 8, retries: 1 });

    expect(totalsIn(end)).toEqual({ changed: 100 });
    const before = counted.filter(({ time }) => time === start).map((each) => each.inFlight);
    const after = counted.filter(({ time }) => time > start).map((each) => each.inFlight);
    expect(Math.max(...before)).toBe(8);
    expect(counted.every(({ time }) => time === start || time >= start + 5000)).toBe(true);
    expect(Math.max(...after.slice(0, 4))).toBeLessThanOrEqual(4);
    // One more for each round of successes: 4, 5, 6, 7 and then 8.
    expect(Math.max(...after.slice(0, 8))).toBeLessThanOrEqual(5);
    expect(Math.max(...after)).toBe(8);
    expect(simulator.mostAtOnce).toBe(8);
    expect(pausesIn(end).join('\n')).toContain('all requests wait, then go on 4 at a time');
  });

  it('pauses are not all logged where there are many', async () => {
    const clock = new PatientClock();
    const many = manyWorld(60, { licensed: true, now: () => clock.now() });
    const refused = Array.from({ length: 60 }, (_, index): ScriptedFault => ({
      endpoint: ATTACH,
      occurrence: 2 * index + 1,
      fault: { kind: 'answer', status: 503 },
    }));

    const end = await sweep(await serve(many.world, { faults: refused }), { clock, concurrency: 1, retries: 4 });

    expect(totalsIn(end)).toEqual({ changed: 60 });
    expect(pausesIn(end)).toHaveLength(50);
  });

  it('nothing is sent before the pause ends', async () => {
    const clock = new PatientClock();
    const many = manyWorld(60, { licensed: true, now: () => clock.now() });
    const times: number[] = [];
    const simulator = await serve(many.world, {
      rateLimit: { requests: 40, perMs: 300 },
      onRequest: () => times.push(clock.now()),
    });

    const { success } = await runAgainst(simulator, { repository: '*', retries: '3' }, { clock });

    expect(success).toBe(true);
    expect(protectedOf(many)).toHaveLength(60);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    // The server asks for one second, and a part of another is added by chance.
    expect(gaps.filter((gap) => gap > 900)).toHaveLength(1);
    expect(gaps.filter((gap) => gap > 200 && gap <= 900)).toEqual([]);
    expect(simulator.requests.length - (4 + 60 + 2)).toBeLessThanOrEqual(8);
  });
});

describe('a server that asks to wait for longer than a run can', () => {
  it.each([
    ['in seconds', { 'retry-after': '3600' }],
    ['until a date', { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }],
    ['until a reset', { 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3600) }],
  ])('%s, fails the run with one message', async (_, headers) => {
    const many = manyWorld(10, { licensed: true });
    const limited: ScriptedFault = {
      endpoint: PAGES,
      occurrence: 'every',
      fault: { kind: 'answer', status: 429, headers },
    };
    const simulator = await serve(many.world, { faults: [limited] });

    const { success, log } = await runAgainst(simulator, { repository: '*', retries: '4' });

    expect(success).toBe(false);
    expect(annotationsIn(log)).toHaveLength(1);
    expect(log).toMatch(
      /::error title=GitProtect limits the rate of requests::.*another attempt would have to wait 3\d{3} s/,
    );
    expect(countOf(simulator, PAGES)).toBe(1);
  });

  it('in the middle of the attachments, fails those that are left with one message', async () => {
    const many = manyWorld(100, { licensed: true });
    const limited: ScriptedFault = {
      endpoint: ATTACH,
      occurrence: { from: 31 },
      fault: { kind: 'answer', status: 429, headers: { 'retry-after': '3600' } },
    };
    const simulator = await serve(many.world, { faults: [limited] });

    const end = await sweep(simulator, { retries: 4 });

    expect(totalsIn(end)).toEqual({ changed: 30, failed: 70 });
    // The one message of those that were tried, and that the others weren't.
    expect(annotationsIn(end.log).length).toBeLessThanOrEqual(2);
    expect(countOf(simulator, ATTACH) - 30).toBeLessThanOrEqual(16);
  });
});
