import { describe, expect, it } from '@jest/globals';
import type { Repository } from '../../../src/domain/model.ts';
import { selectionWithin } from '../../../src/domain/owner.ts';
import { select } from '../../../src/domain/select.ts';
import { aNameLine, aRepository, guid } from '../../support/build.ts';
import { lineOf } from '../../support/lines.ts';

/* Repositories whose project GitProtect reports beside their names, as it may for Azure DevOps. */

let projects = 0;

/** A repository whose project is reported beside its name, or isn't. */
function inProject(name: string, project?: string): Repository {
  const its =
    project === undefined
      ? {}
      : { project: { kind: 'project', id: guid(9), name: project, plans: undefined } as const };
  return aRepository({ id: guid(3000 + projects++), name, ...its });
}

/** The repositories that lines select in organization `acme`. */
function selected(lines: readonly string[], repositories: readonly Repository[]): readonly Repository[] {
  const [included, excluded] = [false, true].map((isExclusion) =>
    lines.filter((line) => line.startsWith('!') === isExclusion).map((line) => lineOf(line.replace('!', ''))),
  );
  const selection = selectionWithin(['acme'], { included: included ?? [], excluded: excluded ?? [] });
  return select(selection, ['acme'], repositories).items;
}

describe('a selection', () => {
  it('by a name with its project means what is reported to be in it, else what is not reported to be in another one', () => {
    const repositories = [inProject('api', 'SHOP'), inProject('api', 'Site'), inProject('api')];
    const line = { ...aNameLine('Shop/api', 'api'), project: 'Shop' };
    const found = (listed: readonly Repository[]): readonly Repository[] =>
      select({ included: [line], excluded: [] }, ['acme'], listed).items;
    expect(found(repositories)).toEqual([repositories[0]]);
    expect(found(repositories.slice(1))).toEqual([repositories[2]]);
  });

  it.each<[string, readonly string[]]>([
    ['Shop/api', ['Shop/api']],
    ['shop/API', ['Shop/api']],
    ['acme/Shop/api', ['Shop/api']],
    ['Shop/*', ['Shop/api', 'Shop/till']],
    ['acme/Shop/t*', ['Shop/till']],
    ['S*/api', ['Shop/api', 'Site/api']],
    ['Other/api', []],
    ['Other/*', []],
    ['undefined/*', []],
    ['api', ['Shop/api', 'Site/api', '-/api']],
  ])('by the path %s means repositories whose project is reported beside their names', (line, paths) => {
    const repositories = [
      ...[inProject('api', 'Shop'), inProject('till', 'Shop'), inProject('api', 'Site'), inProject('api')],
      { ...inProject('web'), project: { kind: 'project', id: guid(9), name: undefined, plans: undefined } as const },
    ];
    const items = selected([line], repositories);
    expect(items.map(({ name, project }) => `${project?.name ?? '-'}/${name}`)).toEqual(paths);
  });

  it('by a path leaves out one of a project, and no namesake', () => {
    const repositories = [inProject('api', 'Shop'), inProject('api', 'Site')];
    expect(selected(['*', '!Shop/api'], repositories)).toEqual([repositories[1]]);
  });
});
