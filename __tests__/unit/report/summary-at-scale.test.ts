import { describe, expect, it } from '@jest/globals';
import type { Outcome, Result } from '../../../src/domain/outcome.ts';
import { summaryOf } from '../../../src/report/summary.ts';
import { anOutcome, aRepository, aRunResult, failed, guid, inPlan, type RepositoryParts } from '../../support/build.ts';
import { HOSTILE_NAME, nameOf, outcomeOf, VERY_MANY, WAYS, withPlans } from '../../support/many.ts';

/** GitHub shows no more of a step's summary. */
const LIMIT = 1024 * 1024;

function summary(outcome: Outcome): string {
  return summaryOf(aRunResult(outcome));
}

/** The tables of a summary, each as its rows of cells. @throws where a line is in no table that is well-formed */
function tablesIn(markdown: string): string[][][] {
  const blocks = markdown.split('\n\n').filter((block) => block.startsWith('|'));
  return blocks.map((block) => {
    const rows = block.split('\n').map((line) => {
      if (!/^\| .* \|$/.test(line)) throw new Error(`no row: ${line.slice(0, 80)}`);
      return line.slice(2, -2).split(' | ');
    });
    const [head = [], rule = []] = rows;
    if (rule.some((cell) => cell !== '---')) throw new Error('no head');
    for (const cells of rows) expect(cells).toHaveLength(head.length);
    return rows;
  });
}

function bodyOf(markdown: string, head: string): string[][] {
  return (
    tablesIn(markdown)
      .find(([first]) => first?.[0] === head)
      ?.slice(2) ?? []
  );
}

/** No longer than GitHub shows, with all its blocks to the last. */
function expectComplete(markdown: string): void {
  expect(Buffer.byteLength(markdown)).toBeLessThan(LIMIT);
  expect(markdown.isWellFormed()).toBe(true);
  expect(markdown).toMatch(/<sub>Organization .*<\/sub>\n$/);
  expect(tablesIn(markdown)).toHaveLength(3);
}

describe('the summary of very many repositories', () => {
  it('that all failed, each in its own way, is complete, and says what it leaves out', () => {
    const markdown = summary(
      outcomeOf(VERY_MANY, (index) => ({
        license: { before: 'inactive', result: failed({ message: `reason ${String(index)}` }) },
      })),
    );
    expectComplete(markdown);
    expect(bodyOf(markdown, 'Repositories')).toEqual([['❌ failed', '20000', `\`${'█'.repeat(20)}\` 100 %`]]);
    expect(bodyOf(markdown, 'Repository')).toHaveLength(500);
    expect(markdown).toContain('\n\n… and 19500 repositories more (<code>report-file</code> gives all).\n\n');
    const steps = markdown.split('<summary>All reasons (20000)</summary>\n\n')[1]?.split('\n\n')[0]?.split('\n') ?? [];
    const rest = /^- … and (\d+) more reasons \(/.exec(steps.at(-1) ?? '')?.[1];
    expect(steps.length).toBeGreaterThan(500);
    expect(steps.length - 1 + Number(rest)).toBe(VERY_MANY);
  });

  it.each<[string, Outcome]>([
    [
      'names are hostile',
      outcomeOf(1000, (index) => ({
        repository: aRepository({ id: guid(index), name: HOSTILE_NAME }),
        license: {
          before: 'inactive',
          result: failed({ message: `${String(index)}${HOSTILE_NAME.repeat(10)}` }),
        },
      })),
    ],
    [
      'there are sixty plans',
      withPlans(
        outcomeOf(1000, () => WAYS.failed),
        60,
        (index) => `Plan ${String(index)}`,
      ),
    ],
    [
      'there are sixty plans of hostile names',
      withPlans(
        outcomeOf(1000, (index) => ({
          repository: aRepository({ id: guid(index), name: HOSTILE_NAME }),
          ...WAYS.failed,
        })),
        60,
        (index) => `${String(index)}${HOSTILE_NAME}`,
      ),
    ],
    [
      'five plans of hostile names have columns of their own',
      withPlans(
        outcomeOf(1000, () => WAYS.unverified),
        5,
        (index) => `${String(index)}${HOSTILE_NAME}`,
      ),
    ],
    ['names are nothing but marks', outcomeOf(1000, (index) => aMarkedOne(index))],
  ])('is complete where %s', (_, outcome) => {
    const markdown = summary(outcome);
    expectComplete(markdown);
    const rows = bodyOf(markdown, 'Repository').length;
    expect(rows).toBeGreaterThan(100);
    expect(markdown).toContain(`… and ${String(1000 - rows)} repositories more`);
  });

  it('says when it leaves out plans', () => {
    const markdown = summary(withPlans(anOutcome(), 200, () => '\u202e'.repeat(200)));
    const rows = bodyOf(markdown, 'Backup plan').length;
    expect(rows).toBeLessThan(200);
    expect(markdown).toContain(`${String(200 - rows)} backup plans more`);
  });

  it('shows only those that are not as they were, what needs attention first', () => {
    const ways = { 3: WAYS.changed, 5: WAYS.failed, 20: WAYS.unverified };
    const markdown = summary(outcomeOf(21, (index) => (index in ways ? ways[index as keyof typeof ways] : {})));
    const names = bodyOf(markdown, 'Repository').map(([name]) => name);
    expect(names).toEqual([5, 20, 3].map((index) => `<code>${nameOf(index)}</code>`));
    expect(markdown).not.toContain('repositories more');
  });

  it('has no table of repositories where nothing is worth a row', () => {
    const markdown = summary(outcomeOf(21, () => ({})));
    expect(tablesIn(markdown).map(([head]) => head?.[0])).toEqual(['Repositories', 'Backup plan']);
  });

  it('shows all of no more than twenty, what needs attention first', () => {
    const names = bodyOf(summary(outcomeOf(20, (index) => (index === 19 ? WAYS.failed : {}))), 'Repository');
    expect(names.map(([name]) => name)).toEqual(
      [19, ...Array.from({ length: 19 }, (_, index) => index)].map((index) => `<code>${nameOf(index)}</code>`),
    );
  });

  it('shows how many were excluded as removed', () => {
    const passedOver = Array.from({ length: 7 }, (_, index) => ({ id: guid(400 + index), name: nameOf(index) }));
    expect(summaryOf(aRunResult(anOutcome({}, {}), { passedOver }))).toContain(
      ' · 7 passed over, removed at the Git host · ',
    );
    expect(summary(anOutcome({}, {}))).not.toContain('passed over');
  });
});

/** Of the marks that Markdown makes longest. */
function aMarkedOne(index: number): RepositoryParts {
  return { repository: aRepository({ id: guid(index), name: '\u202e'.repeat(500) }), ...WAYS.failed };
}

describe('the bars', () => {
  it.each<[number, number, string, string]>([
    [1, 10_000, `█${'░'.repeat(19)}`, '< 1 %'],
    [99, 10_000, `█${'░'.repeat(19)}`, '< 1 %'],
    [100, 10_000, `█${'░'.repeat(19)}`, '1 %'],
    [1, 2, `${'█'.repeat(10)}${'░'.repeat(10)}`, '50 %'],
    // With those of the rest no more than 100.
    [335, 1000, `${'█'.repeat(7)}${'░'.repeat(13)}`, '33 %'],
    [665, 1000, `${'█'.repeat(13)}${'░'.repeat(7)}`, '66 %'],
    [9999, 10_000, `${'█'.repeat(19)}░`, '99 %'],
  ])('show %i of %i', (some, all, cells, percent) => {
    const rows = bodyOf(summary(outcomeOf(all, (index) => (index < some ? WAYS.failed : {}))), 'Repositories');
    expect(rows[0]).toEqual(['❌ failed', String(some), `\`${cells}\` ${percent}`]);
    expect(rows).toHaveLength(2);
    // Neither is all, neither is nothing.
    for (const [, , bar] of rows) expect(bar).toMatch(/█.*░/);
  });

  it('are not shown of a single repository', () => {
    expect(bodyOf(summary(anOutcome()), 'Repositories')).toEqual([]);
  });
});

describe('more than five plans', () => {
  it('share a column that counts them', () => {
    const { plans } = withPlans(anOutcome(), 6, (index) => `Plan ${String(index)}`);
    const results: readonly Result[] = [{ kind: 'done', verified: true }, failed()];
    const memberships = plans.map((plan, index) => {
      const result = results[index];
      return result === undefined ? inPlan('attached', { kind: 'already' }, plan) : inPlan('detached', result, plan);
    });
    const [head, , row] = tablesIn(summary({ ...anOutcome({ plans: memberships }), plans }))[0] ?? [];
    expect(head).toEqual(['Repository', 'License', 'Plans']);
    expect(row?.[2]).toBe('in 4 of 6 → **in 5 of 6**');
  });

  it('do not share one where there are five', () => {
    const [head] = tablesIn(summary(withPlans(anOutcome(), 5, (index) => `Plan ${String(index)}`)))[0] ?? [];
    expect(head).toHaveLength(7);
  });
});
