import { describe, expect, it } from '@jest/globals';
import { type HostFault, RATE_LIMITS, secondaryLimit } from '../../simulator/hosts/faults.ts';
import { WaitBudget } from '../../src/http/wait-budget.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { APIS, hostOf, hostWorld } from '../support/hosts.ts';

const LIMITS = Object.entries(RATE_LIMITS);
const PAGES = 'orgs/acme/repos';

describe.each(LIMITS)('%s', (_, limit) => {
  it('is waited for, and the inventory is complete', async () => {
    const clock = new FakeClock();
    const faults = [{ path: PAGES, occurrence: 2, fault: limit(30, clock.now()) }] as const;
    const { read } = await hostOf('github', hostWorld(250), { clock, faults });

    expect(await read()).toMatchObject({ incomplete: undefined, repositories: { length: 250 } });

    // All requests wait for the same.
    expect(Math.min(...clock.slept)).toBeGreaterThan(28_000);
    expect(Math.max(...clock.slept)).toBeLessThanOrEqual(31_000);
  });

  it('of an hour ends the reading at once, and says when to run again', async () => {
    const clock = new FakeClock();
    const faults = [{ path: PAGES, occurrence: 'every', fault: limit(3600, clock.now()) }] as const;
    const { read, simulator } = await hostOf('github', hostWorld(250), { clock, faults });

    const { incomplete, repositories } = await read();

    expect(repositories).toEqual([]);
    expect(clock.slept).toEqual([]);
    expect(simulator.requests.filter(({ path }) => path === PAGES)).toHaveLength(1);
    expect(incomplete).toMatch(/run again in 6\d minutes, after \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
  });
});

describe("GitHub's secondary limit without a time", () => {
  it('is waited for a minute, and then for longer', async () => {
    const clock = new FakeClock();
    const fault = secondaryLimit(clock.now());
    const faults = [1, 2].map((occurrence) => ({ path: PAGES, occurrence, fault }));
    const { read } = await hostOf('github', hostWorld(5), { clock, faults });
    expect((await read()).incomplete).toBeUndefined();
    expect(clock.slept).toEqual(expect.arrayContaining([60_000, 120_000]));
  });

  it('is not a missing scope', async () => {
    const clock = new FakeClock();
    const faults = [{ path: PAGES, occurrence: 'every', fault: secondaryLimit(clock.now()) }] as const;
    const { read } = await hostOf('github', hostWorld(5), { clock, faults, retries: 1 });
    const { incomplete } = await read();
    expect(incomplete).toContain('the host limits the rate of requests, or its load; run again');
    expect(incomplete).not.toContain('scope');
  });
});

describe.each(APIS)('%s', (api) => {
  it('is tried again after 429', async () => {
    const fault: HostFault = { kind: 'answer', status: 429, headers: { 'retry-after': '7' } };
    const { read, clock } = await hostOf(api, hostWorld(5), { faults: [{ path: '*', occurrence: 1, fault }] });
    expect((await read()).incomplete).toBeUndefined();
    expect(clock.slept).toContain(7000);
  });

  it('a 403 that is about rights is not waited for', async () => {
    const headers = { 'x-ratelimit-remaining': '4000', 'x-ratelimit-reset': '4102444800' };
    const fault: HostFault = { kind: 'answer', status: 403, headers, body: '{"message":"Forbidden"}' };
    const { read, clock } = await hostOf(api, hostWorld(5), { faults: [{ path: '*', occurrence: 'every', fault }] });
    expect((await read()).incomplete).toContain('host-token lacks the right');
    expect(clock.slept).toEqual([]);
  });
});

describe('what is shared with GitProtect', () => {
  it('is the time for waiting: what one has waited, the other waits less', async () => {
    const clock = new FakeClock();
    const budget = new WaitBudget(60);
    budget.take(40_000, clock.monotonic() - 100_000);
    const fault: HostFault = { kind: 'answer', status: 429, headers: { 'retry-after': '30' } };
    const { read } = await hostOf('gitlab', hostWorld(5), {
      clock,
      budget,
      faults: [{ path: '*', occurrence: 1, fault }],
    });
    expect((await read()).incomplete).toMatch(/run again in 30 s/);
  });
});
