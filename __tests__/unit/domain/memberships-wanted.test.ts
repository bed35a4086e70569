import { describe, expect, it } from '@jest/globals';
import { type DesiredState, narrowedTo, withPlans } from '../../../src/domain/desired-state.ts';
import type { BackupPlan, Repository } from '../../../src/domain/model.ts';
import { aPlan, aRepository, guid, listOf, partOf } from '../../support/build.ts';
import { ABSENT, aProject, aReference, EXCLUSIVE, inWords, PRESENT, wanted } from '../../support/wanted.ts';

const API = guid(100);
const DAILY = aPlan({ id: guid(200), name: 'Daily', selection: 'manual', repositories: listOf(), projects: listOf() });
const OTHER = guid(201);
const UNLISTED = guid(299);

/** What is wanted of `api`, beside plan `Daily`, with another plan; that one is in the list unless it is said otherwise. */
function api(
  state: typeof ABSENT,
  plans: readonly BackupPlan[],
  repository: Partial<Repository>,
  other: Partial<BackupPlan>,
  isListed = true,
): string | undefined {
  const weekly = aPlan({ id: OTHER, name: 'Weekly', selection: 'manual', projects: listOf(), ...other });
  const desired = wanted(
    state,
    { plans, repositories: [aRepository({ id: API, name: 'api', ...repository })] },
    { plans: [DAILY, weekly], listedPlans: new Set(isListed ? [OTHER] : []) },
  );
  return inWords(desired)[0];
}

describe('a repository that is to be in no other hand-picked plan', () => {
  it.each<[string, string, Partial<Repository>, Partial<BackupPlan>, boolean?]>([
    ['leaves one that lists it', ', leaves Weekly', {}, { repositories: listOf(API) }],
    ['is not known to be in one that counts none, but is listed', ', unknown in Weekly', {}, { repositoryCount: 0 }],
    ['is not in one that counts none and is not listed', '', {}, { repositoryCount: 0 }, false],
    [
      'leaves one of an unknown kind that lists it',
      ', leaves Weekly',
      {},
      { selection: 'unknown', repositories: listOf(API) },
    ],
    ['is left in one of which it is not known', ', unknown in Weekly', {}, {}],
    ['is left in one of an unknown kind', ', unknown in Weekly', {}, { selection: 'unknown' }],
    ['stays in one by rules', ', attached in Weekly', {}, { selection: 'rules', repositories: listOf(API) }],
    ['stays in one for all', ', attached in Weekly', {}, { selection: 'all' }],
    ['may be in one by rules, no matter whether', '', {}, { selection: 'rules' }],
    ['is not in one that lists others', '', {}, { repositories: listOf(guid(9)) }],
    ['is not in one that leaves it out', '', {}, { excluded: listOf(API) }],
    [
      'is not known to be in one that leaves it out, and that its row names',
      ', unknown in Weekly',
      { plans: listOf(OTHER) },
      { excluded: listOf(API) },
    ],
    [
      'leaves one that only its row names',
      `, leaves Weekly, leaves ${UNLISTED}`,
      { plans: listOf(OTHER, UNLISTED) },
      {},
    ],
  ])('%s', (_, stays, repository, other, isListed = true) => {
    expect(api(EXCLUSIVE, [DAILY], { plans: undefined, ...repository }, other, isListed)).toBe(
      `api: active, joins Daily${stays}`,
    );
  });

  it('does not leave the plans that are named', () => {
    const daily = { ...DAILY, repositories: listOf(API) };

    expect(inWords(wanted(EXCLUSIVE, { plans: [daily], repositories: [aRepository()] }))).toEqual([
      'api: active, joins Daily',
    ]);
  });
});

describe('a repository that is to be in no plan', () => {
  it.each<[string, string, Partial<Repository>, Partial<BackupPlan>, boolean?]>([
    ['leaves one that lists it', ', leaves Weekly', {}, { repositories: listOf(API) }],
    ['leaves one of which it is not known', ', leaves Weekly', {}, {}],
    ['leaves one for all', ', leaves Weekly', {}, { selection: 'all' }],
    ['is not in one that lists others', '', {}, { repositories: listOf(guid(9)) }],
    ['leaves one that counts none, but is listed', ', leaves Weekly', {}, { repositoryCount: 0 }],
    ['is not in one that counts none and is not listed', '', {}, { repositoryCount: 0 }, false],
    [
      'leaves one that only its row names',
      `, leaves ${UNLISTED}`,
      { plans: listOf(UNLISTED) },
      { repositories: listOf() },
    ],
    [
      'is to leave one that holds its project, which still does',
      ', leaves Weekly, attached in Weekly',
      { project: aReference() },
      { repositories: listOf(), projects: listOf(guid(500)) },
    ],
    [
      'may be in one with its project, of which it is not known',
      ', unknown in Weekly',
      { project: aReference() },
      { repositories: listOf(), projects: partOf() },
    ],
  ])('%s', (_, stays, repository, other, isListed = true) => {
    expect(api(ABSENT, [], repository, other, isListed)).toBe(`api: inactive${stays}`);
  });

  it('is to leave a plan that the row of another names, where its own row tells of none', () => {
    const [told, untold] = [listOf(UNLISTED), undefined].map((plans, index) =>
      aRepository({ id: guid(100 + index), name: `r${String(index)}`, plans }),
    );
    const repositories = [told, untold].flatMap((each) => each ?? []);

    expect(inWords(wanted(ABSENT, { plans: [], repositories }, { plans: [], listedPlans: new Set() }))).toEqual(
      repositories.map(({ name }) => `${name}: inactive, leaves ${UNLISTED}`),
    );
  });

  it('may be in a plan with its project where the row of another repository names one', () => {
    const repositories = [aRepository({ id: API, name: 'api' }), aRepository({ id: guid(101), project: aReference() })];
    const weekly = aPlan({ id: OTHER, name: 'Weekly', selection: 'manual', repositories: listOf() });

    expect(inWords(wanted(ABSENT, { plans: [], repositories }, { plans: [weekly] }))[0]).toBe(
      'api: inactive, unknown in Weekly',
    );
  });

  it.each<[string, string, Partial<BackupPlan>]>([
    ['keeps its license for another that lists it', ', attached in Weekly', { repositories: listOf(API) }],
    ['keeps its license for another of which it is not known', ', unknown in Weekly', {}],
    ['needs no license for another that lists others', '', { repositories: listOf() }],
  ])('of those that are named %s', (_, stays, other) => {
    expect(api(ABSENT, [DAILY], {}, other)).toBe(`api: inactive, leaves Daily${stays}`);
  });

  it.each<[string, typeof ABSENT, readonly BackupPlan[], boolean, readonly string[]]>([
    ['all that hold something selected, each once, where none is named', ABSENT, [], true, ['Daily', 'Weekly']],
    ['the named ones', ABSENT, [DAILY], false, ['Daily']],
    ['none for what is to be present', PRESENT, [], false, []],
  ])('leaves, of all plans, %s', (_, state, plans, leavesEveryPlan, names) => {
    const repositories = [101, 102].map((number) => aRepository({ id: guid(number) }));
    const listing = { selection: 'manual' as const, repositories: listOf(guid(101), guid(102)), projects: listOf() };
    const all = ['Daily', 'Weekly', 'Empty'].map((name, index) =>
      aPlan({ id: guid(200 + index), name, ...listing, ...(name === 'Empty' ? { repositories: listOf() } : {}) }),
    );
    const desired = wanted(state, { plans, repositories }, { plans: all });

    expect(desired.leavesEveryPlan).toBe(leavesEveryPlan);
    expect(desired.plans.map(({ name }) => name)).toEqual(names);
  });
});

describe('what is wanted', () => {
  const CART = aRepository({ id: guid(110), name: 'cart', project: aReference() });
  const shop = { project: aProject(), repositories: [CART] };
  const desired: DesiredState = wanted(ABSENT, {
    plans: [DAILY],
    repositories: [aRepository(), aRepository({ id: guid(101), name: 'web' })],
    projects: [shop],
  });

  it.each([
    ['of a repository alone', [API], ['api']],
    ['of a project with its repositories', [shop.project.id], ['Shop', 'cart']],
    ['of a repository of a project without that', [CART.id], ['cart']],
    ['of several', [guid(101), API], ['api', 'web']],
    ['of nothing that is selected', [guid(9)], []],
  ])('%s is narrowed to that', (_, ids, names) => {
    const narrowed = narrowedTo(desired, new Set(ids));

    expect(narrowed.resources.map(({ resource }) => resource.name)).toEqual(names);
    expect(narrowed).toEqual({ ...desired, resources: narrowed.resources });
  });

  it('is the same with plans that were read again; those that were not are as before', () => {
    const weekly = aPlan({ id: OTHER, name: 'Weekly' });
    const before = wanted(ABSENT, { plans: [DAILY] }, { plans: [DAILY, weekly] });
    const now = { ...DAILY, schedule: 'disabled' as const };

    expect(withPlans(before, [now])).toEqual({ ...before, plans: [now], allPlans: [now, weekly] });
  });
});
