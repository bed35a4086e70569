import { describe, expect, it } from '@jest/globals';
import { type ActionRun, runAction } from '../../scripts/run-action.ts';
import type { ScriptedFault } from '../../simulator/faults.ts';
import type { Simulator, SimulatorOptions } from '../../simulator/server.ts';
import type { World } from '../../simulator/world.ts';
import { KILLED } from '../support/killed.ts';
import { callsOf, serve, type SmallWorld, smallWorld } from '../support/service.ts';

const ACTIVATE = 'git/repositories/activate';
const ATTACH = 'plans/attachgitrepository';
const SYNC = 'git/repositories/sync';

/** Runs the committed bundle on a simulator with the simulated account's credentials. */
async function runOn(
  simulator: Simulator,
  inputs: Readonly<Record<string, string>> = {},
  onStart?: (processId: number) => void,
): Promise<ActionRun> {
  const { email, password } = simulator.world.account;
  return await runAction({
    inputs: { 'server-url': simulator.url, email, password, plan: 'Daily', ...inputs },
    ...(onStart === undefined ? {} : { onStart }),
  });
}

/** When a run is killed: upon its n-th request, or upon one to an endpoint. */
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
      if (endpoint === '*' || request.endpoint === endpoint) count++;
      if (count === occurrence) signal(effect === 'before its effect' ? 'SIGKILL' : 'SIGSTOP');
    },
  };
  const simulator = await serve(world, options);
  const run = await runOn(simulator, inputs, (id) => (processId = id));
  return { run, simulator };
}

function expectKilled({ exitCode, signal, outputs, summary }: ActionRun): void {
  expect([exitCode, signal]).toEqual(KILLED);
  // It had no time to say anything, least of all that all is well.
  expect([outputs, summary]).toEqual([{}, '']);
}

function expectProved({ exitCode, signal, outputs, stdout }: ActionRun): void {
  expect([exitCode, signal]).toEqual([0, null]);
  expect(JSON.parse(outputs['report'] ?? '{}')).toMatchObject({ repositories: [{ proved: true }] });
  expect(stdout).toContain('✅ Protected');
}

/** Whether `api` is licensed, and whether it is in `Daily`. */
function stateOf({ api, daily }: SmallWorld): readonly [boolean, boolean] {
  return [api.licensed, daily.repositories.has(api.id)];
}

/** A correcting run's requests: sign-in, organizations, two lists, license, plan, two lists. */
const ACTIVATES = 5;
const ATTACHES = 6;

describe('a run that is killed', () => {
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
  const moments = (['before its effect', 'after its effect'] as const).flatMap((effect) =>
    numbers.map((occurrence): [number, Moment] => [occurrence, { endpoint: '*', occurrence, effect }]),
  );

  it.each(moments.map(([n, moment]): [number, string, Moment] => [n, moment.effect, moment]))(
    'upon request %i, %s, is healed by the next one',
    async (n, effect, moment) => {
      const small = smallWorld({ refusesDoubles: true });
      const last = effect === 'after its effect' ? n : n - 1;
      const { run, simulator } = await runKilled(small.world, moment);
      expectKilled(run);
      expect(simulator.requests.length).toBeGreaterThanOrEqual(n);
      expect(stateOf(small)).toEqual([last >= ACTIVATES, last >= ATTACHES]);

      const next = await runOn(await serve(small.world));
      expectProved(next);
      expect(stateOf(small)).toEqual([true, true]);
      // Only what was still to do is done, and said.
      expect(next.outputs).toMatchObject({
        changed: String(last < ATTACHES),
        'license-status': last >= ACTIVATES ? 'already-active' : 'activated',
        'plan-status': last >= ATTACHES ? 'already-attached' : 'attached',
      });
    },
  );

  it.each(['before its effect', 'after its effect'] as const)(
    'upon a synchronization, %s, is healed by the next one',
    async (effect) => {
      const { world, acme, daily } = smallWorld({ syncMs: 1500 });
      acme.atHost.add('brand-new');
      const inputs = { repository: 'brand-new' };
      const { run } = await runKilled(world, { endpoint: SYNC, occurrence: 1, effect }, inputs);
      expectKilled(run);
      expect(acme.syncEnds === undefined).toBe(effect === 'before its effect');

      expectProved(await runOn(await serve(world), inputs));
      expectOnce(world, daily.id, 'brand-new');
    },
  );
});

/** The repository is listed once, licensed, and in the plan beside the one that was there. */
function expectOnce(world: World, plan: string, name: string): void {
  const named = [...world.repositories.values()].filter((repository) => repository.name === name);
  expect(named).toHaveLength(1);
  expect(world.isProtected(named[0]?.id ?? '', plan)).toBe(true);
  const members = [...(world.plans.get(plan)?.repositories ?? [])].map((id) => world.repositories.get(id)?.name);
  expect(members.sort()).toEqual([name, 'website'].sort());
}

describe.each([true, false])('two runs at once, where doubles are refused: %s', (refusesDoubles) => {
  it.each([0, 25, 150])(
    'on one repository both end well, and nothing is doubled (latency %i ms)',
    async (latencyMs) => {
      // One license for each of the two repositories, and none to waste.
      const { world, daily } = smallWorld({ refusesDoubles, licenses: 2 });
      const simulator = await serve(world, { latencyMs });

      const runs = await Promise.all([runOn(simulator), runOn(simulator)]);

      for (const run of runs) expectProved(run);
      expectOnce(world, daily.id, 'api');
      expect(world.freeLicenses()).toBe(0);
      const writes = [callsOf(simulator, ACTIVATE), callsOf(simulator, ATTACH)];
      // Nobody writes more than once, and with a long latency both look before either has written.
      for (const count of writes) expect([1, 2]).toContain(count);
      if (latencyMs === 150) expect(writes).toEqual([2, 2]);
      expect(runs.map(({ outputs }) => outputs['changed'])).toContain('true');

      const next = await runOn(simulator);
      expect(next.outputs).toMatchObject({ drift: 'false', changed: 'false' });
    },
  );

  it('on one repository that needs a synchronization both end well, and it is listed once', async () => {
    const { world, acme, daily } = smallWorld({ refusesDoubles, licenses: 2, syncMs: 800 });
    acme.atHost.add('brand-new');
    const simulator = await serve(world, { latencyMs: 100 });
    const inputs = { repository: 'brand-new' };

    const runs = await Promise.all([runOn(simulator, inputs), runOn(simulator, inputs)]);

    for (const run of runs) expectProved(run);
    expect(callsOf(simulator, SYNC)).toBe(2);
    expectOnce(world, daily.id, 'brand-new');
    expect(world.freeLicenses()).toBe(0);
  });
});
