import { describe, expect, it } from '@jest/globals';
import { joinedPlans, joinedReader, unlessJoined } from '../../../src/domain/attached-meanwhile.ts';
import type { Result } from '../../../src/domain/outcome.ts';
import { anObservation, aPlan, aRepository, desiredOf, failed, guid, listOf } from '../../support/build.ts';
import { ofLicense } from '../../support/changes.ts';

const [API, DAILY, UNLISTED] = [guid(100), guid(200), guid(299)];
const DONE: Result = { kind: 'done', verified: true };
const ALREADY: Result = { kind: 'already' };
const KEPT: Result = { kind: 'kept', plans: [{ plan: aPlan(), membership: 'unknown' }] };

describe('a license that was to be released, where a plan is seen to contain its repository that did not at first', () => {
  it.each<[string, string, readonly string[], boolean, Result, string | undefined]>([
    ['was released', 'a plan of the list', [DAILY], false, DONE, 'released'],
    ['was released', 'a plan of no list', [UNLISTED], false, DONE, 'released'],
    ['was inactive, to leave every plan', 'a plan of no list', [UNLISTED], true, ALREADY, 'inactive'],
    ['was kept, to leave every plan', 'a plan of the list', [DAILY], true, KEPT, 'kept'],
    ['was inactive, to leave every plan', 'none', [], true, ALREADY, undefined],
    ['was inactive, to leave some plans', 'a plan of the list', [DAILY], false, ALREADY, undefined],
  ])('that %s: %s', (_, __, named, leavesEveryPlan, result, license) => {
    const plans = [aPlan({ selection: 'manual' })];
    const desired = { ...desiredOf(anObservation({ plans })), leavesEveryPlan };
    const repositories = [aRepository({ id: API, plans: listOf(...named) })];
    const reading = { kind: 'read', repositories, plans, listedPlans: new Set([DAILY]) } as const;

    const each = unlessJoined({ change: ofLicense('deactivate'), result }, joinedReader([], reading, desired));

    expect(each.result).toMatchObject(
      license === undefined
        ? result
        : { kind: 'failed', cause: 'reverted', problem: { message: expect.stringContaining(`was ${license},`) } },
    );
  });
  it.each<[string, boolean, Result, boolean]>([
    ['is not said to be inactive, to leave every plan', true, ALREADY, false],
    ['is not said to be kept, to leave every plan', true, KEPT, false],
    ['is not said to be released, to leave every plan', true, DONE, false],
    ['is said to be released, to leave some plans', false, DONE, true],
  ])('%s, where it is not reported any more that a plan does not contain it', (_, leavesEveryPlan, result, isFine) => {
    const daily = aPlan({ selection: 'manual', repositories: listOf() });
    const desired = { ...desiredOf(anObservation({ plans: [daily] })), leavesEveryPlan };
    const now = { repositories: [aRepository({ id: API })], plans: [{ ...daily, repositories: undefined }] };
    const reading = { kind: 'read', ...now, listedPlans: new Set([DAILY]) } as const;

    const each = unlessJoined({ change: ofLicense('deactivate'), result }, joinedReader([], reading, desired));

    expect(each.result).toMatchObject(isFine ? result : { kind: 'failed', cause: 'unreported' });
  });
});

describe('the plan that contains it then', () => {
  it.each<[string, boolean, Result]>([
    ['fails where every plan was to be left, and the license could not be released', true, failed()],
    ['fails where every plan was to be left, and the license was inactive', true, ALREADY],
    ['is not told where some plans were to be left', false, DONE],
  ])('%s', (_, leavesEveryPlan, result) => {
    const desired = { ...desiredOf(anObservation({ plans: [aPlan({ selection: 'manual' })] })), leavesEveryPlan };
    const now = { repositories: [aRepository({ id: API, plans: listOf(UNLISTED) })], plans: desired.plans };
    const reading = { kind: 'read', ...now, listedPlans: new Set([DAILY]) } as const;
    const results = [{ change: ofLicense('deactivate'), result }];

    expect(joinedPlans(results, joinedReader([], reading, desired), desired)).toMatchObject(
      leavesEveryPlan ? [{ change: { kind: 'detach', plan: { id: UNLISTED } }, result: { cause: 'reverted' } }] : [],
    );
  });
});
