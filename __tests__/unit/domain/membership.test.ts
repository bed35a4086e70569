import { describe, expect, it } from '@jest/globals';
import { joinLists } from '../../../src/domain/id-list.ts';
import { isManual, membershipOf, reportedMemberships } from '../../../src/domain/membership.ts';
import type { BackupPlan, Repository } from '../../../src/domain/model.ts';
import { aPlan, aRepository, guid, listOf, partOf } from '../../support/build.ts';

const ACME = guid(1);
const API = guid(100);
const DAILY = guid(200);
const OTHER = guid(9);

describe('whether a repository is in a plan', () => {
  it.each<[string, string, Partial<Repository>, Partial<BackupPlan>]>([
    ['the repository lists the plan', 'attached', { plans: listOf(DAILY) }, {}],
    ['the repository lists the plan among others unknown', 'attached', { plans: partOf(DAILY) }, {}],
    ['the plan lists the repository', 'attached', {}, { repositories: listOf(API) }],
    ['the plan lists the repository among others unknown', 'attached', {}, { repositories: partOf(API) }],
    ['both list each other', 'attached', { plans: listOf(DAILY) }, { repositories: listOf(OTHER, API) }],
    [
      'a list that was cut denies it, and its own row names the plan',
      'unknown',
      { plans: listOf(DAILY) },
      { repositories: { ...partOf(OTHER), denied: new Set([API]) }, repositoryCount: 2 },
    ],
    [
      'a list denies it, and the plan counts more than it lists',
      'detached',
      {},
      { repositories: { ...listOf(), denied: new Set([API]) }, repositoryCount: 1 },
    ],
    ['a list that was cut denies it', 'detached', {}, { repositories: { ...partOf(), denied: new Set([API]) } }],
    [
      'two lists contradict each other, and its own row names the plan',
      'unknown',
      { plans: listOf(DAILY) },
      { repositories: joinLists([listOf(API), listOf(OTHER)]) },
    ],
    ['two lists contradict each other', 'unknown', {}, { repositories: joinLists([listOf(API), listOf(OTHER)]) }],
    ['the plan covers all', 'attached', {}, { selection: 'all' }],
    ['the plan covers all, whatever it lists', 'attached', { plans: listOf() }, { selection: 'all' }],
    ['the plan covers all of this organization', 'attached', {}, { selection: 'all', organization: ACME }],
    ['the plan excludes the repository from all', 'detached', {}, { selection: 'all', excluded: listOf(API) }],
    [
      'the plan covers all, and says that the repository is not selected',
      'unknown',
      {},
      { selection: 'all', excluded: { ...listOf(), disputed: new Set([API]) } },
    ],
    ['the plan excludes another from all', 'attached', {}, { selection: 'all', excluded: listOf(OTHER) }],
    ['the plan excludes what is not understood from all', 'unknown', {}, { selection: 'all', excluded: partOf() }],
    [
      'the plan excludes what is not understood from all, whatever it lists',
      'unknown',
      {},
      { selection: 'all', excluded: partOf(), repositories: listOf(API) },
    ],
    [
      'the plan excludes what is not understood from all, and lists others',
      'unknown',
      {},
      { selection: 'all', excluded: partOf(), repositories: listOf(OTHER) },
    ],
    [
      'the plan lists it, and excludes what is not understood',
      'unknown',
      {},
      { repositories: listOf(API), excluded: partOf() },
    ],
    [
      'its row names the plan, which excludes what is not understood',
      'attached',
      { plans: listOf(DAILY) },
      { repositories: listOf(API), excluded: partOf() },
    ],
    [
      'the plan lists others, and excludes what is not understood',
      'detached',
      {},
      { repositories: listOf(OTHER), excluded: partOf() },
    ],
    ['the plan of another organization lists it', 'unknown', {}, { organization: OTHER, repositories: listOf(API) }],
    ['the repository lists other plans only', 'detached', { plans: listOf(OTHER) }, {}],
    ['the repository lists no plan', 'detached', { plans: listOf() }, {}],
    ['the plan lists other repositories only', 'detached', {}, { repositories: listOf(OTHER) }],
    ['the plan lists as many as it counts', 'detached', {}, { repositories: listOf(OTHER), repositoryCount: 1 }],
    ['neither lists the other', 'detached', { plans: listOf() }, { repositories: listOf() }],
    ['the list of the plan is cut, but the other whole', 'detached', { plans: listOf() }, { repositories: partOf() }],
    ['nothing is reported', 'unknown', {}, {}],
    ['the repository lists some plans', 'unknown', { plans: partOf(OTHER) }, {}],
    ['the plan lists some repositories', 'unknown', {}, { repositories: partOf(OTHER) }],
    ['the plan counts more than it lists', 'unknown', {}, { repositories: listOf(OTHER), repositoryCount: 2 }],
    ['the repository says yes, the plan no', 'unknown', { plans: listOf(DAILY) }, { repositories: listOf(OTHER) }],
    ['the plan says yes, the repository no', 'unknown', { plans: listOf() }, { repositories: listOf(API) }],
    ['the plan covers all of another organization', 'unknown', {}, { selection: 'all', organization: OTHER }],
    ['the plan is known to be manual, no more', 'unknown', {}, { selection: 'manual', repositoryCount: 0 }],
    ['the plan selects by rules, and lists nothing', 'unknown', {}, { selection: 'rules' }],
    ['the plan is deleted, whatever it lists', 'detached', {}, { removed: true, repositories: listOf(API) }],
    ['the plan is deleted, but named by the repository', 'unknown', { plans: listOf(DAILY) }, { removed: true }],
    ['the plan may be deleted', 'unknown', { plans: listOf() }, { removed: 'unknown', selection: 'all' }],
    ['the plan may be deleted, but is named', 'unknown', { plans: listOf(DAILY) }, { removed: 'unknown' }],
    [
      'a plan leaves it out',
      'detached',
      {},
      { selection: 'rules', excluded: listOf(API), repositories: listOf(OTHER) },
    ],
    ['a plan lists it, and leaves it out', 'unknown', {}, { excluded: listOf(API), repositories: listOf(API) }],
    ['a plan leaves it out, and does not say whom it takes in', 'detached', {}, { excluded: listOf(API) }],
    [
      'a plan for all leaves it out, which counts more than that it is selected',
      'detached',
      {},
      { selection: 'all', excluded: listOf(API), repositories: listOf(API) },
    ],
  ])('where %s: %s', (_, state, repository, plan) => {
    expect(membershipOf(ACME, aRepository(repository), aPlan(plan))).toBe(state);
  });
});

describe('what is reported of a repository and a plan', () => {
  it.each<[string, readonly string[], Partial<BackupPlan>]>([
    ['nothing', [], {}],
    ['one thing', ['attached'], { repositories: listOf(API) }],
    ['that it is in, and left out', ['attached', 'detached'], { repositories: listOf(API), excluded: listOf(API) }],
  ])('is %s', (_, states, plan) => {
    expect([...reportedMemberships(ACME, aRepository(), aPlan(plan))]).toEqual(states);
  });
});

describe('a partial list of a manual plan', () => {
  it.each([
    ['proves a membership that it names', [API], 5, 'attached'],
    ['does not prove that there is none', [guid(7)], 5, 'unknown'],
    ['proves that there is none when it is whole', [guid(7)], 1, 'detached'],
    ['proves that there is none when the server does not count', [guid(7)], undefined, 'detached'],
  ])('%s', (_, ids, repositoryCount, state) => {
    const plan = aPlan({ selection: 'manual', repositories: listOf(...ids), repositoryCount });
    expect(membershipOf(ACME, aRepository({ plans: undefined }), plan)).toBe(state);
  });
});

describe('attaching by hand', () => {
  it.each([
    ['manual', true],
    ['unknown', true],
    ['rules', false],
    ['all', false],
  ] as const)('is for a plan whose selection is %s: %s', (selection, manual) => {
    expect(isManual(aPlan({ selection }))).toBe(manual);
  });
});
