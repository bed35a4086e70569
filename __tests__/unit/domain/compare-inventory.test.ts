import { describe, expect, it } from '@jest/globals';
import { orphansOf } from '../../../src/domain/compare-inventory.ts';
import type { HostKind } from '../../../src/domain/inventory.ts';
import { aRepository, guid } from '../../support/build.ts';
import { type Case, compared, selectedIn } from '../../support/compared.ts';
import { atHost } from '../../support/inventories.ts';

function named(cases: readonly (readonly [Case, readonly string[]])[]): [string, Case, readonly string[]][] {
  return cases.map(([each, expected]) => [each.why, each, expected]);
}

describe('what a request selects at the host', () => {
  const shops = ['Shop/cart', 'Shop/api', 'Site/api'];
  it.each(
    named([
      [{ why: 'all', lines: ['*'], atHost: ['api', 'new'], rows: ['api', 'old'] }, ['api = api', 'new (none)']],
      [
        { why: 'a pattern', lines: ['a*'], atHost: ['api', 'auth', 'web'], rows: ['api'] },
        ['api = api', 'auth (none)'],
      ],
      [{ why: 'a pattern with the owner', lines: ['acme/a*'], atHost: ['api', 'web'], rows: ['api'] }, ['api = api']],
      [
        {
          why: 'a pattern with the owner at the host',
          lines: ['inc/a*'],
          owner: 'inc',
          atHost: ['api'],
          rows: ['api'],
        },
        ['api = api'],
      ],
      [
        { why: 'a pattern that only the host matches', lines: ['web', 'new-*'], atHost: ['new-1'], rows: ['web'] },
        ['new-1 (none)'],
      ],
      [{ why: 'a name', lines: ['api'], atHost: ['API', 'web'], rows: ['api', 'web'] }, ['API = api']],
      [{ why: 'a name that only the host has', lines: ['new'], atHost: ['new', 'web'], rows: ['web'] }, ['new (none)']],
      [{ why: 'an ID', lines: [guid(101)], atHost: ['api', 'web'], rows: ['api', 'web'] }, ['web = web']],
      [
        {
          why: 'an exclusion of both lists',
          lines: ['*', '!*-old'],
          atHost: ['a-old', 'b-old', 'c'],
          rows: ['a-old', 'c'],
        },
        ['c = c'],
      ],
      [
        { why: 'an exclusion by ID', lines: ['*', `!${guid(100)}`], atHost: ['api', 'web'], rows: ['api', 'web'] },
        ['web = web'],
      ],
      [{ why: 'an excluded name', lines: ['*', '!API'], atHost: ['api', 'web'], rows: ['web'] }, ['web = web']],
      [
        { why: 'a pattern of subgroups', host: 'gitlab', lines: ['a/*'], atHost: ['a/b/x', 'a/y', 'z'], rows: ['a/y'] },
        ['a/b/x (none)', 'a/y = a/y'],
      ],
      [
        {
          why: 'a name in every project',
          host: 'azure-devops',
          lines: ['api'],
          atHost: shops,
          rows: ['Shop/api', 'cart', 'api'],
        },
        ['Shop/api = Shop/api', 'Site/api (ambiguous)'],
      ],
      [
        {
          why: 'a name with its project',
          host: 'azure-devops',
          lines: ['Site/api'],
          atHost: shops,
          rows: ['Site/api', 'Shop/api'],
        },
        ['Site/api = Site/api'],
      ],
      [
        {
          why: 'an excluded name of one project',
          host: 'azure-devops',
          lines: ['*', '!cart'],
          atHost: shops,
          rows: ['Shop/api', 'Site/api'],
        },
        ['Shop/api = Shop/api', 'Site/api = Site/api'],
      ],
      [
        // It may mean either: to leave both out would hide one.
        {
          why: 'an excluded name of two projects',
          host: 'azure-devops',
          lines: ['*', '!api'],
          atHost: shops,
          rows: ['cart'],
        },
        ['Shop/cart = cart', 'Shop/api (none)', 'Site/api (none)'],
      ],
      [
        {
          why: 'a project',
          host: 'azure-devops',
          projects: ['Shop'],
          atHost: shops,
          rows: ['Shop: cart', 'Site: api'],
        },
        ['Shop/cart = cart', 'Shop/api (none)'],
      ],
      [
        {
          why: 'every project',
          host: 'azure-devops',
          projects: ['*', '!site'],
          atHost: shops,
          rows: ['Shop: cart', 'Site: api'],
        },
        ['Shop/cart = cart', 'Shop/api (none)'],
      ],
    ]),
  )('%s', (_, each, expected) => {
    expect(selectedIn(compared(each))).toEqual(expected);
  });

  it('names the lines that mean something there', () => {
    const { lines } = compared({
      why: '',
      lines: ['a*', 'b*', '!c*', '!d*'],
      atHost: ['a1', 'c1'],
      rows: ['a2', 'b2'],
    });
    expect([...lines].map(({ text }) => text)).toEqual(['a*', 'c*']);
  });

  it('names what GitProtect does not list, also where there are several of another', () => {
    const { unlisted } = compared({ why: '', lines: ['*'], atHost: ['api', 'x', 'new'], rows: ['api', 'x', 'acme/x'] });
    expect(unlisted.map(({ path }) => path)).toEqual(['new']);
  });
});

describe('what an exclusion means at the host', () => {
  it.each<[Case, readonly string[]]>([
    [
      {
        ...{ why: 'listed by name, or twice', host: 'azure-devops', lines: ['*', '!acme/Shop/api', '!*/web'] },
        ...{ atHost: ['Shop/api', 'Shop/cart', 'Site/web'], rows: ['api', 'API', 'cart', 'web'] },
      },
      ['cart'],
    ],
    [
      {
        ...{ why: 'listed with its project', host: 'azure-devops', lines: ['*', '!api'] },
        ...{ atHost: ['Shop/api', 'Shop/cart'], rows: ['Shop/api', 'Shop/cart'] },
      },
      ['Shop/cart'],
    ],
    [
      {
        ...{ why: 'unless it may be another one', host: 'azure-devops', lines: ['*', '!acme/Shop/api'] },
        ...{ atHost: ['Shop/api', 'Site/api'], rows: ['api'] },
      },
      ['api'],
    ],
    [
      {
        ...{ why: 'unless its project is selected', host: 'azure-devops', lines: ['c*', '!cart'], projects: ['Shop'] },
        ...{ atHost: ['Shop/cart', 'Site/cert'], rows: ['Shop: cart', 'Site: cert'] },
      },
      ['cert', 'cart'],
    ],
  ])('is left as it is: %j', (each, expected) => {
    const { selected, projects } = compared(each).resolution;
    const items = [...selected.items, ...projects.flatMap(({ repositories }) => repositories)];
    expect(items.map(({ name }) => name)).toEqual(expected);
  });
});

describe('archived: skip', () => {
  const archived = [atHost('old', { archived: true }), atHost('new', { archived: false }), atHost('unknown')];
  it('leaves out what is archived, on both sides', () => {
    const { selected, skipped, resolution, missingAtHost } = compared({
      ...{ why: '', lines: ['*'], skipsArchived: true, atHost: archived, rows: ['old', 'new', 'unknown'] },
    });
    expect([...selected.keys()].map(({ path }) => path)).toEqual(['new', 'unknown']);
    expect([...skipped.keys()].map(({ path }) => path)).toEqual(['old']);
    expect(resolution.selected.items.map(({ name }) => name)).toEqual(['new', 'unknown']);
    expect(missingAtHost).toEqual([]);
  });

  it('is not a synchronization for what is archived', () => {
    expect(
      compared({ why: '', lines: ['*'], skipsArchived: true, atHost: archived, rows: ['new', 'unknown'] }).unlisted,
    ).toEqual([]);
  });

  it.each<[HostKind, readonly string[]]>([
    ['azure-devops', ['Shop/off']],
    // Of GitHub, it is what GitHub itself has locked.
    ['github', []],
  ])('takes what %s reports as disabled: %j', (host, expected) => {
    const { skipped } = compared({
      ...{ why: '', host, lines: ['*'], skipsArchived: true, rows: ['Shop/on'] },
      atHost: ['Shop/on', atHost('Shop/off', { disabled: true })],
    });
    expect([...skipped.keys()].map(({ path }) => path)).toEqual(expected);
  });

  it('leaves out none that cannot be told apart: what GitProtect lists may be another one, and is protected', () => {
    const { selected, skipped, resolution } = compared({
      ...{ why: '', lines: ['*'], skipsArchived: true, rows: ['old', 'OLD'], atHost: archived },
    });
    expect([[...selected].map(([{ path }, { kind }]) => `${path} ${kind}`), skipped.size]).toEqual([
      ['old ambiguous', 'new none', 'unknown none'],
      0,
    ]);
    expect(resolution.selected.items).toHaveLength(2);
  });

  it('leaves out nothing where it is not asked for', () => {
    const { selected, skipped } = compared({ why: '', lines: ['*'], atHost: archived, rows: ['old'] });
    expect([selected.size, skipped.size]).toEqual([3, 0]);
  });
});

describe('orphans', () => {
  const removed = [
    aRepository({ id: guid(100), name: 'gone', removed: true }),
    aRepository({ id: guid(101), name: 'gone-too', removed: true }),
    aRepository({ id: guid(102), name: 'api' }),
  ];
  it.each(
    named([
      [
        { why: 'are listed by GitProtect alone', lines: ['*'], atHost: ['api'], rows: ['api', 'old', 'acme/older'] },
        ['old', 'acme/older'],
      ],
      [{ why: 'are selected', lines: ['o*', '!older'], atHost: ['api'], rows: ['api', 'old', 'older', 'x'] }, ['old']],
      [{ why: 'are marked as removed, too', lines: ['*', '!*-too'], atHost: ['api'], rows: removed }, ['gone']],
      [
        {
          why: 'are none in a list that lacks some',
          lines: ['*'],
          atHost: [],
          rows: ['api'],
          more: { incomplete: 'cut' },
        },
        [],
      ],
      [
        {
          why: 'of a project',
          host: 'azure-devops',
          projects: ['Shop'],
          atHost: ['Shop/a'],
          rows: ['Shop: a', 'Shop: b', 'Site: c'],
        },
        ['b'],
      ],
    ]),
  )('%s', (_, each, expected) => {
    expect(orphansOf(compared(each)).map(({ name }) => name)).toEqual(expected);
  });
});

describe('a list of the host without any repository', () => {
  const gone = aRepository({ name: 'gone', removed: true });
  const more = { owner: 'acme/sub', part: 'sub' };
  const byNameAlone = (host: HostKind): Omit<Case, 'why'> => ({
    ...{ host, lines: ['*'], atHost: [], rows: ['api', 'OTHER/web'], more: { owner: 'SHOP', part: 'SHOP' } },
  });
  it.each<Case>([
    { why: 'where GitProtect lists one there', lines: ['*'], atHost: [], rows: ['api'] },
    { why: 'whatever is selected', lines: ['web*'], atHost: [], rows: ['api'] },
    { why: 'in the part that is listed', host: 'gitlab', lines: ['*'], atHost: [], rows: ['sub/api', 'web'], more },
    { ...byNameAlone('bitbucket'), why: 'by its name alone, in a project of Bitbucket Data Center' },
    { ...byNameAlone('azure-devops'), why: 'by its name alone, in one of the projects of Azure DevOps' },
  ])('is not complete: $why', (each) => {
    const comparison = compared(each);
    expect(comparison.inventory.incomplete).toMatch(
      /^the host lists no repository at all, and GitProtect lists 1 repository there/,
    );
    expect(orphansOf(comparison)).toEqual([]);
  });

  it.each<Case>([
    { why: 'GitProtect lists none', lines: ['*'], atHost: [], rows: [] },
    { why: 'GitProtect marks all as removed', lines: ['*'], atHost: [], rows: [gone] },
    { why: 'GitProtect lists others elsewhere', host: 'gitlab', lines: ['*'], atHost: [], rows: ['web'], more },
  ])('is complete where $why', (each) => {
    expect(compared(each).inventory.incomplete).toBeUndefined();
  });

  it('keeps a reason that is known already', () => {
    const each = { why: '', lines: ['*'], atHost: [], rows: ['api'], more: { incomplete: 'cut' } };
    expect(compared(each).inventory.incomplete).toBe('cut');
  });

  it('counts what GitProtect lists there', () => {
    const { inventory } = compared({ why: '', lines: ['*'], atHost: [], rows: ['api', 'web'] });
    expect(inventory.incomplete).toContain('GitProtect lists 2 repositories there');
  });
});
