import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ScriptedFault } from '../../simulator/faults.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { isProvedIn, runOn, type RunSettings } from '../support/end-of-run.ts';
import { expectedEnd } from '../support/expected-end.ts';
import { runsOf } from '../support/property-runs.ts';
import type { Ended } from '../support/run.ts';
import { anyScenario, ONCE_WRONG, type Scenario } from '../support/scenario.ts';
import { setUp, type Stage } from '../support/stage.ts';
import { expectOnlyWhatWasAsked, expectTruthful, snapshotOf, writesOf } from '../support/truthfulness.ts';

/*
 * From any state of the simulated world, and under any schedule of transient faults: a run reaches what is asked for
 * and says so, or fails; what it says is true, to people no less than to programs; without faults it ends as the model
 * of `expected-end.ts` says; and once it is proved, nothing is changed any more.
 */

const CASES = runsOf(25);

const counted = { cases: 0, runs: 0, faulty: 0, proved: 0, unverified: 0, failed: 0, corrected: 0 };

interface Done extends Ended {
  /** The endpoints of the writes that were asked for, in order. */
  readonly writes: readonly string[];
}

/** Runs once, and checks what holds for every run. */
async function runOnce(stage: Stage, settings: RunSettings, faults: readonly ScriptedFault[]): Promise<Done> {
  counted.runs++;
  const { evidence, pageCap, lists } = stage.scenario;
  const before = snapshotOf(stage);
  const simulator: Simulator = await startSimulator(stage.world, { evidence, pageCap, lists, faults });
  try {
    const end = await runOn(stage, simulator, settings);
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
async function runUndisturbed(stage: Stage): Promise<Done> {
  const expected = expectedEnd(stage);
  const done = await runOnce(stage, { dryRun: false, retries: 0 }, []);
  const { success, outputs } = done;
  expect(success ? (isProvedIn(outputs) ? 'proved' : 'unverified') : 'fails').toBe(expected);
  return done;
}

function expectUnchanged({ success, outputs, writes }: Done): void {
  expect(success).toBe(true);
  expect(writes).toEqual([]);
  expect(outputs).toMatchObject({
    drift: 'false',
    changed: 'false',
    'license-status': 'already-active',
    'plan-status': 'already-attached',
  });
}

async function expectConvergence(stage: Stage): Promise<void> {
  const { dryRun, retries, faults } = stage.scenario;
  const undisturbed = faults.length === 0 && !dryRun;
  const first = undisturbed ? await runUndisturbed(stage) : await runOnce(stage, { dryRun, retries }, faults);
  const proved = first.success && isProvedIn(first.outputs);
  count(first, stage.scenario);

  const second = await runUndisturbed(stage);
  if (proved) expectUnchanged(second);
  if (!second.success || !isProvedIn(second.outputs)) return;
  if (!first.success) counted.corrected++;
  if (second.writes.length > 0) expectUnchanged(await runUndisturbed(stage));
}

function count({ success, outputs }: Done, { faults }: Scenario): void {
  counted.cases++;
  if (faults.length > 0) counted.faulty++;
  counted[success ? (isProvedIn(outputs) ? 'proved' : 'unverified') : 'failed']++;
}

describe('a run converges', () => {
  afterAll(() => {
    console.log(`convergence: ${JSON.stringify(counted)}`);
  });

  it('from any state, under any schedule of transient faults, also those that take long', async () => {
    const property = fc.asyncProperty(anyScenario, async (scenario) => {
      await expectConvergence(setUp(scenario));
    });
    await fc.assert(property, { numRuns: CASES, examples: ONCE_WRONG.map((scenario) => [scenario]) });
  }, 600_000);
});
