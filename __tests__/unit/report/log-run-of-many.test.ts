import { describe, expect, it } from '@jest/globals';
import { diff } from '../../../src/domain/diff.ts';
import type { Outcome } from '../../../src/domain/outcome.ts';
import { EVERYTHING } from '../../../src/domain/request.ts';
import { select } from '../../../src/domain/select.ts';
import { detailsOf, logEnd } from '../../../src/report/log-end.ts';
import { logDiff, logSelection } from '../../../src/report/log-reading.ts';
import {
  aNameLine,
  anObservation,
  anOutcome,
  aPlan,
  aRepository,
  aRunResult,
  desiredOf,
  failed,
  guid,
  inPlan,
  listOf,
} from '../../support/build.ts';
import { aLog } from '../../support/log.ts';
import { nameOf, outcomeOf, WAYS } from '../../support/many.ts';

describe('what was read', () => {
  it.each([
    [20, 20],
    [21, 2],
  ])('of %i repositories, of which two differ, is logged of %i', (count, logged) => {
    const plan = aPlan({ repositories: listOf(...Array.from({ length: count - 1 }, (_, index) => guid(index))) });
    const repositories = Array.from({ length: count }, (_, index) =>
      aRepository({ id: guid(index), name: nameOf(index), license: index === 3 ? 'inactive' : 'active' }),
    );
    const desired = desiredOf(anObservation({ repositories, plans: [plan] }));
    const { runner, lines } = aLog();
    logDiff(diff(desired), desired, runner);
    const of = lines().filter((line) => line.startsWith('Repository '));
    expect(of).toHaveLength(logged);
    for (const name of [nameOf(3), nameOf(count - 1)]) expect(of.some((line) => line.includes(name))).toBe(true);
    expect(lines().includes(`${String(count)} repositories, 2 of which need changes`)).toBe(count > 20);
  });
});

describe('what was read of many in many plans', () => {
  const plans = Array.from({ length: 20 }, (_, index) =>
    aPlan({ id: guid(90_000 + index), name: `Plan ${String(index)}` }),
  );

  it('stays below a megabyte for 5,000 repositories in 20 plans', () => {
    const repositories = Array.from({ length: 5000 }, (_, index) =>
      aRepository({ id: guid(index), name: nameOf(index), license: 'inactive' }),
    );
    const desired = desiredOf(anObservation({ repositories, plans }));
    const { runner, text } = aLog();
    logDiff(diff(desired), desired, runner);
    expect(text().length).toBeLessThan(1_000_000);
  });

  it('has no line for each of very many plans', () => {
    const many = Array.from({ length: 1000 }, (_, index) => aPlan({ id: guid(90_000 + index) }));
    const desired = desiredOf(anObservation({ plans: many }));
    const { runner, lines } = aLog();
    logDiff(diff(desired), desired, runner);
    expect(lines().filter((line) => line.startsWith('Backup plan '))).toHaveLength(200);
    expect(lines()).toContain('… and 800 backup plans more');
  });

  it('counts the plans of each state', () => {
    const repository = aRepository({ license: 'active' });
    const some = plans.map((plan, index) => (index < 3 ? { ...plan, repositories: listOf(repository.id) } : plan));
    const desired = desiredOf(anObservation({ repositories: [repository], plans: some }));
    const { runner, lines } = aLog();
    logDiff(diff(desired), desired, runner);
    expect(lines().at(-1)).toMatch(/: license active; 20 backup plans: attached 3, not reported 17$/);
  });
});

describe('how many ended', () => {
  it('is logged as totals', () => {
    const ways = { 3: WAYS.changed, 5: WAYS.failed, 20: WAYS.unverified };
    const outcome = outcomeOf(21, (index) => (index in ways ? ways[index as keyof typeof ways] : {}));
    const { runner, lines } = aLog();
    logEnd(aRunResult(outcome), runner);
    expect(lines()).toContain(
      '21 checked: 1 failed; 1 state not reported by the server; 1 now licensed and attached; 18 already licensed and attached',
    );
    expect(lines().filter((line) => line.startsWith('Repository '))).toEqual([]);
    expect(lines()[0]).toMatch(/^❌ Not protected: 1 of 21 repositories of organization 'acme'/);
  });
});

describe('how a repository in many plans ended', () => {
  const lineFor = (count: number): string | undefined => {
    const plans = Array.from({ length: count }, (_, index) =>
      inPlan('detached', index < 3 ? failed() : { kind: 'done', verified: true }, {
        id: guid(90_000 + index),
        name: `Plan ${'p'.repeat(300)}`,
      }),
    );
    const { runner, lines } = aLog();
    logEnd(aRunResult(anOutcome({ plans })), runner);
    return lines().find((line) => line.startsWith('Repository '));
  };

  it('is logged for each of twenty', () => {
    expect(lineFor(20)?.match(/backup plan '/g)).toHaveLength(20);
  });

  it('is counted for more', () => {
    expect(lineFor(1000)).toMatch(/^Repository 'api': license active; 1000 backup plans: failed 3, attached 997$/);
  });
});

/** A hundred plans that are not scheduled, a hundred repositories that failed each in its own way. */
function aHundredFailures(): Outcome {
  const outcome = outcomeOf(101, (index) =>
    index === 100
      ? WAYS.unverified
      : { license: { before: 'inactive', result: failed({ message: `reason ${String(index)}` }) } },
  );
  const plans = Array.from({ length: 100 }, (_, index) =>
    aPlan({ id: guid(index), name: `Plan ${String(index)}`, schedule: 'disabled' }),
  );
  return { ...outcome, plans };
}

describe('annotations', () => {
  it('are ten at most, whatever happens', () => {
    const { runner, annotations } = aLog();
    const selection = { included: [EVERYTHING], excluded: [aNameLine('idle')] };
    const selected = select(selection, ['acme'], [aRepository()]);
    const nothing = { plans: [], projects: [], missing: [], missingProjects: [], idleProjects: [] };
    logSelection({ ...nothing, selected }, { kind: 'present', exclusive: false }, new Set(), runner);
    logEnd(aRunResult(aHundredFailures(), { dryRun: true, failOnDrift: true }), runner);
    expect(annotations()).toHaveLength(6);
    for (const kind of ['notice', 'warning', 'error'] as const)
      for (let index = 0; index < 10; index++) runner[kind](`${kind} ${String(index)}`, 'first\nsecond');
    expect(annotations()).toHaveLength(10);
  });

  it('of a dry run that fails for its drift are not crowded out by warnings', () => {
    const outcome = { ...outcomeOf(30, () => WAYS['would-change']), plans: aHundredFailures().plans };
    const { runner, annotations } = aLog();
    logEnd(aRunResult(outcome, { dryRun: true, failOnDrift: true }), runner);
    expect(annotations().map((line) => line.split('::')[1])).toEqual([
      'error title=Drift found',
      'warning title=The backup plan is not scheduled',
    ]);
  });

  it('of causes are for those of most repositories', () => {
    const cause = (index: number): string => (index < 10 ? `alone ${String(index)}` : 'shared by many');
    const outcome = outcomeOf(40, (index) => ({
      license: { before: 'inactive', result: failed({ message: cause(index) }) },
    }));
    const { runner, text, annotations } = aLog();
    const run = aRunResult(outcome);
    for (const line of detailsOf(run)) runner.info(line);
    logEnd(run, runner);
    expect(annotations()).toHaveLength(5);
    expect(annotations()[0]).toContain('and 25 more: shared by many');
    for (let index = 0; index < 10; index++) expect(text()).toContain(`alone ${String(index)}.`);
  });
});
