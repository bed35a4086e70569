import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Repository } from '../../../src/domain/model.ts';
import { selectionWithin } from '../../../src/domain/owner.ts';
import { EVERYTHING } from '../../../src/domain/request.ts';
import { passedOver, select, type Selected } from '../../../src/domain/select.ts';
import { aNameLine, aRepository, guid } from '../../support/build.ts';
import { lineOf } from '../../support/lines.ts';
import { patternAsRegExp } from '../../support/patterns.ts';

/** Repositories of these names, removed ones marked by `-` before them. IDs are by place, from 1. */
function listOfNames(...names: readonly string[]): Repository[] {
  return names.map((name, index) =>
    aRepository({ id: guid(index + 1), name: name.replace(/^-/, ''), removed: name.startsWith('-') }),
  );
}

function selectLines(lines: readonly string[], repositories: readonly Repository[]): Selected {
  const included = lines.filter((line) => !line.startsWith('!')).map(lineOf);
  const excluded = lines.filter((line) => line.startsWith('!')).map((line) => lineOf(line.slice(1)));
  const selection = { included: included.length === 0 ? [EVERYTHING] : included, excluded };
  return select(selectionWithin(['acme'], selection), ['acme'], repositories);
}

function namesIn(lines: readonly string[], ...names: readonly string[]): string[] {
  return selectLines(lines, listOfNames(...names)).items.map(({ name }) => name);
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
    ["another owner's name that is listed without", ['other/web'], []],
    ['an ID', [guid(3)], ['Website']],
    ['an ID without dashes', [guid(3).replaceAll('-', '')], ['Website']],
    ['an ID in braces', [`{${guid(3)}}`], ['Website']],
    ['an exclusion by ID in braces', ['web*', `!{${guid(3)}}`], ['web']],
    ['a name behind its owner that is the ID of another one', [`acme/${guid(3)}`], []],
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
    ['an exclusion before what it excludes', ['!web', 'web*'], ['Website']],
    ['an exclusion of other case', ['*', '!WEBSITE'], ['api', 'web', 'acme/cli', 'other/api', 'docs']],
    ['an exclusion by ID', ['web*', `!${guid(3).toUpperCase()}`], ['web']],
    ['an exclusion with the owner', ['web*', '!acme/web'], ['Website']],
    ['an exclusion of what is listed with its owner', ['*', '!cli', '!*api'], ['web', 'Website', 'docs']],
    ["an exclusion by another owner's name, that means none here", ['web*', '!other/web'], ['web', 'Website']],
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
    ['that is written exactly so goes before others', ['API', 'api'], ['api'], ['api']],
    ['means all that differ in case only, where none is written exactly so', ['API', 'Api'], ['api'], ['API', 'Api']],
    ['means what is listed with and without the owner', ['api', 'acme/api'], ['api'], ['api', 'acme/api']],
    ['excludes all that differ in case only', ['API', 'api', 'web'], ['*', '!api'], ['web']],
    ['that the owner goes before means it as a whole first', ['web', 'x/web'], ['x/web'], ['x/web']],
  ])('by a name %s', (_, names, lines, selected) => {
    expect(namesIn(lines, ...names)).toEqual(selected);
  });

  it('says for each line what it was found to mean', () => {
    const repositories = listOfNames('api', 'API', 'web', '-web-old', '-gone');
    const [api, upper, web, old, gone] = repositories;
    const { included, excluded } = selectLines(['Api', 'web*', 'gone', 'none', '!*old', '!idle'], repositories);
    expect(included).toEqual([
      { line: aNameLine('Api'), items: [api, upper], removed: [] },
      { line: { kind: 'pattern', text: 'web*' }, items: [web], removed: [old] },
      { line: aNameLine('gone'), items: [], removed: [gone] },
      { line: aNameLine('none'), items: [], removed: [] },
    ]);
    expect(excluded).toEqual([
      { line: { kind: 'pattern', text: '*old' }, items: [], removed: [old] },
      { line: aNameLine('idle'), items: [], removed: [] },
    ]);
  });

  it.each<[string, string[], string[], number]>([
    ['by a pattern', ['web*'], ['web'], 2],
    ['each once', ['web*', '*'], ['web', 'api'], 3],
    ['but not those excluded', ['*', '!web*'], ['api'], 1],
    ['but not by name, which means one that is there', ['website', 'web'], ['web'], 0],
  ])('excludes what is removed at the Git host, and counts it: %s', (_, lines, selected, removed) => {
    const found = selectLines(lines, listOfNames('web', '-website', 'api', '-web-old', '-gone'));
    expect([found.items.map(({ name }) => name), passedOver({ selected: found, projects: [] }).length]).toEqual([
      selected,
      removed,
    ]);
  });

  it('by a pattern means what it fits, also where some of it is excluded', () => {
    const [website, web] = listOfNames('website', 'web');
    expect(selectLines(['web*', '!web'], listOfNames('website', 'web')).included[0]?.items).toEqual([website, web]);
  });

  it('by an ID without dashes means a repository that is so called, where none has the ID', () => {
    const digits = guid(77).replaceAll('-', '');
    expect(namesIn([digits], 'api', digits)).toEqual([digits]);
    expect(namesIn([guid(77)], 'api', guid(77))).toEqual([]);
  });

  it('selects the repository that is there, not a removed one of the same name', () => {
    const repositories = listOfNames('-acme/api', 'api');
    expect(selectLines(['api'], repositories).items).toEqual([repositories[1]]);
  });
});

describe('a name that looks like another', () => {
  const [nfc, nfd] = ['Caf\u00e9', 'Cafe\u0301'];

  it.each<[string, string[], string[], string[]]>([
    ['with its accent encoded otherwise', [nfd], [nfc], [nfd]],
    ['of other case, too', [nfd], ['CAF\u00c9'], [nfd]],
    ['with a no-break space', ['my\u00a0project'], ['my project'], ['my\u00a0project']],
    ['with a space at the end', ['web '], ['web'], ['web ']],
    ['with a character that is not shown', ['w\u200beb'], ['web'], ['w\u200beb']],
    ['is not meant where one is written so', [nfd, nfc], [nfc], [nfc]],
    ['is not meant where one differs by case only', ['web ', 'WEB'], ['web'], ['WEB']],
    ['is one of several where none is written so', ['web ', 'web\u00a0'], ['web'], ['web ', 'web\u00a0']],
    [
      'fits the same patterns',
      [nfd, `${nfc}-2`, 'my\u00a0web'],
      ['caf\u00e9*', 'my *'],
      [nfd, `${nfc}-2`, 'my\u00a0web'],
    ],
    ['is left out', [nfd, 'web'], ['*', `!${nfc}`], ['web']],
  ])('%s', (_, names, lines, selected) => {
    expect(namesIn(lines, ...names)).toEqual(selected);
  });
});

describe('hundreds of lines', () => {
  it.each([
    ['IDs', (index: number) => guid(index * 5)],
    ['names', (index: number) => `Repo-${String(index * 5)}`],
    ['names of other case', (index: number) => `REPO-${String(index * 5)}`],
    ['patterns', (index: number) => `Repo-${String(index * 5)}?`],
    ['exclusions by ID', (index: number) => `!${guid(index * 5)}`],
  ])('look at each repository a few times, not once a line: %s', (_, lineAt) => {
    let looks = 0;
    const repositories = Array.from({ length: 2000 }, (_, index) => {
      const repository = aRepository({ id: guid(index) });
      return Object.defineProperties(repository, {
        id: { get: () => (looks++, guid(index)) },
        name: { get: () => (looks++, `Repo-${String(index)}`) },
      });
    });
    const lines = Array.from({ length: 300 }, (_, index) => lineAt(index));
    const { items: found, excluded } = selectLines(lines, repositories);
    expect(found.length + excluded.length).toBeGreaterThanOrEqual(300);
    expect(looks).toBeLessThan(10 * repositories.length);
  });
});

describe('a name that may mean several', () => {
  const [one, two, three] = listOfNames('Api', 'API', 'apI');
  const all = listOfNames('Api', 'API', 'apI');
  const ids = [one, two, three].map((each) => each?.id ?? '');

  it.each<[string, number[], number[], number[]]>([
    ['means one where the others are excluded', [1, 2], [0], [0]],
    ['means the first two where the third is excluded', [2], [0, 1], [0, 1]],
    ['means none, and is not missing, where all are excluded', [0, 1, 2], [0], []],
  ])('%s', (_, out, matched, selected) => {
    const found = selectLines(['api', ...out.map((index) => `!${ids[index] ?? ''}`)], all);
    expect(found.included[0]?.items).toEqual(matched.map((index) => all[index]));
    expect(found.items).toEqual(selected.map((index) => all[index]));
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
        const words = given.map(([excludes, text]) => (excludes ? `!${text}` : text));
        const selected = selectLines(words, repositories);
        const includes = words.filter((text) => !text.startsWith('!'));
        const wanted = includes.length === 0 ? ['*'] : includes;
        const left = repositories.filter(
          (each) => !words.some((text) => text.startsWith('!') && isExcluded(text.slice(1), each, repositories)),
        );
        const expected = (removed: boolean, some: readonly string[]): Repository[] => {
          return left.filter(
            (each) => each.removed === removed && some.some((text) => isIncluded(text, each, repositories)),
          );
        };
        expect(selected.items).toEqual(expected(false, wanted));
        const patterns = wanted.filter((text) => /[*?]/.test(text));
        expect(passedOver({ selected, projects: [] }).length).toBe(expected(true, patterns).length);
      }),
      { numRuns: 2000 },
    );
  });
});

function isPattern(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

/** How a line may name it: by its name alone, or with its organization's before it. */
function spellings({ name }: Repository): [string, string] {
  const short = name.replace(/^acme\//i, '');
  return [short, `acme/${short}`];
}

function isShort(spelling: string): boolean {
  return !spelling.startsWith('acme/');
}

function isExcluded(text: string, repository: Repository, all: readonly Repository[]): boolean {
  return isPattern(text)
    ? spellings(repository).some(
        (spelling) => patternAsRegExp(text).test(spelling) && (isShort(spelling) || text.includes('/')),
      )
    : sameName(listedName(text, all), repository) || text.toLowerCase() === repository.id;
}

/** With the organization before it, a name is looked for without it first, also among what is removed. */
function listedName(text: string, all: readonly Repository[]): string {
  const names = /^acme\//i.test(text) ? [text.slice('acme/'.length), text] : [text];
  return names.find((each) => all.some((one) => sameName(each, one))) ?? text;
}

function sameName(text: string, repository: Repository): boolean {
  return spellings(repository).some((spelling) => spelling.toLowerCase() === text.toLowerCase());
}

/** A name means those that are written so, else those that differ in case. */
function isIncluded(text: string, repository: Repository, all: readonly Repository[]): boolean {
  if (isPattern(text)) return isExcluded(text, repository, all);
  if (text.toLowerCase() === repository.id) return true;
  const peers = all.filter(({ removed }) => removed === repository.removed);
  const name = listedName(text, all);
  if (!sameName(name, repository)) return false;
  const isExact = (each: Repository): boolean =>
    spellings(each).some((spelling) => spelling === name.replace(/^acme\//i, '') || spelling === name);
  return peers.some(isExact) ? isExact(repository) : true;
}
