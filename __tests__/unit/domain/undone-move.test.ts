import { describe, expect, it } from '@jest/globals';
import type { Attempt } from '../../../src/domain/attempt.ts';
import type { Change } from '../../../src/domain/diff.ts';
import type { BackupPlan } from '../../../src/domain/model.ts';
import { withOldPlans } from '../../../src/domain/old-plans.ts';
import type { ChangeResult, Outcome, Result } from '../../../src/domain/outcome.ts';
import { undoneMoves } from '../../../src/domain/undone-move.ts';
import { verify } from '../../../src/domain/verify.ts';
import {
  anObservation,
  anOutcome,
  aPlan,
  aProblem,
  aRepository,
  desiredOf,
  failed,
  guid,
} from '../../support/build.ts';
import { ofLicense, ofMembership, triedFor } from '../../support/changes.ts';

const [API, WEB] = [guid(100), guid(101)];
const DAILY = aPlan();
const WEEKLY = aPlan({ id: guid(201), name: 'Weekly' });
const MONTHLY = aPlan({ id: guid(202), name: 'Monthly' });
const DONE: Result = { kind: 'done', verified: true };
const LOST = failed({ message: 'it is detached', remedy: 'Look at it.' });

function of(change: Change, result: Result): ChangeResult {
  return { change, result };
}

const joins = (result: Result, id = API): ChangeResult =>
  of(ofMembership('attach', { resource: aRepository({ id }), plan: MONTHLY }), result);
const leaves = (plan: BackupPlan, result: Result = DONE, id = API): ChangeResult =>
  of(ofMembership('detach', { resource: aRepository({ id }), plan, before: 'attached' }), result);
/** What became of joining an old plan again. */
const again = (plan: BackupPlan, result: Result): ChangeResult => of(ofMembership('attach', { plan }), result);

function outcomeOf(...results: readonly ChangeResult[]): Outcome {
  return { ...anOutcome(), results };
}

describe('a move that was undone', () => {
  it('is one whose new membership is gone, with the plans that were left', () => {
    const outcome = outcomeOf(
      joins(LOST),
      leaves(DAILY),
      leaves(WEEKLY, LOST),
      joins(DONE, WEB),
      leaves(DAILY, DONE, WEB),
    );
    expect(undoneMoves(outcome)).toEqual(new Map([[API, [leaves(DAILY).change]]]));
  });

  it.each<[string, readonly ChangeResult[]]>([
    ['a license that failed', [of(ofLicense('activate'), LOST), joins(DONE), leaves(DAILY)]],
    ['a license that was released', [joins(LOST), of(ofLicense('deactivate'), DONE)]],
    ['a detachment that failed', [joins(DONE), leaves(DAILY, LOST), leaves(WEEKLY)]],
  ])('is not %s', (_, results) => {
    expect(undoneMoves(outcomeOf(...results)).size).toBe(0);
  });

  it.each<[string, Attempt]>([
    ['accepted', { kind: 'accepted' }],
    ['lost', { kind: 'failed', mayHaveApplied: true, problem: aProblem() }],
    ['said to be made already', { kind: 'already', problem: aProblem() }],
  ])('is not one of what is gone from GitProtect, where joining was %s', (_, attempt) => {
    const attempted = [
      ...triedFor(attempt, joins(DONE).change),
      ...triedFor({ kind: 'accepted' }, leaves(DAILY).change),
    ];
    const gone = { kind: 'read', repositories: [], plans: [DAILY, MONTHLY], listedPlans: new Set<string>() } as const;
    expect(undoneMoves(verify(attempted, gone, desiredOf(anObservation({ plans: [DAILY, MONTHLY] })))).size).toBe(0);
  });
});

describe('the outcome of a run that joined old plans again', () => {
  const before = outcomeOf(of(ofLicense('activate'), LOST), joins(LOST), leaves(DAILY), leaves(WEEKLY));
  const undone = undoneMoves(before);

  it('tells of each plan that it is back, and the step fails', () => {
    const tried = [again(DAILY, DONE), again(WEEKLY, { kind: 'already' })];
    const [license, joining, ...left] = withOldPlans(before, undone, tried).results;
    expect(license).toEqual(before.results[0]);
    expect(joining).toMatchObject({
      result: {
        problem: {
          ...{ title: 'It went wrong', reason: 'it is detached' },
          message: expect.stringMatching(/^it is detached.*'Daily'.*'Weekly'.*attached there again/),
          remedy: expect.stringMatching(/^Run again:.*'Monthly'.*Look at it\.$/),
        },
      },
    });
    const back = { kind: 'failed', cause: 'reverted', problem: { reason: 'old-plan' } };
    expect(left).toMatchObject([{ result: back }, { result: back }]);
  });

  it('tells of a plan that could not be joined again that it may be in none', () => {
    const tried = [again(DAILY, DONE), again(WEEKLY, failed({ message: 'no more room' }))];
    const [, joining, ...left] = withOldPlans(before, undone, tried).results;
    expect(joining).toMatchObject({
      result: {
        problem: {
          message: expect.stringMatching(/may be in no plan now.*'Weekly' again.*no more room/),
          remedy: expect.stringMatching(/^Run again soon:/),
        },
      },
    });
    expect(left.map(({ result }) => result.kind)).toEqual(['failed', 'done']);
  });

  it('does not tell of a plan that it is back where that was accepted, and is not seen', () => {
    const tried = [again(DAILY, { kind: 'done', verified: false }), again(WEEKLY, DONE)];
    const [, joining, ...left] = withOldPlans(before, undone, tried).results;
    expect(joining).toMatchObject({
      result: {
        problem: {
          message: expect.stringMatching(
            /may be in no plan now: .*'Daily' again was accepted, and is not seen either$/,
          ),
          remedy: expect.stringMatching(/^Run again soon:/),
        },
      },
    });
    expect(left.map(({ result }) => 'problem' in result && result.problem.title)).toEqual([
      'The old plan is not seen to be joined again',
      'The old plan was joined again',
    ]);
  });

  it('does not tell of a plan that it is left where joining it again could not be checked', () => {
    const unread: Result = { kind: 'failed', cause: 'unreadable', problem: aProblem() };
    const { results } = withOldPlans(before, undone, [again(DAILY, unread), again(WEEKLY, DONE)]);
    expect(results[2]).toMatchObject({ result: { problem: { title: 'The old plan is not seen to be joined again' } } });
  });

  it('leaves what became of others as it was', () => {
    const others = outcomeOf(joins(LOST, WEB), leaves(DAILY, DONE, WEB), ...before.results);
    const { results } = withOldPlans(others, undone, [again(DAILY, DONE)]);
    expect(results.slice(0, 2)).toEqual(others.results.slice(0, 2));
  });
});
