import { describe, expect, it } from '@jest/globals';
import type { HostInventory } from '../../../src/domain/inventory.ts';
import { anInventory, atHost } from '../../support/inventories.ts';
import { selectionErrorOf } from '../../support/selection-error.ts';

const CUT = { incomplete: 'cut' };
const ARCHIVED = { archived: true };

describe('a pattern that GitProtect lists nothing for', () => {
  it.each<[string, HostInventory, readonly string[]]>([
    ['fits what the host lists', anInventory('github', ['api-1']), []],
    ['fits what the host lists as archived', anInventory('github', [atHost('api-1', ARCHIVED)]), []],
    ['fits both', anInventory('github', ['api-1', atHost('api-2', ARCHIVED)]), []],
    ['may fit what was not read', anInventory('github', ['web'], CUT), ['web']],
    ['may fit what was not read, beside what the host alone lists', anInventory('github', ['new'], CUT), ['new*']],
  ])('is accepted where it %s', (_, inventory, more) => {
    expect(selectionErrorOf({ lines: ['api-*', ...more], rows: ['web'], inventory, skipsArchived: true })).toBe('');
  });

  it.each<[string, HostInventory, readonly string[]]>([
    ['the host lists nothing for it, either', anInventory('github', ['web']), ['web']],
    ['nothing at all is selected, and not all was read', anInventory('github', ['web'], CUT), []],
  ])('is refused where %s', (_, inventory, more) => {
    expect(selectionErrorOf({ lines: ['api-*', ...more], rows: ['web'], inventory })).toMatch(
      /^A pattern matches no repository\n.*'api-\*'/,
    );
  });

  it('is not among the several lines that are refused, if the host lists something for it', () => {
    const inventory = anInventory('github', ['api-1', 'new']);
    const error = selectionErrorOf({ lines: ['api-*', 'cli-*', 'new'], rows: ['web'], inventory });
    expect(error).toContain("2 lines of repository, not even 60 s after it was asked to synchronize: 'cli-*', 'new'");
  });
});

describe('a name that GitProtect does not list', () => {
  it.each<[string, HostInventory]>([
    ['is at the host', anInventory('github', ['new', 'web'])],
    ['may be among what was not read', anInventory('github', ['web'], CUT)],
  ])('is refused, also where it %s', (_, inventory) => {
    expect(selectionErrorOf({ lines: ['new', 'web'], rows: ['web'], inventory })).toMatch(
      /^GitProtect does not list the repository\n.*'new', not even 60 s/,
    );
  });
});
