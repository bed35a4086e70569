import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Repository } from '../../src/gitprotect/model.ts';
import { EVERYTHING, fits, type Line, select, type Selected } from '../../src/protection/select.ts';
import { aNameLine, aRepository, guid } from '../support/build.ts';

/** A line as the inputs read it from a workflow. */
function lineOf(asked: string): Line {
  if (/[*?]/.test(asked)) return { kind: 'pattern', asked };
  const slash = asked.indexOf('/');
  return slash < 0 ? aNameLine(asked) : { ...aNameLine(asked, asked.slice(slash + 1)), owner: asked.slice(0, slash) };
}

/** Repositories of these names, removed ones marked by `-` before them. IDs are by place, from 1. */
function listOfNames(...names: readonly string[]): Repository[] {
  return names.map((name, index) =>
    aRepository({ id: guid(index + 1), name: name.replace(/^-/, ''), removed: name.startsWith('-') }),
  );
}

function selectLines(lines: readonly string[], repositories: readonly Repository[]): Selected {
  const included = lines.filter((line) => !line.startsWith('!')).map(lineOf);
  const excluded = lines.filter((line) => line.startsWith('!')).map((line) => lineOf(line.slice(1)));
  return select({ included: included.length === 0 ? [EVERYTHING] : included, excluded }, 'acme', repositories);
}

function namesIn(lines: readonly string[], ...names: readonly string[]): string[] {
  return selectLines(lines, listOfNames(...names)).repositories.map(({ name }) => name);
}

describe('a pattern', () => {
  it.each([
    ['', '', true],
    ['', '*', true],
    ['', '?', false],
    ['api', 'api', true],
    ['api', 'ap', false],
    ['api', 'pi', false],
    ['api', 'apis', false],
    ['api', 'API', true],
    ['API', 'a?I', true],
    ['api', '*', true],
    ['api', '***', true],
    ['api', 'a*', true],
    ['api', '*i', true],
    ['api', '*p*', true],
    ['api', 'a*i', true],
    ['api', 'a*p*i*', true],
    ['api', 'a*a', false],
    ['api', '???', true],
    ['api', '??', false],
    ['api', '????', false],
    ['api', '?*?*?', true],
    ['api', '?*?*?*?', false],
    ['aab', '*ab', true],
    ['abab', '*ab', true],
    ['ababa', '*ab', false],
    ['mississippi', 'm*issip*', true],
    ['a.c', 'a.c', true],
    ['abc', 'a.*', false],
    ['a+c', 'a+?', true],
    ['web[1]', 'web[1]*', true],
    ['web1', 'web[1]*', false],
    ['a/b', 'a*', true],
    ['a/b', 'a?b', true],
    ['😀', '?', true],
    ['a😀b', 'a?b', true],
    ['a😀b', 'a??b', false],
    ['ÄPFEL', 'äp*', true],
    ['a\nb', 'a*b', true],
  ])('%j fits %j: %s', (text, pattern, fit) => {
    expect(fits(text, pattern)).toBe(fit);
  });

  it('fits what a regular expression of the same meaning matches', () => {
    const characters = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '.', '😀'), maxLength: 6 });
    const marks = fc.string({ unit: fc.constantFrom('a', 'B', '.', '😀', '*', '*', '?'), maxLength: 6 });
    let fitting = 0;
    fc.assert(
      fc.property(characters, marks, (text, pattern) => {
        const expected = asRegExp(pattern).test(text);
        fitting += Number(expected);
        expect(fits(text, pattern)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
    // Else the property says little.
    expect(fitting).toBeGreaterThan(300);
  });

  it('fits a text of which parts were replaced by stars and characters by question marks', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme-ascii' }), fc.nat(2))), (parts) => {
        const text = parts.map(([part]) => part.replace(/[*?]/g, '')).join('');
        const pattern = parts
          .map(([part, how]) => (how === 0 ? '*' : part.replace(/[*?]/g, '').replace(/./g, how === 1 ? '?' : '$&')))
          .join('');
        expect(fits(text, pattern)).toBe(true);
      }),
    );
  });

  it('of many stars ends on a long text', () => {
    expect(fits('a'.repeat(20_000), `${'a*'.repeat(200)}b`)).toBe(false);
    expect(fits('a'.repeat(20_000), `${'*a'.repeat(200)}*`)).toBe(true);
  });
});

function asRegExp(pattern: string): RegExp {
  const source = Array.from(pattern, (mark) =>
    mark === '*' ? '.*' : mark === '?' ? '.' : mark.replace(/[/.]/, '\\$&'),
  );
  return new RegExp(`^${source.join('')}$`, 'ius');
}

describe('a selection', () => {
  const NAMES = ['api', 'web', 'Website', 'acme/cli', 'other/api', 'docs'];

  it.each<[string, string[], string[]]>([
    ['a name', ['api'], ['api']],
    ['a name of other case', ['WEBSITE'], ['Website']],
    ['a name with its owner', ['acme/api'], ['api']],
    ['an owner of other case', ['ACME/api'], ['api']],
    ['a name that is listed with its owner', ['cli'], ['acme/cli']],
    ['an owner and a name that is listed so', ['acme/cli'], ['acme/cli']],
    ["another owner's name that is listed so", ['other/api'], ['other/api']],
    ["another owner's name that is listed without", ['other/web'], ['web']],
    ['an ID', [guid(3)], ['Website']],
    ['an ID in capitals', [guid(3).toUpperCase()], ['Website']],
    ['several names, in the order of the list', ['docs', 'web', 'api'], ['api', 'web', 'docs']],
    ['one thing in several ways, once', ['web', 'acme/web', guid(2), 'w?b'], ['web']],
    ['a pattern', ['web*'], ['web', 'Website']],
    ['a pattern of other case', ['WEB*'], ['web', 'Website']],
    ['a pattern on a name that is listed with its owner', ['c*'], ['acme/cli']],
    ['a pattern with the owner', ['acme/*'], NAMES],
    ['a pattern with the owner and part of a name', ['Acme/w*'], ['web', 'Website']],
    ['a pattern for another owner', ['other/*'], ['other/api']],
    ['everything', ['*'], NAMES],
    ['everything but a name', ['*', '!api'], ['web', 'Website', 'acme/cli', 'other/api', 'docs']],
    ['only exclusions', ['!web*', '!docs'], ['api', 'acme/cli', 'other/api']],
    ['an exclusion before what it leaves out', ['!web', 'web*'], ['Website']],
    ['an exclusion of other case', ['*', '!WEBSITE'], ['api', 'web', 'acme/cli', 'other/api', 'docs']],
    ['an exclusion by ID', ['web*', `!${guid(3).toUpperCase()}`], ['web']],
    ['an exclusion with the owner', ['web*', '!acme/web'], ['Website']],
    ['an exclusion of what is listed with its owner', ['*', '!cli', '!*api'], ['web', 'Website', 'docs']],
    ["an exclusion by another owner's name, that means the one here", ['web*', '!other/web'], ['Website']],
    ['an exclusion that wins over a name', ['api', 'web', '!ap*'], ['web']],
    ['what leaves nothing', ['api', '!api'], []],
    ['what is not listed', ['no-such'], []],
    ['a part of a name, which is no name', ['we'], []],
  ])('of %s', (_, lines, selected) => {
    expect(namesIn(lines, ...NAMES)).toEqual(selected);
  });

  it.each<[string, string[], string[]]>([
    ["a pattern for the beginning of the owner's name", ['a*'], ['api']],
    ["an exclusion for the beginning of the owner's name", ['*', '!a*'], NAMES.filter((name) => name !== 'api')],
    ['a pattern for the length of a name', ['????*'], ['Website', 'other/api', 'docs']],
  ])('of %s', (_, lines, selected) => {
    expect(namesIn(lines, ...NAMES)).toEqual(selected);
  });

  it.each<[string, string[], string[], string[]]>([
    ['that is written so goes before others', ['API', 'api'], ['api'], ['api']],
    ['means all that differ in case only, where none is written so', ['API', 'Api'], ['api'], ['API', 'Api']],
    ['means what is listed with and without the owner', ['api', 'acme/api'], ['api'], ['api', 'acme/api']],
    ['leaves out all that differ in case only', ['API', 'api', 'web'], ['*', '!api'], ['web']],
    ['that the owner goes before means it as a whole first', ['web', 'x/web'], ['x/web'], ['x/web']],
  ])('by a name %s', (_, names, lines, selected) => {
    expect(namesIn(lines, ...names)).toEqual(selected);
  });

  it('tells for each line what it was found to mean', () => {
    const repositories = listOfNames('api', 'API', 'web', '-web-old', '-gone');
    const [api, upper, web, old, gone] = repositories;
    const { included, excluded } = selectLines(['Api', 'web*', 'gone', 'none', '!*old', '!idle'], repositories);
    expect(included).toEqual([
      { line: aNameLine('Api'), repositories: [api, upper], removed: [] },
      { line: { kind: 'pattern', asked: 'web*' }, repositories: [web], removed: [old] },
      { line: aNameLine('gone'), repositories: [], removed: [gone] },
      { line: aNameLine('none'), repositories: [], removed: [] },
    ]);
    expect(excluded).toEqual([
      { line: { kind: 'pattern', asked: '*old' }, repositories: [], removed: [old] },
      { line: aNameLine('idle'), repositories: [], removed: [] },
    ]);
  });

  it.each<[string, string[], string[], number]>([
    ['by a pattern', ['web*'], ['web'], 2],
    ['each once', ['web*', '*'], ['web', 'api'], 3],
    ['but not those left out', ['*', '!web*'], ['api'], 1],
    ['but not by name, which means one that is there', ['website', 'web'], ['web'], 0],
  ])('passes over what is removed at the Git host, and counts it: %s', (_, lines, selected, passedOver) => {
    const found = selectLines(lines, listOfNames('web', '-website', 'api', '-web-old', '-gone'));
    expect([found.repositories.map(({ name }) => name), found.passedOver]).toEqual([selected, passedOver]);
  });

  it('takes what is there for what is asked for, not a removed one of the same name', () => {
    const repositories = listOfNames('-acme/api', 'api');
    expect(selectLines(['api'], repositories).repositories).toEqual([repositories[1]]);
  });
});

describe('a name that may mean several', () => {
  const [one, two, three] = listOfNames('Api', 'API', 'apI');
  const all = listOfNames('Api', 'API', 'apI');
  const ids = [one, two, three].map((each) => each?.id ?? '');

  it.each<[string, number[], number[], number[]]>([
    ['means one where the others are left out', [1, 2], [0], [0]],
    ['means the first two where the third is left out', [2], [0, 1], [0, 1]],
    ['means none, and is not missing, where all are left out', [0, 1, 2], [0], []],
  ])('%s', (_, out, matched, selected) => {
    const found = selectLines(['api', ...out.map((index) => `!${ids[index] ?? ''}`)], all);
    expect(found.included[0]?.repositories).toEqual(matched.map((index) => all[index]));
    expect(found.repositories).toEqual(selected.map((index) => all[index]));
  });
});

describe('any selection', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A'), minLength: 1, maxLength: 3 });
  const owner = fc.constantFrom('', '', 'acme/', 'Acme/', 'x/');
  const named = fc.tuple(owner, word).map((parts) => parts.join(''));
  const patterned = fc.tuple(
    owner,
    fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 3 }),
  );
  const id = fc.integer({ min: 1, max: 12 }).map((number) => guid(number).toUpperCase());
  const line = fc.oneof(
    named,
    patterned.map((parts) => parts.join('')),
    id,
    fc.constant('*'),
  );
  const lines = fc.array(fc.tuple(fc.boolean(), line), { minLength: 1, maxLength: 5 });
  const listed = fc.array(fc.tuple(fc.boolean(), named), { maxLength: 12 });

  it('means what a naive reading of the words means', () => {
    fc.assert(
      fc.property(lines, listed, (given, list) => {
        const repositories = listOfNames(...list.map(([removed, name]) => (removed ? `-${name}` : name)));
        const asked = given.map(([excludes, text]) => (excludes ? `!${text}` : text));
        const selected = selectLines(asked, repositories);
        const includes = asked.filter((text) => !text.startsWith('!'));
        const wanted = includes.length === 0 ? ['*'] : includes;
        const left = repositories.filter(
          (each) => !asked.some((text) => text.startsWith('!') && isLeftOut(text.slice(1), each, repositories)),
        );
        const expected = (removed: boolean, words: readonly string[]): Repository[] => {
          return left.filter(
            (each) => each.removed === removed && words.some((text) => isMeant(text, each, repositories)),
          );
        };
        expect(selected.repositories).toEqual(expected(false, wanted));
        const patterns = wanted.filter((text) => /[*?]/.test(text));
        expect(selected.passedOver).toBe(expected(true, patterns).length);
      }),
      { numRuns: 2000 },
    );
  });
});

function isPattern(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

/** As it may be asked for: by its name alone, or with its organization's before it. */
function spellings({ name }: Repository): [string, string] {
  const short = name.replace(/^acme\//i, '');
  return [short, `acme/${short}`];
}

function isShort(spelling: string): boolean {
  return !spelling.startsWith('acme/');
}

function isLeftOut(text: string, repository: Repository, all: readonly Repository[]): boolean {
  return isPattern(text)
    ? spellings(repository).some(
        (spelling) => asRegExp(text).test(spelling) && (isShort(spelling) || text.includes('/')),
      )
    : sameName(wayToList(text, all), repository) || text.toLowerCase() === repository.id;
}

/** With an owner before it, a name is looked for as a whole first: whatever is listed so, also what is removed, is meant. */
function wayToList(text: string, all: readonly Repository[]): string {
  const ways = text.includes('/') ? [text, text.slice(text.indexOf('/') + 1)] : [text];
  return ways.find((each) => all.some((one) => sameName(each, one))) ?? text;
}

function sameName(text: string, repository: Repository): boolean {
  return spellings(repository).some((spelling) => spelling.toLowerCase() === text.toLowerCase());
}

/** A name means those that are written so, else those that differ in case. */
function isMeant(text: string, repository: Repository, all: readonly Repository[]): boolean {
  if (isPattern(text)) return isLeftOut(text, repository, all);
  if (text.toLowerCase() === repository.id) return true;
  const peers = all.filter(({ removed }) => removed === repository.removed);
  const way = wayToList(text, all);
  if (!sameName(way, repository)) return false;
  const isExact = (each: Repository): boolean =>
    spellings(each).some((spelling) => spelling === way.replace(/^acme\//i, '') || spelling === way);
  return peers.some(isExact) ? isExact(repository) : true;
}
