import { describe, expect, it } from '@jest/globals';
import type { DesiredState } from '../../../src/domain/desired-state.ts';
import { type Change, diff, isLeaving } from '../../../src/domain/diff.ts';
import type { Problem } from '../../../src/shared/failure.ts';
import { aPlan, aRepository, guid, listOf, partOf } from '../../support/build.ts';
import { ABSENT, aProject, aReference, EXCLUSIVE, REMOVED, wanted } from '../../support/wanted.ts';

const API = aRepository({ license: 'active' });
const RELEASED = aRepository({ license: 'inactive' });
const SHOP = aProject();
const IN_SHOP = aRepository({ license: 'active', project: aReference() });
const nothing = { repositories: listOf(), projects: listOf() };
const DAILY = aPlan({ id: guid(200), name: 'Daily', selection: 'manual', ...nothing });
const WEEKLY = aPlan({ id: guid(201), name: 'Weekly', selection: 'manual', ...nothing });
const RULES = aPlan({ id: guid(202), name: 'Rules', selection: 'rules', ...nothing });

/** Each entry: what is done with a change, the change, and its plan. */
function entriesOf(desired: DesiredState): readonly string[] {
  return diff(desired).map(({ kind, change }) =>
    [kind, change.kind, change.resource.name, ...('plan' in change ? [change.plan.name] : [])].join(' '),
  );
}

/** The problems of the blocked entries, by the change and the name of what it is of. */
function problemsOf(desired: DesiredState): ReadonlyMap<string, Problem> {
  return new Map(
    diff(desired).flatMap((entry) =>
      entry.kind === 'blocked' ? [[`${entry.change.kind} ${entry.change.resource.name}`, entry.problem] as const] : [],
    ),
  );
}

describe('a repository that is to leave', () => {
  it('is detached, then released; what has left is left alone', () => {
    const listing = { ...WEEKLY, repositories: listOf(API.id) };
    const desired = wanted(ABSENT, { plans: [DAILY, listing], repositories: [API] });

    expect(entriesOf(desired)).toEqual([
      'change deactivate api',
      'satisfied detach api Daily',
      'change detach api Weekly',
    ]);
    expect(diff(desired).map(({ change }) => change.before)).toEqual(['active', 'detached', 'attached']);
  });

  it('is detached from a plan that only the row of another names, and of which its own row tells nothing', () => {
    const other = aRepository({ id: guid(101), name: 'web', license: 'active', plans: listOf(WEEKLY.id) });
    const unlisted = { plans: [], listedPlans: new Set<string>() };
    const desired = wanted(ABSENT, { plans: [], repositories: [API, other] }, unlisted);

    expect(diff(desired).map(({ kind, change }) => [kind, change.kind, change.before].join(' '))).toEqual([
      'change deactivate active',
      'change detach unknown',
      'change deactivate active',
      'change detach attached',
    ]);
  });

  it('keeps its license for a plan that it stays in, which is no change of its own', () => {
    const weekly = { ...WEEKLY, repositories: listOf(API.id) };
    const desired = wanted(ABSENT, { plans: [DAILY], repositories: [API] }, { plans: [DAILY, weekly] });

    expect(entriesOf(desired)).toEqual(['kept deactivate api', 'satisfied detach api Daily']);
    expect(diff(desired)[0]).toMatchObject({ plans: [{ plan: weekly, membership: 'attached' }] });
  });

  it('is not changed at all where it cannot leave one of its plans, by rules', () => {
    const rules = { ...RULES, repositories: listOf(API.id) };
    const daily = { ...DAILY, repositories: listOf(API.id) };
    const plans = [daily, WEEKLY, rules];
    const problems = problemsOf(wanted(REMOVED, { plans, repositories: [API] }));

    expect(entriesOf(wanted(REMOVED, { plans, repositories: [API] }))).toEqual([
      'blocked deactivate api',
      'blocked detach api Daily',
      'satisfied detach api Weekly',
      'blocked detach api Rules',
      'blocked remove api',
    ]);
    expect(new Set(problems.values()).size).toBe(1);
    expect(problems.get('remove api')).toEqual({
      title: expect.stringMatching(/^The repository cannot be detached/),
      reason: RULES.id,
      message: expect.stringMatching(/'Rules' chooses its repositories by itself \(by rules\), and repository 'api'/),
      remedy: expect.stringMatching(/^Exclude the repository in backup plan 'Rules'.*input plan\.$/),
    });
  });

  it('is left alone where all is so already, though it cannot leave a plan', () => {
    const rules = { ...RULES, repositories: listOf(API.id) };

    expect(entriesOf(wanted(ABSENT, { plans: [rules], repositories: [RELEASED] }))).toEqual([
      'satisfied deactivate api',
      'blocked detach api Rules',
    ]);
  });

  it.each([
    ['its name', aReference(), "'Shop'"],
    ['its ID, where no name is known', aReference({ name: undefined }), `'${guid(500)}'`],
  ])('cannot leave a plan alone that holds its project, which is named by %s', (_, project, named) => {
    const daily = { ...DAILY, projects: listOf(SHOP.id) };
    const desired = wanted(ABSENT, { plans: [daily], repositories: [{ ...API, project }] });

    expect(diff(desired)[1]).toMatchObject({ kind: 'blocked', change: { kind: 'detach', before: 'attached' } });
    expect(problemsOf(desired).get('detach api')).toEqual({
      title: expect.stringContaining('through its project'),
      reason: DAILY.id,
      message: expect.stringMatching(new RegExp(`'Daily' contains the repository with its project ${named}`)),
      remedy: expect.stringMatching(/input project.*input plan\.$/),
    });
  });

  it.each([
    ['it is not known whether a plan holds it with its project', 'change', 'unknown', {}, true],
    ['a plan lists it, and may hold it with its project', 'change', 'attached', { repositories: listOf(API.id) }, true],
    ['a plan by rules leaves it out', 'satisfied', 'detached', { selection: 'rules', excluded: listOf(API.id) }, true],
    ['a plan was never listed', 'satisfied', 'detached', {}, false],
  ] as const)('is detached or not where %s: %s, %s before', (_, kind, before, fields, isListed) => {
    const daily = { ...DAILY, projects: partOf(), ...fields };
    const chosen = { plans: [daily], repositories: [IN_SHOP] };
    const [, entry] = diff(wanted(ABSENT, chosen, { plans: isListed ? [daily] : [] }));

    expect(entry).toMatchObject({ kind, change: { kind: 'detach', before } });
  });

  it.each([
    ['is listed, so that it holds something', 'blocked', 'unknown', true],
    ['is not listed', 'satisfied', 'detached', false],
  ] as const)('has left a plan by rules that counts none or not: the plan %s', (_, kind, before, isListed) => {
    const rules = { ...RULES, repositoryCount: 0 };
    const listedPlans = new Set(isListed ? [rules.id] : []);
    const desired = wanted(ABSENT, { plans: [rules], repositories: [RELEASED] }, { listedPlans });

    expect(diff(desired)[1]).toMatchObject({ kind, change: { kind: 'detach', before } });
  });

  it('is removed only where it is proved that it is in no plan', () => {
    const weekly = { ...WEEKLY, repositories: undefined };
    const [proved, unproved] = [[DAILY], [DAILY, weekly]].map((plans) =>
      wanted(REMOVED, { plans: [DAILY], repositories: [RELEASED] }, { plans }),
    );

    expect(proved && entriesOf(proved)).toEqual([
      'satisfied deactivate api',
      'satisfied detach api Daily',
      'change remove api',
    ]);
    expect(proved && diff(proved).at(-1)?.change).toEqual({
      ...{ kind: 'remove', resource: RELEASED, backups: 'deleted', before: 'listed' },
    });
    expect(unproved && entriesOf(unproved).at(-1)).toBe('blocked remove api');
    expect(unproved && problemsOf(unproved).get('remove api')).toEqual({
      title: expect.stringContaining('may still be in'),
      reason: 'not-absent',
      message: expect.stringContaining("no backup plan contains the repository ('Weekly')"),
      remedy: expect.stringContaining('exclude it from these plans'),
    });
  });

  it('is not detached either where it cannot be removed', () => {
    const daily = { ...DAILY, repositories: listOf(API.id) };
    const plans = [daily, { ...WEEKLY, repositories: undefined }];

    expect(entriesOf(wanted(REMOVED, { plans: [daily], repositories: [API] }, { plans }))).toEqual([
      'kept deactivate api',
      'blocked detach api Daily',
      'blocked remove api',
    ]);
  });
});

describe('a project that is to leave', () => {
  const shop = { project: SHOP, repositories: [IN_SHOP] };

  it('is detached, and its repositories are released', () => {
    const daily = { ...DAILY, projects: listOf(SHOP.id) };

    expect(entriesOf(wanted(ABSENT, { projects: [shop] }, { plans: [daily] }))).toEqual([
      'change detach Shop Daily',
      'change deactivate api',
    ]);
  });

  it('is left alone where its rows name no such plan, whatever the plan does not report', () => {
    const project = { ...SHOP, plans: listOf() };
    const daily = { ...DAILY, projects: undefined };

    expect(entriesOf(wanted(ABSENT, { plans: [daily], projects: [{ project, repositories: [] }] }))).toEqual([
      'satisfied detach Shop Daily',
    ]);
  });

  it('leaves with a repository that is selected itself, and leaves by itself', () => {
    const daily = { ...DAILY, projects: listOf(SHOP.id), repositories: listOf(IN_SHOP.id) };

    expect(entriesOf(wanted(ABSENT, { plans: [daily], projects: [shop], repositories: [IN_SHOP] }))).toEqual([
      'change detach Shop Daily',
      'change deactivate api',
      'change detach api Daily',
    ]);
  });

  it('keeps its repositories where it cannot leave a plan, and others leave', () => {
    const project = aReference({ id: guid(501), name: 'Site' });
    const blog = aRepository({ id: guid(101), name: 'blog', license: 'active', project });
    const rules = { ...RULES, projects: listOf(SHOP.id), excluded: listOf(IN_SHOP.id, blog.id) };
    const desired = wanted(ABSENT, { plans: [rules], projects: [shop], repositories: [blog] });

    expect(entriesOf(desired)).toEqual([
      'blocked detach Shop Rules',
      'change deactivate blog',
      'satisfied detach blog Rules',
      'blocked deactivate api',
    ]);
    expect(problemsOf(desired).get('deactivate api')).toMatchObject({
      title: expect.stringMatching(/^The project cannot be detached/),
      message: expect.stringContaining("project 'Shop'"),
    });
  });
});

describe('what is to be in no other plan', () => {
  const others = [
    { ...WEEKLY, repositories: listOf(API.id), projects: listOf(SHOP.id) },
    { ...RULES, repositories: listOf(API.id), projects: listOf(SHOP.id) },
  ];

  it.each([
    ['repository', { repositories: [API] }, ['satisfied activate api'], 'api'],
    ['project', { projects: [{ project: SHOP, repositories: [] }] }, [], 'Shop'],
  ])('as a %s leaves hand-picked ones, and is kept in those by rules', (_, chosen, license, name) => {
    const desired = wanted(EXCLUSIVE, { plans: [DAILY], ...chosen }, { plans: [DAILY, ...others] });

    expect(entriesOf(desired)).toEqual([
      ...license,
      `change attach ${name} Daily`,
      `change detach ${name} Weekly`,
      `kept detach ${name} Rules`,
    ]);
    expect(diff(desired).at(-1)).toMatchObject({
      change: { before: 'attached' },
      plans: [{ plan: others[1], membership: 'attached' }],
    });
  });

  it('gets a license however it is in other plans', () => {
    const desired = wanted(EXCLUSIVE, { plans: [DAILY], repositories: [RELEASED] }, { plans: [DAILY, ...others] });

    expect(entriesOf(desired)[0]).toBe('change activate api');
  });

  it.each([
    ['repository', { repositories: [RELEASED] }, ['change activate api'], 'api', 'this one is not'],
    ['project', { projects: [{ project: SHOP, repositories: [] }] }, [], 'Shop', "project 'Shop' is not"],
  ])('as a %s leaves none where it cannot join its new one', (kind, chosen, license, name, says) => {
    const all = aPlan({ id: guid(203), name: 'All', selection: 'rules', ...nothing });
    const desired = wanted(EXCLUSIVE, { plans: [DAILY, all], ...chosen }, { plans: [DAILY, all, ...others] });
    const problems = problemsOf(desired);

    expect(entriesOf(desired)).toEqual([
      ...license,
      `change attach ${name} Daily`,
      `blocked attach ${name} All`,
      `blocked detach ${name} Weekly`,
      `kept detach ${name} Rules`,
    ]);
    expect(problems.get(`attach ${name}`)).toMatchObject({
      title: expect.stringContaining(`does not include the ${kind}`),
      message: expect.stringContaining(says),
    });
    expect(problems.get(`detach ${name}`)).toEqual({
      title: expect.stringContaining('could not be confirmed'),
      reason: all.id,
      message: expect.stringContaining(`the ${kind} cannot be attached to backup plan 'All'`),
      remedy: problems.get(`attach ${name}`)?.remedy,
    });
  });
});

describe('a change', () => {
  it.each<[Change['kind'], boolean]>([
    ['activate', false],
    ['attach', false],
    ['detach', true],
    ['deactivate', true],
    ['remove', true],
  ])('of kind %s takes protection away: %s', (kind, leaving) => {
    const license = { resource: API, before: 'unknown' } as const;
    const changes: readonly Change[] = [
      { kind: 'activate', ...license },
      { kind: 'deactivate', ...license },
      { kind: 'attach', plan: DAILY, ...license },
      { kind: 'detach', plan: DAILY, ...license },
      { kind: 'remove', resource: API, backups: 'kept', before: 'listed' },
    ];

    expect(changes.filter((change) => change.kind === kind).map(isLeaving)).toEqual([leaving]);
  });
});
