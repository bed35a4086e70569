import { describe, expect, it } from '@jest/globals';
import { inputsOf, mistakesIn } from '../../support/inputs.ts';

const REMOVED = { state: 'removed', plan: '' };

/** What is wrong where a repository is to be removed. */
function mistakesOf(repository: string, confirm: string, backups = 'false'): Promise<string[]> {
  return mistakesIn({ ...REMOVED, repository, confirm, 'delete-backups': backups });
}

describe('a repository to remove', () => {
  it.each([
    ['zero-width space', 'a\u200bpi', 'U+200B, which is not seen'],
    ['zero-width joiner', 'api\u200d2', 'U+200D, which is not seen'],
    ['byte order mark', 'a\ufeffpi', 'U+FEFF, which is not seen'],
    ['soft hyphen', 'a\u00adpi', 'U+00AD, which is not seen'],
    ['bidirectional mark', 'a\u202epi', 'U+202E, which is not seen'],
    ['no-break space', 'my\u00a0api', 'U+00A0, which is not seen'],
    ['filler that is a letter', 'api\u3164', 'U+3164, which is not seen'],
    ['variation selector', 'api\ufe0f', 'U+FE0F, which is not seen'],
    ['tag', 'api\u{e0061}', 'U+E0061, which is not seen'],
    ['Cyrillic letter', '\u0430pi', 'U+0430, which looks like another character'],
    ['Greek letter', 'ap\u03b9', 'U+03B9, which looks like another character'],
    ['wide letter', '\uff41pi', 'U+FF41, which looks like another character'],
    ['Kelvin sign', '\u212aernel', 'U+212A, which looks like another character'],
    ['ligature', 'pro\ufb01le', 'U+FB01, which looks like another character'],
  ])('with a %s is refused, though confirm agrees', async (_, name, what) => {
    expect(await mistakesOf(name, name)).toEqual([
      expect.stringMatching(
        new RegExp(`^repository is '.*', and holds ${what.replace('+', '\\+')}: for state: removed, type`),
      ),
    ]);
    // It is looked for by its look where nothing is removed.
    expect(await inputsOf({ state: 'absent', repository: name })).toBeDefined();
  });

  it.each(['api', 'my api', 'größe', 'gro\u0308ße', 'сору', 'ΑΒΓ', '日本語-api', '🚀 api', 'a_b.c-d+e'])(
    'may be called %j',
    async (name) => {
      expect(await inputsOf({ ...REMOVED, repository: name, confirm: name })).toBeDefined();
    },
  );
});

describe('a confirmation that looks right, and is not', () => {
  it.each([
    ['api', 'a\u200bpi', 'character 2 is U+200B instead of U+0070'],
    ['api', 'api\u2060', 'character 4 is U+2060 instead of its end'],
    ['сору', 'copy', 'character 1 is U+0063 instead of U+0441'],
    ['größe', 'gro\u0308ße', 'character 3 is U+006F instead of U+00F6'],
    ['🚀 api', '🚀\u2003api', 'character 2 is U+2003 instead of U+0020'],
  ])('%j by %j names the character', async (repository, confirm, where) => {
    expect(await mistakesOf(repository, confirm)).toEqual([expect.stringMatching(/^confirm is /)]);
    expect(await mistakesOf(repository, confirm)).toEqual([expect.stringContaining(`(${where})`)]);
  });

  it('is looked at with the words about backups', async () => {
    expect(await mistakesOf('api', 'api and its\u00a0backups', 'true')).toEqual([
      "confirm is 'api and its\u00a0backups': state: removed with delete-backups: true takes exactly 'api and its backups' (character 12 is U+00A0 instead of U+0020)",
    ]);
  });

  it('says nothing of characters that everybody sees', async () => {
    expect(await mistakesOf('api', 'apo')).toEqual(["confirm is 'apo': state: removed takes exactly 'api'"]);
  });
});
