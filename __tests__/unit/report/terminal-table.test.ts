import { describe, expect, it } from '@jest/globals';
import { textTable } from '../../../src/report/terminal-table.ts';
import { anOutcome, aPlan, aRepository, aRunResult, guid } from '../../support/build.ts';

describe('the table of a terminal', () => {
  it('has columns of one width, and what became of each repository', () => {
    const [heads = '', row = ''] = textTable(aRunResult(anOutcome({ repository: aRepository({ name: 'api' }) })));
    expect(heads).toMatch(/^REPOSITORY {2}LICENSE {2}BACKUP PLANS +RESULT$/);
    expect(row).toMatch(/^api {9}active {3}'Daily' attached {2}already licensed and attached$/);
  });

  it('shortens names and lists of plans, and says how many repositories it leaves out', () => {
    const plans = [1, 2, 3, 4, 5].map((number) => ({
      plan: aPlan({ id: guid(number), name: `Plan ${String(number)}` }),
      before: 'attached' as const,
      result: { kind: 'already' } as const,
    }));
    const parts = Array.from({ length: 202 }, (_, index) => ({
      repository: aRepository({ id: guid(500 + index), name: 'n'.repeat(100) }),
      plans,
    }));
    const lines = textTable(aRunResult(anOutcome(...parts)));
    expect(lines).toHaveLength(202);
    expect(lines[1]).toMatch(/^n{60}… .*'Plan 3' attached, 2 more/);
    expect(lines.at(-1)).toBe('… and 2 more: --report-file gives all');
  });

  it('is left out where there is nothing', () => {
    expect(textTable(aRunResult({ ...anOutcome(), results: [] }))).toEqual([]);
  });
});
