import { describe, expect, it } from '@jest/globals';
import { joinPlans } from '../../../src/domain/join-plans.ts';
import type { BackupPlan } from '../../../src/domain/model.ts';
import { aPlan, guid, listOf, partOf } from '../../support/build.ts';

const A = guid(1);
const B = guid(2);

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
  ])('%j and %j', (one, other, joined) => {
    expect(joinPlans(aPlan(one), aPlan(other))).toMatchObject(joined);
    expect(joinPlans(aPlan(other), aPlan(one))).toMatchObject(joined);
  });
});
