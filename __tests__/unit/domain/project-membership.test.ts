import { describe, expect, it } from '@jest/globals';
import {
  containedByProject,
  membershipOf,
  membershipToLeave,
  plansContaining,
  plansIn,
  projectOf,
} from '../../../src/domain/membership.ts';
import type { BackupPlan, Project, ProjectReference } from '../../../src/domain/model.ts';
import { aPlan, aRepository, guid, listOf, partOf } from '../../support/build.ts';
import { aProject, aReference } from '../../support/wanted.ts';

const ACME = guid(1);
const API = guid(100);
const DAILY = guid(200);
const OTHER = guid(9);
const SHOP = guid(500);

describe('whether a project is in a plan', () => {
  it.each<[string, string, string, Partial<Project>, Partial<BackupPlan>]>([
    ['the plan lists it', 'attached', 'attached', {}, { projects: listOf(SHOP) }],
    ['the plan lists others', 'detached', 'detached', {}, { projects: listOf(OTHER) }],
    ['the plan lists some others', 'unknown', 'unknown', {}, { projects: partOf(OTHER) }],
    ['the plan lists repositories only', 'unknown', 'unknown', {}, { repositories: listOf(SHOP) }],
    ['a row says so', 'attached', 'attached', { plans: listOf(DAILY) }, {}],
    ['its rows name other plans', 'detached', 'detached', { plans: listOf(OTHER) }, {}],
    [
      'a plan by rules, which may choose it, lists others',
      'detached',
      'unknown',
      {},
      { selection: 'rules', projects: listOf() },
    ],
    ...[1, 2].map((repositoryCount): [string, string, string, Partial<Project>, Partial<BackupPlan>] => [
      `a plan by rules lists one of ${String(repositoryCount)} repositories, and none of its`,
      'detached',
      repositoryCount === 1 ? 'detached' : 'unknown',
      { repositories: new Set([API]) },
      { selection: 'rules', projects: listOf(), repositories: listOf(OTHER), repositoryCount },
    ]),
    ['a hand-picked plan counts no repository', 'unknown', 'unknown', {}, { selection: 'manual', repositoryCount: 0 }],
    [
      'a plan that counts repositories lists none',
      'detached',
      'detached',
      {},
      { projects: listOf(), repositoryCount: 3 },
    ],
    ['a plan takes all', 'attached', 'attached', { repositories: new Set([API]) }, { selection: 'all' }],
    ['a plan takes all, and no repository of it is known', 'unknown', 'unknown', {}, { selection: 'all' }],
    ['a plan takes all but something', 'unknown', 'unknown', {}, { selection: 'all', excluded: listOf(OTHER) }],
    [
      'a plan takes all but some of its repositories',
      'attached',
      'attached',
      { repositories: new Set([API, OTHER]) },
      { selection: 'all', excluded: listOf(OTHER) },
    ],
    [
      'a plan takes all but its repositories',
      'detached',
      'detached',
      { repositories: new Set([OTHER]) },
      { selection: 'all', excluded: listOf(OTHER) },
    ],
    [
      'a plan takes all but its repositories, and it may have others',
      'unknown',
      'unknown',
      { repositories: new Set([OTHER]), mayHave: new Set([API]) },
      { selection: 'all', excluded: listOf(OTHER) },
    ],
    [
      'a plan takes all but its repositories, which are perhaps only not selected',
      'unknown',
      'unknown',
      { repositories: new Set([API, OTHER]) },
      { selection: 'all', excluded: { ...listOf(OTHER), disputed: new Set([API]) } },
    ],
    [
      'a plan takes all but those that it may have, which are left out, too',
      'detached',
      'detached',
      { repositories: new Set([OTHER]), mayHave: new Set([API]) },
      { selection: 'all', excluded: listOf(OTHER, API) },
    ],
    [
      'a plan leaves out what is not understood',
      'unknown',
      'unknown',
      { repositories: new Set([API, OTHER]) },
      { selection: 'all', excluded: partOf(OTHER) },
    ],
    [
      'a row says so of a plan that leaves out something',
      'attached',
      'attached',
      { plans: listOf(DAILY) },
      { selection: 'all', excluded: listOf(OTHER) },
    ],
    [
      'a plan of an unknown kind leaves out something, and lists other projects',
      'detached',
      'unknown',
      {},
      { projects: listOf(OTHER), excluded: listOf(OTHER) },
    ],
    [
      'it takes in repositories by themselves, and lists other projects',
      'detached',
      'detached',
      { repositories: new Set([API]) },
      { projects: listOf(OTHER), excluded: listOf(OTHER) },
    ],
    ['it is left out', 'detached', 'detached', {}, { selection: 'all', excluded: listOf(SHOP) }],
  ])('where %s: %s, and %s to leave', (_, membership, toLeave, project, plan) => {
    const [shop, daily] = [aProject(project), aPlan({ id: DAILY, ...plan })];

    expect(membershipOf(ACME, shop, daily)).toBe(membership);
    expect(membershipToLeave(ACME, shop, daily)).toBe(toLeave);
  });
});

describe('whether a plan contains a repository with its project', () => {
  const NO_ID = aReference({ id: undefined });

  it.each<[string, string, boolean, ProjectReference | undefined, Partial<BackupPlan>]>([
    ['the plan lists the project', 'attached', false, aReference(), { projects: listOf(SHOP) }],
    ['the row names the plan for the project', 'attached', false, aReference({ plans: listOf(DAILY) }), {}],
    ['the plan lists other projects', 'detached', true, aReference(), { projects: listOf(OTHER) }],
    ['the plan does not say which projects', 'unknown', true, aReference(), {}],
    ['the plan takes all repositories', 'detached', true, aReference(), { selection: 'all', projects: listOf(SHOP) }],
    ['the project has no ID, and the plan has projects', 'unknown', false, NO_ID, { projects: listOf(SHOP) }],
    ['the project has no ID, and the plan has no project', 'detached', true, NO_ID, { projects: listOf() }],
    ['the project has no ID, and the plan has some projects', 'unknown', true, NO_ID, { projects: partOf() }],
    ['the project has no ID, and the plan says nothing', 'unknown', false, NO_ID, {}],
    [
      'the row names the plan for a project without ID and name',
      'attached',
      false,
      { id: undefined, name: undefined, plans: listOf(DAILY) },
      { projects: listOf() },
    ],
    [
      'the plan contains the project, and leaves out the repository',
      'detached',
      true,
      aReference(),
      { projects: listOf(SHOP), excluded: listOf(API) },
    ],
    [
      'the plan contains the project, and leaves out what is not understood',
      'unknown',
      true,
      aReference(),
      { projects: listOf(SHOP), excluded: partOf() },
    ],
    [
      'the plan contains the project, and says that the repository is not selected itself',
      'unknown',
      true,
      aReference(),
      { projects: listOf(SHOP), excluded: { ...listOf(), disputed: new Set([API]) } },
    ],
    [
      'the plan lists other projects, and leaves out what is not understood',
      'detached',
      true,
      aReference(),
      { selection: 'manual', projects: listOf(OTHER), excluded: partOf() },
    ],
    [
      'the plan lists other projects, leaves out what is not understood, and does not tell its kind',
      'detached',
      true,
      aReference(),
      { projects: listOf(OTHER), excluded: partOf() },
    ],
    [
      'the plan chooses by rules, and lists no project',
      'unknown',
      true,
      aReference(),
      { selection: 'rules', projects: listOf() },
    ],
    [
      'the plan chooses by rules, and lists all that it counts, and not the repository',
      'detached',
      true,
      aReference(),
      { selection: 'rules', projects: listOf(), repositories: listOf(OTHER), repositoryCount: 1 },
    ],
    ['nothing is said of projects', 'detached', false, undefined, {}],
    ['nothing is said of projects at Azure DevOps', 'unknown', true, undefined, {}],
    ['the row names no project, but the plan does', 'unknown', false, undefined, { projects: listOf(OTHER) }],
  ])('where %s: %s', (_, membership, isAzure, project, plan) => {
    const daily = aPlan({ id: DAILY, ...plan });

    expect(containedByProject({ id: ACME, isAzure }, { id: API, project }, daily)).toBe(membership);
  });

  it('is said by its rows together, of a project that is called by its ID where no name is known', () => {
    const project = aReference({ name: undefined, plans: listOf(DAILY) });

    expect(projectOf(project, SHOP)).toEqual(aProject({ name: SHOP, plans: listOf(DAILY) }));
    expect(plansIn([project, aReference({ plans: listOf() })])).toEqual({ ...partOf(), disputed: new Set([DAILY]) });
  });
});

describe('the plans that contain a repository, or may', () => {
  const api = aRepository({ id: API, project: aReference() });
  const none = { repositories: listOf(), projects: listOf() };
  const plans = [
    aPlan({ ...none, id: guid(201), name: 'By itself', repositories: listOf(API) }),
    aPlan({ ...none, id: guid(202), name: 'With its project', selection: 'manual', projects: listOf(SHOP) }),
    aPlan({ ...none, id: guid(203), name: 'Neither', selection: 'manual' }),
    aPlan({ ...none, id: guid(204), name: 'Perhaps by itself', selection: 'manual', repositories: partOf() }),
    aPlan({ ...none, id: guid(205), name: 'Perhaps with it', selection: 'manual', projects: partOf() }),
    aPlan({ ...none, id: guid(206), name: 'Surely, or perhaps', repositories: partOf(), projects: listOf(SHOP) }),
  ];
  const ids = new Set(plans.map(({ id }) => id));
  const nothing = new Set<string>();

  it.each([
    ['it leaves none', nothing, nothing, ['++', '++', '??', '??', '++']],
    ['it leaves all by itself', ids, nothing, ['', '++', '', '??', '++']],
    ['its project leaves all', nothing, ids, ['++', '', '??', '', '??']],
    ['both leave all', ids, ids, ['', '', '', '', '']],
  ])('are these, where %s', (_, itself, project, expected) => {
    const found = plansContaining({ id: ACME, isAzure: true }, api, plans, { itself, project });
    const signs = new Map(found.map(({ plan, membership }) => [plan.name, membership === 'attached' ? '++' : '??']));

    expect(signs.has('Neither')).toBe(false);
    expect(plans.filter(({ name }) => name !== 'Neither').map(({ name }) => signs.get(name) ?? '')).toEqual(expected);
  });

  it('are those that it does not leave, where nothing is said of leaving', () => {
    expect(plansContaining({ id: ACME, isAzure: true }, api, plans).map(({ plan }) => plan.name)).toEqual([
      'By itself',
      'With its project',
      'Perhaps by itself',
      'Perhaps with it',
      'Surely, or perhaps',
    ]);
  });
});
