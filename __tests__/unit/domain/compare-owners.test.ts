import { describe, expect, it } from '@jest/globals';
import { compareInventory, type Comparison, orphansOf } from '../../../src/domain/compare-inventory.ts';
import type { HostInventory } from '../../../src/domain/inventory.ts';
import type { Repository } from '../../../src/domain/model.ts';
import type { Request } from '../../../src/domain/request.ts';
import { resolve } from '../../../src/domain/resolve.ts';
import { parseSelection } from '../../../src/inputs/selection.ts';
import { anObservation, aRequest } from '../../support/build.ts';
import { anInventory, atHost, rowsNamed } from '../../support/inventories.ts';

const ALL = aRequest({ selection: parseSelection('repository', '*') });
const OF_SHOP: Request = {
  ...aRequest({ selection: undefined, projects: parseSelection('project', 'Shop') }),
  host: { kind: 'azure-devops', owner: undefined, skipsArchived: true },
};

/** How an inventory compares with the rows of `acme`. */
function compared(
  request: Request,
  inventory: HostInventory,
  rows: readonly Repository[],
  before?: Comparison,
): Comparison {
  const observed = anObservation({ repositories: rows });
  return compareInventory(request, resolve(request, observed), observed, inventory, before);
}

function namesOf(repositories: readonly Repository[] | undefined): readonly string[] | undefined {
  return repositories?.map(({ name }) => name);
}

describe('the name before a repository', () => {
  it.each<[string, HostInventory, string, string]>([
    ['is the organization', anInventory('github', ['api'], { owner: 'inc' }), 'acme/api', 'one'],
    ['is its owner at the host', anInventory('github', ['api'], { owner: 'inc' }), 'inc/api', 'one'],
    ['is nobody else', anInventory('github', ['api'], { owner: 'inc' }), 'other/api', 'none'],
    [
      'is the organization of a part',
      anInventory('gitlab', ['team/api'], { owner: 'team', part: 'team' }),
      'acme/team/api',
      'one',
    ],
    [
      'is a part of the organization, and no owner',
      anInventory('gitlab', ['team/api'], { owner: 'team', part: 'team' }),
      'team/api',
      'one',
    ],
  ])('%s', (_, inventory, name, kind) => {
    const { selected } = compared(ALL, inventory, rowsNamed(name));
    expect([...selected.values()].map((match) => match.kind)).toEqual([kind]);
  });
});

describe('what the host lists, and GitProtect marks as removed there,', () => {
  it.each<[string, HostInventory, string, readonly string[]]>([
    ['by its name', anInventory('github', ['old'], { owner: 'inc' }), 'old', ['old']],
    ['with its owner at the host', anInventory('github', ['old'], { owner: 'inc' }), 'inc/old', ['old']],
    [
      'by its name without the project',
      anInventory('azure-devops', ['Site/old'], { owner: 'inc' }),
      'old',
      ['site/old'],
    ],
    ['not as another one', anInventory('github', ['old'], { owner: 'inc' }), 'other/old', []],
  ])('is found %s', (_, inventory, name, paths) => {
    const removed = rowsNamed(name).map((row) => ({ ...row, removed: true }));
    expect([...compared(ALL, inventory, removed).markedAsRemoved]).toEqual(paths);
  });
});

describe('what GitProtect lists, and the host does not,', () => {
  const listed = anInventory('github', ['api']);
  const cut = anInventory('github', ['api'], { incomplete: 'cut' });
  const rows = rowsNamed('api', 'old', 'new');

  it('is an orphan, unless GitProtect lists it only since the host was read', () => {
    const before = compared(ALL, listed, rows.slice(0, 2));
    expect(namesOf(compared(ALL, listed, rows).missingAtHost)).toEqual(['old', 'new']);
    expect(namesOf(compared(ALL, listed, rows, before).missingAtHost)).toEqual(['old']);
  });

  it('may be at the host where its list is not complete', () => {
    const [whole, part] = [compared(ALL, listed, rows), compared(ALL, cut, rows)];
    expect(orphansOf(whole)).toEqual(whole.missingAtHost);
    expect([namesOf(orphansOf(part)), namesOf(part.missingAtHost)]).toEqual([[], ['old', 'new']]);
    const before = compared(ALL, cut, rows.slice(0, 2));
    expect(namesOf(compared(ALL, cut, rows, before).missingAtHost)).toEqual(['old', 'new']);
  });
});

describe('what is out of use at the host', () => {
  const inventory = anInventory('azure-devops', ['Shop/on', atHost('Shop/off', { disabled: true }), 'Site/on']);

  it('is left out of the project with which it is selected', () => {
    const { resolution, skipped } = compared(OF_SHOP, inventory, rowsNamed('Shop: on', 'Shop: off'));
    expect([...skipped.keys()].map(({ path }) => path)).toEqual(['Shop/off']);
    expect(resolution.projects.map((each) => [each.project.name, namesOf(each.repositories)])).toEqual([
      ['Shop', ['on']],
    ]);
  });

  it('is as good as any other where nothing is asked of the host', () => {
    const { selected, skipped } = compared(ALL, inventory, rowsNamed('Shop/on', 'Shop/off'));
    expect([selected.size, skipped.size]).toEqual([3, 0]);
  });
});
