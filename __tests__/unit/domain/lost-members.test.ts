import { describe, expect, it } from '@jest/globals';
import { withLosses } from '../../../src/domain/lost-members.ts';
import type { Id } from '../../../src/domain/model.ts';
import type { ChangeResult, Result, SettingsResult } from '../../../src/domain/outcome.ts';
import { anOutcome, aPlan, aProblem, aRepository, failed, guid } from '../../support/build.ts';
import { ofLicense, ofMembership } from '../../support/changes.ts';

const PROBLEM = aProblem({ message: 'it lost members' });
const ALREADY: Result = { kind: 'already' };
const DONE: Result = { kind: 'done', verified: true };
const REVERTED: Result = { kind: 'failed', cause: 'reverted', problem: PROBLEM };

function losing(plan: Id, ...lost: readonly Id[]): SettingsResult {
  return {
    plan: aPlan({ id: plan }),
    wanted: { schedule: undefined, metadata: undefined },
    result: { kind: 'failed', cause: 'damaged', problem: PROBLEM, lost },
  };
}

function memberOf(plan: Id, id: Id, result: Result): ChangeResult {
  return { change: ofMembership('attach', { plan: aPlan({ id: plan }), resource: aRepository({ id }) }), result };
}

/** The results of two repositories, of which the second lies in a project. */
function after(settings: SettingsResult, ...results: readonly ChangeResult[]): readonly Result[] {
  const outcome = { ...anOutcome(), results, projectOf: new Map([[guid(101), guid(301)]]) };
  return withLosses(outcome, [settings]).results.map(({ result }) => result);
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

  it('keeps its license, and why it failed before', () => {
    const license = { change: ofLicense('activate', { resource: aRepository({ id: guid(100) }) }), result: ALREADY };
    const before = failed({ message: 'no' });
    expect(after(losing(guid(200), guid(100)), license, memberOf(guid(200), guid(100), before))).toEqual([
      ALREADY,
      before,
    ]);
  });
});
