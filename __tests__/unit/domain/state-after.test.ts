import { describe, expect, it } from '@jest/globals';
import type { Attempt, Attempted } from '../../../src/domain/attempt.ts';
import type { Change } from '../../../src/domain/diff.ts';
import type { BackupPlan, Id, IdList, Observed, ProjectReference, Repository } from '../../../src/domain/model.ts';
import { type After, type Reading, stateReader } from '../../../src/domain/state-after.ts';
import { anObservation, aPlan, aProblem, aRepository, desiredOf, guid, listOf } from '../../support/build.ts';
import { aProject, aRemoval, ofLicense, ofMembership, triedFor } from '../../support/changes.ts';

const [API, DAILY, SHOP] = [guid(100), guid(200), guid(500)];
const GONE = { kind: 'gone', what: 'repository' };
const PLAN_GONE = { kind: 'gone', what: 'plan' };
const ACCEPTED: Attempt = { kind: 'accepted' };
const NAMES_DAILY = aRepository({ plans: listOf(DAILY) });

/** `Daily` as a plan by hand that lists these. */
function listing(...ids: readonly Id[]): BackupPlan {
  return aPlan({ selection: 'manual', repositories: listOf(...ids), projects: listOf() });
}

/** A repository in project `Shop`, or another, whose row says that the project is in these plans. */
function inProject(id: Id, plans: IdList | undefined, project: Partial<ProjectReference> = {}): Repository {
  return aRepository({ id, project: { id: SHOP, name: 'Shop', plans, ...project } });
}

function stateOf(state: string, isReported = true): object {
  return { kind: 'state', state, isReported };
}

interface Read {
  /** The rows; that of `api` says nothing, unless it is said otherwise. */
  readonly rows?: readonly Repository[];
  readonly plans?: readonly BackupPlan[];
  readonly listed?: readonly Id[];
  /** As they were read at first. */
  readonly before?: Partial<Observed>;
  readonly attempted?: readonly Attempted[];
  /** A repository's ID, and that of the project that it was selected with. */
  readonly projectOf?: readonly (readonly [Id, Id])[];
}

function after(change: Change, read: Read): After {
  const { rows = [aRepository()], plans = [aPlan()], before, attempted = [], projectOf = [] } = read;
  const { listed = plans.map(({ id }) => id) } = read;
  const now: Reading = { kind: 'read', repositories: rows, plans, listedPlans: new Set(listed) };
  const desired = { ...desiredOf(anObservation(before)), projectOf: new Map(projectOf) };
  return stateReader(attempted, now, desired)(change);
}

describe('a license, after the changes,', () => {
  const activation = ofLicense('activate');
  const release = ofLicense('deactivate');
  const removed = aRepository({ license: 'active', removed: true });

  it.each<[string, Change, readonly Repository[], object]>([
    ['is what the row says', activation, [aRepository({ license: 'active' })], stateOf('active')],
    ['is not reported where the row says nothing', activation, [aRepository()], stateOf('unknown', false)],
    ['is gone where the repository is not listed', activation, [], GONE],
    ['is gone where the repository was removed at the host', activation, [removed], GONE],
    ['that was released is what the row says', release, [aRepository({ license: 'inactive' })], stateOf('inactive')],
    [
      'that was released is not reported where the row says nothing',
      release,
      [aRepository()],
      stateOf('unknown', false),
    ],
    ['that was released is not known where the repository is not listed any more', release, [], GONE],
    ['that was released is read of what was removed at the host, too', release, [removed], stateOf('active')],
  ])('%s', (_, change, rows, expected) => {
    expect(after(change, { rows })).toMatchObject(expected);
  });
});

describe('a new membership, after the changes,', () => {
  const attachment = ofMembership('attach');
  const ofProject = ofMembership('attach', { resource: aProject() });

  it.each<[string, Change, Read, object]>([
    ['is what the row says', attachment, { rows: [NAMES_DAILY] }, stateOf('attached')],
    ['is what the plan says', attachment, { plans: [listing(API)] }, stateOf('attached')],
    ['is missing where the plan lists others', attachment, { plans: [listing(guid(9))] }, stateOf('detached')],
    ['is not reported where neither says anything', attachment, {}, stateOf('unknown', false)],
    [
      'is unknown, though something is said, where row and plan contradict each other',
      attachment,
      { rows: [NAMES_DAILY], plans: [listing()] },
      stateOf('unknown'),
    ],
    ['is gone where the repository is not listed', attachment, { rows: [], plans: [listing(API)] }, GONE],
    [
      'is gone where the repository was removed at the host',
      attachment,
      { rows: [{ ...NAMES_DAILY, removed: true }] },
      GONE,
    ],
    ['is gone where the plan is', attachment, { rows: [NAMES_DAILY], plans: [] }, PLAN_GONE],
    [
      'is what the row says where the plan was never listed',
      attachment,
      { rows: [NAMES_DAILY], plans: [], before: { plans: [] } },
      stateOf('attached'),
    ],
    [
      'of a project is what the rows of its repositories say of it',
      ofProject,
      { rows: [aRepository(), inProject(guid(101), listOf(DAILY))] },
      stateOf('attached'),
    ],
    [
      'of a project is not what is said of another one',
      ofProject,
      { rows: [inProject(guid(101), listOf(DAILY), { id: guid(501) })] },
      stateOf('unknown', false),
    ],
    [
      'of a project is unknown where its repositories contradict each other',
      ofProject,
      { rows: [inProject(API, listOf(DAILY)), inProject(guid(101), listOf())] },
      stateOf('unknown'),
    ],
    [
      'of a project is what the plan says',
      ofProject,
      { plans: [aPlan({ projects: listOf(SHOP) })] },
      stateOf('attached'),
    ],
  ])('%s', (_, change, read, expected) => {
    expect(after(change, read)).toMatchObject(expected);
  });
});

describe('a membership that was left, after the changes,', () => {
  const detachment = ofMembership('detach');
  const ofProject = ofMembership('detach', { resource: aProject() });
  const inShop = aRepository({ plans: listOf(), project: { id: SHOP, name: 'Shop', plans: undefined } });
  const withShop = aPlan({ selection: 'manual', projects: listOf(SHOP) });
  const countsNone = { plans: [aPlan({ selection: 'manual', projects: listOf(), repositoryCount: 0 })] };
  const allSeen = { plans: [listing(API)] };
  const removed = triedFor(ACCEPTED, aRemoval());

  it.each<[string, Change, Read, object]>([
    [
      'is gone where the row names no plan',
      detachment,
      { rows: [aRepository({ plans: listOf() })] },
      stateOf('detached'),
    ],
    ['is gone where the plan lists others', detachment, { plans: [listing(guid(9))] }, stateOf('detached')],
    ['is still there where the plan lists it', detachment, { plans: [listing(API)] }, stateOf('attached')],
    ['is not reported where neither says anything', detachment, {}, stateOf('unknown', false)],
    ['is not gone where a listed plan counts none', detachment, countsNone, stateOf('unknown', false)],
    [
      'is unknown, though something is said, where row and plan contradict each other',
      detachment,
      { rows: [NAMES_DAILY], plans: [listing()] },
      stateOf('unknown'),
    ],
    [
      'is still that of what was removed at the host',
      detachment,
      { rows: [{ ...NAMES_DAILY, removed: true }] },
      stateOf('attached'),
    ],
    ['is not known where neither row nor plan says anything', detachment, { rows: [] }, GONE],
    ['is not known where row and plan are gone', detachment, { rows: [], plans: [] }, GONE],
    ['is what the plan says, without a row', detachment, { rows: [], plans: [listing(guid(9))] }, stateOf('detached')],
    ['is gone with what was to be removed', detachment, { rows: [], attempted: removed }, stateOf('detached')],
    [
      'is unknown where the plan lists what has no row',
      detachment,
      { rows: [], plans: [listing(API)] },
      stateOf('unknown'),
    ],
    [
      'is gone where the plan is not known any more',
      detachment,
      { plans: [], before: { plans: [] } },
      stateOf('detached'),
    ],
    [
      'is still there where the row names a plan that is not known any more',
      detachment,
      { rows: [NAMES_DAILY], plans: [], before: { plans: [] } },
      stateOf('attached'),
    ],
    [
      'is gone with the plan from the list, if all that was seen in it was detached',
      detachment,
      { before: allSeen, listed: [], attempted: triedFor(ACCEPTED, detachment), plans: [aPlan({ selection: 'all' })] },
      stateOf('detached'),
    ],
    [
      'is not known where the plan is not in the list any more, and others were seen in it',
      detachment,
      {
        before: { plans: [listing(API, guid(9))] },
        ...{ listed: [], attempted: triedFor(ACCEPTED, detachment), plans: [listing(guid(9))] },
      },
      stateOf('unknown', false),
    ],
    [
      'is still there where the row names a plan that is not in the list any more',
      detachment,
      { rows: [NAMES_DAILY], before: allSeen, listed: [], plans: [listing()] },
      stateOf('attached'),
    ],
    ['is still there with its project', detachment, { rows: [inShop], plans: [withShop] }, stateOf('attached')],
    [
      'is not that of the project with which it was selected',
      detachment,
      { rows: [inShop], plans: [withShop], projectOf: [[API, SHOP]] },
      stateOf('detached'),
    ],
    [
      'may be that of a project of which nothing is reported, and will not be',
      detachment,
      { rows: [aRepository({ plans: listOf(), project: { id: SHOP, name: 'Shop', plans: undefined } })] },
      { ...stateOf('unknown', false), isFinal: true },
    ],
    [
      'is not that of a project of which nothing is reported, where the repository is still there',
      detachment,
      { rows: [{ ...inShop, plans: listOf(DAILY) }] },
      stateOf('attached'),
    ],
    [
      'in a plan by rules may be that of a project of which nothing is reported',
      detachment,
      { rows: [inShop], plans: [aPlan({ selection: 'rules' })] },
      { ...stateOf('unknown', false), isFinal: true },
    ],
    [
      'in a plan by rules that holds projects may be that of a project that is not reported',
      detachment,
      {
        rows: [aRepository({ plans: listOf(), project: { id: undefined, name: 'Shop', plans: undefined } })],
        plans: [aPlan({ selection: 'rules', projects: listOf(SHOP) })],
      },
      { ...stateOf('unknown', false), isFinal: true },
    ],
    [
      'of a project is gone where its repositories name no plan',
      ofProject,
      { rows: [inProject(API, listOf())] },
      stateOf('detached'),
    ],
    ['of a project is still there where the plan lists it', ofProject, { plans: [withShop] }, stateOf('attached')],
  ])('%s', (_, change, read, expected) => {
    expect(after(change, read)).toMatchObject(expected);
  });
});

describe('a repository that was removed from GitProtect', () => {
  it.each([
    ['is removed where it is not listed', [aRepository({ id: guid(9) })], 'removed'],
    ['is listed as long as it has a row', [aRepository({ removed: true })], 'listed'],
  ])('%s', (_, rows, state) => {
    expect(after(aRemoval(), { rows })).toEqual(stateOf(state));
  });
});

describe('what could not be read', () => {
  const problem = aProblem({ message: 'unread' });
  const unread: Reading = { kind: 'unread', problem, doubt: aProblem() };
  const unknown = { kind: 'unread', problem };
  const old = (state: string): object => ({ ...stateOf(state), isOld: true });
  const ofOther = ofLicense('activate', { resource: aRepository({ id: guid(101) }), before: 'inactive' });
  const attempted = [
    ...triedFor({ kind: 'none' }, ofLicense('activate', { before: 'active' }), ofOther),
    ...triedFor(ACCEPTED, ofMembership('attach', { before: 'detached' })),
  ];

  it('is not known of what was changed, and is as it was of anything else', () => {
    const read = stateReader(attempted, unread, desiredOf(anObservation()));
    expect(attempted.map(({ change }) => read(change))).toEqual([old('active'), old('inactive'), unknown]);
  });

  it('is as it was of what was certainly not changed', () => {
    const rejected: Attempt = { kind: 'failed', mayHaveApplied: false, problem };
    const lost: Attempt = { kind: 'failed', mayHaveApplied: true, problem };
    const [first, second] = [
      ofMembership('attach', { before: 'detached' }),
      ofMembership('attach', { before: 'unknown' }),
    ];
    const tried = [...triedFor(rejected, first), ...triedFor(lost, second)];
    const read = stateReader(tried, unread, desiredOf(anObservation()));
    expect(tried.map(({ change }) => read(change))).toEqual([old('detached'), unknown]);
  });

  it('is not known of the license of a repository that may have been removed', () => {
    const license = ofLicense('deactivate', { before: 'inactive' });
    const tried = [...triedFor({ kind: 'none' }, license), ...triedFor(ACCEPTED, aRemoval())];
    const read = stateReader(tried, unread, desiredOf(anObservation()));
    expect(tried.map(({ change }) => read(change))).toEqual([unknown, unknown]);
  });

  it('is not known of any where the organization is not there any more', () => {
    const gone = aProblem({ message: 'gone' });
    const read = stateReader(attempted, { ...unread, gone }, desiredOf(anObservation()));
    expect(attempted.map(({ change }) => read(change))).toEqual([
      { kind: 'unread', problem: gone },
      { kind: 'unread', problem: gone },
      unknown,
    ]);
  });
});
