import { describe, expect, it } from '@jest/globals';
import { otherwise } from '../../../src/domain/plan-settings.ts';
import { judged } from '../../../src/reconcile/judge-modification.ts';
import { anOutcome, aPlan, guid, THE_OPTIONS, verdictFor } from '../../support/build.ts';
import { answered, errorOf } from '../../support/service-errors.ts';

const NONE = { lost: { repositories: [], projects: [] }, changed: [] };

describe('settings that are not as asked for', () => {
  it.each([
    [{ schedule: 'disabled', metadata: 'excluded' }, ['schedule', 'metadata']],
    [{ schedule: 'disabled', metadata: 'unknown' }, ['schedule']],
    [{ schedule: 'unknown', metadata: 'unknown' }, []],
  ] as const)('are those that a plan shows: %j', (shown, names) => {
    expect(otherwise(aPlan(shown), { schedule: 'enabled', metadata: 'included' })).toEqual(names);
  });
});

describe('a modification that was rejected', () => {
  it.each([true, false])('has changed something if it is seen to be made in part: %s', (isPartlyMade) => {
    const result = judged(
      aPlan(),
      { ...NONE, wrong: ['schedule'], isPartlyMade, error: errorOf(answered(400, 'no')) },
      String,
    );
    expect(result).toMatchObject({ kind: 'failed', cause: 'rejected' });
    expect('sent' in result).toBe(isPartlyMade);
  });
});

describe('modifications that changed more than was asked for', () => {
  it('are told each, since each lost, or changed, something else', () => {
    const seen = { wrong: [], isPartlyMade: false, error: undefined, lost: NONE.lost };
    const settings = [aPlan(), aPlan({ id: guid(201), name: 'Weekly' })].map((plan, index) => ({
      plan,
      wanted: { schedule: undefined, metadata: 'included' as const },
      result: judged(plan, { ...seen, changed: [['storageId', 'isActive'][index] ?? ''] }, String),
    }));

    const { causes } = verdictFor(anOutcome(), { ...THE_OPTIONS, settings });

    expect(causes.map(({ problem, names }) => [names, problem.message])).toEqual([
      [['Daily'], expect.stringContaining("'Daily' was modified, and its settings storageId changed")],
      [['Weekly'], expect.stringContaining("'Weekly' was modified, and its settings isActive changed")],
    ]);
  });
});
