import { describe, expect, it } from '@jest/globals';
import { otherwise } from '../../../src/domain/plan-settings.ts';
import { judged } from '../../../src/reconcile/judge-modification.ts';
import { aPlan } from '../../support/build.ts';
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
