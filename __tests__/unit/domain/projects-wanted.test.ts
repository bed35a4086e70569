import { describe, expect, it } from '@jest/globals';
import { diff } from '../../../src/domain/diff.ts';
import { anObservation, anOrganization, aPlan, aRepository, guid, listOf, partOf } from '../../support/build.ts';
import { ABSENT, aProject, aReference, EXCLUSIVE, inWords, PRESENT, REMOVED, wanted } from '../../support/wanted.ts';

const SHOP = aProject();
const CART = aRepository({ id: guid(100), name: 'cart', project: aReference() });
const TILL = aRepository({ id: guid(101), name: 'till', project: aReference() });
const OLD = aRepository({ id: guid(102), name: 'old', project: aReference(), removed: true });
const BLOG = aRepository({ id: guid(103), name: 'blog' });
const NEWS = aRepository({ id: guid(104), name: 'news', project: aReference({ id: undefined }) });
const WIKI = aRepository({ id: guid(105), name: 'wiki', project: aReference({ id: guid(501), name: 'Site' }) });

const DAILY = aPlan({
  id: guid(200),
  name: 'Daily',
  selection: 'manual',
  projects: listOf(SHOP.id),
  repositories: listOf(),
});
const WEEKLY = aPlan({ id: guid(201), name: 'Weekly', selection: 'manual' });

const shop = { project: SHOP, repositories: [CART, TILL, OLD] };

describe('a project that is selected', () => {
  it('joins the plans, and its repositories get a license; one that is selected itself joins them, too', () => {
    const desired = wanted(PRESENT, { plans: [DAILY], projects: [shop], repositories: [TILL, BLOG] });

    expect(inWords(desired)).toEqual([
      'Shop: no license, joins Daily',
      'till: active, joins Daily',
      'blog: active, joins Daily',
      'cart: active',
    ]);
    expect(desired.projectOf).toEqual(new Map([CART, TILL, OLD].map(({ id }) => [id, SHOP.id])));
  });

  it('leaves its other hand-picked plans where these are to be the only ones', () => {
    const weekly = { ...WEEKLY, projects: listOf(SHOP.id), repositories: listOf(CART.id) };

    expect(
      inWords(wanted(EXCLUSIVE, { plans: [DAILY], projects: [shop] }, { plans: [DAILY, weekly] })).slice(0, 2),
    ).toEqual(['Shop: no license, joins Daily, leaves Weekly', 'cart: active']);
  });

  it.each([
    ['does not leave its old plans where the new one leaves out a repository of it', 'blocked', 'repositories', []],
    ['does not leave its old plans where the new one leaves out one that may be of it', 'blocked', 'mayHave', []],
    ['leaves its old plans where these leave it out as well', 'change', 'repositories', [BLOG.id]],
    ['leaves its old plans where these leave out as well what may be of it', 'change', 'mayHave', [BLOG.id]],
  ])('%s', (_, expected, which, leftOutBefore) => {
    const daily = { ...DAILY, projects: listOf(), excluded: listOf(BLOG.id) };
    const old = { projects: listOf(SHOP.id), repositories: listOf(), excluded: listOf(...leftOutBefore) };
    const project = aProject({ [which]: new Set([BLOG.id]) });
    const chosen = { plans: [daily], projects: [{ project, repositories: [] }] };
    const desired = wanted(EXCLUSIVE, chosen, { plans: [daily, { ...WEEKLY, ...old }], repositories: [BLOG] });

    expect(diff(desired).map(({ kind, change }) => `${kind} ${change.kind}`)).toEqual([
      'change attach',
      `${expected} detach`,
    ]);
  });

  it('leaves its old plans where only one of the new ones leaves out a repository that is not selected', () => {
    const daily = { ...DAILY, projects: listOf(), excluded: listOf(TILL.id) };
    const monthly = aPlan({ id: guid(202), name: 'Monthly', selection: 'manual' });
    const weekly = { ...WEEKLY, projects: listOf(SHOP.id), repositories: listOf() };
    const project = aProject({ repositories: new Set([CART.id, TILL.id]) });
    const chosen = { plans: [daily, monthly], projects: [{ project, repositories: [CART] }] };
    const desired = wanted(EXCLUSIVE, chosen, { plans: [daily, monthly, weekly], repositories: [CART, TILL] });

    expect(diff(desired).map(({ kind, change }) => `${kind} ${change.kind}`)).toContain('change detach');
  });

  it('leaves its old plans where the new one leaves out a repository that is removed at the Git host', () => {
    const daily = { ...DAILY, projects: listOf(), excluded: listOf(OLD.id) };
    const weekly = { ...WEEKLY, projects: listOf(SHOP.id), repositories: listOf() };
    const project = aProject({ repositories: new Set([CART.id, OLD.id]) });
    const chosen = { plans: [daily], projects: [{ project, repositories: [CART, OLD] }] };
    const desired = wanted(EXCLUSIVE, chosen, { plans: [daily, weekly] });

    expect(diff(desired).map(({ kind, change }) => `${kind} ${change.kind}`)).toContain('change detach');
  });

  it('is in no other plan where its rows name none, whatever a plan does not report', () => {
    const project = { ...SHOP, plans: listOf(DAILY.id) };
    const chosen = { plans: [DAILY], projects: [{ project, repositories: [] }] };

    expect(inWords(wanted(EXCLUSIVE, chosen, { plans: [DAILY, WEEKLY] }))).toEqual(['Shop: no license, joins Daily']);
  });

  it.each([
    ['selected with it leaves by itself, too', [shop], 'leaves Weekly'],
    ['selected alone stays in the plans that hold it', [], 'attached in Weekly'],
  ])('whose repository is %s', (_, projects, says) => {
    const weekly = { ...WEEKLY, projects: listOf(SHOP.id), repositories: listOf(CART.id) };
    const chosen = { plans: [DAILY], projects, repositories: [CART] };

    expect(inWords(wanted(EXCLUSIVE, chosen, { plans: [DAILY, weekly] }))).toContain(
      `cart: active, joins Daily, ${says}`,
    );
  });

  it.each([
    ['is to be absent', ABSENT],
    ['is to be removed', REMOVED],
  ])('leaves with its repositories, also those that are gone from the host, where it %s', (_, state) => {
    const desired = wanted(state, { projects: [shop] }, { plans: [DAILY] });

    expect(inWords(desired)).toEqual([
      'Shop: no license, leaves Daily',
      'cart: inactive',
      'till: inactive',
      'old: inactive',
    ]);
    const removal = state === REMOVED ? 'deleted' : undefined;
    expect(desired.resources.map((each) => each.removal)).toEqual([undefined, removal, removal, removal]);
  });

  it('shows that the organization is one of Azure DevOps, whatever its address', () => {
    const organization = anOrganization({ isAzure: false, totalRepositories: 7 });

    expect(wanted(PRESENT, { projects: [shop] }, { organization }).organization).toMatchObject({
      ...organization,
      isAzure: true,
    });
    expect(wanted(PRESENT, { repositories: [BLOG] }, { organization }).organization).toMatchObject(organization);
  });

  it('may have further repositories: those whose project is not reported by its ID', () => {
    const { repositories } = anObservation({ repositories: [CART, TILL, BLOG, NEWS, WIKI] });
    const unreported = aRepository({ id: guid(106), name: 'unreported', project: aReference({ id: undefined }) });
    const projects = [{ project: SHOP, repositories: [CART, TILL, unreported] }];

    expect(
      wanted(ABSENT, { projects }, { repositories: [...repositories, unreported] }).ofUnknownProject.map(
        ({ name }) => name,
      ),
    ).toEqual(['blog', 'news']);
  });

  it.each([
    ['tells no count', {}],
    ['is listed, and counts none', { repositories: listOf(), repositoryCount: 0 }],
  ])('is left in a plan by rules, which may choose it, and is not told to be absent: the plan %s', (_, counts) => {
    const rules = { ...DAILY, selection: 'rules', projects: listOf(), ...counts } as const;
    const projects = [{ project: { ...SHOP, repositories: new Set([CART.id]) }, repositories: [] }];
    const desired = wanted(ABSENT, { plans: [rules], projects }, { listedPlans: new Set([rules.id]) });

    expect(diff(desired)).toMatchObject([
      { kind: 'kept', change: { kind: 'detach', before: 'unknown' }, plans: [{ plan: rules, membership: 'unknown' }] },
    ]);
  });
});

describe('a repository that is selected without its project', () => {
  it('may be in a plan by rules with it where that is listed, and counts none', () => {
    const nothing = { repositories: listOf(), projects: listOf(), repositoryCount: 0 };
    const rules = { ...DAILY, selection: 'rules', ...nothing } as const;
    const chosen = { plans: [rules], repositories: [{ ...CART, plans: listOf() }] };
    const desired = wanted(ABSENT, chosen, { listedPlans: new Set([rules.id]) });

    expect(diff(desired)[1]).toMatchObject({ kind: 'kept', change: { kind: 'detach', before: 'unknown' } });
  });
});

describe('a repository whose project leaves every plan', () => {
  const cart = (overrides: object): typeof CART => ({ ...CART, ...overrides });

  it.each([
    ['keeps its license for a plan that lists it by itself', [cart({}), TILL], listOf(CART.id), ['attached in Daily']],
    ['keeps its license for a plan of which it is not known', [cart({}), TILL], partOf(TILL.id), ['unknown in Daily']],
    ['is released from a plan that lists all of the project', [cart({}), TILL], listOf(CART.id, TILL.id), []],
    ['is released from a plan that does not list it', [cart({}), TILL], listOf(TILL.id), []],
  ])('%s', (_, repositories, listed, stays) => {
    const daily = { ...DAILY, repositories: listed };
    const [, first] = inWords(wanted(ABSENT, { projects: [{ project: SHOP, repositories }] }, { plans: [daily] }));

    expect(first).toBe(['cart: inactive', ...stays].join(', '));
  });

  it('keeps its license for a plan that lists all of the project, where the project is not in it', () => {
    const plans = [{ ...DAILY, projects: listOf(), repositories: listOf(CART.id, TILL.id) }];
    const projects = [{ project: SHOP, repositories: [CART, TILL] }];

    expect(inWords(wanted(ABSENT, { projects }, { plans }))).toEqual([
      'Shop: no license',
      'cart: inactive, attached in Daily',
      'till: inactive, attached in Daily',
    ]);
  });

  it('keeps its license for another plan that its project stays in', () => {
    const weekly = { ...WEEKLY, projects: listOf(SHOP.id) };
    const projects = [{ project: SHOP, repositories: [CART, TILL] }];

    expect(inWords(wanted(ABSENT, { plans: [DAILY], projects }, { plans: [DAILY, weekly] }))[1]).toBe(
      'cart: inactive, attached in Weekly',
    );
  });

  it('keeps its license for a plan by rules, which may choose the project, from the beginning', () => {
    const rules = { ...WEEKLY, selection: 'rules', repositories: listOf(), projects: listOf() } as const;
    const plans = [{ ...DAILY, repositories: listOf(), projects: listOf(SHOP.id) }, rules];
    const projects = [{ project: SHOP, repositories: [{ ...CART, plans: listOf() }] }];

    expect(inWords(wanted(ABSENT, { projects }, { plans }))[1]).toBe('cart: inactive, unknown in Weekly');
  });

  it('leaves a plan by itself as well where it is selected, too', () => {
    const daily = { ...DAILY, repositories: listOf(CART.id, TILL.id) };
    const projects = [{ project: SHOP, repositories: [CART, TILL] }];

    expect(inWords(wanted(ABSENT, { projects, repositories: [CART] }, { plans: [daily] }))[1]).toBe(
      'cart: inactive, leaves Daily',
    );
  });

  it('is not selected with it: may be in a plan whose projects are not reported, where others report some', () => {
    const plans = [
      { ...DAILY, repositories: listOf(), projects: listOf(SHOP.id) },
      { ...WEEKLY, repositories: listOf(), projects: undefined },
    ];
    const loose = { ...CART, project: undefined };

    expect(inWords(wanted(ABSENT, { repositories: [loose] }, { plans }))).toEqual([
      'cart: inactive, unknown in Daily, unknown in Weekly',
    ]);
  });

  it('is not selected by itself, so that it leaves no plan that the project is not in', () => {
    const plans = [DAILY, { ...WEEKLY, repositories: listOf(CART.id), projects: listOf() }];

    expect(inWords(wanted(ABSENT, { projects: [shop] }, { plans }))[1]).toBe('cart: inactive, attached in Weekly');
  });
});
