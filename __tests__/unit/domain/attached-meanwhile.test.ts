import { describe, expect, it } from '@jest/globals';
import { attachedReader } from '../../../src/domain/attached-meanwhile.ts';
import type { Result } from '../../../src/domain/outcome.ts';
import { anObservation, aPlan, aRepository, desiredOf, guid, listOf } from '../../support/build.ts';
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

    const each = attachedReader(reading, desired)({ change: ofLicense('deactivate'), result });

    expect(each.result).toMatchObject(
      license === undefined
        ? result
        : { kind: 'failed', cause: 'reverted', problem: { message: expect.stringContaining(`was ${license},`) } },
    );
  });
});
