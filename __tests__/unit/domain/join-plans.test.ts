import { describe, expect, it } from '@jest/globals';
import { joinPlans } from '../../../src/domain/join-plans.ts';
import type { BackupPlan, LastRun } from '../../../src/domain/model.ts';
import { aPlan, guid, listOf, partOf } from '../../support/build.ts';

const A = guid(1);
const B = guid(2);

/** A run with so many errors, that ended so many days after some time. */
function aRun(errors: number, days?: number): LastRun {
  const finishedAt = days === undefined ? undefined : new Date(days * 86_400_000);
  return { errors, warnings: 0, successes: 1, finishedAt };
}

describe('two rows of one plan', () => {
  it.each<[Partial<BackupPlan>, Partial<BackupPlan>, Partial<BackupPlan>]>([
    [{ selection: 'unknown' }, { selection: 'all' }, { selection: 'all' }],
    [{ selection: 'manual' }, { selection: 'all' }, { selection: 'unknown' }],
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
    [{ lastRun: undefined }, { lastRun: aRun(0, 1) }, { lastRun: aRun(0, 1) }],
  ])('%j and %j', (one, other, joined) => {
    expect(joinPlans(guid(1), aPlan(one), aPlan(other))).toMatchObject(joined);
    expect(joinPlans(guid(1), aPlan(other), aPlan(one))).toMatchObject(joined);
  });
});
