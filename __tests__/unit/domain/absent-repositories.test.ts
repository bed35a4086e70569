import { describe, expect, it } from '@jest/globals';
import { aRepository, guid } from '../../support/build.ts';
import { selectionErrorOf } from '../../support/selection-error.ts';

/** Why a line of organization `acme` is not proved to mean nothing, where this is listed; empty where it is. */
function doubtOf(line: string, isAzure: boolean, name: string, project?: string | null): string {
  const reference = project === undefined ? undefined : { id: guid(500), name: project ?? undefined, plans: undefined };
  const row = aRepository({ id: guid(101), name, project: reference });
  return selectionErrorOf({ lines: [line], rows: [row], isAzure, state: { kind: 'absent' } });
}

describe('a line by which no repository is listed', () => {
  it.each<[string, Parameters<typeof doubtOf>]>([
    ['a project of which the name is not reported', ['acme/Shop/api', true, 'api', null]],
    ['a project that is not reported', ['acme/Shop/API', true, 'api']],
    ['a project that the line does not tell', ['api', true, 'Shop/api']],
    ['a project that is not reported, by a pattern', ['acme/Shop/*', true, 'api']],
    ['a project that is called like the organization', ['acme/acme/api', false, 'acme/api']],
  ])('may mean a repository in %s', (_, listed) => {
    const error = doubtOf(...listed);
    expect(error).toMatch(/^The repository is not proved to be absent\norganization 'acme' lists no repository '/);
    expect(error).toContain(`(${guid(101)}), which may be meant: nothing was changed\n`);
    expect(error).toContain('give its ID in the input repository');
  });

  it.each<[string, Parameters<typeof doubtOf>]>([
    ['another project', ['acme/Shop/api', true, 'Core/api']],
    ['another project, reported beside its name', ['acme/Shop/api', true, 'api', 'Core']],
    ['no project, as at other hosts', ['acme/sub/api', false, 'api']],
    ['another group', ['api', false, 'sub/api']],
    ['another project, by a pattern', ['acme/Shop/*', true, 'Core/api']],
    ['any project, by a pattern without one', ['web*', true, 'api']],
    ['any place, by another name', ['api', true, 'web']],
  ])('does not mean a repository in %s', (_, listed) => {
    expect(doubtOf(...listed)).toBe('');
  });
});
