import { describe, expect, it } from '@jest/globals';
import { joinPlans } from '../../../src/domain/join-plans.ts';
import type { BackupPlan, LastRun } from '../../../src/domain/model.ts';
import { aPlan, guid, listOf, partOf } from '../../support/build.ts';

const A = guid(1);
const B = guid(2);

/** A run with so many errors, that ended so many days after some time. */
function aRun(errors: number, days?: number, more: Partial<LastRun> = {}): LastRun {
  const finishedAt = days === undefined ? undefined : new Date(days * 86_400_000);
  return { errors, warnings: 0, successes: 1, finishedAt, ...more };
}

describe('two rows of one plan', () => {
  it.each<[Partial<BackupPlan>, Partial<BackupPlan>, Partial<BackupPlan>]>([
    [{ selection: 'unknown' }, { selection: 'all' }, { selection: 'all' }],
    [{ selection: 'manual' }, { selection: 'all' }, { selection: 'unknown', isSelectionDisputed: true }],
    [{ isSelectionDisputed: true }, { selection: 'manual' }, { selection: 'manual', isSelectionDisputed: true }],
    [{ schedule: 'enabled' }, { schedule: 'disabled' }, { schedule: 'disabled' }],
    [{ schedule: 'unknown' }, { schedule: 'enabled' }, { schedule: 'enabled' }],
    [{ repositories: undefined }, { repositories: listOf(A) }, { repositories: listOf(A) }],
    [{ repositories: listOf(A) }, { repositories: listOf(B, A) }, { repositories: partOf(A) }],
    [{ repositories: listOf(A) }, { repositories: partOf() }, { repositories: listOf(A) }],
    [{ repositories: partOf(A) }, { repositories: partOf(B) }, { repositories: partOf(A, B) }],
    [{ excluded: listOf(A) }, { excluded: listOf(B) }, { excluded: listOf(A, B) }],
    [{ excluded: listOf() }, { excluded: partOf() }, { excluded: partOf() }],
    [{ organization: A }, { organization: B }, { organization: B }],
    [{ organization: A }, { organization: undefined }, { organization: A }],
    [{ lastRun: aRun(0, 1) }, { lastRun: aRun(4, 2) }, { lastRun: aRun(4, 2) }],
    [{ lastRun: aRun(4, 1) }, { lastRun: aRun(0, 2) }, { lastRun: aRun(0, 2) }],
    [{ lastRun: aRun(0, 1) }, { lastRun: aRun(4, 1) }, { lastRun: aRun(4, 1) }],
    [{ lastRun: aRun(0) }, { lastRun: aRun(4, 1) }, { lastRun: aRun(4, 1) }],
    [{ lastRun: aRun(4) }, { lastRun: aRun(0, 1) }, { lastRun: aRun(4) }],
    [{ lastRun: aRun(1, 1, { warnings: 9 }) }, { lastRun: aRun(2, 1) }, { lastRun: aRun(2, 1) }],
    [{ lastRun: aRun(1, 1) }, { lastRun: aRun(1, 1, { warnings: 9 }) }, { lastRun: aRun(1, 1, { warnings: 9 }) }],
    [{ lastRun: aRun(0, 1, { successes: 5 }) }, { lastRun: aRun(0, 1) }, { lastRun: aRun(0, 1) }],
    [{ lastRun: undefined }, { lastRun: aRun(0, 1) }, { lastRun: aRun(0, 1) }],
    [{ schedule: 'enabled' }, { schedule: 'enabled' }, { schedule: 'enabled' }],
    [{ metadata: 'included' }, { metadata: 'excluded' }, { metadata: 'unknown' }],
    [{ removed: false }, { removed: false }, { removed: false }],
    [{ removed: 'unknown' }, { removed: false }, { removed: 'unknown' }],
    [{ removed: 'unknown' }, { removed: true }, { removed: true }],
    [{ isScheduleUnclear: false }, { isScheduleUnclear: false }, { isScheduleUnclear: false }],
    [{ isScheduleUnclear: false }, { isScheduleUnclear: true }, { isScheduleUnclear: true }],
    [{ name: undefined }, { name: 'Daily' }, { name: 'Daily' }],
    [{ repositoryCount: undefined }, { repositoryCount: 3 }, { repositoryCount: 3 }],
    [{ repositoryCount: 2 }, { repositoryCount: 3 }, { repositoryCount: 3 }],
    [{ projects: undefined }, { projects: listOf(A) }, { projects: listOf(A) }],
  ])('%j and %j', (one, other, joined) => {
    expect(joinPlans(guid(1), aPlan(one), aPlan(other))).toMatchObject(joined);
    expect(joinPlans(guid(1), aPlan(other), aPlan(one))).toMatchObject(joined);
  });

  it('that give two names have the first', () => {
    expect(joinPlans(A, aPlan({ name: 'Daily' }), aPlan({ name: 'Weekly' })).name).toBe('Daily');
  });

  it.each<[string | undefined, Partial<BackupPlan>]>([
    [undefined, {}],
    [A, {}],
    [B, { selection: 'unknown', repositories: undefined, metadata: 'unknown', schedule: 'unknown' }],
  ])('that are of organization %s prove that of this one: %j', (organization, changed) => {
    const fields = { selection: 'manual', repositories: listOf(A), metadata: 'included', schedule: 'enabled' } as const;
    const plan = aPlan({ ...fields, organization });

    expect(joinPlans(A, plan, plan)).toEqual({ ...plan, ...changed });
  });
});
