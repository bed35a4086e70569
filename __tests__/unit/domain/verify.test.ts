import { describe, expect, it } from '@jest/globals';
import type { DesiredState } from '../../../src/domain/desired-state.ts';
import { diff } from '../../../src/domain/diff.ts';
import type { BackupPlan, Known, License, Membership, Observed } from '../../../src/domain/model.ts';
import type { ChangeResult } from '../../../src/domain/outcome.ts';
import { isProved } from '../../../src/domain/resource-result.ts';
import type { Attempt } from '../../../src/domain/attempt.ts';
import type { Reading } from '../../../src/domain/state-after.ts';
import { inDoubt, verify } from '../../../src/domain/verify.ts';
import { anObservation, aPlan, aProblem, aRepository, desiredOf, guid, listOf } from '../../support/build.ts';

const REFUSAL = aProblem({ message: 'refused' });
const NONE: Attempt = { kind: 'none' };
const ACCEPTED: Attempt = { kind: 'accepted' };
const ALREADY: Attempt = { kind: 'already', problem: REFUSAL };
const REJECTED: Attempt = { kind: 'failed', mayHaveApplied: false, problem: REFUSAL };
const LOST: Attempt = { kind: 'failed', mayHaveApplied: true, problem: REFUSAL };
const DEPENDENT: Attempt = { kind: 'skipped', cause: 'dependency', problem: REFUSAL };
const BLOCKED: Attempt = { kind: 'skipped', cause: 'blocked', problem: REFUSAL };
const NOT_TRIED: Attempt = { kind: 'skipped', cause: 'circuit-open', problem: REFUSAL };
const UNREAD = { kind: 'unread', problem: aProblem({ message: 'unread' }), doubt: aProblem() } as const;

function observedAs(license: Known<License>, membership: Known<Membership>): Observed {
  const plans = membership === 'unknown' ? undefined : listOf(...(membership === 'attached' ? [guid(200)] : []));
  return anObservation({ repositories: [aRepository({ license, plans })] });
}

function read({ repositories, plans, listedPlans = new Set() }: Partial<Observed>): Reading {
  return { kind: 'read', repositories: repositories ?? [], plans: plans ?? [], listedPlans };
}

function readAs(license: Known<License>, membership: Known<Membership>): Reading {
  return read(observedAs(license, membership));
}

function desiredFrom(license: Known<License>, membership: Known<Membership>): DesiredState {
  return desiredOf(observedAs(license, membership));
}

/** The results when the same was tried for each entry of the diff: the license first. */
function resultsAfter(desired: DesiredState, attempt: Attempt, reading: Reading): readonly ChangeResult[] {
  const attempted = diff(desired).map(({ change }) => ({ change, attempt }));
  return verify(attempted, reading, desired).results;
}

describe('what became of a change', () => {
  it.each<[string, Attempt, Known<License>, Known<Membership>, object]>([
    ['accepted and seen', ACCEPTED, 'active', 'attached', { kind: 'done', verified: true }],
    ['accepted, but not reported', ACCEPTED, 'unknown', 'unknown', { kind: 'done', verified: false }],
    ['accepted, but not done', ACCEPTED, 'inactive', 'detached', { kind: 'failed', cause: 'not-applied' }],
    ['rejected', REJECTED, 'inactive', 'detached', { kind: 'failed', cause: 'rejected', problem: REFUSAL }],
    ['rejected and not reported', REJECTED, 'unknown', 'unknown', { kind: 'failed', cause: 'rejected' }],
    ['rejected, though it is right now', REJECTED, 'active', 'attached', { kind: 'done', verified: true }],
    ['lost', LOST, 'inactive', 'detached', { kind: 'failed', cause: 'rejected', problem: REFUSAL }],
    ['lost, but is seen', LOST, 'active', 'attached', { kind: 'done', verified: true }],
    ['lost and not reported', LOST, 'unknown', 'unknown', { kind: 'failed', cause: 'unreadable', problem: REFUSAL }],
    ['said to be made already, and is seen', ALREADY, 'active', 'attached', { kind: 'done', verified: true }],
    [
      'said to be made already, but is not',
      ALREADY,
      'inactive',
      'detached',
      { kind: 'failed', cause: 'rejected', problem: REFUSAL },
    ],
    ['said to be made already, but not reported', ALREADY, 'unknown', 'unknown', { kind: 'done', verified: false }],
    ['skipped', DEPENDENT, 'inactive', 'detached', { kind: 'skipped', cause: 'dependency', problem: REFUSAL }],
    ['skipped, though it is right now', DEPENDENT, 'active', 'attached', { kind: 'already' }],
    ['blocked', BLOCKED, 'unknown', 'unknown', { kind: 'skipped', cause: 'blocked', problem: REFUSAL }],
    ['blocked, though it is right now', BLOCKED, 'active', 'attached', { kind: 'already' }],
    ['not tried', NOT_TRIED, 'inactive', 'detached', { kind: 'skipped', cause: 'circuit-open', problem: REFUSAL }],
    ['not tried, though it is right now', NOT_TRIED, 'active', 'attached', { kind: 'already' }],
    ['refused with others', { ...NOT_TRIED, wasSent: true }, 'active', 'attached', { kind: 'done', verified: true }],
  ])('that was %s', (_, attempt, license, membership, result) => {
    const results = resultsAfter(desiredFrom('inactive', 'detached'), attempt, readAs(license, membership));
    expect(results).toMatchObject([
      { change: { kind: 'activate', before: 'inactive' }, result },
      { change: { kind: 'attach', before: 'detached' }, result },
    ]);
  });

  it.each<[string, Attempt, boolean]>([
    ['accepted', ACCEPTED, true],
    ['without an answer', LOST, true],
    ['rejected', REJECTED, false],
    ['said to be made already', ALREADY, false],
    ['said to be made already, after an attempt without an answer', { ...ALREADY, mayHaveApplied: true }, true],
    ['not tried', NOT_TRIED, false],
    ['not needed', NONE, false],
  ])('that was %s, and is not seen, may have been made, or not', (_, attempt, maybe) => {
    const results = resultsAfter(desiredFrom('inactive', 'detached'), attempt, readAs('inactive', 'detached'));
    expect(results.map(({ result }) => 'sent' in result)).toEqual([maybe, maybe]);
  });

  it.each<[string, Attempt, object]>([
    ['accepted', ACCEPTED, { kind: 'failed', cause: 'unreadable', sent: true, problem: { message: 'unread' } }],
    [
      'said to be made already',
      ALREADY,
      { kind: 'failed', cause: 'unreadable', sent: true, problem: { message: 'refused; unread', reason: 'unread' } },
    ],
    ['lost', LOST, { kind: 'failed', cause: 'unreadable', problem: { message: 'refused; unread', reason: 'refused' } }],
    ['rejected', REJECTED, { kind: 'failed', cause: 'rejected', problem: REFUSAL }],
    ['skipped', DEPENDENT, { kind: 'skipped', cause: 'dependency', problem: REFUSAL }],
    ['not tried', NOT_TRIED, { kind: 'skipped', cause: 'circuit-open', problem: REFUSAL }],
  ])('that was %s, and could not be read afterwards', (_, attempt, result) => {
    const results = resultsAfter(desiredFrom('inactive', 'detached'), attempt, UNREAD);
    expect(results).toMatchObject([{ result }, { result }]);
  });

  it.each<[string, Known<License>, Known<Membership>, object]>([
    ['is right still', 'active', 'attached', { kind: 'already' }],
    ['is not reported any more', 'unknown', 'unknown', { kind: 'failed', cause: 'unreported' }],
    ['is wrong now', 'inactive', 'detached', { kind: 'failed', cause: 'reverted' }],
  ])('that was not needed: what %s', (_, license, membership, result) => {
    const results = resultsAfter(desiredFrom('active', 'attached'), NONE, readAs(license, membership));
    expect(results).toMatchObject([{ result }, { result }]);
  });

  it('that was not needed fails where it could not be read afterwards, and nothing else fails', () => {
    const results = resultsAfter(desiredFrom('active', 'attached'), NONE, UNREAD);
    const result = { kind: 'failed', cause: 'unreadable', problem: UNREAD.doubt };
    expect(results).toMatchObject([{ result }, { result }]);
  });

  it('that was not needed is as it was read at first, and not proved, where another could not be read afterwards', () => {
    const desired = desiredFrom('active', 'detached');
    const attempted = diff(desired).map(({ kind, change }) => ({
      change,
      attempt: kind === 'satisfied' ? NONE : ACCEPTED,
    }));
    const result = { kind: 'failed', cause: 'unreadable', problem: { message: 'unread' } };
    const { results } = verify(attempted, UNREAD, desired);
    expect(results).toMatchObject([{ result: { kind: 'already', isOld: true } }, { result }]);
    expect(results.some((each) => isProved(each.result))).toBe(false);
  });

  const GONE = 'the repository was listed before the change, and is not any more';

  it.each([
    ['accepted', ACCEPTED, GONE, 'unreadable'],
    ['said to be made already', ALREADY, `refused; ${GONE}`, 'unreadable'],
    ['lost', LOST, `refused; ${GONE}`, 'unreadable'],
    ['rejected', REJECTED, `refused; ${GONE}`, 'rejected'],
    ['not tried', NOT_TRIED, GONE, 'unreported'],
  ])('that was %s fails where the repository is not listed any more', (_, attempt, message, cause) => {
    const desired = desiredFrom('inactive', 'detached');
    const results = resultsAfter(desired, attempt, read({ repositories: [], plans: desired.plans }));
    const result = { kind: 'failed', cause, gone: 'repository', problem: { message } };
    expect(results).toMatchObject([{ result }, { result }]);
  });

  it('is not known where the repository was removed meanwhile', () => {
    const desired = desiredFrom('inactive', 'detached');
    const removed = aRepository({ license: 'active', plans: listOf(guid(200)), removed: true });
    const results = resultsAfter(desired, ACCEPTED, read({ repositories: [removed], plans: desired.plans }));
    expect(results).toMatchObject([{ result: { cause: 'unreadable' } }, { result: { cause: 'unreadable' } }]);
  });

  it('is proved by the plan as it is now, never as it was', () => {
    const observed = anObservation({ plans: [aPlan({ selection: 'all', schedule: 'enabled' })] });
    const covering = desiredOf(observed);
    const now = { ...observed, plans: [aPlan({ selection: 'all', schedule: 'disabled' })] };
    expect(resultsAfter(covering, NONE, read(now))[1]).toMatchObject({ result: { kind: 'already' } });
    expect(verify([], read(now), covering).plans).toEqual(now.plans);
    const unlisted = { ...now, plans: [] };
    expect(resultsAfter(covering, NONE, read(unlisted))[1]).toMatchObject({ result: { cause: 'unreported' } });
    expect(verify([], read(unlisted), covering).plans).toMatchObject([{ isScheduleUnclear: true }]);
  });

  it.each([
    ['is not known any more', []],
    ['is marked as deleted', [aPlan({ removed: true })]],
  ])('is not proved by the repository where the plan %s', (_, plans) => {
    const desired = desiredFrom('inactive', 'detached');
    const now = read({ ...observedAs('active', 'attached'), plans });
    const problem = { title: 'The backup plan is gone from GitProtect' };
    expect(resultsAfter(desired, ACCEPTED, now).map(({ result }) => result)).toMatchObject([
      { kind: 'done' },
      { kind: 'failed', cause: 'unreadable', problem },
    ]);
    expect(
      inDoubt(
        diff(desired).map(({ change }) => ({ change, attempt: ACCEPTED })),
        now,
        desired,
      ),
    ).toEqual(new Set([guid(100)]));
  });

  it('is judged by what the repository says where the plan was given by its ID, and never listed', () => {
    const desired = { ...desiredFrom('inactive', 'detached'), allPlans: [] };
    const results = resultsAfter(desired, ACCEPTED, read({ ...observedAs('active', 'attached'), plans: [] }));
    expect(results.map(({ result }) => result)).toMatchObject([{ kind: 'done' }, { kind: 'done', verified: true }]);
  });

  it('has no evidence from a plan that is not listed any more', () => {
    const observed = anObservation({
      repositories: [aRepository({ license: 'active' })],
      plans: [aPlan({ selection: 'all' })],
    });
    const [, ofPlan] = resultsAfter(desiredOf(observed), NONE, read({ ...observed, plans: [] }));
    expect(ofPlan).toMatchObject({ result: { kind: 'failed' } });
  });
});

describe('the outcome', () => {
  const plans = [aPlan({ id: guid(201), name: 'A' }), aPlan({ id: guid(202), name: 'B' })];
  const observed = anObservation({ repositories: [aRepository({ license: 'active' })], plans });
  const desired = desiredOf(observed);

  /** The results when this was tried for the plans, and nothing for the license. */
  function resultsIn(attempt: Attempt, reading: Reading): readonly ChangeResult[] {
    const attempted = diff(desired).map(({ change }) => ({
      change,
      attempt: change.kind === 'attach' ? attempt : NONE,
    }));
    return verify(attempted, reading, desired).results;
  }

  it('shows each plan as it was read last', () => {
    const [a, b] = plans;
    const now = [{ ...aPlan({ id: guid(202), name: 'B' }), schedule: 'disabled' as const }];
    const outcome = verify([], read({ ...observed, plans: now }), desired);
    // One that is gone is not known to be healthy.
    expect(outcome.plans).toEqual([
      { ...a, isScheduleUnclear: true },
      { ...b, schedule: 'disabled' },
    ]);
    expect(verify([], UNREAD, desired).plans).toEqual(plans.map((plan) => ({ ...plan, isScheduleUnclear: true })));
  });

  it('looks at each of many plans a few times only', () => {
    let looks = 0;
    const counted = (number: number): BackupPlan =>
      Object.defineProperty(aPlan({ name: String(number) }), 'id', {
        enumerable: true,
        get: () => {
          looks++;
          return guid(number);
        },
      });
    const many = Array.from({ length: 500 }, (_, index) => counted(1000 + index));

    const outcome = verify([], read({ ...observed, plans: many }), { ...desired, plans: many });

    expect(outcome.plans).toHaveLength(500);
    expect(looks).toBeLessThan(500 * 20);
  });

  it('keeps settings that the second reading does not report, and no others', () => {
    const known = { schedule: 'disabled', metadata: 'included' } as const;
    const before = desiredOf({ ...observed, plans: plans.map((plan) => ({ ...plan, ...known })) });
    const now = [aPlan({ id: guid(201) }), aPlan({ id: guid(202), schedule: 'enabled', metadata: 'excluded' })];
    const outcome = verify([], read({ ...observed, plans: now }), before);
    expect(outcome.plans).toMatchObject([known, { schedule: 'enabled', metadata: 'excluded' }]);
  });

  it('says of a change that is not seen what is wrong, and what to do', () => {
    const detached = plans.map((plan) => ({ ...plan, repositories: listOf() }));
    const results = resultsIn(ACCEPTED, read({ ...observed, plans: detached }));
    const problem = {
      title: 'GitProtect accepted a change but did not make it',
      message: expect.stringContaining('the repository is still detached, not attached'),
      remedy: expect.stringContaining('Look at the repository'),
    };
    expect(results).toMatchObject([
      { result: { kind: 'already' } },
      { result: { kind: 'failed', problem } },
      { result: { kind: 'failed', problem } },
    ]);
  });

  it.each([
    ['inactive', 'is inactive now', 'The protection was undone while this ran', 'Find out'],
    ['unknown', 'that is not reported any more', 'GitProtect does not report a state any more', 'Look at the license'],
  ] as const)('says of a license that was active and is %s: %s', (license, says, title, remedy) => {
    const [ofLicense] = resultsIn(NONE, read({ ...observed, repositories: [aRepository({ license })] }));
    expect(ofLicense?.result).toMatchObject({
      kind: 'failed',
      problem: {
        title,
        message: `the license was active before, and ${says}`,
        remedy: expect.stringContaining(remedy),
      },
    });
  });
});
