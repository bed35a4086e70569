import { describe, expect, it } from '@jest/globals';
import type { DesiredState } from '../../../src/domain/desired-state.ts';
import { diff } from '../../../src/domain/diff.ts';
import { idsOf } from '../../../src/domain/model.ts';
import { checkRemovals, RemovalLimitError, removalsOf } from '../../../src/domain/max-removals.ts';
import { aPlan, aRepository, guid, listOf } from '../../support/build.ts';
import { ABSENT, aProject, aReference, EXCLUSIVE, PRESENT, repositoriesNamed, wanted } from '../../support/wanted.ts';

const SHOP = aProject();
const SITE = aProject({ id: guid(501), name: 'Site' });
const listing = { repositories: listOf(), projects: listOf(SHOP.id, SITE.id) };
const DAILY = aPlan({ id: guid(200), name: 'Daily', selection: 'manual', ...listing });
const WEEKLY = aPlan({ id: guid(201), name: 'Weekly', selection: 'manual', ...listing, projects: listOf() });
const IN_SHOP = repositoriesNamed(['cart', 'till'], { license: 'inactive', project: aReference() });
const BLOG = aRepository({ id: guid(110), name: 'blog', license: 'active' });
const NEWS = aRepository({ id: guid(111), name: 'news', license: 'inactive' });
const shop = { project: SHOP, repositories: IN_SHOP };
const site = { project: SITE, repositories: [] };

function removals(desired: DesiredState): ReturnType<typeof removalsOf> {
  return removalsOf(diff(desired), desired);
}

/** The error that a limit makes; undefined where there is none. */
function errorAt(max: number, desired: DesiredState): unknown {
  try {
    checkRemovals(diff(desired), desired, max);
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('a project that leaves', () => {
  it('counts its repositories, whether or not anything of themselves is changed, and not itself', () => {
    expect(removals(wanted(ABSENT, { plans: [DAILY], projects: [shop] }))).toEqual({
      known: ['cart', 'till'],
      possible: [],
    });
  });

  it('counts itself where no repository of it is known, and none may be its own', () => {
    expect(removals(wanted(ABSENT, { plans: [DAILY], projects: [shop, site] }))).toEqual({
      known: ['Site', 'cart', 'till'],
      possible: [],
    });
  });

  it('counts what may belong to it, since no project of it is reported', () => {
    const desired = wanted(
      ABSENT,
      { plans: [{ ...DAILY, repositories: listOf(BLOG.id) }], projects: [shop, site], repositories: [BLOG] },
      { repositories: [...IN_SHOP, BLOG, NEWS] },
    );

    expect(removals(desired)).toEqual({ known: ['blog', 'cart', 'till'], possible: ['news'] });
  });

  it('counts what is left as it is otherwise, being archived at the Git host', () => {
    const [cart, till] = IN_SHOP;
    const [old, gone] = repositoriesNamed(['cart', 'till', 'old', 'gone'], { project: aReference() }).slice(2);
    const repositories = [cart, till, old, gone].flatMap((each) => each ?? []);
    const project = { ...SHOP, repositories: idsOf(repositories) };
    const observed = { repositories: repositories.map((each) => ({ ...each, removed: each === gone })) };
    const chosen = [{ project, repositories: IN_SHOP }];
    const none = [{ project, repositories: [] }];

    expect(removals(wanted(ABSENT, { plans: [DAILY], projects: chosen }, observed)).known).toEqual([
      ...['cart', 'till', 'old'],
    ]);
    expect(removals(wanted(ABSENT, { plans: [DAILY], projects: none }, observed)).known).toEqual([
      ...['cart', 'till', 'old'],
    ]);
    expect(removals(wanted(PRESENT, { plans: [DAILY], projects: chosen }, observed)).known).toEqual([]);
  });

  it('counts the same where it leaves its other plans only', () => {
    const weekly = { ...WEEKLY, projects: listOf(SHOP.id, SITE.id) };

    expect(
      removals(wanted(EXCLUSIVE, { plans: [DAILY], projects: [shop, site] }, { plans: [DAILY, weekly] })).known,
    ).toEqual(['Site', 'cart', 'till']);
  });
});

describe('a project that does not leave', () => {
  it('counts only those of its repositories that are released', () => {
    const [cart, till] = repositoriesNamed(['cart', 'till'], { project: aReference() });
    const repositories = [cart, till].flatMap((each, index) =>
      each === undefined ? [] : { ...each, license: index === 0 ? ('active' as const) : ('inactive' as const) },
    );
    const desired = wanted(
      ABSENT,
      { plans: [WEEKLY], projects: [{ project: SHOP, repositories }] },
      { repositories: [...repositories, NEWS] },
    );

    expect(removals(desired)).toEqual({ known: ['cart'], possible: [] });
  });
});

describe('more removals than max-removals', () => {
  const many = repositoriesNamed(['a', 'b', 'c', 'd', 'e', 'f'], { license: 'active' });

  it.each([
    ['one repository', many.slice(0, 1), 0, /^1 repository would be .* removed, and at most 0 may be: a\. /],
    ['several', many.slice(0, 3), 2, /^3 repositories would be .* removed, and at most 2 may be: a, b, c\. /],
    ['more than can be named', many, 5, /^6 repositories would be .* may be: a, b, c, d, e and 1 more\. /],
  ])('is an error for %s, which says how many and which, and what to set', (_, repositories, max, says) => {
    const desired = wanted(ABSENT, { plans: [WEEKLY], repositories });

    expect(errorAt(max + 1, desired)).toBeUndefined();
    expect(errorAt(max, desired)).toBeInstanceOf(RemovalLimitError);
    expect(errorAt(max, desired)).toMatchObject({
      title: expect.stringContaining('max-removals'),
      message: expect.stringMatching(says),
      remedy: expect.stringContaining('dry-run: true'),
    });
  });

  it('is an error for what may be removed, which says of how many it is not known', () => {
    const desired = wanted(
      ABSENT,
      { plans: [DAILY], projects: [shop] },
      { repositories: [...IN_SHOP, { ...BLOG, license: 'inactive' }, NEWS] },
    );

    expect(errorAt(3, desired)).toMatchObject({
      message: expect.stringMatching(
        /^up to 4 repositories would be .* \(of 2 it is not reported .*\), and at most 3 may be: cart, till, blog, news\. /,
      ),
    });
  });
});
