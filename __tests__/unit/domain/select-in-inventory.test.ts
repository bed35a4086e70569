import { describe, expect, it } from '@jest/globals';
import { guid } from '../../support/build.ts';
import { type Case, compared, selectedIn } from '../../support/compared.ts';
import { atHost } from '../../support/inventories.ts';

type Selecting = Omit<Case, 'why'> & { readonly expected: readonly string[] };

function tried(cases: Readonly<Record<string, Selecting>>): [string, Selecting][] {
  return Object.entries(cases);
}

describe('a line of repository', () => {
  it.each(
    tried({
      'means no name in a subgroup': {
        ...{ host: 'gitlab', lines: ['api', 'a*', '!web'], atHost: ['team/api', 'team/web'], rows: ['x'] },
        expected: [],
      },
      'means what its path means, before any of that name': {
        ...{ host: 'azure-devops', lines: ['acme/api'], atHost: ['acme/api', 'Site/api'], rows: ['x'] },
        expected: ['acme/api (none)'],
      },
      'means by its name alone what is in any project, also in one that is called as the organization': {
        ...{ host: 'azure-devops', lines: ['api'], atHost: ['acme/api', 'Site/api'], rows: ['x'] },
        expected: ['acme/api (none)', 'Site/api (none)'],
      },
      'means, as a pattern, both paths and names': {
        ...{ host: 'azure-devops', lines: ['a*'], atHost: ['apps/web', 'Shop/api', 'Shop/web'], rows: ['x'] },
        expected: ['apps/web (none)', 'Shop/api (none)'],
      },
      'leaves out one repository by its name, and each that a pattern fits': {
        ...{ host: 'azure-devops', lines: ['*', '!cart', '!a*', '!web'], rows: ['x'] },
        atHost: ['Shop/cart', 'Shop/api', 'Site/api', 'Shop/web', 'Site/web'],
        expected: ['Shop/web (none)', 'Site/web (none)'],
      },
      'means none by its ID, unless GitProtect lists it': {
        ...{ lines: [guid(100), guid(7)], atHost: ['api', guid(7), 'web'], rows: ['api', 'web'] },
        expected: ['api = api'],
      },
      'means, by an ID, each that may be the one of that ID': {
        ...{ host: 'azure-devops', lines: [guid(100)], rows: ['api', 'web', 'api'] },
        atHost: ['Shop/api', 'Site/api', 'Site/web'],
        expected: ['Shop/api (ambiguous)', 'Site/api (ambiguous)'],
      },
      'means, by an ID, a path or a name with the owner before it, where it may be either': {
        ...{ host: 'gitlab', lines: [guid(101)], rows: ['web', 'acme/api'], atHost: ['acme/api', 'api', 'web'] },
        expected: ['acme/api (ambiguous)', 'api (ambiguous)'],
      },
    }),
  )('%s', (_, { expected, ...each }) => {
    expect(selectedIn(compared({ why: '', ...each }))).toEqual(expected);
  });
});

it('an exclusion means nothing where it is open what it means in GitProtect, or which one it means at the host', () => {
  const { lines } = compared({
    ...{
      why: '',
      host: 'azure-devops',
      lines: ['*', '!acme/Shop/api', '!*/w*', '!cart', '!new'],
      rows: ['api', 'web'],
    },
    atHost: ['Shop/api', 'Site/api', 'Shop/web', 'Shop/wax', 'Site/wax', 'Shop/cart', 'Site/cart', 'Shop/new'],
  });
  expect([...lines].map(({ text }) => text)).toEqual(['*', '*/w*', 'new']);
});

describe('a line of project', () => {
  const host = 'azure-devops';
  it.each(
    tried({
      'means a project that only the host has, whatever its case': {
        ...{ host, projects: ['new'], atHost: ['New/api', 'NEW/web', 'Site/api'], rows: ['Site: api'] },
        expected: ['New/api (none)', 'NEW/web (none)'],
      },
      'means a project that only the host has, by its ID': {
        ...{ host, projects: [guid(7).toUpperCase()], rows: ['Site: api'] },
        atHost: [atHost('New/api', { projectId: guid(7) }), atHost('Site/api', { projectId: guid(500) })],
        expected: ['New/api (none)'],
      },
      'means a project by the ID that only GitProtect tells': {
        ...{ host, projects: [guid(500)], rows: ['Shop: cart'], atHost: ['shop/cart', 'Shop/api', 'Site/api'] },
        expected: ['shop/cart = cart', 'Shop/api (none)'],
      },
      'means a project that has another name at the host, by the ID that both tell': {
        ...{ host, projects: ['Shop'], rows: ['Shop: cart', 'Shop: Shop/till'] },
        atHost: ['Store/cart', 'Store/till', 'Store/new'].map((path) => atHost(path, { projectId: guid(500) })),
        expected: ['Store/cart = cart', 'Store/till = Shop/till', 'Store/new (none)'],
      },
      'selects all of its project, also what a line of repository leaves out': {
        ...{ host, lines: ['*', '!api'], projects: ['Shop'], rows: ['Shop: cart'], atHost: ['Shop/api', 'Site/api2'] },
        expected: ['Shop/api (none)', 'Site/api2 (none)'],
      },
      'means nothing at a host without projects': {
        ...{ host: 'gitlab', projects: ['team'], rows: ['Site: api'], atHost: ['team/api'] },
        expected: [],
      },
    }),
  )('%s', (_, { expected, ...each }) => {
    expect(selectedIn(compared({ why: '', ...each }))).toEqual(expected);
  });
});
