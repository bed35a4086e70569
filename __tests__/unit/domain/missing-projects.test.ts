import { describe, expect, it } from '@jest/globals';
import type { Synchronized } from '../../../src/domain/check-selected.ts';
import { aRepository, guid } from '../../support/build.ts';
import { selectionErrorOf } from '../../support/selection-error.ts';

const ROWS = ['Shop: cart', 'Site: homepage'];

describe('a line of project', () => {
  it('may mean listed projects, by name, pattern or ID, and an ID that is not listed', () => {
    for (const line of ['shop', 'S*', guid(500), guid(9)])
      expect(selectionErrorOf({ projects: [line], rows: ROWS })).toBe('');
  });

  it('by which no project is called is refused: all of these are named, and the ID is asked for', () => {
    const error = selectionErrorOf({ projects: ['Shop', 'Shopp', 'X*'], rows: ROWS });
    expect(error).toMatch(/^GitProtect does not list the project\n.*organization 'acme'.*project 'Shopp', 'X\*', /);
    expect(error).not.toContain("'Shop'");
    expect(error).toContain('give the ID of the project');
  });

  it.each<[string, Synchronized, RegExp, RegExp]>([
    ['that GitProtect was asked to synchronize', { waitedSeconds: 7 }, /not even 7 s after/, /raise sync-timeout/],
    ['that it was not asked', 'never', /not asked to synchronize, since this run was told not to/, /with sync: auto/],
    ['that a dry run does not ask', 'dry-run', /since this is a dry run/, /once without dry-run/],
  ])('says of a name %s, and what to do about it', (_, synchronized, message, remedy) => {
    const [, said = '', toDo = ''] = selectionErrorOf({ projects: ['Shopp', 'X*'], rows: ROWS, synchronized }).split(
      '\n',
    );
    expect(said).toMatch(message);
    expect(toDo).toMatch(/granted to GitProtect/);
    expect(toDo).toMatch(remedy);
  });

  it.each(['!contos/Site', '!other/*', '!Shop/cart', '!acme/Shop/*', '!acme/Shop/cart', '!Sho?/*', '!X*/*'])(
    '%s excludes nothing of this organization: refused',
    (line) => {
      const error = selectionErrorOf({ projects: ['*', line], rows: ROWS });
      expect(error).toMatch(/^An exclusion in project means no project\n/);
      expect(error).toContain(`'${line}'`);
    },
  );

  it.each(['!acme/Site', '!acme/Typo', '!Typo', '!X*', '!*/Typo', '!AC*/X*'])(
    '%s is not: it may exclude one of this organization',
    (line) => {
      expect(selectionErrorOf({ projects: ['*', line], rows: ROWS })).toBe('');
    },
  );

  it('says nothing of a synchronization where only patterns mean nothing', () => {
    const error = selectionErrorOf({ projects: ['X*'], rows: ROWS });
    expect(error).toMatch(/to project 'X\*'\n.*the ID of the project\.$/);
  });

  it('that means several of one name is refused, with the IDs; a pattern may mean several', () => {
    const twins = ['cart', 'till'].map((name, index) =>
      aRepository({ id: guid(100 + index), name, project: { id: guid(500 + index), name: 'Shop', plans: undefined } }),
    );
    const error = selectionErrorOf({ projects: ['shop'], rows: twins });
    expect(error).toMatch(/^The input project is ambiguous\n2 projects match 'shop': /);
    for (const id of [guid(500), guid(501)]) expect(error).toContain(id);
    expect(error).toContain('Give the ID of the one you mean in the input project');
    expect(selectionErrorOf({ projects: ['sh*'], rows: twins })).toBe('');
  });

  it.each(['Shop', guid(500)])('that means a project with the ID of a repository is refused: %s', (line) => {
    const its = { id: guid(500), name: 'Shop', plans: undefined };
    const rows = [
      aRepository({ id: guid(500), name: 'till' }),
      aRepository({ id: guid(100), name: 'cart', project: its }),
    ];
    const error = selectionErrorOf({ projects: [line], rows });
    expect(error).toMatch(
      /^A project has the ID of a repository\n.*project 'Shop' \(.*\) can't be told from .*same ID\n/,
    );
    expect(error).toContain('Correct the ID in the input project');
  });

  it('that means projects whose IDs are not reported is refused, with their names', () => {
    const error = selectionErrorOf({ projects: ['S*'], rows: ['Shop/cart', 'Site/homepage'] });
    expect(error).toMatch(/^The ID of a project is not reported\n.*'Shop', 'Site'.*organization 'acme'.*not the ID/);
    expect(error).toContain('in the input project');
  });
});

describe('lines that leave nothing to protect', () => {
  it.each([
    ['repository', { lines: ['cart', '!c*'] }],
    ['project', { projects: ['Shop', '!S*'] }],
    ['repository and project', { lines: ['cart', '!c*'], projects: ['Shop', '!S*'] }],
  ])('are named by their inputs: those of %s', (inputs, lines) => {
    expect(selectionErrorOf({ ...lines, rows: ROWS })).toMatch(
      new RegExp(`^Nothing is left to protect\n.*lines of ${inputs} exclude.*organization 'acme'\n`),
    );
  });

  it('are none where a repository or a project is left', () => {
    expect(selectionErrorOf({ lines: ['cart', '!c*'], projects: ['Shop'], rows: ROWS })).toBe('');
    expect(selectionErrorOf({ lines: ['cart'], projects: ['Shop', '!S*'], rows: ROWS })).toBe('');
    expect(selectionErrorOf({ lines: ['cart'], projects: ['Shop'], rows: ROWS })).toBe('');
  });
});
