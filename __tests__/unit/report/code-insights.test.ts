import { describe, expect, it } from '@jest/globals';
import { codeInsightsOf, codeInsightsOfFailure } from '../../../src/report/code-insights.ts';
import { anOutcome, aProblem, aRepository, aRunResult, failed } from '../../support/build.ts';

/** Characters of two code units, and one more unit before them: half of one may be cut off. */
const LONG = `a${'😀'.repeat(3000)}`;

function expectShort(text: unknown, length: number): void {
  expect(typeof text).toBe('string');
  const shown = String(text);
  expect(shown.length).toBeLessThanOrEqual(length);
  expect(shown.length).toBeGreaterThan(length - 5);
  expect([shown.isWellFormed(), shown.endsWith('…')]).toEqual([true, true]);
}

describe('a report of Code Insights', () => {
  it('keeps to the lengths that Bitbucket takes', () => {
    const problem = { title: LONG, message: LONG, remedy: LONG };
    const license = { before: 'inactive', result: failed(problem) } as const;
    const { report, annotations } = codeInsightsOf(
      aRunResult(anOutcome({ license, repository: aRepository({ name: LONG }) })),
    );
    expectShort(report['details'], 2000);
    expect(annotations).toHaveLength(1);
    expectShort(annotations[0]?.['summary'], 450);
    expectShort(annotations[0]?.['details'], 2000);
  });

  it.each([
    [false, 'MEDIUM'],
    [true, 'HIGH'],
  ])('names the state of what would be changed, and counts it; fail-on-drift: %s', (failOnDrift, severity) => {
    const license = { before: 'inactive', result: { kind: 'would' } } as const;
    const { report, annotations } = codeInsightsOf(aRunResult(anOutcome({ license }), { dryRun: true, failOnDrift }));
    expect(report['data']).toContainEqual({ title: 'Repositories that differ', type: 'NUMBER', value: 1 });
    expect(annotations).toMatchObject([
      {
        result: 'FAILED',
        severity,
        summary: 'api: would be changed',
        details: "license would be activated\nbackup plan 'Daily': attached",
      },
    ]);
  });

  it('keeps to them for a run that ended early, too', () => {
    expectShort(codeInsightsOfFailure(aProblem({ message: LONG })).report['details'], 2000);
  });
});
