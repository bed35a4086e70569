import { describe, expect, it } from '@jest/globals';
import type { Attempt, Attempted } from '../../../src/domain/attempt.ts';
import type { Change } from '../../../src/domain/diff.ts';
import type { Observed } from '../../../src/domain/model.ts';
import type { Result } from '../../../src/domain/outcome.ts';
import type { Reading } from '../../../src/domain/state-after.ts';
import { dryRunOutcome, verify } from '../../../src/domain/verify.ts';
import { anObservation, aPlan, aProblem, aRepository, desiredOf, guid, listOf } from '../../support/build.ts';
import { aProject, aRemoval, ofLicense, ofMembership, triedFor } from '../../support/changes.ts';
import { aReference } from '../../support/wanted.ts';

const NONE: Attempt = { kind: 'none' };
const ACCEPTED: Attempt = { kind: 'accepted' };
const REFUSAL = aProblem({ message: 'refused' });
const ALREADY: Attempt = { kind: 'already', problem: REFUSAL };
const REJECTED: Attempt = { kind: 'failed', mayHaveApplied: false, problem: REFUSAL };
const LOST: Attempt = { kind: 'failed', mayHaveApplied: true, problem: REFUSAL };
const UNREAD: Reading = { kind: 'unread', problem: aProblem({ message: 'unread' }), doubt: aProblem() };
const DONE = { kind: 'done', verified: true };

const DETACHMENT = ofMembership('detach', { before: 'attached' });
const WITH_PROJECT = ofMembership('detach', { before: 'attached', resource: aProject() });
const ATTACHMENT = ofMembership('attach', { before: 'attached' });
const RELEASE = ofLicense('deactivate', { before: 'active' });
const ACTIVATION = ofLicense('activate', { before: 'active' });

/** What was read: of `api` nothing, unless it is said otherwise. */
function read(more: Partial<Observed> = {}): Reading {
  const { repositories, plans, listedPlans } = anObservation(more);
  return { kind: 'read', repositories, plans, listedPlans };
}

/** Nothing but `api`, of which this was read. */
function readAs(more: Partial<ReturnType<typeof aRepository>>): Reading {
  return read({ repositories: [aRepository(more)] });
}

const LEFT = readAs({ license: 'inactive', plans: listOf() });
const STAYED = readAs({ license: 'active', plans: listOf(guid(200)) });
const NOT_REPORTED = read();
const NO_ROW = read({ repositories: [] });

function resultsOf(attempted: readonly Attempted[], reading: Reading): readonly Result[] {
  return verify(attempted, reading, desiredOf(anObservation())).results.map(({ result }) => result);
}

describe('what became of leaving', () => {
  it.each<[string, Attempt, Reading, object]>([
    ['accepted and seen', ACCEPTED, LEFT, DONE],
    ['accepted, but not reported', ACCEPTED, NOT_REPORTED, { kind: 'done', verified: false }],
    ['accepted, but not done', ACCEPTED, STAYED, { cause: 'not-applied' }],
    ['done before, as the server says, and is seen', ALREADY, LEFT, DONE],
    ['done before, as the server says, but is not reported', ALREADY, NOT_REPORTED, { kind: 'done', verified: false }],
    ['done before, as the server says, but is not seen', ALREADY, STAYED, { cause: 'rejected', problem: REFUSAL }],
    [
      'done before, as the server says, and not read',
      ALREADY,
      UNREAD,
      { cause: 'unreadable', problem: { message: 'refused; unread' } },
    ],
    ['not needed, and is right still', NONE, LEFT, { kind: 'already' }],
    ['not needed, and is undone now', NONE, STAYED, { cause: 'reverted' }],
    ['not needed, and is not reported any more', NONE, NOT_REPORTED, { cause: 'unreported' }],
  ])('that was %s', (_, attempt, reading, expected) => {
    expect(resultsOf(triedFor(attempt, DETACHMENT, RELEASE), reading)).toMatchObject([expected, expected]);
  });

  it('that was not tried, since plans contain it, is right where none does any more', () => {
    const kept: Attempt = { kind: 'kept', plans: [{ plan: aPlan(), membership: 'unknown' }] };
    expect(resultsOf(triedFor(kept, RELEASE), LEFT)).toEqual([{ kind: 'already' }]);
    expect(resultsOf(triedFor(kept, RELEASE), STAYED)).toMatchObject([
      { kind: 'kept', plans: [{ plan: { id: guid(200) }, membership: 'attached' }] },
    ]);
  });

  it.each([
    [ACCEPTED, DONE],
    [REJECTED, { kind: 'already' }],
  ])('that was not tried, since it may be there with a project, may be made with that', (ofProject, expected) => {
    const kept: Attempt = { kind: 'kept', plans: [{ plan: aPlan(), membership: 'unknown' }] };
    const attempted = [
      { change: WITH_PROJECT, attempt: ofProject },
      { change: { ...DETACHMENT, before: 'unknown' as const }, attempt: kept },
    ];
    expect(resultsOf(attempted, LEFT)[1]).toEqual(expected);
  });

  it('has nothing to do with the project of another repository', () => {
    const kept: Attempt = { kind: 'kept', plans: [{ plan: aPlan(), membership: 'unknown' }] };
    const resource = aRepository({ project: aReference({ id: guid(501) }) });
    const attempted = [
      { change: WITH_PROJECT, attempt: ACCEPTED },
      { change: { ...DETACHMENT, resource, before: 'unknown' as const }, attempt: kept },
    ];
    expect(resultsOf(attempted, LEFT)[1]).toEqual({ kind: 'already' });
  });

  it.each<[string, Attempt]>([
    ['was kept', { kind: 'kept', plans: [{ plan: aPlan(), membership: 'attached' }] }],
    ['was not tried', { kind: 'skipped', cause: 'dependency', problem: REFUSAL }],
  ])('whose license %s, is gone where its row is', (_, attempt) => {
    expect(resultsOf(triedFor(attempt, RELEASE), NO_ROW)).toMatchObject([
      { kind: 'failed', cause: 'unreported', gone: 'repository' },
    ]);
  });

  it.each([
    ['has left it', [], DONE],
    ['is gone, where that is listed, and so holds something', [guid(200)], { kind: 'failed', gone: 'repository' }],
  ])('a plan that counts nothing: what has no row any more %s', (_, listed, expected) => {
    const plans = [aPlan({ selection: 'manual', repositoryCount: 0 })];
    const now = read({ repositories: [], plans, listedPlans: new Set(listed) });

    expect(resultsOf(triedFor(ACCEPTED, DETACHMENT), now)).toMatchObject([expected]);
  });

  describe('whose license was kept', () => {
    const kept: Attempt = { kind: 'kept', plans: [{ plan: aPlan(), membership: 'attached' }] };
    const manual = { selection: 'manual', repositories: listOf() } as const;
    const row = aRepository({ license: 'active', plans: listOf() });

    it('is not proved to be kept for it where that could not be read again', () => {
      expect(resultsOf(triedFor(kept, RELEASE), UNREAD)).toMatchObject([{ plans: [{ membership: 'unknown' }] }]);
    });

    it('fails where no plan is seen to contain it any more', () => {
      const now = read({ repositories: [row], plans: [aPlan(manual)] });
      expect(resultsOf(triedFor(kept, RELEASE), now)).toMatchObject([
        {
          ...{ kind: 'failed', cause: 'reverted' },
          problem: {
            title: 'A license was kept for a backup plan that was left while this ran',
            reason: 'kept-in-vain',
            message: expect.stringContaining("backup plan 'Daily' contained the repository at first"),
            remedy: expect.stringMatching(/^Run again: the license is released then\./),
          },
        },
      ]);
    });

    it('fails where it was not reported whether a plan contains it, and none is seen to do so', () => {
      const unknown: Attempt = { kind: 'kept', plans: [{ plan: aPlan(), membership: 'unknown' }] };
      const now = read({ repositories: [row], plans: [aPlan(manual)] });
      expect(resultsOf(triedFor(unknown, RELEASE), now)).toMatchObject([
        {
          problem: {
            title: 'A license was kept, since it was not reported that no backup plan contains the repository',
            message: expect.stringContaining("backup plan 'Daily' could contain the repository at first"),
          },
        },
      ]);
    });

    it('is kept for another plan that contains it then, and perhaps where nothing tells', () => {
      const other = aPlan({ ...manual, id: guid(201), repositories: listOf(row.id) });
      const moved = read({ repositories: [{ ...row, plans: listOf(guid(201)) }], plans: [aPlan(manual), other] });
      expect(resultsOf(triedFor(kept, RELEASE), moved)).toMatchObject([
        { kind: 'kept', plans: [{ plan: { id: guid(201) }, membership: 'attached' }] },
      ]);
      const silent = read({ repositories: [aRepository({ license: 'active' })] });
      expect(resultsOf(triedFor(kept, RELEASE), silent)).toMatchObject([
        { kind: 'kept', plans: [{ plan: { id: guid(200) }, membership: 'unknown' }] },
      ]);
    });
  });

  it.each<[string, Attempt, Reading, object]>([
    ['accepted, and is not listed any more', ACCEPTED, NO_ROW, DONE],
    ['accepted, but is still listed', ACCEPTED, NOT_REPORTED, { cause: 'not-applied' }],
    ['rejected, and is not listed: somebody else did it', REJECTED, NO_ROW, { kind: 'already' }],
    ['rejected, and is still listed', REJECTED, NOT_REPORTED, { cause: 'rejected' }],
    ['lost, and is not listed any more', LOST, NO_ROW, DONE],
    ['not sent, since it was not listed just then', ALREADY, NO_ROW, { kind: 'already' }],
  ])('by a removal that was %s', (_, attempt, reading, expected) => {
    expect(resultsOf(triedFor(attempt, aRemoval()), reading)).toMatchObject([expected]);
  });

  it('which was rejected is done all the same where it is seen', () => {
    expect(resultsOf(triedFor(REJECTED, DETACHMENT), LEFT)).toEqual([DONE]);
  });
});

describe('a license that was released', () => {
  const [daily, weekly] = [aPlan(), aPlan({ id: guid(201), name: 'Weekly', repositories: listOf(guid(100)) })];
  const released = [aRepository({ license: 'inactive' })];
  const attachedMeanwhile = read({ repositories: released, plans: [daily, weekly] });

  it('is undone where a plan contains the repository now, whose name is told', () => {
    expect(resultsOf(triedFor(ACCEPTED, RELEASE), attachedMeanwhile)).toMatchObject([
      {
        kind: 'failed',
        cause: 'reverted',
        problem: {
          ...{ title: expect.stringMatching(/undone/), reason: guid(201) },
          ...{ message: expect.stringContaining("'Weekly'"), remedy: expect.stringContaining('state: present') },
        },
      },
    ]);
  });

  it.each<[string, Attempt, Change, Reading, object]>([
    ['stands where it is not known of a plan', ACCEPTED, RELEASE, read({ repositories: released }), DONE],
    [
      'is not proved where the repository is not listed any more',
      ...([ACCEPTED, RELEASE, NO_ROW] as const),
      expect.objectContaining({ kind: 'failed', cause: 'unreadable', gone: 'repository' }),
    ],
    ['before this run was not undone by it', NONE, RELEASE, attachedMeanwhile, { kind: 'already' }],
    ['is no matter of leaving a plan', ACCEPTED, DETACHMENT, attachedMeanwhile, { kind: 'done', verified: false }],
  ])('%s', (_, attempt, change, reading, expected) => {
    expect(resultsOf(triedFor(attempt, change), reading)).toEqual([expected]);
  });
});

describe('what is told of a change', () => {
  const withShop = read({ plans: [aPlan({ projects: listOf(guid(500)) })] });

  it.each<[Change, Reading, string, string, RegExp]>([
    [ACTIVATION, LEFT, 'license', 'license is still inactive, not active', /a license free/],
    [ATTACHMENT, LEFT, 'repository', 'repository is still detached, not attached', /added by hand/],
    [DETACHMENT, STAYED, 'repository', 'repository is still attached, not detached', /^Look at the repository in/],
    [RELEASE, STAYED, 'license', 'license is still active, not inactive', /^Look at the license in/],
    [aRemoval(), STAYED, 'repository', 'repository is still listed, not removed', /^Look at the repository in/],
    [WITH_PROJECT, withShop, 'project', 'project is still attached, not detached', /^Look at the project in/],
  ])('that was accepted, and not made, is what to look at: $kind', (change, reading, reason, message, remedy) => {
    const [result] = resultsOf(triedFor(ACCEPTED, change), reading);
    expect(result).toMatchObject({
      cause: 'not-applied',
      problem: { reason, message: expect.stringContaining(message), remedy: expect.stringMatching(remedy) },
    });
  });

  it.each<[Change, Reading, string, RegExp, string]>([
    [ACTIVATION, LEFT, 'licenseinactive', /^The protection/, 'was active before, and is inactive now'],
    [ATTACHMENT, LEFT, 'repositorydetached', /^The protection/, 'was attached before, and is detached now'],
    [RELEASE, STAYED, 'licenseactive', /^A change/, 'was inactive before, and is active now'],
    [DETACHMENT, STAYED, 'repositoryattached', /^A change/, 'was detached before, and is attached now'],
    [WITH_PROJECT, withShop, 'projectattached', /^A change/, 'was detached before, and is attached now'],
  ])('that was not needed, and undone, is what was undone: $kind', (change, reading, reason, title, message) => {
    const [result] = resultsOf(triedFor(NONE, change), reading);
    expect(result).toMatchObject({
      cause: 'reverted',
      problem: { reason, title: expect.stringMatching(title), message: expect.stringContaining(message) },
    });
  });

  it.each<[string, Change, Reading]>([
    ['its repository', ACTIVATION, NO_ROW],
    ['its plan', ATTACHMENT, read({ plans: [] })],
  ])('that was not needed is not that it could not be read where %s is gone', (_, change, reading) => {
    expect(resultsOf(triedFor(NONE, change), reading)).toMatchObject([{ kind: 'failed', cause: 'unreported' }]);
  });
});

describe('the plans that a repository of a project is in by itself', () => {
  const [daily, weekly, other] = [
    aPlan({ selection: 'manual', repositories: listOf(guid(100)), projects: listOf() }),
    aPlan({ id: guid(201), name: 'Weekly' }),
    aPlan({ id: guid(202), name: 'Other', selection: 'manual', repositories: listOf(), projects: listOf() }),
  ];
  const plans = [daily, weekly, other];
  const repositories = [aRepository(), aRepository({ id: guid(101) })];
  const desired = {
    ...desiredOf(anObservation({ plans, repositories })),
    projectOf: new Map([[guid(100), guid(500)]]),
  };
  const alsoIn = [{ plan: daily, membership: 'attached' as const }];

  it('are those that contain it now, or may', () => {
    expect(verify([], read({ plans, repositories }), desired).byItself).toEqual(
      new Map([[guid(100), [...alsoIn, { plan: weekly, membership: 'unknown' }]]]),
    );
    expect(verify([], UNREAD, desired).byItself.get(guid(100)) ?? []).toEqual([]);
  });

  it('are those that it is kept in, in a dry run', () => {
    const resources = desired.resources.map((each) => ({ ...each, alsoIn }));
    expect(dryRunOutcome([], { ...desired, resources }).byItself).toEqual(new Map([[guid(100), alsoIn]]));
  });
});
