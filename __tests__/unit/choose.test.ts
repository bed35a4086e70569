import { describe, expect, it } from '@jest/globals';
import { checkChoice, missingNames } from '../../src/choose.ts';
import { LookUpError } from '../../src/look-up.ts';
import type { Repository } from '../../src/gitprotect/model.ts';
import { EVERYTHING, type Line, type PatternLine, select, type Selected } from '../../src/protection/select.ts';
import { aNameLine, anOrganization, aRepository, guid } from '../support/build.ts';

const API = aRepository({ id: guid(101), name: 'api' });
const WEB = aRepository({ id: guid(102), name: 'web' });
const GONE = aRepository({ id: guid(103), name: 'gone', removed: true });
const SINCE = 'not even 300 s after it was asked to synchronize';

function pattern(asked: string): PatternLine {
  return { kind: 'pattern', asked };
}

function chosen(
  included: readonly Line[],
  excluded: readonly Line[] = [],
  listed: readonly Repository[] = [API, WEB, GONE],
): Selected {
  return select({ included, excluded }, 'acme', listed);
}

/** What is said of a choice that is refused: title, message and remedy. */
function saidOf(selected: Selected): string {
  try {
    checkChoice(anOrganization(), selected, SINCE);
  } catch (error) {
    if (error instanceof LookUpError) return [error.title, error.message, error.remedy].join('\n');
    throw error;
  }
  return '';
}

describe('a choice', () => {
  it.each<[string, Selected]>([
    ['a name', chosen([aNameLine('api')])],
    ['a name and a pattern that mean the same', chosen([aNameLine('api'), pattern('a*')])],
    ['everything', chosen([EVERYTHING])],
    ['a pattern of which some are removed', chosen([pattern('?*')])],
    ['an exclusion that leaves out nothing', chosen([aNameLine('api')], [aNameLine('no-such')])],
    ['an exclusion of what one line means', chosen([aNameLine('api'), aNameLine('web')], [aNameLine('web')])],
  ])('of %s is accepted', (_, selected) => {
    expect(saidOf(selected)).toBe('');
  });

  it('of a name that means several is ambiguous, and tells their IDs', () => {
    const twin = aRepository({ id: guid(104), name: 'acme/api' });
    const said = saidOf(chosen([aNameLine('web'), aNameLine('api')], [], [API, WEB, twin]));
    expect(said).toMatch(/^The input repository is ambiguous\n2 repositories match 'api': /);
    expect(said).toContain(`'api' ${guid(101)}, 'acme/api' ${guid(104)}`);
    expect(said).toContain('Give the ID of the one you mean in repository.');
    expect(said).not.toContain(guid(102));
  });

  it('of a name that is not listed says so, what was done about it, and what to look at', () => {
    const said = saidOf(chosen([aNameLine('api'), aNameLine('no-such')]));
    expect(said).toMatch(
      new RegExp(
        `^GitProtect does not list the repository\norganization 'acme' lists no repository 'no-such', ${SINCE}\n`,
      ),
    );
    expect(said).toContain('raise sync-timeout');
  });

  it('of a pattern that fits nothing says so, and how patterns are matched', () => {
    const said = saidOf(chosen([aNameLine('api'), pattern('cli-*')]));
    expect(said).toMatch(/^A pattern matches no repository\norganization 'acme' lists no repository 'cli-\*'\n/);
    expect(said).toContain('* stands for any characters, ? for one');
    // To synchronize is for names: for a pattern nobody knows that one is missing.
    expect(said).not.toContain('synchronize');
  });

  it.each<[string, Line, string]>([
    ['a name', aNameLine('gone'), `'gone' but one that GitProtect marks`],
    ['a pattern', pattern('go*'), `'go\\*' but 2 that GitProtect marks`],
  ])('of %s that means removed ones only tells that they are gone', (_, line, says) => {
    const goods = aRepository({ id: guid(105), name: 'goods', removed: true });
    const said = saidOf(chosen([line], [], [API, GONE, goods]));
    expect(said).toMatch(new RegExp(`^The repository is gone from the Git host\n.*${says} as removed at the Git host`));
    expect(said).toContain('cannot be backed up');
  });

  it('of several lines that mean nothing tells all of them at once', () => {
    const said = saidOf(chosen([aNameLine('no-such'), aNameLine('api'), pattern('cli-*'), aNameLine('gone')]));
    expect(said).toMatch(
      new RegExp(
        `^GitProtect does not list some repositories\norganization 'acme' lists nothing for 3 lines of repository, ${SINCE}: 'no-such', 'cli-\\*', 'gone' \\(removed at the Git host\\)\n`,
      ),
    );
    expect(said).toContain('Correct or remove these lines.');
    expect(said).not.toContain("'api'");
  });

  it('of very many lines that mean nothing names twenty', () => {
    const lines = Array.from({ length: 23 }, (_, index) => aNameLine(`no-such-${String(index)}`));
    const said = saidOf(chosen(lines));
    expect(said).toMatch(/23 lines of repository.*'no-such-19' and 3 more\n/);
    expect(said).not.toContain('no-such-20');
  });

  it.each<[string, Selected]>([
    ['a name', chosen([aNameLine('api')], [pattern('A*')])],
    ['everything', chosen([EVERYTHING], [EVERYTHING])],
  ])('that leaves out all that it selects is refused: %s', (_, selected) => {
    expect(saidOf(selected)).toMatch(
      /^Nothing is left to protect\n.*leave out all that they select in organization 'acme'\n.*!/,
    );
  });

  it('that is ambiguous says so before it tells what is missing', () => {
    const twin = aRepository({ id: guid(104), name: 'acme/api' });
    const selected = chosen([aNameLine('no-such'), aNameLine('api')], [], [API, twin]);
    expect(saidOf(selected)).toMatch(/^The input repository is ambiguous/);
  });
});

describe('missing names', () => {
  it('are those that nothing is listed by; a pattern never is one', () => {
    const lines = [aNameLine('api'), aNameLine('no-such'), pattern('cli-*'), aNameLine('gone')];
    expect(missingNames(chosen(lines)).map(({ asked }) => asked)).toEqual(['no-such', 'gone']);
  });
});
