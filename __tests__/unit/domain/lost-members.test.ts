import { describe, expect, it } from '@jest/globals';
import {
  isToBeSeenAgain,
  lostMembers,
  type SeenAgain,
  withJoined,
  withLosses,
} from '../../../src/domain/lost-members.ts';
import type { BackupPlan, Id } from '../../../src/domain/model.ts';
import type { ChangeResult, FailureCause, Result, SettingsResult } from '../../../src/domain/outcome.ts';
import { anOutcome, aPlan, aProblem, aRepository, failed, guid, listOf } from '../../support/build.ts';
import { ofLicense, ofMembership } from '../../support/changes.ts';

const PROBLEM = aProblem({ message: 'it lost members' });
const ALREADY: Result = { kind: 'already' };
const DONE: Result = { kind: 'done', verified: true };
const REVERTED = { kind: 'failed', cause: 'reverted', sent: true, problem: PROBLEM } as const;

function losing(plan: Id, ...lost: readonly Id[]): SettingsResult {
  return {
    plan: aPlan({ id: plan }),
    result: { kind: 'failed', cause: 'damaged', problem: PROBLEM, lost },
  };
}

function memberOf(plan: Id, id: Id, result: Result): ChangeResult {
  return { change: ofMembership('attach', { plan: aPlan({ id: plan }), resource: aRepository({ id }) }), result };
}

/** The results of two repositories, of which the second lies in a project. */
function after(settings: SettingsResult, ...results: readonly ChangeResult[]): readonly Result[] {
  return afterSeeing(settings.plan, settings.plan, settings, ...results);
}

/** The same where the plan was that, and is this when it is looked at once more. */
function afterSeeing(
  was: BackupPlan,
  now: BackupPlan,
  settings: SettingsResult,
  ...results: readonly ChangeResult[]
): readonly Result[] {
  return seeing({ settings, now, isGone: false }, was, results);
}

function seeing(seen: SeenAgain, was: BackupPlan, results: readonly ChangeResult[]): readonly Result[] {
  const outcome = { ...anOutcome(), plans: [was], results, projectOf: new Map([[guid(101), guid(301)]]) };
  return withLosses(outcome, [seen]).results.map(({ result }) => result);
}

describe('what was read to be in a plan', () => {
  it.each([ALREADY, DONE])('is not in it any more where the plan lost it: %j', (result) => {
    expect(after(losing(guid(200), guid(100)), memberOf(guid(200), guid(100), result))).toEqual([REVERTED]);
  });

  it('is not in it any more where the plan lost its project', () => {
    expect(after(losing(guid(200), guid(301)), memberOf(guid(200), guid(101), DONE))).toEqual([REVERTED]);
  });

  it('is in it where the plan lost others, or another plan lost it', () => {
    expect(after(losing(guid(200), guid(102)), memberOf(guid(200), guid(100), DONE))).toEqual([DONE]);
    expect(after(losing(guid(201), guid(100)), memberOf(guid(200), guid(100), DONE))).toEqual([DONE]);
  });

  it.each<[string, Partial<BackupPlan>, Result]>([
    ['is not in it any more where that is not for all any more', { selection: 'manual' }, REVERTED],
    ['is not in it any more where that leaves it out now', { selection: 'all', excluded: listOf(guid(101)) }, REVERTED],
    ['is in it where that is for all still', { selection: 'all' }, DONE],
    ['is in it where that lists it now', { selection: 'manual', repositories: listOf(guid(101)) }, DONE],
    ['is in it where that lists its project now', { selection: 'manual', projects: listOf(guid(301)) }, DONE],
  ])('%s', (_, now, result) => {
    const was = aPlan({ id: guid(200), selection: 'all' });

    expect(
      afterSeeing(was, aPlan({ id: guid(200), ...now }), losing(guid(200)), memberOf(guid(200), guid(101), DONE)),
    ).toEqual([result]);
  });

  it.each<[Result, true | undefined]>([
    [ALREADY, undefined],
    [DONE, true],
  ])('is not in it any more where the plan itself is gone: %j', (result, sent) => {
    const { kind, cause } = REVERTED;
    const settings: SettingsResult = { ...losing(guid(200)), result: { kind, cause, problem: PROBLEM } };
    const seen = { settings, now: settings.plan, isGone: true };

    expect(seeing(seen, settings.plan, [memberOf(guid(200), guid(101), result)])).toEqual([
      { kind, cause, problem: PROBLEM, ...(sent && { sent }) },
    ]);
  });

  it('keeps its license, and why it failed before', () => {
    const license = { change: ofLicense('activate', { resource: aRepository({ id: guid(100) }) }), result: ALREADY };
    const before = failed({ message: 'no' });
    expect(after(losing(guid(200), guid(100)), license, memberOf(guid(200), guid(100), before))).toEqual([
      ALREADY,
      before,
    ]);
  });
});

describe('a plan that is looked at once more', () => {
  const { plan } = losing(guid(200));
  const off = aPlan({ id: guid(200), schedule: 'disabled' });

  function afterLook(now: BackupPlan, isGone = false): BackupPlan | undefined {
    const settings = { ...losing(guid(200)), plan };
    const outcome = { ...anOutcome(), plans: [aPlan({ id: guid(200), schedule: 'enabled' })] };
    return withLosses(outcome, [{ settings, now, isGone }]).plans[0];
  }

  it('is as it is seen then', () => {
    expect(afterLook(off)).toMatchObject({ schedule: 'disabled', isScheduleUnclear: false });
    expect(afterLook(aPlan({ id: guid(200), isScheduleUnclear: true }))).toMatchObject({ isScheduleUnclear: true });
    expect(afterLook(plan, true)).toMatchObject({ schedule: 'enabled', isScheduleUnclear: true });
  });

  it('is as it was before, where it was not read, or not told', () => {
    expect(afterLook(plan)).toMatchObject({ schedule: 'enabled', isScheduleUnclear: false });
    expect(afterLook(aPlan({ id: guid(200), schedule: 'unknown' }))).toMatchObject({ schedule: 'enabled' });
  });
});

describe('the members of a plan that was modified', () => {
  const plan = aPlan({ id: guid(200), repositories: listOf(guid(100)) });

  function membersAfter(...results: readonly ChangeResult[]): readonly Id[] {
    return [...(withJoined(plan, { ...anOutcome(), results }).repositories?.ids ?? [])];
  }

  it('are also those that were attached since, and are seen in it', () => {
    expect(membersAfter(memberOf(guid(200), guid(101), DONE))).toEqual([guid(100), guid(101)]);
  });

  it.each<[string, ChangeResult]>([
    ['in another plan', memberOf(guid(201), guid(101), DONE)],
    ['not seen', memberOf(guid(200), guid(101), { kind: 'done', verified: false })],
    ['there before, perhaps with its project', memberOf(guid(200), guid(101), ALREADY)],
    ['detached', { change: ofMembership('detach', { plan, resource: aRepository({ id: guid(101) }) }), result: DONE }],
  ])('are not what is %s', (_, result) => {
    expect(membersAfter(result)).toEqual([guid(100)]);
  });

  it('are excluded no more once they are seen in it', () => {
    const leavesOut = { ...plan, excluded: listOf(guid(101), guid(102)) };
    const results = [memberOf(guid(200), guid(101), DONE), memberOf(guid(201), guid(102), DONE)];

    expect(withJoined(leavesOut, { ...anOutcome(), results }).excluded).toEqual(listOf(guid(102)));
  });

  it('of which nothing is said are unknown still', () => {
    const { projects } = withJoined(plan, { ...anOutcome(), results: [memberOf(guid(200), guid(101), DONE)] });
    expect(projects).toBeUndefined();
  });
});

describe('the members that a plan lost', () => {
  it.each<[string, Partial<BackupPlan>, Partial<BackupPlan>, readonly Id[]]>([
    ['is for all, which ignores what it lists', { selection: 'all' }, { selection: 'all' }, []],
    ['is for all no more', { selection: 'all' }, { selection: 'manual' }, [guid(100)]],
    ['is hand-picked', { selection: 'manual' }, { selection: 'manual' }, [guid(100)]],
  ])('are known where it %s', (_, was, is, repositories) => {
    const before = aPlan({ ...was, repositories: listOf(guid(100)) });
    const after = aPlan({ ...is, repositories: listOf() });

    expect(lostMembers(before, after)).toEqual({ repositories, projects: [] });
  });
});

describe('a plan that was modified', () => {
  const before = { plan: aPlan({ schedule: 'disabled', repositories: listOf(guid(100)) }) };
  const [off, on] = [before.plan, aPlan({ ...before.plan, schedule: 'enabled' })];
  const lossy = aPlan({ ...off, repositories: listOf() });
  const unseen = (cause: FailureCause, isSent = false): Result => ({
    ...{ kind: 'failed', cause, problem: PROBLEM },
    ...(isSent ? { sent: true } : {}),
  });

  it.each<[string, Result, BackupPlan, boolean]>([
    ['was changed', DONE, off, true],
    ['failed, and has no effect', unseen('rejected', true), off, false],
    ['failed, and takes effect', unseen('rejected', true), on, true],
    ['failed, and loses something', unseen('rejected', true), aPlan({ ...lossy, schedule: 'unknown' }), true],
    ['failed, is not made, and somebody takes something out', unseen('rejected', true), lossy, false],
    ['was not seen, is not made, and somebody takes something out', unseen('not-applied', true), lossy, false],
    ['was refused, and is as asked by others', unseen('rejected'), on, false],
    ['was not seen, and takes effect', unseen('not-applied', true), on, true],
    ['could not be read, and is as asked', unseen('unreadable'), on, true],
    ['could not be read, and has lost something', unseen('unreadable'), lossy, true],
    ['is damaged', unseen('damaged'), on, false],
  ])('is looked at once more where it %s: or not', (_, result, now, isSeenAgain) => {
    const missing = { schedule: 'enabled', metadata: undefined } as const;

    expect(isToBeSeenAgain(result, { before, missing }, { ...anOutcome(), plans: [now] })).toBe(isSeenAgain);
  });
});
