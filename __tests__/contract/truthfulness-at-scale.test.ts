import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ScriptedFault } from '../../simulator/faults.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { type SimulatedPlan, type SimulatedRepository, World } from '../../simulator/world.ts';
import { runsOf } from '../support/property-runs.ts';
import { anyScenario } from '../support/scenario.ts';
import {
  ACTIVATE,
  ATTACH,
  countOf,
  type EndOfSweep,
  nameOf,
  type RepositoryInReport,
  sweep,
} from '../support/sweep.ts';

/*
 * From any state of a small organization over many pages, and whatever goes wrong: what a run says of each repository
 * is true of the world, nothing is touched that was not asked for, and a run without faults corrects what can be corrected.
 */

const CASES = runsOf(18);

interface RepositoryScenario {
  readonly licensed: boolean;
  readonly daily: boolean;
  readonly weekly: boolean;
  readonly kind: 'usual' | 'archived' | 'removed';
}

const anyRepository: fc.Arbitrary<RepositoryScenario> = fc.record({
  licensed: fc.boolean(),
  daily: fc.boolean(),
  weekly: fc.boolean(),
  kind: fc.oneof(
    { weight: 14, arbitrary: fc.constant('usual' as const) },
    { weight: 1, arbitrary: fc.constantFrom('archived' as const, 'removed' as const) },
  ),
});

const anyOrganization = fc.record({
  repositories: fc.array(anyRepository, { minLength: 1, maxLength: 40, size: 'max' }),
  pageCap: fc.integer({ min: 3, max: 7 }),
  // In per cent of those that need one.
  freeLicenses: fc.oneof({ weight: 3, arbitrary: fc.constant(100) }, { weight: 1, arbitrary: fc.nat(100) }),
  plans: fc.constantFrom(['Daily'], ['Daily', 'Weekly']),
  lines: fc.constantFrom(['*'], ['*'], ['repo-00*', '!repo-000?'], ['!*[', '*', '!repo-0*3'], ['repo-0000']),
  concurrency: fc.constantFrom(1, 4, 8),
  // As for one repository; but there are more requests that can go wrong.
  usual: anyScenario,
  stretch: fc.integer({ min: 1, max: 12 }),
});

type OrganizationScenario = typeof anyOrganization extends fc.Arbitrary<infer T> ? T : never;

interface Stage {
  readonly world: World;
  readonly repositories: readonly SimulatedRepository[];
  readonly asked: readonly SimulatedPlan[];
  readonly scenario: OrganizationScenario;
}

function setUp(scenario: OrganizationScenario): Stage {
  const { usual, plans, freeLicenses } = scenario;
  const world = new World({ rejectsRepeats: usual.rejectsRepeats });
  const acme = world.addOrganization('acme');
  const repositories = scenario.repositories.map(({ licensed, kind }, number) =>
    world.addRepository(acme, nameOf(number), { licensed, archived: kind === 'archived', removed: kind === 'removed' }),
  );
  const globex = world.addOrganization('globex');
  const foreign = world.addRepository(globex, nameOf(0), { licensed: true });
  const holding = (which: (repository: RepositoryScenario) => boolean): Set<string> =>
    new Set([foreign.id, ...repositories.filter((_, number) => isSo(which, scenario, number)).map(({ id }) => id)]);
  const daily = world.addPlan(acme, 'Daily', { repositories: holding((each) => each.daily) });
  const weekly = world.addPlan(acme, 'Weekly', { repositories: holding((each) => each.weekly) });
  const unlicensed = repositories.filter(({ licensed }) => !licensed).length;
  world.licenses = world.repositories.size - unlicensed + Math.ceil((unlicensed * freeLicenses) / 100);
  return { world, repositories, asked: plans.length > 1 ? [daily, weekly] : [daily], scenario };
}

function isSo(
  which: (repository: RepositoryScenario) => boolean,
  { repositories }: OrganizationScenario,
  number: number,
): boolean {
  const repository = repositories[number];
  return repository !== undefined && which(repository);
}

function isProtected({ world, asked }: Stage, id: string): boolean {
  return asked.every((plan) => world.isProtected(id, plan.id));
}

/** All that can be changed, in one text for each repository and plan. */
function stateOf({ world }: Stage): ReadonlySet<string> {
  const licenses = [...world.repositories.values()].filter(({ licensed }) => licensed).map(({ id }) => `license ${id}`);
  const members = [...world.plans.values()].flatMap((plan) => [...plan.repositories].map((id) => `${plan.id} ${id}`));
  return new Set([...licenses, ...members]);
}

const counted = { cases: 0, repositories: 0, proved: 0, failed: 0, runsFailed: 0, corrected: 0, unchanged: 0 };

/** Runs once, and checks what holds for every run. */
async function runOnce(stage: Stage, faults: readonly ScriptedFault[]): Promise<EndOfSweep & { writes: number }> {
  const { scenario, world, repositories } = stage;
  const { pageCap, concurrency, lines, plans, usual } = scenario;
  const { evidence, lists, retries, dryRun } = usual;
  const before = stateOf(stage);
  const protectedBefore = new Set(repositories.filter(({ id }) => isProtected(stage, id)).map(({ id }) => id));
  const simulator: Simulator = await startSimulator(world, { evidence, pageCap, lists, faults });
  try {
    const end = await sweep(simulator, { lines, plans, retries, concurrency, dryRun: dryRun && faults.length > 0 });
    expectTruthful(stage, end, before, protectedBefore);
    return { ...end, writes: countOf(simulator, ACTIVATE) + countOf(simulator, ATTACH) };
  } finally {
    await simulator.close();
  }
}

function expectTruthful(
  stage: Stage,
  { whole, outputs, log, summary, success }: EndOfSweep,
  before: ReadonlySet<string>,
  protectedBefore: ReadonlySet<string>,
): void {
  const came = [...stateOf(stage)].filter((each) => !before.has(each));
  expect([...before].filter((each) => !stateOf(stage).has(each))).toEqual([]);
  const looksGood = log.includes('✅') || summary.includes('✅');
  if (whole.repositories === undefined) {
    expect([came, looksGood, success]).toEqual([[], false, false]);
    return;
  }
  const reported = new Map(whole.repositories.map((each) => [each.id, each]));
  expect(reported.size).toBe(whole.repositories.length);
  const changed = new Set(came.map((each) => each.split(' ')[1] ?? ''));
  for (const [id, each] of reported) {
    counted.repositories++;
    if (each.proved) counted.proved++;
    // What is reported as proved is true, and what is reported as found was so.
    expect({ id, isTrue: !each.proved || isProtected(stage, id) }).toEqual({ id, isTrue: true });
    if (has(each, 'failed')) counted.failed++;
    else if (has(each, 'activated', 'attached')) changed.add(id);
    else {
      // Of what failed, the report doesn't say whether it may have been changed all the same; it counts that.
      expect({ id, came: came.filter((one) => one.endsWith(id)) }).toEqual({ id, came: [] });
      expect(has(each, 'would-activate', 'would-attach') || protectedBefore.has(id)).toBe(true);
    }
  }
  // Nothing else is touched: no other repository, and no other plan.
  const allowed = new Set(['license', ...stage.asked.map(({ id }) => id)]);
  expect(came.filter((one) => !reported.has(one.split(' ')[1] ?? '') || !allowed.has(one.split(' ')[0] ?? ''))).toEqual(
    [],
  );
  expect(whole.counts?.changed).toBeGreaterThanOrEqual(changed.size);
  expectConsistent(whole.repositories, whole.counts, outputs);
  if (looksGood) {
    expect(success).toBe(true);
    expect(whole.repositories.every(({ id, proved }) => proved && isProtected(stage, id))).toBe(true);
  }
}

/** What is counted is what is listed, in the report file and in the outputs. */
function expectConsistent(
  repositories: readonly RepositoryInReport[],
  counts: EndOfSweep['whole']['counts'],
  outputs: EndOfSweep['outputs'],
): void {
  const failed = repositories.filter((each) => has(each, 'failed')).length;
  expect(counts).toMatchObject({ checked: repositories.length, failed });
  expect(repositories.filter(({ error }) => error !== undefined)).toHaveLength(failed);
  expect(outputs).toMatchObject({
    'repositories-checked': String(repositories.length),
    'repositories-changed': String(counts?.changed),
    'repositories-failed': String(failed),
  });
}

/** Whether the license, or the membership in any plan, is reported with one of these statuses. */
function has({ license, plans }: RepositoryInReport, ...statuses: readonly string[]): boolean {
  return [license, ...plans.map(({ status }) => status)].some((status) => statuses.includes(status));
}

/** Whether the server reports all that a run asks for, so that nothing need be done twice. */
function reportsAll({ scenario: { usual, plans } }: Stage): boolean {
  const { license, plans: inRow, repositories } = usual.evidence;
  const reportsPlans = repositories !== 'none' || !(inRow === 'none' || (inRow === 'planId' && plans.length > 0));
  return license !== 'none' && reportsPlans;
}

describe('what a run says of many repositories', () => {
  afterAll(() => {
    console.log(`truthfulness at scale: ${JSON.stringify(counted)}`);
  });

  it('is true, whatever goes wrong, and a run without faults corrects it', async () => {
    const property = fc.asyncProperty(anyOrganization, async (scenario) => {
      counted.cases++;
      const stage = setUp(scenario);
      const faults = scenario.usual.faults.map((fault) => ({
        ...fault,
        occurrence: typeof fault.occurrence === 'number' ? (fault.occurrence - 1) * scenario.stretch + 1 : 1,
      }));
      const first = await runOnce(stage, faults);
      if (first.whole.repositories === undefined) counted.runsFailed++;

      const second = await runOnce(stage, []);

      if (!reportsAll(stage) || scenario.freeLicenses < 100) return;
      const wanted = (second.whole.repositories ?? []).map(({ id }) => id);
      const possible = stage.repositories.filter(({ id, archived }) => wanted.includes(id) && !archived);
      expect(possible.filter(({ id }) => !isProtected(stage, id)).map(({ name }) => name)).toEqual([]);
      counted.corrected++;
      if (possible.length === 0 || possible.length < wanted.length) return;
      const third = await runOnce(stage, []);
      expect(third.log).toContain('✅ Protected, nothing to do');
      expect(third.writes).toBe(0);
      counted.unchanged++;
    });
    await fc.assert(property, { numRuns: CASES });

    expect(counted.corrected).toBeGreaterThan(CASES / 5);
    expect(counted.unchanged).toBeGreaterThan(CASES / 10);
  }, 600_000);
});
