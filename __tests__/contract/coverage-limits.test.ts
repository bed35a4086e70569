import { describe, expect, it } from '@jest/globals';
import type { Fault, Row, ScriptedFault } from '../../simulator/faults.ts';
import type { HostFault } from '../../simulator/hosts/faults.ts';
import type { SimulatorOptions } from '../../simulator/server.ts';
import { type CoveredRun, hosted, runWithHost } from '../support/coverage.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { APIS } from '../support/hosts.ts';
import { every } from '../support/leaving.ts';
import { expireDeadlines } from '../support/run.ts';
import { callsOf } from '../support/service.ts';
import { countOf, manyWorld, nameOf, PAGES, PLANS, protectedOf } from '../support/sweep.ts';

/* What GitProtect's requests and the host's share, and how one ends without the other. */

function countingNine(all: readonly Row[]): readonly Row[] {
  return all.map((row) => ({ ...row, totalRepositories: 9 }));
}

const ORGANIZATIONS = 'git/organizations/getmany';
const SYNC = 'git/repositories/sync';

const NAMES = Array.from({ length: 24 }, (_, index) => nameOf(index));

describe('concurrency', () => {
  it.each([1, 3])('is never exceeded by either service: %d', async (concurrency) => {
    const most = { gitProtect: 0, host: 0, both: 0 };
    let waiting = (): readonly [number, number] => [0, 0];
    const look = (): void => {
      const [ofGitProtect, ofHost] = waiting();
      most.gitProtect = Math.max(most.gitProtect, ofGitProtect);
      most.host = Math.max(most.host, ofHost);
      most.both = Math.max(most.both, ofGitProtect + ofHost);
    };
    const end = await runWithHost(manyWorld(24, { licensed: true, attached: true }).world, hosted(...NAMES), {
      api: 'gitlab',
      inputs: { concurrency: String(concurrency) },
      host: { pageCap: 1 },
      hostOptions: { latencyMs: 2, onRequest: look },
      service: { pageCap: 2, latencyMs: 2, onRequest: look },
      started: (simulator, host) => {
        waiting = () => [simulator.waiting, host.waiting];
      },
    });
    expect(end).toMatchObject({ success: true, gaps: [], inventory: { complete: true, pages: 24 } });
    expect(most).toMatchObject({ gitProtect: concurrency, host: concurrency });
    // They are read at the same time.
    expect(most.both).toBeGreaterThan(concurrency);
  });
});

describe('a host that keeps the run waiting', () => {
  it('has GitProtect read again: what it had before may be otherwise now', async () => {
    const { world, repositories } = manyWorld(1, { licensed: true, attached: true });
    const fault: HostFault = { kind: 'answer', status: 429, headers: { 'retry-after': '40' } };
    let requests = 0;
    const end = await runWithHost(world, hosted(nameOf(0)), {
      api: 'git-dev',
      inputs: { retries: '1' },
      // GitProtect has answered before the host does.
      hostOptions: {
        latencyMs: 100,
        faults: [{ path: 'repositories', occurrence: 1, fault }],
        onRequest: () => {
          requests++;
          if (requests === 2) for (const each of repositories) each.licensed = false;
        },
      },
      service: { faults: every('git/organizations/getmany', { kind: 'stale', rows: countingNine }) },
      run: { random: () => 0 },
    });
    expect(end.log.split('may not be complete::')).toHaveLength(2);
    expect(end).toMatchObject({
      ...{ success: true, gaps: [], inventory: { complete: true } },
      outputs: { 'license-status': 'activated' },
    });
    expect(repositories.map(({ licensed }) => licensed)).toEqual([true]);
  });
});

describe('a synchronization that was asked for, and after which a reading fails', () => {
  const REFUSED: Fault = { kind: 'answer', status: 403, body: '{"message":"not now"}' };

  /** While it is waited for, the repository loses its license. */
  async function synchronized(...faults: readonly ScriptedFault[]): Promise<CoveredRun> {
    const clock = new FakeClock();
    const now = (): number => clock.now();
    const { world, repositories } = manyWorld(1, { licensed: true, attached: true, now, syncMs: 8000 });
    let isLost = false;
    return await runWithHost(world, hosted(nameOf(0), 'new'), {
      inputs: { retries: '3' },
      service: {
        faults,
        onRequest: () => {
          if (isLost || clock.slept.length < 2) return;
          isLost = true;
          for (const each of repositories) each.licensed = false;
        },
      },
      run: { clock },
    });
  }

  it('has GitProtect read again: what it had before may be otherwise now', async () => {
    const { log, outputs } = await synchronized({ endpoint: ORGANIZATIONS, occurrence: 4, fault: REFUSED });

    expect(log).toContain('The run goes on with what GitProtect lists without that');
    expect(outputs).toMatchObject({ 'license-status': 'activated' });
  });

  it.each<[string, readonly ScriptedFault[]]>([
    ['was lost', [{ endpoint: SYNC, occurrence: 'every', fault: { kind: 'lost' } }]],
    [
      'was lost, and refused when it was asked for again',
      [
        ...[1, 2].map((occurrence) => ({ endpoint: SYNC, occurrence, fault: { kind: 'lost' } as const })),
        {
          endpoint: SYNC,
          occurrence: { from: 3 },
          fault: { kind: 'answer', status: 400, body: '{"message":"running"}' },
        },
      ],
    ],
  ])('has GitProtect read again where its own answer %s', async (_, faults) => {
    const { outputs } = await synchronized(...faults);

    expect(outputs).toMatchObject({ 'license-status': 'activated' });
  });

  it.each([400, 401, 403, 404])('reads nothing again where it was refused with %d', async (status) => {
    const { simulator, log } = await synchronized({
      endpoint: SYNC,
      occurrence: 'every',
      fault: { ...REFUSED, status },
    });

    expect(log).toContain('The run goes on with what GitProtect lists without that');
    expect(callsOf(simulator, PLANS)).toBe(1);
  });

  it('proves nothing where that fails, too', async () => {
    const { success, log } = await synchronized({ endpoint: PLANS, occurrence: { from: 2 }, fault: REFUSED });

    expect(success).toBe(false);
    expect(log).toContain('❌ Not proved to be protected, nothing was changed');
    expect(log).not.toContain('goes on with');
  });
});

describe('rate-limit-timeout', () => {
  function limited(status: number): HostFault {
    return { kind: 'answer', status, headers: { 'retry-after': '60' } };
  }

  async function runWith(seconds: number): Promise<CoveredRun & { readonly sleptMs: number }> {
    const clock = new FakeClock();
    const fault = limited(429);
    const end = await runWithHost(
      manyWorld(2, { licensed: true, attached: true }).world,
      hosted(nameOf(0), nameOf(1)),
      {
        api: 'git-dev',
        inputs: { 'rate-limit-timeout': String(seconds), retries: '2' },
        hostOptions: { faults: [1, 2].map((occurrence) => ({ path: 'repositories', occurrence, fault })) },
        run: { clock, random: () => 0 },
      },
    );
    return { ...end, sleptMs: clock.slept.reduce((sum, each) => sum + each, 0) };
  }

  it('is waited for', async () => {
    const { inventory, sleptMs, success } = await runWith(200);
    expect(success).toBe(true);
    expect(inventory).toMatchObject({ complete: true });
    expect(sleptMs).toBeGreaterThanOrEqual(120_000);
  });

  it('is not exceeded: the inventory is not complete then, and says when to run again', async () => {
    const { inventory, sleptMs, success, outputs } = await runWith(100);
    expect(success).toBe(true);
    expect(inventory).toMatchObject({
      complete: false,
      why: expect.stringMatching(/run again in .*rate-limit-timeout/),
    });
    expect(sleptMs).toBeLessThanOrEqual(100_000);
    expect(outputs['repositories-checked']).toBe('2');
  });

  it('is one for both services', async () => {
    const clock = new FakeClock();
    const many = manyWorld(1, { licensed: true, attached: true });
    // GitProtect is waited for first: it signs in before the host is asked.
    const fault = { kind: 'answer', status: 429, headers: { 'retry-after': '60' } } as const;
    const end = await runWithHost(many.world, hosted(nameOf(0)), {
      api: 'git-dev',
      inputs: { 'rate-limit-timeout': '100', retries: '2' },
      service: { faults: [{ endpoint: 'account/login', occurrence: 1, fault }] },
      hostOptions: { faults: [{ path: 'repositories', occurrence: 1, fault: limited(503) }] },
      run: { clock, random: () => 0 },
    });
    expect(end.success).toBe(true);
    expect(end.inventory).toMatchObject({ complete: false, why: expect.stringContaining('run again in 60 s') });
    expect(clock.slept.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(100_000);
  });
});

describe('where GitProtect fails while the host still answers', () => {
  it.each(APIS)('the run ends, and no request is sent to %s afterwards', async (api) => {
    const service: SimulatorOptions = {
      faults: [{ endpoint: PAGES, occurrence: 'every', fault: { kind: 'answer', status: 400 } }],
    };
    const end = await runWithHost(manyWorld(24).world, hosted(...NAMES), {
      ...{ api, service, host: { pageCap: 2 }, hostOptions: { latencyMs: 15 } },
      inputs: { concurrency: '2', sync: 'never' },
    });
    const sent = end.host.requests.length;
    expect(end.success).toBe(false);
    expect(countOf(end.simulator, PAGES)).toBe(1);
    expect(end.outputs['inventory-complete']).toBeUndefined();
    // As long as three of its answers take.
    await new Promise((resume) => setTimeout(resume, 45));
    expect(end.host.requests).toHaveLength(sent);
    expect(sent).toBeLessThan(12);
  });

  it("a host that never answers ends with its deadline, and GitProtect's side is done", async () => {
    const many = manyWorld(2);
    let isRead = (): boolean => false;
    // The clock is that of both services: it goes on once GitProtect's side is read.
    const onStall = (): void => {
      if (isRead()) setTimeout(expireDeadlines, 50);
      else setTimeout(onStall, 10);
    };
    const end = await runWithHost(many.world, hosted(nameOf(0), nameOf(1)), {
      // One request.
      api: 'git-dev',
      hostOptions: {
        faults: [{ path: '*', occurrence: 'every', fault: { kind: 'stall', at: 'before-headers' } }],
        onStall,
      },
      started: (simulator) => {
        isRead = () => countOf(simulator, PAGES) > 0 && countOf(simulator, PLANS) > 0 && simulator.waiting === 0;
      },
    });
    expect(end.success).toBe(true);
    expect(end.inventory).toMatchObject({ complete: false });
    expect(protectedOf(many)).toHaveLength(2);
  });
});
