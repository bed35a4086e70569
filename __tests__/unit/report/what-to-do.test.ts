import { describe, expect, it } from '@jest/globals';
import type { BackupPlan } from '../../../src/domain/model.ts';
import type { Outcome, Result } from '../../../src/domain/outcome.ts';
import type { RunResult } from '../../../src/report/run-result.ts';
import { withToDo } from '../../../src/report/what-to-do.ts';
import {
  anOutcome,
  aPlan,
  aProblem,
  aRepository,
  aRunResult,
  failed,
  guid,
  inPlan,
  type RepositoryParts,
} from '../../support/build.ts';
import { WAYS } from '../../support/many.ts';

const WOULD: RepositoryParts = { plans: [inPlan('detached', { kind: 'would' })] };

function disabled(...names: readonly string[]): Outcome {
  const plans = names.map((name, index) => aPlan({ id: guid(201 + index), name, schedule: 'disabled' }));
  return { ...anOutcome(), plans: [aPlan(), ...plans] };
}

/** Repositories by these names, of which all ended so. */
function endedSo(names: readonly string[], parts: RepositoryParts): readonly RepositoryParts[] {
  return names.map((name) => ({ ...parts, repository: aRepository({ id: name, name }) }));
}

function titles(run: RunResult): readonly string[] {
  return run.toDo.map(({ level, title }) => `${level}: ${title}`);
}

describe('what to do', () => {
  it('is nothing where all is well', () => {
    expect(aRunResult(anOutcome(WAYS.changed, {})).toDo).toEqual([]);
  });

  it('begins with what the step fails for, and with what concerns most', () => {
    const bad = (message: string): RepositoryParts => ({
      license: { before: 'inactive', result: failed({ message }) },
    });
    const outcome = anOutcome(
      ...endedSo(['a'], bad('alone')),
      ...endedSo(['b', 'c'], bad('of two')),
      ...endedSo(['d', 'e', 'f'], WAYS.unverified),
    );
    const { toDo } = aRunResult({ ...outcome, plans: disabled('Weekly').plans });
    expect(toDo.map(({ names, level }) => `${level} ${names.join()}`)).toEqual([
      'error b,c',
      'error a',
      'warning ',
      'warning d,e,f',
    ]);
  });

  it('names the plans whose schedule is disabled, and no other', () => {
    const [first, ...others] = aRunResult(disabled('Weekly')).toDo;
    expect(others).toEqual([]);
    expect(first).toMatchObject({ level: 'warning', title: 'The backup plan is not scheduled' });
    expect(first?.text).toMatch(/'Weekly'.*disabled/);
    expect(first?.text).not.toContain('Daily');
  });

  it('is one for all plans of one health, of which the first are named', () => {
    const names = Array.from({ length: 20 }, (_, index) => `Plan ${String(index)}`);
    const [first, ...others] = aRunResult(disabled(...names)).toDo;
    expect(others).toEqual([]);
    expect(first?.text).toMatch(/'Plan 0'.*'Plan 4' is disabled; and 15 more$/);
  });

  it('is an error where the step fails for a plan', () => {
    expect(titles(aRunResult(disabled('Weekly'), { failOnUnhealthyPlan: true }))).toEqual([
      'error: The backup plan is not scheduled',
    ]);
  });

  it('names repositories whose state is not reported', () => {
    const [first] = aRunResult(anOutcome(...endedSo(['a', 'b'], WAYS.unverified))).toDo;
    expect(first).toMatchObject({ level: 'warning', names: ['a', 'b'] });
    expect(first?.text).toContain('state not reported by the server');
  });

  it.each([
    [true, 'error: Drift found'],
    [false, 'warning: Drift found'],
  ])('after a dry run is to run without dry-run: fail-on-drift %s', (failOnDrift, expected) => {
    const run = aRunResult(anOutcome(WOULD, {}), { dryRun: true, failOnDrift });
    expect(titles(run)).toEqual([expected]);
    expect(run.toDo[0]?.text).toContain('would change 1 of 2 repositories');
  });

  it('counts after a dry run what would be changed of a repository that fails', () => {
    const problem = aProblem();
    const blocked: RepositoryParts = {
      license: { before: 'inactive', result: { kind: 'would' } },
      plans: [inPlan('detached', { kind: 'skipped', cause: 'blocked', problem })],
    };
    const run = aRunResult(anOutcome(WOULD, blocked, {}), { dryRun: true });
    expect(run.toDo.at(-1)?.text).toContain('would change 2 of 3 repositories');
  });

  it('calls inputs as the user does', () => {
    const run = withToDo({
      ...aRunResult(anOutcome(WOULD), { dryRun: true }),
      worded: (text) => text.replace('dry-run', '--dry-run'),
    });
    expect(run.toDo[0]?.remedy).toContain('Run without --dry-run');
  });
});

describe('titles of one run', () => {
  const refused = (reason: string): RepositoryParts => ({
    license: { before: 'inactive', result: failed({ title: 'Refused', message: reason }) },
  });

  it('are told apart by what they concern', () => {
    const outcome = anOutcome(
      ...endedSo(['a', 'b', 'c'], refused('no license')),
      ...endedSo(['d', 'e'.repeat(60)], refused('archived')),
      ...endedSo(['f'], { license: { before: 'inactive', result: failed({ title: 'Locked' }) } }),
    );
    expect(titles(aRunResult(outcome))).toEqual([
      'error: Refused (a, b and 1 more)',
      `error: Refused (d, ${'e'.repeat(40)}…)`,
      'error: Locked',
    ]);
  });

  it('are numbered where they concern the same', () => {
    const plans = ['first', 'second'].map((reason, index) =>
      inPlan('detached', failed({ title: 'Refused', message: reason }), { id: guid(210 + index) }),
    );
    const outcome = anOutcome(...endedSo(['a'], { plans }), ...endedSo(['b'], refused('third')));
    expect(titles(aRunResult(outcome))).toEqual([
      'error: Refused (a; 1 of 2)',
      'error: Refused (a; 2 of 2)',
      'error: Refused (b)',
    ]);
  });

  it('say of plans what is wrong with them', () => {
    const lastRun = (errors: number, warnings: number): Partial<BackupPlan> => ({
      lastRun: { successes: 1, errors, warnings, finishedAt: new Date(Date.UTC(2026, 10, 1)) },
    });
    const all = [lastRun(1, 0), lastRun(0, 0), lastRun(0, 1), { schedule: 'disabled' } as const];
    const plans = all.map((overrides, index) => aPlan({ id: guid(210 + index), ...overrides }));
    const run = (maxBackupAgeHours?: number): RunResult => aRunResult({ ...anOutcome(), plans }, { maxBackupAgeHours });
    expect(titles(run())).toEqual([
      'warning: The last run of the backup plan had errors',
      'warning: The backup plan is not scheduled',
      'warning: The last run of the backup plan had warnings',
    ]);
    expect(titles(run(24))).toContain('warning: The last run of the backup plan is too old');
  });
});

describe('what was not tried', () => {
  const NOT_TRIED = 'Not sent';
  const REFUSED = aProblem({ message: "could not activate 'a': no license is free", reason: 'no license' });
  const notTried: Result = {
    kind: 'skipped',
    cause: 'circuit-open',
    problem: { ...REFUSED, kind: 'not-tried', title: NOT_TRIED, message: `not tried: ${REFUSED.message}` },
  };
  const skipped: RepositoryParts = { license: { before: 'inactive', result: notTried } };

  it('is told with what failed before it', () => {
    const refused: RepositoryParts = { license: { before: 'inactive', result: failed(REFUSED) } };
    const { toDo } = aRunResult(anOutcome(...endedSo(['a'], refused), ...endedSo(['b', 'c'], skipped)));
    expect(toDo).toMatchObject([{ title: REFUSED.title, names: ['a', 'b', 'c'], weight: 3 }]);
    expect(toDo[0]?.text).toBe(
      "could not activate 'a': no license is free; 2 of them were not tried after the same error on others",
    );
  });

  it('is told by itself where nothing else has its reason', () => {
    const { toDo } = aRunResult(anOutcome(...endedSo(['b', 'c'], skipped)));
    expect(toDo).toMatchObject([{ title: NOT_TRIED, names: ['b', 'c'] }]);
  });
});
