import { describe, expect, it } from '@jest/globals';
import type { HostInventory, HostKind, HostRepository } from '../../../src/domain/inventory.ts';
import type { Repository } from '../../../src/domain/model.ts';
import type { Owners } from '../../../src/domain/owner.ts';
import { hasProjects } from '../../../src/domain/host-projects.ts';
import { matchInventory, missingAtHost } from '../../../src/domain/match-inventory.ts';
import { aRepository, guid } from '../../support/build.ts';
import { anInventory, atHost, rowsNamed } from '../../support/inventories.ts';

interface Case {
  readonly why: string;
  readonly host?: HostKind;
  readonly atHost: readonly string[];
  readonly rows: readonly string[];
  readonly more?: Partial<HostInventory>;
  readonly owners?: Owners;
  /** For each at the host: the row's name, or why there is none. */
  readonly matched: readonly string[];
}

function matched({ host = 'github', atHost, rows, more, owners = ['acme'] }: Case): readonly string[] {
  const matches = matchInventory(anInventory(host, atHost, more), owners, rowsNamed(...rows));
  return [...matches.values()].map((match) => (match.kind === 'one' ? match.repository.name : `(${match.kind})`));
}

/** By its path within the organization. */
const BY_PATH: readonly Case[] = [
  { why: 'the name alone', atHost: ['api'], rows: ['web', 'api'], matched: ['api'] },
  { why: 'the owner before it', atHost: ['api'], rows: ['acme/api'], matched: ['acme/api'] },
  { why: 'case does not matter', atHost: ['Api'], rows: ['ACME/aPI'], matched: ['ACME/aPI'] },
  { why: 'a small letter has two capitals', atHost: ['stra\u00dfe'], rows: ['STRA\u1e9eE'], matched: ['STRA\u1e9eE'] },
  { why: 'accents are encoded otherwise', atHost: ['caf\u00e9'], rows: ['cafe\u0301'], matched: ['cafe\u0301'] },
  { why: 'nothing of that name', atHost: ['api', 'api2'], rows: ['apl', 'pi', 'api-2'], matched: ['(none)', '(none)'] },
  {
    why: 'the owner at the host differs',
    atHost: ['api'],
    rows: ['inc/api'],
    owners: ['acme', 'inc'],
    matched: ['inc/api'],
  },
  { why: "another owner's", atHost: ['api'], rows: ['globex/api'], matched: ['(none)'] },
  {
    why: 'subgroups',
    host: 'gitlab',
    atHost: ['a/b/api', 'b/api', 'api'],
    rows: ['acme/a/b/api', 'B/api'],
    matched: ['acme/a/b/api', 'B/api', '(none)'],
  },
  // The names are not enough: another subgroup's must not stand for it.
  { why: 'the name of a subgroup is left out', host: 'gitlab', atHost: ['a/api'], rows: ['api'], matched: ['(none)'] },
  {
    why: 'a subgroup called as the group is, of which both rows are listed',
    host: 'gitlab',
    atHost: ['api', 'acme/api'],
    rows: ['acme/api', 'acme/acme/api'],
    matched: ['acme/api', 'acme/acme/api'],
  },
];

/** Two candidates. */
const AMBIGUOUS: readonly Case[] = [
  {
    why: 'two rows of one path',
    atHost: ['api', 'web'],
    rows: ['api', 'acme/api', 'web'],
    matched: ['(ambiguous)', 'web'],
  },
  { why: 'two rows that differ in case', atHost: ['api'], rows: ['api', 'API'], matched: ['(ambiguous)'] },
  {
    why: 'two at the host that differ in case',
    atHost: ['api', 'API'],
    rows: ['api'],
    matched: ['(ambiguous)', '(ambiguous)'],
  },
  {
    why: 'each written exactly so on both sides',
    atHost: ['api', 'API'],
    rows: ['API', 'api'],
    matched: ['api', 'API'],
  },
  {
    why: 'each written exactly so, and a third row',
    atHost: ['api', 'API'],
    rows: ['API', 'api', 'acme/Api'],
    matched: ['(ambiguous)', '(ambiguous)'],
  },
  {
    why: 'one is written exactly so on both sides, and one is not',
    atHost: ['api', 'API'],
    rows: ['api', 'Api'],
    matched: ['(ambiguous)', '(ambiguous)'],
  },
  {
    why: 'it only looks the same',
    atHost: ['a\u200bpi', 'my  app'],
    rows: ['api', 'my app'],
    matched: ['(ambiguous)', '(ambiguous)'],
  },
  {
    why: 'another one only looks the same',
    atHost: ['a\u200bpi', 'api'],
    rows: ['api'],
    matched: ['(ambiguous)', 'api'],
  },
  {
    why: 'the first part may be the owner, or a subgroup of that name',
    host: 'gitlab',
    atHost: ['api', 'acme/api'],
    rows: ['acme/api'],
    matched: ['(ambiguous)', '(ambiguous)'],
  },
];

/** Azure DevOps and Bitbucket Data Center: a project and a name, or the name alone. */
const BY_PROJECT: readonly Case[] = [
  { why: 'project and name', atHost: ['Shop/api', 'Site/api'], rows: ['shop/api'], matched: ['shop/api', '(none)'] },
  {
    why: 'a project that the row reports',
    atHost: ['Shop/api', 'Site/api'],
    rows: ['Site: api'],
    matched: ['(none)', 'api'],
  },
  {
    why: 'the name alone, which is unambiguous',
    atHost: ['Shop/Api', 'Site/web'],
    rows: ['api'],
    matched: ['api', '(none)'],
  },
  {
    why: 'the name alone, in two projects',
    atHost: ['Shop/api', 'Site/api'],
    rows: ['api'],
    matched: ['(ambiguous)', '(ambiguous)'],
  },
  { why: 'the name alone, in two rows', atHost: ['Shop/api'], rows: ['api', 'acme/api'], matched: ['(ambiguous)'] },
  { why: 'the name alone, of another project', atHost: ['Shop/api'], rows: ['Site: api'], matched: ['(none)'] },
  { why: 'the name alone only looks the same', atHost: ['Shop/a\u200bpi'], rows: ['api'], matched: ['(ambiguous)'] },
  {
    why: 'project and name go before the name alone',
    atHost: ['Shop/api'],
    rows: ['api', 'Shop/api'],
    matched: ['Shop/api'],
  },
  {
    why: 'the name alone, and one row with its project',
    atHost: ['Shop/api', 'Site/api'],
    rows: ['Shop/api', 'api'],
    matched: ['Shop/api', '(ambiguous)'],
  },
  {
    why: 'with its project, in a list that lacks some',
    atHost: ['Shop/api'],
    rows: ['Shop/api'],
    more: { incomplete: 'cut' },
    matched: ['Shop/api'],
  },
  // The project `acme` may have had one that is not there any more.
  {
    why: 'the owner is also a project',
    atHost: ['acme/web', 'Site/api'],
    rows: ['acme/api'],
    matched: ['(none)', '(ambiguous)'],
  },
  {
    why: 'the owner is also a project, and another row looks the same',
    atHost: ['acme/web', 'Site/api'],
    rows: ['acme/api', 'a\u200bpi'],
    matched: ['(none)', '(ambiguous)'],
  },
  {
    why: 'the owner is also its project',
    atHost: ['acme/api', 'Site/web'],
    rows: ['acme/api'],
    matched: ['acme/api', '(none)'],
  },
];

describe('a repository at the host is found', () => {
  const cases = [
    ...[...BY_PATH, ...AMBIGUOUS],
    ...(['azure-devops', 'bitbucket'] as const).flatMap((host) =>
      BY_PROJECT.map((each) => ({ ...each, host, why: `${host}: ${each.why}` })),
    ),
    {
      why: 'azure-devops: the name alone, where only one project was asked for',
      host: 'azure-devops' as const,
      ...{ atHost: ['Shop/api'], rows: ['api'], more: { part: 'Shop' }, matched: ['(ambiguous)'] },
    },
    {
      why: 'azure-devops: the name alone, in a list that lacks some, as of other projects',
      host: 'azure-devops' as const,
      ...{ atHost: ['Shop/api'], rows: ['api'], more: { incomplete: 'cut' }, matched: ['(ambiguous)'] },
    },
    {
      why: 'bitbucket: the name alone, in a list that lacks some of its one project',
      host: 'bitbucket' as const,
      ...{ atHost: ['Shop/api'], rows: ['api'], more: { incomplete: 'cut' }, matched: ['api'] },
    },
    {
      why: 'bitbucket: the name alone, where the project has another name in GitProtect',
      host: 'bitbucket' as const,
      ...{ atHost: ['SHOP/api'], rows: ['api'], more: { part: 'SHOP' }, matched: ['api'] },
    },
    {
      why: 'a workspace of Bitbucket Cloud has no projects in its paths',
      host: 'bitbucket' as const,
      ...{ atHost: ['api'], rows: ['Shop: api'], matched: ['api'] },
    },
  ];
  it.each(cases.map((each) => [each.why, each] as const))('%s', (_, each) => {
    expect(matched(each)).toEqual(each.matched);
  });

  it('not where more look the same than anybody has, which would take a time with the square of their number', () => {
    const alike = (index: number): string =>
      Array.from('abcdefg', (c, at) => ((index >> at) & 1 ? c.toUpperCase() : c)).join('');
    const names = Array.from({ length: 101 }, (_, index) => alike(index));
    const results = matched({ why: '', atHost: names, rows: names, matched: [] });
    expect(new Set(results)).toEqual(new Set(['(ambiguous)']));
  });

  it('not in a row that GitProtect marks as removed', () => {
    const rows = [aRepository({ name: 'api', removed: true })];
    expect([...matchInventory(anInventory('github', ['api']), ['acme'], rows).values()]).toEqual([{ kind: 'none' }]);
  });
});

describe('a row that tells the ID of its project only', () => {
  const [SHOP, OLD] = [guid(500), guid(501)];
  const api = (id: string): Repository =>
    aRepository({ name: 'api', project: { id, name: undefined, plans: undefined } });
  const inShop = (path: string): HostRepository => atHost(path, { projectId: SHOP });
  const web = aRepository({ name: 'web', project: { id: SHOP, name: 'Shop', plans: undefined } });

  it.each<[string, readonly Repository[], readonly HostRepository[], readonly string[]]>([
    [
      'is found in that one',
      [api(SHOP)],
      [inShop('Shop/api'), atHost('Site/api', { projectId: OLD })],
      ['one', 'none'],
    ],
    ['is none of another one', [api(OLD), web], [inShop('Shop/api'), inShop('Shop/web')], ['none', 'one']],
    ['is found by its name where no ID is known at the host', [api(OLD)], [atHost('Shop/api')], ['one']],
    ['is found by its name where IDs differ throughout', [api(OLD)], [inShop('Shop/api')], ['one']],
  ])('%s', (_, rows, there, kinds) => {
    const matches = matchInventory(anInventory('azure-devops', there), ['acme'], rows);
    expect([...matches.values()].map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('a host that has projects', () => {
  it.each<[HostKind, readonly string[], boolean]>([
    ['azure-devops', [], true],
    ['bitbucket', ['SHOP/api', 'web'], true],
    ['bitbucket', ['api'], false],
    ['bitbucket', [], false],
    ['gitlab', ['team/api'], false],
  ])('is %s with %j: %s', (host, paths, expected) => {
    expect(hasProjects(anInventory(host, paths))).toBe(expected);
  });
});

describe('what GitProtect lists and the host does not', () => {
  function missing(inventory: HostInventory, ...names: readonly string[]): readonly string[] {
    return missingAtHost(inventory, ['acme'], rowsNamed(...names)).map(({ name }) => name);
  }

  it.each<[string, HostInventory, readonly string[], readonly string[]]>([
    ['by path', anInventory('github', ['api', 'Web']), ['acme/API', 'web', 'old', 'globex/api'], ['old', 'globex/api']],
    [
      'in a subgroup',
      anInventory('gitlab', ['a/api'], { part: 'a' }),
      ['api', 'acme/a/api', 'a/old', 'b/old'],
      ['a/old'],
    ],
    ['by project or name', anInventory('azure-devops', ['Shop/api']), ['api', 'Shop/api', 'Site/api'], ['Site/api']],
    [
      'in one project',
      anInventory('azure-devops', ['Shop/api'], { part: 'Shop' }),
      ['old', 'Shop/old', 'Site/x'],
      ['Shop/old'],
    ],
    [
      'in a project called as the owner is',
      anInventory('azure-devops', ['acme/api']),
      ['acme/api', 'acme/old'],
      ['acme/old'],
    ],
    [
      'by the ID of a project that was renamed at the host',
      anInventory('azure-devops', [atHost('Store/api', { projectId: guid(500) })]),
      ['Shop: api', 'Shop: old'],
      ['old'],
    ],
    ['in an empty list', anInventory('github', []), ['api'], ['api']],
  ])('is told %s', (_, inventory, names, expected) => {
    expect(missing(inventory, ...names)).toEqual(expected);
  });
});
