import { describe, expect, it } from '@jest/globals';
import type { Change, MembershipChange } from '../../../src/domain/diff.ts';
import type { PlanMembership } from '../../../src/domain/membership.ts';
import type { BackupPlan, Id, Known, Membership } from '../../../src/domain/model.ts';
import type { ChangeResult, Result } from '../../../src/domain/outcome.ts';
import { projectResults } from '../../../src/domain/project-results.ts';
import type { ResourceResult } from '../../../src/domain/resource-result.ts';
import { anOutcome, aPlan, aProblem, failed, guid, listOf } from '../../support/build.ts';
import { aProject, ofLicense, ofMembership } from '../../support/changes.ts';

const [API, SHOP] = [guid(100), guid(500)];
const [DAILY, WEEKLY] = [aPlan(), aPlan({ id: guid(201), name: 'Weekly' })];
const PROJECT = aProject();
const ALREADY: Result = { kind: 'already' };
const DONE: Result = { kind: 'done', verified: true };
const IN_SHOP = new Map([[API, SHOP]]);

function of(change: Change, result: Result): ChangeResult {
  return { change, result };
}

/** What is left of project `Shop`, which was in these plans. */
function leaves(plan: BackupPlan, result: Result): ChangeResult<MembershipChange> {
  return { change: ofMembership('detach', { resource: PROJECT, plan, before: 'attached' }), result };
}

function keptFor(plan: BackupPlan, membership: 'attached' | 'unknown'): Result {
  return { kind: 'kept', plans: [{ plan, membership }] };
}

/** What is decided of repository `api`; without it, of project `Shop`. */
function decided(
  results: readonly ChangeResult[],
  projectOf: ReadonlyMap<Id, Id> = IN_SHOP,
  byItself: readonly PlanMembership[] = [],
  tellsOthers = false,
): ResourceResult {
  const outcome = { ...anOutcome(), results, projectOf, byItself: new Map([[API, byItself]]) };
  const found = projectResults(tellsOthers ? { ...outcome, alsoTold: outcome.byItself } : outcome);
  const one = found.find(({ resource }) => resource.id === API) ?? found[0];
  if (one === undefined) throw new Error('nothing was decided');
  return one;
}

describe('a repository that is gone', () => {
  const gone: Result = { kind: 'failed', cause: 'unreadable', problem: aProblem(), gone: 'repository' };

  it.each([DONE, ALREADY])('is in no plan with its project: %p', (result) => {
    const joins = ofMembership('attach', { resource: PROJECT, before: 'attached' });
    const { plans } = decided([of(ofLicense('activate'), gone), of(joins, result)]);

    expect(plans).toEqual([{ change: joins, result: gone }]);
  });
});

describe('a project', () => {
  const joins = ofMembership('attach', { resource: PROJECT, before: 'detached' });

  it('has plans, and no license', () => {
    const result = decided([of(joins, DONE)]);
    expect(result).toMatchObject({
      resource: PROJECT,
      status: 'changed',
      drifted: true,
      changed: true,
      isProved: true,
    });
    expect(result).toMatchObject({ license: undefined, removal: undefined, plans: [{ change: joins, result: DONE }] });
  });
});

describe('a repository that a plan leaves out, though it contains the project', () => {
  const license = of(ofLicense('activate', { before: 'active' }), ALREADY);
  const excluding = aPlan({ selection: 'all', excluded: listOf(API) });
  const joins = ofMembership('attach', { resource: PROJECT, before: 'attached' });

  function inExcluding(result: Result): ResourceResult | undefined {
    const results = [license, of(joins, result)];
    const found = projectResults({ ...anOutcome(), results, projectOf: IN_SHOP, plans: [excluding] });
    return found.find(({ resource }) => resource.id === API);
  }

  it.each<Result>([ALREADY, DONE, { kind: 'would' }])(
    'is not in the plan, whatever became of the project: %j',
    (result) => {
      expect(inExcluding(result)).toMatchObject({
        status: 'failed',
        drifted: true,
        isProved: false,
        plans: [{ result: { kind: 'skipped', cause: 'blocked', problem: { reason: excluding.id } } }],
      });
    },
  );

  it('has the problem of its project where that could not be attached', () => {
    expect(inExcluding(failed())?.plans).toMatchObject([{ result: failed() }]);
  });
});

describe('a repository that was selected', () => {
  const license = of(ofLicense('activate', { before: 'active' }), ALREADY);
  const ofShop = of(ofMembership('attach', { resource: PROJECT, before: 'detached' }), { kind: 'would' });
  const byItself = of(ofMembership('attach', { before: 'attached' }), ALREADY);

  it.each<[string, readonly ChangeResult[], ReadonlyMap<Id, Id>, readonly ChangeResult[], string]>([
    ['with its project is in the plans of that', [ofShop, license], IN_SHOP, [ofShop], 'would-change'],
    ['by itself, too, is in its own plans', [ofShop, license, byItself], IN_SHOP, [byItself], 'protected'],
    ['without the project is in none of its plans', [ofShop, license], new Map(), [], 'protected'],
    ['with a project of which nothing came is in no plan', [license], IN_SHOP, [], 'protected'],
  ])('%s', (_, results, projectOf, plans, status) => {
    expect(decided(results, projectOf)).toMatchObject({ license, plans, status });
  });
});

describe('a repository that is in another project now', () => {
  const joins = of(ofMembership('attach', { resource: PROJECT, before: 'detached' }), DONE);
  const license = of(ofLicense('activate', { before: 'active' }), ALREADY);

  function movedAway(...results: readonly ChangeResult[]): ResourceResult | undefined {
    const outcome = { ...anOutcome(), results, projectOf: IN_SHOP, moved: new Set([API]) };
    return projectResults(outcome).find(({ resource }) => resource.id === API);
  }

  it.each<[string, ChangeResult]>([
    ['joined', joins],
    ['left', leaves(DAILY, DONE)],
  ])('is not where its former project is that %s a plan', (_, ofShop) => {
    expect(movedAway(ofShop, license)).toMatchObject({
      ...{ status: 'failed', isProved: false },
      plans: [
        { result: { kind: 'failed', problem: { title: 'The repository is not reported in its project any more' } } },
      ],
    });
  });

  it('tells why its former project is not in a plan, and what is seen of itself', () => {
    const failing = of(ofMembership('attach', { resource: PROJECT, before: 'detached' }), failed());
    expect(movedAway(failing, license)?.plans).toMatchObject([{ result: failed() }]);
    const byItself = of(ofMembership('attach', { before: 'detached' }), ALREADY);
    expect(movedAway(joins, license, byItself)).toMatchObject({ isProved: true, plans: [{ result: ALREADY }] });
  });
});

describe('a repository that could not be attached by itself, and is in the plan', () => {
  const license = of(ofLicense('activate', { before: 'inactive' }), failed());
  const byItself = of(ofMembership('attach', { before: 'detached' }), ALREADY);

  it.each<[string, Result, boolean]>([
    ['came there with its project', DONE, true],
    ['may have come there with its project', { kind: 'done', verified: false }, true],
    ['was there by other means', ALREADY, false],
  ])('%s', (_, ofProject, changed) => {
    const joins = of(ofMembership('attach', { resource: PROJECT, before: 'detached' }), ofProject);

    expect(decided([joins, license, byItself])).toMatchObject({ changed, plans: [{ result: ofProject }] });
  });

  it('was not attached with its project where that was for another plan', () => {
    const joins = of(ofMembership('attach', { resource: PROJECT, plan: WEEKLY, before: 'detached' }), DONE);

    expect(decided([joins, license, byItself])).toMatchObject({ changed: false, plans: [{ result: ALREADY }] });
  });

  it('was there already where it is seen so at first', () => {
    const joins = of(ofMembership('attach', { resource: PROJECT, before: 'detached' }), DONE);
    const before = of(ofMembership('attach', { before: 'attached' }), ALREADY);

    expect(decided([joins, license, before])).toMatchObject({ changed: false, plans: [{ result: ALREADY }] });
  });
});

describe('a repository that was in a plan by itself when its project joined that', () => {
  const license = of(ofLicense('activate', { before: 'active' }), ALREADY);
  const plan = aPlan({ selection: 'manual', repositories: listOf(API) });

  it.each<[string, Result]>([
    ['joined', DONE],
    ['would join', { kind: 'would' }],
  ])('has not come there with it: the project %s', (_, result) => {
    const joins = of(ofMembership('attach', { resource: PROJECT, plan, before: 'detached' }), result);

    expect(decided([joins, license])).toMatchObject({
      ...{ drifted: false, changed: false, isProved: true },
      plans: [{ change: { before: 'attached' }, result: ALREADY }],
    });
  });
});

describe('a repository that left a plan by itself, and was selected with its project, too', () => {
  const license = of(ofLicense('deactivate', { before: 'inactive' }), ALREADY);
  const itself = of(ofMembership('detach', { before: 'attached' }), DONE);

  it.each<[string, Result, object]>([
    ['left', DONE, DONE],
    ['was not in it', ALREADY, DONE],
    ['left, but that is not reported', { kind: 'done', verified: false }, { kind: 'done', verified: false }],
    ['did not leave', failed(), { ...failed(), sent: true }],
    [
      'was not tried',
      { kind: 'skipped', cause: 'circuit-open', problem: aProblem() },
      { ...failed(), problem: aProblem(), sent: true },
    ],
  ])('is where its project is that %s', (_, ofProject, result) => {
    expect(decided([leaves(DAILY, ofProject), license, itself])).toMatchObject({ changed: true, plans: [{ result }] });
  });
});

describe('a repository whose project left plans', () => {
  const release = ofLicense('deactivate', { before: 'active' });

  function plansOf(
    kept: Result,
    ...ofShop: readonly ChangeResult[]
  ): readonly (readonly [Id, Known<Membership>, string])[] {
    const { plans } = decided([...ofShop, of(release, kept)]);
    return plans.map(({ change: { plan, before }, result }) => [plan.id, before, result.kind]);
  }

  it('has left those with it that do not contain it by itself', () => {
    const left = [leaves(DAILY, DONE), leaves(WEEKLY, DONE)];
    expect(plansOf(keptFor(WEEKLY, 'unknown'), ...left)).toEqual([
      [DAILY.id, 'attached', 'done'],
      [WEEKLY.id, 'unknown', 'kept'],
    ]);
    expect(plansOf(DONE, ...left)).toEqual([
      [DAILY.id, 'attached', 'done'],
      [WEEKLY.id, 'attached', 'done'],
    ]);
  });

  it('may have been changed where it is not known whether it is in the plan by itself, and not where it is seen there', () => {
    const isChanged = (membership: 'attached' | 'unknown', result: Result): boolean =>
      decided([leaves(DAILY, result), of(release, { kind: 'already' })], IN_SHOP, [{ plan: DAILY, membership }])
        .changed;
    expect([isChanged('unknown', DONE), isChanged('attached', DONE), isChanged('unknown', ALREADY)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('has not left those in which it is seen by itself', () => {
    const also = [{ plan: DAILY, membership: 'attached' }] as const;
    const { plans } = decided([leaves(DAILY, DONE), leaves(WEEKLY, DONE), of(release, DONE)], IN_SHOP, also);
    expect(plans).toMatchObject([
      { change: { plan: DAILY, before: 'attached' }, result: { kind: 'kept', plans: also } },
      { change: { plan: WEEKLY }, result: DONE },
    ]);
  });

  it.each([
    ['is proved to have left by itself as the project is', DONE, true],
    ['is not proved to have left by itself where the project is not', { kind: 'done', verified: false }, false],
  ] as const)('%s', (_, ofProject, isProved) => {
    const byItself = of(ofMembership('detach', { before: 'attached' }), DONE);
    expect(decided([leaves(DAILY, ofProject), of(release, DONE), byItself]).isProved).toBe(isProved);
  });

  it('is proved by its own plan, whatever became of the plans that its project joins', () => {
    const joins = of(ofMembership('attach', { resource: PROJECT }), { kind: 'done', verified: false });
    expect(decided([joins, of(release, DONE), of(ofMembership('attach'), DONE)]).isProved).toBe(true);
  });

  it.each([
    ['attached', true, 'protected'],
    ['unknown', false, 'unverified'],
  ] as const)('stays where it is by itself, where every plan was to be left: %s', (membership, isProved, status) => {
    const also = [{ plan: WEEKLY, membership }];
    const released = of(ofLicense('deactivate', { before: 'inactive' }), ALREADY);

    expect(decided([leaves(DAILY, ALREADY), released], IN_SHOP, also).plans).toHaveLength(1);
    expect(decided([released], IN_SHOP, also, true)).toMatchObject({
      ...{ isProved, status, drifted: false, changed: false },
      plans: [{ change: { kind: 'detach', plan: WEEKLY, before: membership }, result: { kind: 'kept', plans: also } }],
    });
    expect(decided([leaves(WEEKLY, DONE), released], IN_SHOP, also, true).plans).toHaveLength(1);
  });

  it.each<[Result['kind'], Result]>([
    ['failed', failed()],
    ['would', { kind: 'would' }],
    ['done', DONE],
  ])('is where its project is, if it was not in the plan by itself: %s', (kind, ofProject) => {
    const byItself = of(ofMembership('detach', { before: 'detached' }), ALREADY);
    const { plans, drifted } = decided([leaves(DAILY, ofProject), of(release, DONE), byItself]);

    expect(plans).toMatchObject([{ change: { plan: DAILY, before: 'attached' }, result: { kind } }]);
    expect(drifted).toBe(true);
  });

  it('is out of a plan that leaves it out, wherever its project is', () => {
    const excluding = aPlan({ id: guid(202), excluded: listOf(API) });
    const byItself = of(ofMembership('detach', { plan: excluding, before: 'detached' }), ALREADY);
    const { plans } = decided([leaves(excluding, failed()), of(release, DONE), byItself]);

    expect(plans).toMatchObject([{ change: { before: 'detached' }, result: ALREADY }]);
  });

  it('tells of the failure where the project did not leave', () => {
    expect(plansOf(keptFor(DAILY, 'attached'), leaves(DAILY, failed()))).toEqual([[DAILY.id, 'attached', 'failed']]);
  });
});
