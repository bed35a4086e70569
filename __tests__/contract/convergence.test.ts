import { afterAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { ScriptedFault } from '../../simulator/faults.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import {
  type EndOfRun,
  isProvedIn,
  runInFull,
  type Runner,
  type RunSettings,
  runWithoutWaiting,
} from '../support/end-of-run.ts';
import { expectedEnd } from '../support/expected-end.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { anyScenario, ONCE_WRONG, type Scenario } from '../support/scenario.ts';
import { setUp, type Stage } from '../support/stage.ts';
import { expectOnlyWhatWasAsked, expectTruthful, snapshotOf, writesOf } from '../support/truthfulness.ts';

/*
 * From any state of the simulated world, and under any schedule of faults that pass: a run reaches what is asked for
 * and says so, or fails; what it says is true; without faults it ends as the model of `expected-end.ts` says; and once
 * it is proved, nothing is changed any more.
 */

const CASES_WITHOUT_WAITING = 500;
const CASES_IN_FULL = 100;

const counted = { cases: 0, runs: 0, faulty: 0, proved: 0, unproved: 0, failed: 0, healed: 0 };

afterAll(() => {
  console.log(`convergence: ${JSON.stringify(counted)}`);
});

interface Done extends EndOfRun {
  /** The endpoints of the writes that were asked for, in order. */
  readonly writes: readonly string[];
}

/** Runs once, and checks what holds for every run. */
async function runOnce(
  runner: Runner,
  stage: Stage,
  settings: RunSettings,
  faults: readonly ScriptedFault[],
): Promise<Done> {
  counted.runs++;
  const { evidence, pageCap, lists } = stage.scenario;
  const before = snapshotOf(stage);
  const simulator: Simulator = await startSimulator(stage.world, { evidence, pageCap, lists, faults });
  try {
    const end = await runner(simulator, stage, settings);
    const writes = writesOf(simulator);
    expectTruthful(end, stage, before, settings.dryRun);
    expectOnlyWhatWasAsked(stage, before);
    if (settings.dryRun) expect(writes).toEqual([]);
    return { ...end, writes };
  } finally {
    await simulator.close();
  }
}

/** Runs without faults, and checks that it ends as it has to. */
async function runUndisturbed(runner: Runner, stage: Stage): Promise<Done> {
  const expected = expectedEnd(stage);
  const done = await runOnce(runner, stage, { dryRun: false, retries: 0 }, []);
  const { success, outputs } = done;
  expect(success ? (isProvedIn(outputs) ? 'proved' : 'unproved') : 'fails').toBe(expected);
  return done;
}

function expectSteady({ success, outputs, writes }: Done): void {
  expect(success).toBe(true);
  expect(writes).toEqual([]);
  expect(outputs).toMatchObject({
    drift: 'false',
    changed: 'false',
    'license-status': 'already-active',
    'plan-status': 'already-attached',
  });
}

async function expectConvergence(runner: Runner, stage: Stage): Promise<void> {
  const { dryRun, retries, faults } = stage.scenario;
  const undisturbed = faults.length === 0 && !dryRun;
  const first = undisturbed
    ? await runUndisturbed(runner, stage)
    : await runOnce(runner, stage, { dryRun, retries }, faults);
  const proved = first.success && isProvedIn(first.outputs);
  count(first, stage.scenario);

  const second = await runUndisturbed(runner, stage);
  if (proved) expectSteady(second);
  if (!second.success || !isProvedIn(second.outputs)) return;
  if (!first.success) counted.healed++;
  if (second.writes.length > 0) expectSteady(await runUndisturbed(runner, stage));
}

function count({ success, outputs }: Done, { faults }: Scenario): void {
  counted.cases++;
  if (faults.length > 0) counted.faulty++;
  counted[success ? (isProvedIn(outputs) ? 'proved' : 'unproved') : 'failed']++;
}

describe('a run converges', () => {
  it('from any state, under any schedule of faults that pass, also those that take long', async () => {
    const property = fc.asyncProperty(anyScenario, async (scenario) => {
      await expectConvergence(runWithoutWaiting, setUp(scenario, new FakeClock()));
    });
    await fc.assert(property, { numRuns: CASES_WITHOUT_WAITING, examples: ONCE_WRONG.map((scenario) => [scenario]) });
  }, 120_000);

  it('in full, where nothing need be waited for', async () => {
    // No jitter is no pause: chance is what makes the first ones long.
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const property = fc.asyncProperty(anyScenario.map(withoutWaiting), async (scenario) => {
      await expectConvergence(runInFull, setUp(scenario));
    });
    await fc.assert(property, { numRuns: CASES_IN_FULL });
  }, 120_000);
});

/** The same without what makes a run wait in real time: a synchronization, a change not seen, a server's wish. */
function withoutWaiting(scenario: Scenario): Scenario {
  const waits = ({ fault }: ScriptedFault): boolean =>
    fault.kind === 'ignored' ||
    (fault.kind === 'answer' && (fault.status === 200 || 'retry-after' in (fault.headers ?? {})));
  return {
    ...scenario,
    where: scenario.where === 'at-host' ? 'listed' : scenario.where,
    syncTimeoutSeconds: scenario.where === 'nowhere' ? undefined : scenario.syncTimeoutSeconds,
    faults: scenario.faults.filter((fault) => !waits(fault)),
  };
}
