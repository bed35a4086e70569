import { describe, expect, it } from '@jest/globals';
import type { Repository } from '../../../src/domain/model.ts';
import { EVERYTHING, type Line, type PatternLine, type Request } from '../../../src/domain/request.ts';
import { desiredState } from '../../../src/domain/desired-state.ts';
import type { Resolution } from '../../../src/domain/resolution.ts';
import { resolve } from '../../../src/domain/resolve.ts';
import { checkSelected, type Synchronized } from '../../../src/domain/check-selected.ts';
import { aNameLine, anObservation, anOrganization, aPlan, aRepository, aRequest, guid } from '../../support/build.ts';
import { resolveErrorOf } from '../../support/resolve-error.ts';

const API = aRepository({ id: guid(101), name: 'api' });
const WEB = aRepository({ id: guid(102), name: 'web' });
const GONE = aRepository({ id: guid(103), name: 'gone', removed: true });
const SYNCHRONIZED = { waitedSeconds: 300 };
const SINCE = 'not even 300 s after it was asked to synchronize';

function pattern(text: string): PatternLine {
  return { kind: 'pattern', text };
}

function requestFor(included: readonly Line[], excluded: readonly Line[] = []): Request {
  return aRequest({ selection: { included, excluded }, plans: ['Daily', guid(201)] });
}

function resolved(
  included: readonly Line[],
  excluded: readonly Line[] = [],
  repositories: readonly Repository[] = [API, WEB, GONE],
): Resolution {
  return resolve(requestFor(included, excluded), anObservation({ repositories }));
}

/** Why a resolution is not accepted: title, message and remedy; empty where it is. */
function errorOf(resolution: Resolution): string {
  return errorAfter(SYNCHRONIZED, resolution);
}

function errorAfter(synchronized: Synchronized, resolution: Resolution): string {
  return resolveErrorOf(() => {
    checkSelected(aRequest(), anOrganization(), resolution, synchronized, undefined);
  });
}

describe('the desired state', () => {
  it('is every selected repository with an active license, and attached to every plan', () => {
    const plans = [aPlan(), aPlan({ id: guid(201), name: undefined })];
    const observed = anObservation({ repositories: [API, WEB, GONE] });
    const desired = desiredState(requestFor([EVERYTHING]), resolved([EVERYTHING]), observed);
    const nothing = { detachedFrom: [], alsoIn: [], removal: undefined };
    expect(desired).toMatchObject({
      organization: anOrganization(),
      plans,
      resources: [API, WEB].map((resource) => ({ resource, license: 'active', attachedTo: plans, ...nothing })),
    });
  });
});

describe('what a selection means', () => {
  it.each<[string, Resolution]>([
    ['a name', resolved([aNameLine('api')])],
    ['a name and a pattern that mean the same', resolved([aNameLine('api'), pattern('a*')])],
    ['everything', resolved([EVERYTHING])],
    ['a pattern of which some are removed', resolved([pattern('?*')])],
    ['an exclusion that matches nothing', resolved([aNameLine('api')], [aNameLine('no-such')])],
    ['an exclusion of what one line means', resolved([aNameLine('api'), aNameLine('web')], [aNameLine('web')])],
  ])('of %s is accepted', (_, resolution) => {
    expect(errorOf(resolution)).toBe('');
  });

  it('of a name that means several is ambiguous, and the error lists their IDs', () => {
    const twin = aRepository({ id: guid(104), name: 'acme/api' });
    const error = errorOf(resolved([aNameLine('web'), aNameLine('api')], [], [API, WEB, twin]));
    expect(error).toMatch(/^The input repository is ambiguous\n2 repositories match 'api': /);
    expect(error).toContain(`'api' ${guid(101)}, 'acme/api' ${guid(104)}`);
    expect(error).toContain('Give the ID of the one you mean in the input repository.');
    expect(error).not.toContain(guid(102));
  });

  it('of a name that is not listed says so, what was done about it, and what to look at', () => {
    const error = errorOf(resolved([aNameLine('api'), aNameLine('no-such')]));
    expect(error).toMatch(
      new RegExp(
        `^GitProtect does not list the repository\norganization 'acme' lists no repository 'no-such', ${SINCE}\n`,
      ),
    );
    expect(error).toMatch(/granted to GitProtect.*raise sync-timeout/);
  });

  it.each<[string, Synchronized, string]>([
    ['this run was told not to', 'never', 'run with sync: auto'],
    ['this is a dry run', 'dry-run', String.raw`run once without dry-run \(with sync: auto\)`],
  ])('of a name that is not listed says that %s, and gives no advice about waiting', (why, synchronized, remedy) => {
    const error = errorAfter(synchronized, resolved([aNameLine('no-such')]));
    expect(error).toContain(`'no-such', and GitProtect was not asked to synchronize, since ${why}\n`);
    expect(error).toMatch(new RegExp(`\n.*granted to GitProtect.*short time ago, ${remedy}`));
    expect(error).not.toContain('sync-timeout');
  });

  it('of several patterns that fit nothing says nothing of a synchronization', () => {
    const error = errorOf(resolved([pattern('cli-*'), pattern('gui-*')]));
    expect(error).toContain("lists nothing for 2 lines of repository: 'cli-*', 'gui-*'");
  });

  it.each<[string, Synchronized, RegExp]>([
    ['with sync: auto', 'names-only', /created a short time ago, run with sync: always\.$/],
    ['with sync: never', 'never', /created a short time ago, run with sync: always\.$/],
    ['in a dry run', 'dry-run', /created a short time ago, run once with sync: always, and without dry-run\.$/],
    ['after a synchronization', { waitedSeconds: 7 }, /^(?!.*sync)/],
  ])('of patterns that fit nothing gives the remedy for patterns %s', (_, synchronized, says) => {
    for (const lines of [[pattern('cli-*')], [pattern('cli-*'), pattern('gui-*')]]) {
      const error = errorAfter(synchronized, resolved(lines));
      const remedy = error.split('\n').at(-1) ?? '';
      expect(remedy).toMatch(says);
      expect(remedy).toContain('* stands for any characters');
      expect(remedy).not.toContain('sync: auto');
    }
  });

  it('of a pattern that fits nothing says so, and how patterns are matched', () => {
    const error = errorOf(resolved([aNameLine('api'), pattern('cli-*')]));
    expect(error).toMatch(/^A pattern matches no repository\norganization 'acme' lists no repository 'cli-\*'\n/);
    expect(error).toContain('* stands for any characters, ? for one');
    // To wait is for names: for a pattern nobody knows that one is missing.
    expect(error).not.toContain('synchronize');
  });

  it.each<[string, Line, string]>([
    ['a name', aNameLine('gone'), `'gone', except one that GitProtect marks as removed at the Git host, ${SINCE}\n`],
    ['a pattern', pattern('go*'), `'go\\*', except 2 that GitProtect marks as removed at the Git host\n`],
  ])('of %s that means removed ones only says that they are gone', (_, line, says) => {
    const goods = aRepository({ id: guid(105), name: 'goods', removed: true });
    const error = errorOf(resolved([line], [], [API, GONE, goods]));
    expect(error).toMatch(new RegExp(`^The repository is gone from the Git host\n.*${says}`));
    expect(error).toContain('cannot be backed up');
  });

  it('of several lines that mean nothing lists all of them at once', () => {
    const error = errorOf(resolved([aNameLine('no-such'), aNameLine('api'), pattern('cli-*'), aNameLine('gone')]));
    expect(error).toMatch(
      new RegExp(
        `^GitProtect does not list some repositories\norganization 'acme' lists nothing for 3 lines of repository, ${SINCE}: 'no-such', 'cli-\\*', 'gone' \\(removed at the Git host\\)\n`,
      ),
    );
    expect(error).toContain('Correct or remove the lines that match nothing.');
    expect(error).not.toContain("'api'");
  });

  it('of several lines that mean nothing says what may be meant by each, unless it is removed', () => {
    const goner = aRepository({ id: guid(104), name: 'goner' });
    const error = errorOf(resolved([aNameLine('apo'), aNameLine('gone')], [], [API, GONE, goner]));
    expect(error).toContain(": 'apo' (did you mean 'api'?), 'gone' (removed at the Git host)\n");
  });

  it('says of a namesake in another group that it may be another repository, and not to name that', () => {
    const line = { ...aNameLine('backend/api', 'acme/backend/api'), text: 'acme/backend/api' };
    const hint = "'api' is listed, which may be another repository";
    expect(errorOf(resolved([line]))).toContain(`'acme/backend/api', ${SINCE}; ${hint}\n`);
    expect(errorOf(resolved([line, aNameLine('no-such')]))).toContain(`'acme/backend/api' (${hint}), 'no-such'`);
  });

  it('of very many lines that mean nothing names twenty', () => {
    const lines = Array.from({ length: 23 }, (_, index) => aNameLine(`no-such-${String(index)}`));
    const error = errorOf(resolved(lines));
    expect(error).toMatch(/23 lines of repository.*'no-such-19' and 3 more\n/);
    expect(error).not.toContain('no-such-20');
  });

  it.each<[string, Resolution]>([
    ['a name', resolved([aNameLine('api')], [pattern('A*')])],
    ['everything', resolved([EVERYTHING], [EVERYTHING])],
  ])('that excludes all that it includes is refused: %s', (_, resolution) => {
    expect(errorOf(resolution)).toMatch(
      /^Nothing is left to protect\n.*exclude everything that they select in organization 'acme'\n.*!/,
    );
  });

  it('that is ambiguous says so before what is missing', () => {
    const twin = aRepository({ id: guid(104), name: 'acme/api' });
    const resolution = resolved([aNameLine('no-such'), aNameLine('api')], [], [API, twin]);
    expect(errorOf(resolution)).toMatch(/^The input repository is ambiguous/);
  });
});
