import { describe, expect, it } from '@jest/globals';
import type { Attempt } from '../../../src/domain/attempt.ts';
import type { Change } from '../../../src/domain/diff.ts';
import type { Repository } from '../../../src/domain/model.ts';
import type { Reading } from '../../../src/domain/state-after.ts';
import { inDoubt } from '../../../src/domain/verify.ts';
import { anObservation, aPlan, aProblem, aRepository, desiredOf, guid, listOf } from '../../support/build.ts';
import { ofLicense, ofMembership, triedFor } from '../../support/changes.ts';

const [API, WEB] = [guid(100), guid(101)];
const NONE: Attempt = { kind: 'none' };
const ACCEPTED: Attempt = { kind: 'accepted' };
const ALREADY: Attempt = { kind: 'already', problem: aProblem() };
const LOST: Attempt = { kind: 'failed', mayHaveApplied: true, problem: aProblem() };
const SKIPPED: Attempt = { kind: 'skipped', cause: 'dependency', problem: aProblem() };
const KEPT: Attempt = { kind: 'kept', plans: [{ plan: aPlan(), membership: 'attached' }] };
const PERHAPS_KEPT: Attempt = { kind: 'kept', plans: [{ plan: aPlan(), membership: 'unknown' }] };

function read(...repositories: readonly Repository[]): Reading {
  return { kind: 'read', repositories, plans: [aPlan({ selection: 'manual' })], listedPlans: new Set([guid(200)]) };
}

const IS_ACTIVE = read(aRepository({ license: 'active' }));
const IS_INACTIVE = read(aRepository({ license: 'inactive' }));
const IN_PLAN = read(aRepository({ license: 'active', plans: listOf(guid(200)) }));
const SAYS_NOTHING = read(aRepository());
const IN_SILENT_PROJECT = read(
  aRepository({ plans: listOf(), project: { id: guid(500), name: 'Shop', plans: undefined } }),
);
const CONTRADICTION: Reading = {
  ...{ kind: 'read', repositories: [aRepository({ plans: listOf(guid(200)) })], listedPlans: new Set() },
  plans: [aPlan({ selection: 'manual', repositories: listOf() })],
};

describe('what a later reading may show to be right', () => {
  const wanted = ofLicense('activate', { before: 'inactive' });
  const neverReported = ofLicense('activate', { before: 'unknown' });
  const wasRight = ofLicense('activate', { before: 'active' });
  const joins = ofMembership('attach');
  const released = ofLicense('deactivate', { before: 'active' });

  it.each<[string, Change, Attempt, Reading]>([
    ['is accepted, and not made yet', wanted, ACCEPTED, IS_INACTIVE],
    ['was done before, as the server says, and is not so', wanted, ALREADY, IS_INACTIVE],
    ['is accepted, and not reported any more', wanted, ACCEPTED, SAYS_NOTHING],
    ['is accepted, and reported in contradictions', joins, ACCEPTED, CONTRADICTION],
    ['is accepted, and its row is gone', neverReported, ACCEPTED, read()],
    ['was right, and is wrong now', wasRight, NONE, IS_INACTIVE],
    ['was right, and is not reported any more', wasRight, NONE, SAYS_NOTHING],
    ['was kept for another plan, which is not seen to have it any more', released, KEPT, IS_ACTIVE],
  ])('%s', (_, change, attempt, reading) => {
    expect(inDoubt(triedFor(attempt, change), reading, desiredOf(anObservation()))).toEqual(new Set([API]));
  });

  it.each<[string, Change, Attempt, Reading]>([
    ['is seen to be right', wanted, ACCEPTED, IS_ACTIVE],
    ['was never reported', neverReported, ACCEPTED, SAYS_NOTHING],
    ['failed', wanted, LOST, IS_INACTIVE],
    ['was not tried', wanted, SKIPPED, IS_INACTIVE],
    ['is kept for another plan, which has it still', released, KEPT, IN_PLAN],
    ['was perhaps kept in vain from the first', released, PERHAPS_KEPT, IS_ACTIVE],
    ['will not be reported', ofMembership('detach', { before: 'attached' }), ACCEPTED, IN_SILENT_PROJECT],
    ['could not be read at all', wanted, ACCEPTED, { kind: 'unread', problem: aProblem(), doubt: aProblem() }],
  ])('is not what %s', (_, change, attempt, reading) => {
    expect(inDoubt(triedFor(attempt, change), reading, desiredOf(anObservation()))).toEqual(new Set());
  });

  it('is told for each repository, once', () => {
    const ofWeb = ofLicense('activate', { resource: aRepository({ id: WEB }), before: 'inactive' });
    const attempted = triedFor(ACCEPTED, wanted, ofMembership('attach', { before: 'detached' }), ofWeb);
    const rows = read(aRepository({ license: 'inactive' }), aRepository({ id: WEB, license: 'active' }));
    expect(inDoubt(attempted, rows, desiredOf(anObservation()))).toEqual(new Set([API]));
  });
});
