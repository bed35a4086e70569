import { describe, expect, it } from '@jest/globals';
import type { RequestedState } from '../../../src/domain/request.ts';
import { guid } from '../../support/build.ts';
import { selectionErrorOf } from '../../support/selection-error.ts';

const ABSENT: RequestedState = { kind: 'absent' };
const REMOVED: RequestedState = { kind: 'removed', backups: 'kept' };
const IN_PROJECTS = ['Shop: cart', 'Site: homepage'];
const ROWS = ['api', ...IN_PROJECTS];

describe('what is to be absent', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['a name', ['no-such'], []],
    ['a pattern', ['no-such-*'], []],
    ['a project', [], ['Shopp', 'X*']],
    ['all that is left out again', ['*', '!*'], []],
  ])('may be absent already: %s', (_, lines, projects) => {
    expect(selectionErrorOf({ lines, projects, rows: IN_PROJECTS, state: ABSENT })).toBe('');
  });

  it.each([ABSENT, REMOVED])('is refused where a name means several: %j', (state) => {
    const rows = ['api', 'acme/api'];
    expect(selectionErrorOf({ lines: ['api'], rows, state })).toMatch(/^The input repository is ambiguous\n2 rep/);
    expect(selectionErrorOf({ lines: ['a*'], rows, state: ABSENT })).toBe('');
  });
});

describe('an exclusion that matches nothing', () => {
  const NONE: readonly string[] = [];

  it.each<[string, readonly string[], readonly string[], RegExp]>([
    ['of repository', ['*', '!apo', '!cli-*', '!api'], NONE, / no repository matches '!apo', '!cli-\*': /],
    ['of project', NONE, ['S*', '!Shopp', '!Site'], / no project matches '!Shopp': /],
    ['of both', ['*', '!apo'], ['*', '!X'], / no repository matches '!apo', and no project matches '!X': /],
    ['beside names and patterns', ['api', 'c*', '!apo'], NONE, /'!apo'/],
  ])('is refused where a pattern says what is to leave: one %s', (_, lines, projects, says) => {
    const error = selectionErrorOf({ lines, projects, rows: ROWS, state: ABSENT });
    expect(error).toMatch(/^An exclusion matches nothing\nin organization 'acme' no .*nothing was changed\n/);
    expect(error).toMatch(says);
    expect(error).toContain('Correct these lines');
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['beside names, which are all that leaves', ['api', '!apo'], ['Shop', '!Shopp']],
    ['beside a pattern of the other input', ['api', '!apo'], ['S*']],
    ['beside a pattern of the other input, the other way round', ['a*'], ['Shop', '!Shopp']],
    ['where it does leave out something', ['*', '!api'], ['*', '!Shop']],
  ])('is accepted %s', (_, lines, projects) => {
    expect(selectionErrorOf({ lines, projects, rows: ROWS, state: ABSENT })).toBe('');
  });

  it('is refused, too, where other plans are to be left', () => {
    const state = { kind: 'present', exclusive: true } as const;
    expect(selectionErrorOf({ lines: ['*', '!apo'], rows: ROWS, state })).toMatch(/^An exclusion matches nothing\n/);
    expect(selectionErrorOf({ lines: ['api', '!apo'], rows: ROWS, state })).toBe('');
  });

  it('is accepted where something is to be protected', () => {
    expect(selectionErrorOf({ lines: ['*', '!apo'], rows: ROWS })).toBe('');
  });
});

describe('a removal', () => {
  const rows = ['api', 'acme/web', 'Cafe\u0301'];

  it.each<[string, string]>([
    ['its name', 'api'],
    ['its name without the organization', 'web'],
    ['its name with the organization', 'acme/web'],
    ['the organization before its name', 'acme/api'],
    ['its ID', guid(100)],
    ['its ID in braces and capitals', `{${guid(100).toUpperCase()}}`],
  ])('takes a repository by %s', (_, line) => {
    expect(selectionErrorOf({ lines: [line], rows, state: REMOVED })).toBe('');
  });

  it.each<[string, string, string]>([
    ['in other case', 'API', 'api'],
    ['with the organization in other case', 'acme/WEB', 'acme/web'],
    ['with a character that is not shown', 'we\u200bb', 'acme/web'],
    ['with an accent encoded otherwise', 'Caf\u00e9', 'Cafe\u0301'],
    ['by a pattern', 'ap?', 'api'],
  ])('is refused for a repository that is written %s', (_, line, name) => {
    const error = selectionErrorOf({ lines: [line], rows, state: REMOVED });
    expect(error).toMatch(/^GitProtect does not list the repository\norganization 'acme' lists no repository '/);
    expect(error).toContain(`but '${name}' (${guid(100 + rows.indexOf(name))})`);
    expect(error).toContain('give its ID in the inputs repository and confirm');
    // To detach it is no such risk.
    expect(selectionErrorOf({ lines: [line], rows, state: ABSENT })).toBe('');
  });

  it('of what is not listed any more is done already', () => {
    expect(selectionErrorOf({ lines: ['no-such'], rows, state: REMOVED })).toBe('');
  });
});
