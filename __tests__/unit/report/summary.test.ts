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

/** The lines under "What to do now". */
function toDoIn(markdown: string): readonly string[] {
  return markdown.split('### What to do now\n\n')[1]?.split('\n\n')[0]?.split('\n') ?? [];
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
    // Totals: both of one status. Then two plans, and two repositories, under their heads.
    expect(rows.slice(0, 3).map((cells) => cells.length)).toEqual([3, 3, 3]);
    expect(rows.slice(3, 7).map((cells) => cells.length)).toEqual([4, 4, 4, 4]);
    expect(rows.slice(7).map((cells) => cells.length)).toEqual([4, 4, 4, 4]);
    expect(rows[7]?.slice(2)).toEqual([expect.stringContaining('Daily'), expect.stringContaining('Weekly')]);
  });

  it.each<[string, Partial<BackupPlan>, string, string, RegExp]>([
    ['nothing reported', {}, 'unknown', 'not reported', /^not reported$/],
    ['a good run', { schedule: 'enabled', lastRun: run(0, 0, 3) }, 'healthy', 'enabled', /^3 successes$/],
    ['a run with errors', { schedule: 'enabled', lastRun: run(1, 0, 3) }, '❌ failing', 'enabled', /^1 error, 3 succ/],
    ['a run with warnings', { schedule: 'enabled', lastRun: run(0, 2, 0) }, '⚠️ warnings', 'enabled', /^2 warnings/],
    ['no schedule', { schedule: 'disabled', lastRun: run(0, 2, 0) }, '⚠️ disabled', 'disabled', /^2 warnings/],
    [
      'a good run long ago',
      { schedule: 'enabled', lastRun: run(0, 0, 3, new Date(Date.UTC(2026, 0, 15))) },
      'healthy',
      'enabled',
      /^3 successes, 315 days ago \(2026-01-15 00:00 UTC\)$/,
    ],
  ])("shows a plan's health, schedule and last run: %s", (_, plan, health, schedule, lastRun) => {
    const [, ...cells] = rowsOf(summary(withPlan(plan))).at(-1) ?? [];
    expect(cells).toEqual([health, schedule, expect.stringMatching(lastRun)]);
  });

  it('says nothing of the health of plans that are left', () => {
    const text = summaryOf(aRunResult(withPlan({ schedule: 'disabled' }), { state: 'absent' }));
    expect(text).not.toMatch(/Health|What to do now/);
  });

  it('shows a plan without a name by its ID', () => {
    const rows = rowsOf(summary(withPlan({ name: undefined })));
    expect([rows[0]?.[2], rows.at(-1)?.[0]]).toEqual([
      expect.stringContaining(guid(200)),
      expect.stringContaining(guid(200)),
    ]);
  });

  it('says what to be careful about', () => {
    expect(summary(withPlan({ schedule: 'disabled' }))).toMatch(/^- ⚠️ \*\*Enable the schedule.*Daily.*disabled/m);
    expect(summary(anOutcome())).not.toContain('What to do now');
  });

  it('says what failed, for which repositories, and what to do', () => {
    const repositories = [1, 2, 3, 4, 5, 6, 7].map((number): RepositoryParts => ({
      repository: aRepository({ id: guid(number), name: `repo${String(number)}` }),
      license: { before: 'inactive', result: failed() },
    }));
    const steps = toDoIn(summary(anOutcome(...repositories)));
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatch(/^- ❌ \*\*Free a license\.\*\* .*repo1.*repo5.*2 more: no license is free\.$/);
    expect(steps[0]).not.toContain('repo6');
  });

  it('says of several in short why they failed, beside each', () => {
    const refused = { title: 'Refused', inShort: 'HTTP 400: a|b' };
    const parts: readonly RepositoryParts[] = [
      { license: { before: 'inactive', result: failed({ ...refused, message: 'x' }) } },
      { license: { before: 'inactive', result: failed({ title: 'Locked', message: 'y' }) } },
      {},
    ];
    const all = parts.map((each, index) => ({ ...each, repository: aRepository({ id: guid(300 + index) }) }));
    const table = rowsOf(summary(anOutcome(...all))).slice(-5);
    expect(table.map((cells) => cells[3])).toEqual(['Why', '---', 'HTTP 400&#58; a&#124;b', 'Locked', '']);
    expect(summary(anOutcome(...all.slice(0, 1)))).not.toContain('Why |');
    expect(summary(anOutcome(...all.slice(2), ...all.slice(2)))).not.toContain('Why |');
  });

  it('begins with the verdict and what to do, then numbers; tables that take room are folded, and last', () => {
    const repositories = ['a', 'b', 'c'].map((name): RepositoryParts => ({
      repository: aRepository({ id: name, name }),
      license: { before: 'inactive', result: name === 'a' ? failed() : { kind: 'done', verified: true } },
    }));
    const text = summary(anOutcome(...repositories));
    const parts = [
      '## ❌',
      '**Not protected',
      '### What to do now',
      '### Numbers',
      '| Repositories |',
      '**Licenses:**',
    ];
    const places = [...parts, '| Backup plan |', '<details>', '| Repository |', '</details>', '<sub>'].map((part) =>
      text.indexOf(part),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(text).toContain('<details><summary>Repositories: 1 failed; 2 now licensed and attached</summary>\n\n|');
  });

  it.each([
    [10, 10, undefined],
    [11, 10, 'All reasons (11)'],
  ])('shows what to do of %i reasons in %i lines', (count, lines, folded) => {
    const repositories = Array.from({ length: count }, (_, index): RepositoryParts => ({
      repository: aRepository({ id: guid(index), name: `repo${String(index)}` }),
      license: { before: 'inactive', result: failed({ message: `reason ${String(index)}` }) },
    }));
    const text = summary(anOutcome(...repositories));
    expect(toDoIn(text)).toHaveLength(lines);
    expect(text.includes('- … and 2 more reasons: see “All reasons” below')).toBe(folded !== undefined);
    expect(text.includes(`<details><summary>${String(folded)}</summary>`)).toBe(folded !== undefined);
    for (let index = 0; index < count; index++) expect(text).toContain(`reason ${String(index)}.`);
  });

  it('shows what the run cost, and of which organization it was', () => {
    expect(summary(anOutcome())).toMatch(/acme.*8 requests to GitProtect, 1\.2 s/);
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
    expect(rowsOf(text).map((cells) => cells.length)).toEqual([3, 3, 3, 4, 4, 4]);
  });
});

describe('the job summary of a run that ended early', () => {
  it('says what went wrong, each line a paragraph, and what to do', () => {
    const text = summaryOfFailure(aProblem({ message: 'plan is empty\nretries is wrong' }), 'Not proved');
    expect(text).toContain('It went wrong');
    expect(text).toMatch(
      /What to do now\s+- ❌ \*\*Free a license\.\*\*\n\n### Why\n\nplan is empty\n\nretries is wrong\n$/,
    );
    expect(text).not.toContain('✅');
  });

  it('shows texts from outside as text', () => {
    expect(summaryOfFailure(aProblem({ title: EVIL, message: EVIL, remedy: EVIL }), 'Not proved')).not.toMatch(
      /<img|\[x\]|^## heading|@all/m,
    );
  });
});

function run(errors: number, warnings: number, successes: number, finishedAt?: Date): BackupPlan['lastRun'] {
  return { errors, warnings, successes, finishedAt };
}
