import { describe, expect, it } from '@jest/globals';
import { isKeptInVain, keptReader, keptUnlessOpen } from '../../../src/domain/kept-now.ts';
import type { PlanMembership } from '../../../src/domain/membership.ts';
import type { BackupPlan, Id, Repository, Resource } from '../../../src/domain/model.ts';
import type { Result } from '../../../src/domain/outcome.ts';
import { anObservation, aPlan, aProblem, aRepository, desiredOf, failed, guid, listOf } from '../../support/build.ts';
import { aProject, ofLicense, ofMembership } from '../../support/changes.ts';

const [API, DAILY, WEEKLY, MONTHLY] = [guid(100), guid(200), guid(201), guid(202)];

/** A plan by hand that lists these; undefined: it reports no members. */
function plan(id: Id, members: readonly Id[] | undefined): BackupPlan {
  const repositories = members && listOf(...members);
  return aPlan({ id, name: id, selection: 'manual', ...(repositories === undefined ? {} : { repositories }) });
}

/** What a license is kept for, when it was kept for these plans, by a reading. */
function keptNow(
  keptFor: readonly PlanMembership[],
  repositories: readonly Repository[],
  plans: readonly BackupPlan[],
): readonly (readonly [Id, string])[] {
  const reading = { kind: 'read', repositories, plans, listedPlans: new Set(plans.map(({ id }) => id)) } as const;
  const desired = desiredOf(anObservation({ plans: [DAILY, WEEKLY, MONTHLY].map((id) => plan(id, [])) }));
  const now = keptReader([], reading, desired)(aRepository(), keptFor);
  return now.map(({ plan: { id }, membership }) => [id, membership] as const);
}

const IN_DAILY: PlanMembership = { plan: plan(DAILY, [API]), membership: 'attached' };
const IN_WEEKLY: PlanMembership = { plan: plan(WEEKLY, [API]), membership: 'attached' };
const MAYBE_IN_DAILY: PlanMembership = { plan: plan(DAILY, undefined), membership: 'unknown' };

describe('what a license is kept for', () => {
  it('is as it was where the repository is not listed any more', () => {
    expect(keptNow([IN_DAILY], [], [plan(DAILY, [])])).toEqual([[DAILY, 'attached']]);
  });

  it('is those plans of several that still contain it, not others that do, too', () => {
    const row = aRepository({ plans: listOf(WEEKLY, MONTHLY) });
    const plans = [plan(DAILY, []), plan(WEEKLY, [API]), plan(MONTHLY, [API])];
    expect(keptNow([IN_DAILY, IN_WEEKLY], [row], plans)).toEqual([[WEEKLY, 'attached']]);
  });

  it('is a plan that may still contain it, before others that do', () => {
    const row = aRepository();
    const plans = [plan(DAILY, undefined), plan(WEEKLY, [API])];
    expect(keptNow([MAYBE_IN_DAILY], [row], plans)).toEqual([[DAILY, 'unknown']]);
  });

  it('is another plan that contains it where none of those does any more, but not one that only may', () => {
    const row = aRepository();
    const plans = [plan(DAILY, []), plan(WEEKLY, [API]), plan(MONTHLY, undefined)];
    expect(keptNow([IN_DAILY], [row], plans)).toEqual([[WEEKLY, 'attached']]);
    expect(keptNow([IN_DAILY], [row], [plan(DAILY, []), plan(MONTHLY, undefined)])).toEqual([]);
  });
});

describe('a license', () => {
  it.each<[string, readonly PlanMembership[], readonly PlanMembership[], boolean]>([
    ['is kept in vain where a plan contained it, and none is seen to', [IN_DAILY], [], true],
    ['is kept in vain, too, where one may', [IN_DAILY, MAYBE_IN_DAILY], [MAYBE_IN_DAILY], true],
    ['is not where one of several still contains it', [IN_DAILY, IN_WEEKLY], [IN_WEEKLY, MAYBE_IN_DAILY], false],
    ['is not where no plan was seen to contain it', [MAYBE_IN_DAILY], [], false],
  ])('%s', (_, keptFor, now, isInVain) => {
    expect(isKeptInVain(keptFor, now)).toBe(isInVain);
  });
});

describe('a license that is kept for a plan that was to be left', () => {
  const shop = aProject();
  const unreadable: Result = { kind: 'failed', cause: 'unreadable', problem: aProblem() };

  it.each<[string, Resource | undefined, Result, string]>([
    ['is not said to be where that could not be read', undefined, unreadable, 'unknown'],
    ['is not said to be where that of its project could not be read', shop, unreadable, 'unknown'],
    ['is said to be where it is seen there', undefined, failed(), 'attached'],
  ])('%s', (_, resource, ofPlan, membership) => {
    const left = ofMembership('detach', { plan: plan(DAILY, [API]), ...(resource === undefined ? {} : { resource }) });
    const kept: Result = { kind: 'kept', plans: [IN_DAILY, IN_WEEKLY] };
    const results = [
      { change: ofLicense('deactivate'), result: kept },
      { change: left, result: ofPlan },
    ];

    expect(keptUnlessOpen(results, new Map([[API, shop.id]]))).toMatchObject([
      {
        result: {
          kind: 'kept',
          plans: [
            { plan: { id: DAILY }, membership },
            { plan: { id: WEEKLY }, membership: 'attached' },
          ],
        },
      },
      { result: ofPlan },
    ]);
  });
});
