import { describe, expect, it } from '@jest/globals';
import type { ProjectReference, Repository } from '../../../src/domain/model.ts';
import { selectProjects, type SelectedProjects } from '../../../src/domain/projects.ts';
import type { Line, Selection } from '../../../src/domain/request.ts';
import { aNameLine, aRepository, guid, listOf, partOf } from '../../support/build.ts';

const [SHOP, SITE] = [guid(1), guid(2)];

function inProject(name: string, project: Partial<ProjectReference> | undefined): Repository {
  const reference =
    project === undefined ? undefined : { id: undefined, name: undefined, plans: undefined, ...project };
  return aRepository({ id: guid(100 + name.length), name, project: reference });
}

function pattern(text: string): Line {
  return { kind: 'pattern', text };
}

function selected(
  included: readonly Line[],
  repositories: readonly Repository[],
  excluded: readonly Line[] = [],
): SelectedProjects {
  const selection: Selection = { included, excluded };
  return selectProjects(selection, ['acme'], repositories);
}

/** The projects that were found, with the names of their repositories. */
function found({ projects }: SelectedProjects): readonly unknown[] {
  return projects.map(({ project: { id, name }, repositories }) => [id, name, repositories.map((each) => each.name)]);
}

describe('projects', () => {
  it('are found by what rows say of them, in any of the dialects', () => {
    const repositories = [
      inProject('cart', { id: SHOP, name: 'Shop' }),
      inProject('Shop/till', undefined),
      inProject('acme/Shop/stock', undefined),
      inProject('paying', { name: 'shop' }),
      inProject('homepage', { id: SITE, name: 'Site' }),
      inProject('unrelated', undefined),
    ];

    const result = selected([aNameLine('Shop')], repositories);

    expect(found(result)).toEqual([[SHOP, 'Shop', ['cart', 'Shop/till', 'acme/Shop/stock', 'paying']]]);
    expect(result).toMatchObject({ missing: [], withoutId: [], idle: [] });
  });

  it('are known by the name before a slash where a row gives the ID alone', () => {
    expect(found(selected([aNameLine('Shop')], [inProject('Shop/cart', { id: SHOP })]))).toEqual([
      [SHOP, 'Shop', ['Shop/cart']],
    ]);
  });

  it.each<[string, readonly Repository[], readonly unknown[]]>([
    [
      'a name that a row with the ID gives',
      [inProject('cart', { id: SHOP }), inProject('Shop/x', undefined), inProject('tills', { id: SHOP, name: 'SHOP' })],
      [[SHOP, 'SHOP', ['cart', 'Shop/x', 'tills']]],
    ],
    ['their ID where no row gives a name', [inProject('cart', { id: SHOP })], [[SHOP, SHOP, ['cart']]]],
    [
      'no name at all where rows give neither name nor ID',
      [inProject('cart', {}), inProject('/x', {}), inProject('tills', { name: '' }), inProject('a', undefined)],
      [],
    ],
  ])('are called by %s', (_, repositories, expected) => {
    const result = selected([pattern('*')], repositories);
    expect(found(result)).toEqual(expected);
    expect(result.withoutId).toEqual([]);
  });

  it('have the repositories that name them, and may have those of which no project is known', () => {
    const repositories = [
      inProject('cart', { id: SHOP, name: 'Shop' }),
      inProject('Shop/till', undefined),
      inProject('homepage', { id: SITE, name: 'Site' }),
      inProject('of-any', undefined),
    ];
    const [shop] = selected([aNameLine('Shop')], repositories).projects;
    expect(shop?.project.repositories).toEqual(new Set([guid(104), guid(109)]));
    expect(shop?.project.mayHave).toEqual(new Set([guid(106)]));
  });

  it('have no ID where no row gives one', () => {
    const result = selected(
      [aNameLine('Shop'), pattern('Si*')],
      [inProject('Shop/cart', undefined), inProject('x', { name: 'Site' })],
    );

    expect(result).toMatchObject({ projects: [], withoutId: ['Shop', 'Site'], missing: [] });
  });

  it('of one name are not taken for one', () => {
    const repositories = [
      inProject('cart', { id: SHOP, name: 'Shop' }),
      inProject('carts', { id: SITE, name: 'Shop' }),
      inProject('Shop/which', undefined),
    ];

    const { included, withoutId } = selected([aNameLine('Shop')], repositories);

    expect(included[0]?.items).toHaveLength(3);
    expect(withoutId).toEqual(['Shop']);
  });

  it('are in the plans that their rows agree on', () => {
    const rows = (...plans: readonly ProjectReference['plans'][]): readonly Repository[] =>
      plans.map((each, index) => inProject('r'.repeat(index + 1), { id: SHOP, name: 'Shop', plans: each }));
    const plansOf = (repositories: readonly Repository[]): unknown =>
      selected([aNameLine('Shop')], repositories).projects[0]?.project.plans;

    expect(plansOf(rows(listOf(guid(9)), undefined))).toEqual(listOf(guid(9)));
    expect(plansOf(rows(listOf(guid(9)), listOf(guid(9))))).toEqual(listOf(guid(9)));
    expect(plansOf(rows(listOf(guid(9)), listOf()))).toEqual({ ...partOf(), disputed: new Set([guid(9)]) });
    expect(plansOf(rows(undefined, undefined))).toBeUndefined();
  });

  it('are known by an ID without any row, each once, unless it is left out', () => {
    const lines = [aNameLine(SHOP.toUpperCase()), aNameLine(SITE)];

    const result = selected(lines, [], [aNameLine(SITE.toUpperCase())]);

    expect(found(result)).toEqual([[SHOP, SHOP, []]]);
    expect(result).toMatchObject({ missing: [], idle: [] });
    const [shop] = result.projects;
    expect(shop?.repositories).toEqual([]);
  });

  it('that nothing is called by are missing, patterns too', () => {
    const lines = [aNameLine('Nothing'), pattern('N*')];

    expect(selected(lines, [inProject('cart', { id: SHOP, name: 'Shop' })]).missing).toEqual(lines);
  });

  it('may be left out by lines that match nothing', () => {
    const result = selected(
      [pattern('*')],
      [inProject('cart', { id: SHOP, name: 'Shop' })],
      [aNameLine('Shopp'), aNameLine('shop')],
    );

    expect(result.projects).toEqual([]);
    expect(result.idle).toEqual([aNameLine('Shopp')]);
  });

  it('are not looked for without a line', () => {
    expect(selected([], [inProject('cart', { id: SHOP, name: 'Shop' })])).toEqual({
      projects: [],
      included: [],
      idle: [],
      missing: [],
      withoutId: [],
    });
  });
});
