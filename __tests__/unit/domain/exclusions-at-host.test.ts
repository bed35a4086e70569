import { describe, expect, it } from '@jest/globals';
import type { HostInventory } from '../../../src/domain/inventory.ts';
import { compared } from '../../support/compared.ts';

/* Azure DevOps: which lines that exclude repositories of `Shop` mean something for sure. */

/** The lines that mean something at the host, and the rows that are selected. */
function effectOf(
  atHost: readonly string[],
  rows: readonly string[],
  more: Partial<HostInventory> = {},
): readonly [lines: readonly string[], selected: readonly string[]] {
  const lines = ['*', '!acme/Shop/*'];
  const { lines: found, resolution } = compared({ why: '', host: 'azure-devops', lines, atHost, rows, more });
  return [[...found].map(({ text }) => text), resolution.selected.items.map(({ name }) => name)];
}

describe('a line that excludes what the host lists', () => {
  it.each<[string, Partial<HostInventory>]>([
    ['a part of the host', { owner: 'acme/Shop', part: 'Shop' }],
    ['a list that is not complete', { incomplete: 'cut' }],
  ])('leaves out nothing that may be of another project, also beside one that is not listed: %s', (_, more) => {
    expect(effectOf(['Shop/web', 'Shop/cafe'], ['web', 'x'], more)).toEqual([['*'], ['web', 'x']]);
  });

  it('means what GitProtect does not list yet', () => {
    expect(effectOf(['Shop/cafe', 'Ops/x'], ['Ops: x'])[0]).toEqual(['*', 'acme/Shop/*']);
  });
});
