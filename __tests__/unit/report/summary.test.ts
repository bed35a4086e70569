import { describe, expect, it } from '@jest/globals';
import type { BackupPlan } from '../../../src/domain/model.ts';
import type { Outcome } from '../../../src/domain/outcome.ts';
import { summaryOf, summaryOfFailure } from '../../../src/report/summary.ts';
import {
  anOrganization,
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

const EVIL = '<img src=x>|[x](y)`\n## heading @all';

function rowsOf(summary: string): string[][] {
  return summary
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

function summary(outcome: Outcome, dryRun = false): string {
  return summaryOf(aRunResult(outcome, { dryRun, requests: 8, milliseconds: 1234 }));
}

function withPlan(plan: Partial<BackupPlan>): Outcome {
  return { ...anOutcome(), plans: [aPlan(plan)] };
}

describe('the job summary', () => {
  it('shows each state before and after, changes set off', () => {
    const rows = rowsOf(
      summary(
        anOutcome({
          license: { before: 'inactive', result: { kind: 'done', verified: true } },
          plans: [inPlan('detached', { kind: 'done', verified: true })],
        }),
      ),
    );
    expect(rows[0]).toEqual(['Repository', 'License', expect.stringContaining('Daily')]);
    expect(rows[2]).toEqual([expect.stringContaining('api'), 'inactive → **active**', 'not attached → **attached**']);
  });

  it('shows no arrow where nothing changed', () => {
    expect(rowsOf(summary(anOutcome()))[2]).toEqual([expect.stringContaining('api'), 'active', 'attached']);
  });

  it('has a row for each repository and a column for each plan', () => {
    const plans = [aPlan(), aPlan({ id: guid(201), name: 'Weekly' })];
    const memberships = plans.map((plan) => inPlan('attached', { kind: 'already' }, plan));
    const rows = rowsOf(summary({ ...anOutcome({ plans: memberships }, { plans: memberships }), plans }));
    // Totals: both of one status. Then two plans under their heads.
    expect(rows.slice(0, 3).map((cells) => cells.length)).toEqual([3, 3, 3]);
    expect(rows.slice(3, 7).map((cells) => cells.length)).toEqual([4, 4, 4, 4]);
    expect(rows.slice(7).map((cells) => cells.length)).toEqual([3, 3, 3, 3]);
  });

  it.each<[string, Partial<BackupPlan>, string, RegExp]>([
    ['nothing reported', {}, 'not reported', /^not reported$/],
    ['a good run', { schedule: 'enabled', lastRun: run(0, 0, 3) }, 'enabled', /^3 successes/],
    ['a run with errors', { schedule: 'enabled', lastRun: run(1, 0, 3) }, 'enabled', /^⚠️ 1 error, 3 successes/],
    ['a run with warnings', { schedule: 'disabled', lastRun: run(0, 2, 0) }, 'disabled', /^⚠️ 2 warnings/],
  ])("shows a plan's schedule and last run: %s", (_, plan, schedule, lastRun) => {
    const [, ...cells] = rowsOf(summary(withPlan(plan))).at(-1) ?? [];
    expect(cells).toEqual([schedule, expect.stringMatching(lastRun)]);
  });

  it('shows a plan without a name by its ID', () => {
    const rows = rowsOf(summary(withPlan({ name: undefined })));
    expect([rows[0]?.[2], rows.at(-1)?.[0]]).toEqual([
      expect.stringContaining(guid(200)),
      expect.stringContaining(guid(200)),
    ]);
  });

  it('says what to be careful about', () => {
    expect(summary(withPlan({ schedule: 'disabled' }))).toMatch(/^> .*Daily.*disabled/m);
    expect(summary(anOutcome())).not.toMatch(/^>/m);
  });

  it('says what failed, for which repositories, and what to do next', () => {
    const repositories = [1, 2, 3, 4, 5, 6, 7].map((number): RepositoryParts => ({
      repository: aRepository({ id: guid(number), name: `repo${String(number)}` }),
      license: { before: 'inactive', result: failed() },
    }));
    const steps = summary(anOutcome(...repositories)).split('### What to do next')[1];
    expect(steps).toMatch(/repo1.*repo5.*2 more.*no license is free.*\*\*Free a license\.\*\*/);
    expect(steps).not.toContain('repo6');
    expect(summary(anOutcome())).not.toContain('What to do next');
  });

  it('shows what the run cost, and of which organization it was', () => {
    expect(summary(anOutcome())).toMatch(/acme.*8 requests, 1\.2 s/);
  });

  it('does not claim a change in a dry run', () => {
    const text = summary(anOutcome({ plans: [inPlan('detached', { kind: 'would' })] }), true);
    expect(text).toContain('not attached → **would be attached**');
    expect(text).toContain('nothing changed');
  });

  it('shows names from the server as text, whatever they hold', () => {
    const text = summary({
      ...anOutcome({
        repository: aRepository({ name: EVIL }),
        license: { before: 'inactive', result: failed({ message: EVIL, remedy: EVIL }) },
      }),
      organization: anOrganization({ name: EVIL }),
      plans: [aPlan({ name: EVIL, schedule: 'disabled' })],
    });
    expect(text).not.toMatch(/<img|\[x\]|## heading|@all/);
    expect(rowsOf(text).map((cells) => cells.length)).toEqual([3, 3, 3, 3, 3, 3]);
  });
});

describe('the job summary of a run that ended early', () => {
  it('says what went wrong, each line a paragraph, and what to do', () => {
    const text = summaryOfFailure(aProblem({ message: 'plan is empty\nretries is wrong' }), false);
    expect(text).toContain('It went wrong');
    expect(text).toContain('\n\nplan is empty\n\nretries is wrong\n\n');
    expect(text).toMatch(/What to do next\s+Free a license\./);
    expect(text).not.toContain('✅');
  });

  it('shows texts from outside as text', () => {
    expect(summaryOfFailure(aProblem({ title: EVIL, message: EVIL, remedy: EVIL }), false)).not.toMatch(
      /<img|\[x\]|^## heading|@all/m,
    );
  });
});

function run(errors: number, warnings: number, successes: number): BackupPlan['lastRun'] {
  return { errors, warnings, successes, finishedAt: undefined };
}
