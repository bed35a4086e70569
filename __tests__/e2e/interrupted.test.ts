import { beforeAll, describe, expect, it } from '@jest/globals';
import { type ActionRun, runAction, type RunOptions } from '../../scripts/run-action.ts';
import type { ScriptedFault } from '../../simulator/faults.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/server.ts';
import type { World } from '../../simulator/world.ts';
import { expectOnce, expectProved, protectionOf } from '../support/interruption.ts';
import { KILLED } from '../support/killed.ts';
import { callsOf, serve, smallWorld } from '../support/service.ts';

/* POSIX signals, and streams that are closed. contract/broken-off.test.ts breaks runs off at every request. */

const ATTACH = 'plans/attachgitrepository';
const SYNC = 'git/repositories/sync';

type Process = Pick<RunOptions, 'onStart' | 'closeStdout'>;

/** Runs the committed bundle on a simulator with the simulated account's credentials. */
async function runOn(
  simulator: Simulator,
  inputs: Readonly<Record<string, string>> = {},
  process: Process = {},
): Promise<ActionRun> {
  const { email, password } = simulator.world.account;
  return await runAction({
    inputs: { 'server-url': simulator.url, email, password, plan: 'Daily', ...inputs },
    ...process,
  });
}

/** When a run is killed: upon the n-th request to an endpoint. */
interface Moment {
  readonly endpoint: string;
  readonly occurrence: number;
  /** Before the request has its effect on the server, or when it has, before its answer can be read. */
  readonly effect: 'before its effect' | 'after its effect';
}

/** Runs, and kills the process at this moment. */
async function runKilled(
  world: World,
  { endpoint, occurrence, effect }: Moment,
  inputs: Readonly<Record<string, string>> = {},
): Promise<{ readonly run: ActionRun; readonly simulator: Simulator }> {
  let processId: number | undefined;
  const signal = (name: 'SIGSTOP' | 'SIGKILL'): void => {
    if (processId === undefined) throw new Error('there is no process to kill');
    process.kill(processId, name);
  };
  // A stalled request is never carried out. A change comes just before the work, and the kill right behind it; until
  // then the process stands still, so that it can't read the answer.
  const fault: ScriptedFault['fault'] =
    effect === 'before its effect'
      ? { kind: 'stall', at: 'before-headers' }
      : {
          kind: 'change',
          change: () => {
            setImmediate(signal, 'SIGKILL');
          },
        };
  let count = 0;
  const options: SimulatorOptions = {
    faults: [{ endpoint, occurrence, fault }],
    onRequest: (request) => {
      if (request.endpoint === endpoint) count++;
      if (request.endpoint === endpoint && count === occurrence)
        signal(effect === 'before its effect' ? 'SIGKILL' : 'SIGSTOP');
    },
  };
  const simulator = await serve(world, options);
  const run = await runOn(simulator, inputs, { onStart: (id) => (processId = id) });
  return { run, simulator };
}

function expectKilled({ exitCode, signal, outputs, summary }: ActionRun): void {
  expect([exitCode, signal]).toEqual(KILLED);
  // It had no time to say anything, least of all that all is well.
  expect([outputs, summary]).toEqual([{}, '']);
}

describe('a run that is killed', () => {
  it.each(['before its effect', 'after its effect'] as const)(
    'between two writes, upon the second of them, %s, is healed by the next one',
    async (effect) => {
      const small = smallWorld({ rejectsRepeats: true });
      const isAttached = effect === 'after its effect';
      const { run } = await runKilled(small.world, { endpoint: ATTACH, occurrence: 1, effect });
      expectKilled(run);
      expect(protectionOf(small)).toEqual([true, isAttached]);

      const next = await runOn(await serve(small.world));

      expectProved(next);
      expect(protectionOf(small)).toEqual([true, true]);
      // Only what was still to do is done, and reported.
      expect(next.outputs).toMatchObject({
        changed: String(!isAttached),
        'license-status': 'already-active',
        'plan-status': isAttached ? 'already-attached' : 'attached',
      });
    },
  );
});

/** What a run that was cancelled leaves: exit code 1, no signal, and the report everywhere. */
function expectCancelled({ exitCode, signal, stdout, stderr, outputs, summary }: ActionRun): void {
  expect([exitCode, signal, stderr]).toEqual([1, null, '']);
  expect(stdout).toMatch(/^::error title=The job was cancelled(?: \(.*?\))?::.*What to do: Run it again/m);
  expect(stdout + summary).not.toContain('✅');
  expect(outputs['plan-status']).toBe('failed');
  expect(JSON.parse(outputs['report'] ?? '')).toBeDefined();
  expect(summary).toContain('## ❌ GitProtect backup');
}

/** A run that gets SIGTERM when its attachment is not answered. */
async function runStalled(): Promise<{
  readonly run: ActionRun;
  readonly attachments: number;
  readonly protection: unknown;
}> {
  const small = smallWorld({ rejectsRepeats: true });
  let processId = 0;
  const simulator = await startSimulator(small.world, {
    faults: [{ endpoint: ATTACH, occurrence: 1, fault: { kind: 'stall', at: 'before-headers' } }],
    onRequest: ({ endpoint }) => {
      if (endpoint === ATTACH) process.kill(processId, 'SIGTERM');
    },
  });
  try {
    const run = await runOn(simulator, {}, { onStart: (id) => (processId = id) });
    return { run, attachments: callsOf(simulator, ATTACH), protection: protectionOf(small) };
  } finally {
    await simulator.close();
  }
}

// Begins before all other tests: it waits three seconds.
let stalled: ReturnType<typeof runStalled>;
beforeAll(() => {
  stalled = runStalled();
});

describe('a run that is cancelled', () => {
  it('by SIGINT while it waits for a synchronization ends at once, with its report', async () => {
    const { world, acme } = smallWorld({ syncMs: 60_000 });
    acme.atHost.add('brand-new');
    let processId = 0;
    const simulator = await serve(world, {
      onRequest: ({ endpoint }) => {
        // It has read the answer by then, and waits for a second.
        if (endpoint === SYNC) setTimeout(() => process.kill(processId, 'SIGINT'), 300);
      },
    });

    const run = await runOn(simulator, { repository: 'brand-new' }, { onStart: (id) => (processId = id) });

    expectCancelled(run);
    expect(run.stdout).toContain('asking GitProtect to synchronize');
    // One look less than it would have had after that second.
    expect(callsOf(simulator, 'git/repositories/getmany')).toBe(1);
  });

  it('by SIGTERM while the server does not answer a write waits three seconds for it, and reports', async () => {
    const { run, attachments, protection } = await stalled;

    expectCancelled(run);
    expect(run.milliseconds).toBeGreaterThan(2900);
    // The runner kills a step 7.5 s after it was asked to end.
    expect(run.milliseconds).toBeLessThan(6000);
    expect(attachments).toBe(1);
    expect(run.outputs).toMatchObject({ drift: 'true', changed: 'true', 'repositories-failed': '1' });
    expect(protection).toEqual([true, false]);
  });
});

describe('a run of which nobody reads the log', () => {
  it.each([
    ['protects all the same', 'api', 0],
    ['fails all the same', 'nowhere', 1],
  ])('%s, and writes outputs and summary', async (_, repository, exitCode) => {
    const small = smallWorld();
    const simulator = await serve(small.world);

    const run = await runOn(simulator, { repository, sync: 'never' }, { closeStdout: true });

    expect([run.exitCode, run.signal, run.stdout, run.stderr]).toEqual([exitCode, null, '', '']);
    expect(protectionOf(small)).toEqual(exitCode === 0 ? [true, true] : [false, false]);
    expect(run.outputs['plan-status']).toBe(exitCode === 0 ? 'attached' : 'failed');
    expect(run.summary).toContain(exitCode === 0 ? 'Protected, drift corrected' : 'What to do now');
  });
});

describe('two runs at once', () => {
  it('on one repository both end well, and nothing is doubled', async () => {
    // One license for each of the two repositories, and none to waste.
    const { world, daily } = smallWorld({ rejectsRepeats: true, licenses: 2 });
    const simulator = await serve(world, { latencyMs: 50 });

    const runs = await Promise.all([runOn(simulator), runOn(simulator)]);

    for (const run of runs) expectProved(run);
    expectOnce(world, daily.id, 'api');
    expect(world.freeLicenses()).toBe(0);
    expect(runs.map(({ outputs }) => outputs['changed'])).toContain('true');
  });
});
