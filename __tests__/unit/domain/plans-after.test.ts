import { describe, expect, it } from '@jest/globals';
import type { Attempt } from '../../../src/domain/attempt.ts';
import type { Change } from '../../../src/domain/diff.ts';
import { type BackupPlan, type Organization, type Repository, unreportedPlan } from '../../../src/domain/model.ts';
import {
  absenceOf,
  type Detached,
  detachedIn,
  plansAfter,
  plansFor,
  withSeen,
} from '../../../src/domain/plans-after.ts';
import { stateReader } from '../../../src/domain/state-after.ts';
import {
  anObservation,
  anOrganization,
  aPlan,
  aProblem,
  aRepository,
  desiredOf,
  guid,
  listOf,
} from '../../support/build.ts';
import { ofMembership, triedFor } from '../../support/changes.ts';
import { aProject } from '../../support/wanted.ts';

const API = aRepository({ id: guid(100), name: 'api' });
const WEB = aRepository({ id: guid(101), name: 'web' });
const SHOP = aProject();
const DAILY = guid(200);
const WEEKLY = guid(201);
const OTHER = guid(202);

const BEFORE = { organization: anOrganization(), namedPlans: new Set<string>() };
const NO_ROWS = { repositories: [] };

describe('what was detached', () => {
  const daily = aPlan({ id: DAILY });
  const weekly = aPlan({ id: WEEKLY });
  const problem = aProblem();
  const ACCEPTED: Attempt = { kind: 'accepted' };

  it('is what the server says is so, by the plan', () => {
    const attempts: readonly [Change, Attempt][] = [
      [{ kind: 'detach', resource: API, plan: daily, before: 'attached' }, ACCEPTED],
      [
        { kind: 'detach', resource: SHOP, plan: daily, before: 'attached' },
        { kind: 'already', problem },
      ],
      [{ kind: 'detach', resource: API, plan: weekly, before: 'attached' }, ACCEPTED],
      [
        { kind: 'detach', resource: WEB, plan: daily, before: 'attached' },
        { kind: 'failed', mayHaveApplied: true, problem },
      ],
      [{ kind: 'attach', resource: WEB, plan: daily, before: 'detached' }, ACCEPTED],
      [{ kind: 'deactivate', resource: WEB, before: 'active' }, ACCEPTED],
    ];

    expect(detachedIn(attempts.map(([change, attempt]) => ({ change, attempt })))).toEqual(
      new Map([
        [DAILY, new Set([API.id, SHOP.id])],
        [WEEKLY, new Set([API.id])],
      ]),
    );
  });
});

describe('what has left a plan that is not in the list any more', () => {
  const both = new Set([API.id, WEB.id]);

  it.each([
    ['may hold projects by itself, where there are some', true, 'unknown'],
    ['holds none, where there are none', false, 'left'],
  ])('that did not tell its projects %s', (_, isAzure, expected) => {
    const organization = anOrganization({ isAzure });
    const before = { ...BEFORE, organization, listedPlans: new Set([DAILY]) };
    const allPlans = [aPlan({ id: DAILY, repositories: listOf(API.id) })];
    const now = { ...NO_ROWS, plans: [], listedPlans: new Set<string>() };
    const after = plansAfter({ ...before, allPlans }, now, new Map([[DAILY, new Set([API.id])]]));

    expect([absenceOf(DAILY, API.id, after), absenceOf(DAILY, SHOP.id, after)]).toEqual(['left', expected]);
  });

  it.each<
    [string, Partial<BackupPlan> | undefined, ReadonlySet<string> | undefined, Partial<BackupPlan> | undefined, string]
  >([
    ['all of its repositories were detached', { repositories: listOf(API.id, WEB.id) }, both, undefined, 'left left'],
    [
      'one of several was detached',
      { repositories: listOf(API.id, WEB.id) },
      new Set([API.id]),
      undefined,
      'unknown unknown',
    ],
    ['its only one was detached', { repositories: listOf(API.id) }, new Set([API.id]), undefined, 'left left'],
    [
      'its repository and project were detached',
      { repositories: listOf(API.id), projects: listOf(SHOP.id) },
      new Set([API.id, SHOP.id]),
      undefined,
      'left left',
    ],
    [
      'its project was not detached',
      { repositories: listOf(API.id), projects: listOf(SHOP.id) },
      new Set([API.id]),
      undefined,
      'unknown unknown',
    ],
    [
      'it reported projects only, all detached',
      { projects: listOf(SHOP.id) },
      new Set([SHOP.id]),
      undefined,
      'left left',
    ],
    ['it was seen to hold nothing', { repositories: listOf() }, undefined, undefined, 'left left'],
    ['it took all', { selection: 'all', repositories: listOf() }, undefined, undefined, 'unknown unknown'],
    ['it chose by rules', { selection: 'rules', repositories: listOf() }, undefined, undefined, 'unknown unknown'],
    ['it never reported what it holds', {}, new Set([API.id]), undefined, 'left unknown'],
    ['it never reported what it holds, and nothing was detached', {}, undefined, undefined, 'unknown unknown'],
    ['nothing was known of it', undefined, new Set([API.id]), undefined, 'left unknown'],
    [
      'the row still counts some',
      { repositories: listOf(API.id) },
      new Set([API.id]),
      { repositoryCount: 1 },
      'unknown unknown',
    ],
    [
      'the row still shows one in it',
      { repositories: listOf(API.id) },
      new Set([API.id]),
      { repositories: listOf(API.id) },
      'listed left',
    ],
    ['the row counts none', { repositories: listOf(API.id) }, new Set([API.id]), { repositoryCount: 0 }, 'left left'],
    ['the row counts nothing', { repositories: listOf(API.id) }, new Set([API.id]), {}, 'left left'],
  ])('where %s', (_, first, detached, inRow, expected) => {
    const after = plansAfter(
      {
        ...BEFORE,
        listedPlans: new Set([DAILY]),
        allPlans: first === undefined ? [] : [aPlan({ id: DAILY, ...first })],
      },
      { ...NO_ROWS, listedPlans: new Set(), plans: inRow === undefined ? [] : [aPlan({ id: DAILY, ...inRow })] },
      new Map(detached === undefined ? [] : [[DAILY, detached]]),
    );

    expect([API, WEB].map(({ id }) => absenceOf(DAILY, id, after)).join(' ')).toBe(expected);
  });

  it('is no question of a plan that is still in the list, or never was', () => {
    const after = plansAfter(
      { ...BEFORE, listedPlans: new Set([DAILY]), allPlans: [aPlan({ id: DAILY }), aPlan({ id: WEEKLY })] },
      { ...NO_ROWS, listedPlans: new Set([DAILY]), plans: [] },
      new Map([DAILY, WEEKLY].map((id) => [id, new Set([API.id])])),
    );

    expect([DAILY, WEEKLY].map((id) => absenceOf(id, API.id, after))).toEqual(['listed', 'listed']);
  });
});

describe('the plans that may contain a repository now', () => {
  const daily = aPlan({ id: DAILY, name: 'Daily', repositories: listOf(API.id), repositoryCount: 0 });
  const silent = { ...daily, repositories: undefined };
  const bare: BackupPlan = { ...unreportedPlan(DAILY), name: 'Daily' };

  function plansNow(
    repository: Repository,
    listed: readonly string[],
    now: readonly BackupPlan[],
    detached: Detached = new Map(),
    others: readonly Repository[] = [],
  ): readonly BackupPlan[] {
    const before = { ...BEFORE, listedPlans: new Set([DAILY]), allPlans: [daily] };
    const reading = { repositories: [repository, ...others], listedPlans: new Set(listed), plans: now };
    return plansFor(repository, plansAfter(before, reading, detached));
  }

  it('are those that are listed, whatever they count, as they were read last', () => {
    const now = { ...daily, repositories: listOf(), repositoryCount: 0 };

    expect(plansNow(API, [DAILY], [now])).toEqual([{ ...now, repositoryCount: undefined }]);
    expect(plansNow(API, [DAILY], [{ ...now, repositoryCount: 2 }])).toEqual([{ ...now, repositoryCount: 2 }]);
  });

  it('are those that no list held, with their own count', () => {
    const weekly = aPlan({ id: WEEKLY, name: 'Weekly', repositoryCount: 0 });

    expect(plansNow(API, [DAILY], [daily, weekly])).toContainEqual(weekly);
  });

  it('are those that were not read again, of which only the name is known', () => {
    expect(plansNow(API, [DAILY], [])).toEqual([bare]);
  });

  it('are not those that it has left, unless its row names them still', () => {
    const detached = new Map([[DAILY, new Set([API.id])]]);

    expect(plansNow(API, [], [silent], detached)).toEqual([]);
    expect(plansNow({ ...API, plans: listOf(WEEKLY) }, [], [], detached)).toEqual([unreportedPlan(WEEKLY)]);
    expect(plansNow({ ...API, plans: listOf(DAILY) }, [], [silent], detached)).toEqual([bare]);
  });

  it('are, of those that are not in the list any more, any that it may still be in, without evidence', () => {
    expect(plansNow(API, [], [silent])).toEqual([bare]);
  });

  it('are those that its row names and no list holds, besides those that are known', () => {
    const plans = listOf(DAILY, WEEKLY);

    expect(plansNow({ ...API, plans }, [DAILY], []).map(({ id }) => id)).toEqual([DAILY, WEEKLY]);
  });

  it('are those that the row of another names, now or at first', () => {
    const web = { ...WEB, plans: listOf(WEEKLY) };
    const first = { ...BEFORE, namedPlans: new Set([OTHER]), listedPlans: new Set([DAILY]), allPlans: [daily] };
    const now = { repositories: [API], listedPlans: new Set([DAILY]), plans: [daily] };

    expect(plansNow(API, [DAILY], [daily], new Map(), [web]).map(({ id }) => id)).toContain(WEEKLY);
    expect(plansFor(API, plansAfter(first, now, new Map())).map(({ id }) => id)).toContain(OTHER);
  });
});

describe('what an earlier reading told', () => {
  it('is known to a later one: the plans that rows name, and that there are projects', () => {
    const project = { id: SHOP.id, name: undefined, plans: undefined };
    const repositories = [{ ...WEB, project, plans: listOf(OTHER) }];
    const known = withSeen({ ...BEFORE, namedPlans: new Set([DAILY]) }, { repositories, plans: [] });

    expect(known.namedPlans).toEqual(new Set([DAILY, OTHER]));
    expect(withSeen(known, { ...NO_ROWS, plans: [] })).toEqual(known);
    expect(known.organization.hasProjects).toBe(true);
  });
});

describe('an organization as a reading after changes shows it', () => {
  const project = { id: SHOP.id, name: undefined, plans: undefined };

  it.each<[string, Partial<Organization>, Partial<BackupPlan>, Partial<Repository>, boolean]>([
    ['what told at first that it has some', { hasProjects: true }, {}, {}, true],
    ['a plan that names some', {}, { projects: listOf(SHOP.id) }, {}, true],
    ['a row of another repository that names one', {}, {}, { project }, true],
    ['nothing', {}, { projects: listOf() }, {}, false],
  ])('has projects by %s', (_, organization, plan, row, expected) => {
    const first = {
      ...BEFORE,
      organization: anOrganization(organization),
      listedPlans: new Set([DAILY]),
      allPlans: [],
    };
    const now = { repositories: [API, { ...WEB, ...row }], listedPlans: new Set([DAILY]), plans: [aPlan(plan)] };

    expect(plansAfter(first, now, new Map()).organization.hasProjects).toBe(expected);
  });
});

describe('a plan that no list holds any more', () => {
  it.each([
    ['is left where no row names it', undefined, 'detached'],
    ['may contain what its row says nothing of where the row of another names it', listOf(OTHER), 'unknown'],
  ])('%s', (_, plans, state) => {
    const detach = ofMembership('detach', { plan: aPlan({ id: OTHER }) });
    const repositories = [aRepository(), { ...WEB, plans }];
    const reading = { kind: 'read', repositories, plans: [], listedPlans: new Set<string>() } as const;
    const attempted = triedFor({ kind: 'accepted' }, detach);

    expect(stateReader(attempted, reading, desiredOf(anObservation()))(detach)).toMatchObject({ state });
  });
});
