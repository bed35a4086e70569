import { describe, expect, it } from '@jest/globals';
import type { Simulator, SimulatorOptions } from '../../simulator/server.ts';
import { type SimulatedRepository, World } from '../../simulator/world.ts';
import type { Repository } from '../../src/domain/model.ts';
import type { PagedList } from '../../src/gitprotect/pages.ts';
import { searchByName } from '../../src/gitprotect/search.ts';
import { byNonsense, COLLATIONS, manyNames } from '../support/names.ts';
import { pageServer } from '../support/page-server.ts';
import { clientOf, serve, type TestClient } from '../support/service.ts';
import { countOf, PAGES } from '../support/sweep.ts';

/* One repository is searched among many without reading them all, whatever order the server keeps. */

const listFrom = pageServer();

/** A hundred pages: how long each is makes no difference to a search, but to the time that it takes to read them. */
const ROWS = 25;
const NAMES = manyNames(100 * ROWS);
const MAX_PAGES_READ = 40;

/** One world for all of a kind: nothing here changes it. */
function worldOf(names: readonly string[]): { world: World; acme: ReturnType<World['addOrganization']> } {
  const world = new World();
  const acme = world.addOrganization('acme');
  for (const name of names) world.addRepository(acme, name);
  return { world, acme };
}

const large = worldOf(NAMES);

interface Searched {
  readonly found: readonly Repository[];
  readonly reach: string;
  readonly pages: number;
}

/** Searches one of these names, and counts the requests for pages. */
async function searchFor(
  { service }: TestClient,
  simulator: Simulator,
  organization: { readonly id: string; readonly name: string },
  names: readonly string[],
): Promise<Searched> {
  const before = countOf(simulator, PAGES);
  const list = service.repositories(organization);
  // Where it can't be searched the whole list is read, as a run does.
  const search = await searchByName(list, [{ names }], service.pageOf);
  const repositories = search?.repositories ?? (await list.read());
  return {
    found: repositories.filter(({ name }) => names.includes(name)),
    reach: search?.reach ?? 'whole',
    pages: countOf(simulator, PAGES) - before,
  };
}

/** Every so-manyth of these, and those at the ends and at the edges of the first and last pages. */
function sampleOf(names: readonly string[], step: number, page: number = ROWS): readonly string[] {
  const firstPages = [0, page - 1, page, 2 * page - 1, 2 * page];
  const edges = new Set([...firstPages, ...[page, page + 1, 1].map((fromEnd) => names.length - fromEnd)]);
  return names.filter((_, index) => index % step === 0 || edges.has(index));
}

/** Every number with the first order, which is the likeliest; one with each of the others. */
const [FIRST_COLLATION] = COLLATIONS;

describe.each(COLLATIONS)('in a list ordered by %s', (order, collation) => {
  const ordered = [...NAMES].sort(collation);

  it.each(order === FIRST_COLLATION?.[0] ? [1, 2, 8, 32] : [8])(
    'a name is found with few pages, %i requests at a time',
    async (concurrency) => {
      const simulator = await serve(large.world, { collation, pageCap: ROWS });
      // A client of its own for each: it remembers where it saw a repository.
      for (const name of sampleOf(ordered, 1250)) {
        const { found, reach, pages } = await searchFor(clientOf(simulator, { concurrency }), simulator, large.acme, [
          name,
          `acme/${name}`,
        ]);
        expect({ name, found: found.map((each) => each.name), reach }).toEqual({
          name,
          found: [name],
          reach: 'ordered',
        });
        expect({ name, few: pages <= MAX_PAGES_READ, pages }).toMatchObject({ few: true });
      }
      expect(simulator.mostAtOnce).toBeLessThanOrEqual(concurrency);
    },
  );

  it('every name is found, wherever it stands', async () => {
    let most = 0;
    for (const name of sampleOf(ordered, 499)) {
      const { list, pages } = listOf(ordered);
      const search = await searchByName(list, [{ names: [name, `acme/${name}`] }], new Map());
      expect(search?.repositories.map(({ id }) => id)).toContain(name);
      most = Math.max(most, pages());
    }
    expect(most).toBeLessThanOrEqual(MAX_PAGES_READ);
  });

  it('a name that is not listed costs few pages, and is not taken for another', async () => {
    const simulator = await serve(large.world, { collation, pageCap: ROWS });
    for (const name of ['0', 'api-', 'mobile-nothing', 'ZZZZ', 'ä', 'service.x-5']) {
      const { found, reach, pages } = await searchFor(clientOf(simulator), simulator, large.acme, [
        name,
        `acme/${name}`,
      ]);
      expect({ name, found, reach }).toEqual({ name, found: [], reach: 'ordered' });
      expect({ name, few: pages <= MAX_PAGES_READ, pages }).toMatchObject({ few: true });
    }
  });

  it('names with the owner before them are found', async () => {
    const { world, acme } = worldOf(NAMES.slice(0, 750).map((name) => `acme/${name}`));
    const simulator = await serve(world, { collation, pageCap: ROWS });
    for (const name of [ordered[17], ordered[1250], ordered[2490]].map((each) => each ?? '')) {
      const isListed = NAMES.indexOf(name) < 750;
      const { found, pages } = await searchFor(clientOf(simulator), simulator, acme, [name, `acme/${name}`]);
      expect(found.map((each) => each.name)).toEqual(isListed ? [`acme/${name}`] : []);
      expect(pages).toBeLessThanOrEqual(MAX_PAGES_READ);
    }
  });

  it('a second search reads only the page on which it stood', async () => {
    const simulator = await serve(large.world, { collation, pageCap: ROWS });
    const client = clientOf(simulator);
    const name = ordered[1697] ?? '';
    const [first] = (await searchFor(client, simulator, large.acme, [name])).found;
    const before = countOf(simulator, PAGES);

    const { service } = client;
    const wanted = [{ id: first?.id ?? '', names: [name] }];
    const again = await searchByName(service.repositories(large.acme), wanted, service.pageOf);

    expect(countOf(simulator, PAGES) - before).toBe(1);
    expect(again?.repositories.map(({ id }) => id)).toContain(first?.id);
  });
});

/** A list of these names, and how many of its pages were read so far. */
function listOf(names: readonly string[]): { readonly list: PagedList<Repository>; readonly pages: () => number } {
  let requests = 0;
  const list = listFrom((page) => {
    requests++;
    const result = names.slice((page - 1) * ROWS, page * ROWS).map((name) => ({ id: name, name }));
    return {
      currentPage: page,
      pageCount: Math.ceil(names.length / ROWS),
      totalEntries: names.length,
      result,
    };
  });
  return { list, pages: () => requests };
}

describe('in a list without a known order', () => {
  it('a name that was read by chance is found, and one that was not is not ruled out', async () => {
    const simulator = await serve(large.world, { collation: byNonsense, pageCap: ROWS });
    const ordered = [...NAMES].sort(byNonsense);
    expect((await searchFor(clientOf(simulator), simulator, large.acme, [ordered[3] ?? ''])).found).toHaveLength(1);

    const { found, reach, pages } = await searchFor(clientOf(simulator), simulator, large.acme, [ordered[1262] ?? '']);

    expect({ found, reach }).toEqual({ found: [], reach: 'partial' });
    expect(pages).toBeLessThanOrEqual(MAX_PAGES_READ);
  });
});

describe('only the whole list tells', () => {
  const page = (number: number, pageCount: number, names: readonly string[]): object => ({
    currentPage: number,
    pageCount,
    totalEntries: pageCount * ROWS,
    result: names.map((name) => ({ id: name, name })),
  });

  it.each([
    ['it gets longer with each page that is read', (requests: number) => 1000 + 10 * requests],
    ['it counts more pages than are ever read', () => 10_001],
  ])('where %s', async (_, pageCount) => {
    let requests = 0;
    const list = listFrom((number) => page(number, pageCount(++requests), [`api-${String(number).padStart(9, '0')}`]));

    expect(await searchByName(list, [{ names: ['zebra'] }], new Map())).toBeUndefined();
    expect(requests).toBeLessThanOrEqual(MAX_PAGES_READ);
  });

  it('where the server gives one page again and again, which counts itself only then', async () => {
    const names = manyNames(100);
    const list = listFrom((number) => (number === 1 ? names.map((name) => ({ id: name, name })) : page(2, 1, names)));

    expect((await searchByName(list, [{ names: names.slice(0, 1) }], new Map()))?.reach).not.toBe('whole');
  });
});

describe('in a list of another shape', () => {
  const SHAPES: readonly (readonly [string, SimulatorOptions & { readonly pageCap: number }, number, number])[] = [
    // Without a count of pages all ten are read, and two more that are empty; twice, after a first look at one or two.
    ['a bare array', { lists: 'array', pageCap: ROWS }, 10 * ROWS, 2 + 2 * 12],
    ['of pages smaller than asked for', { pageCap: 7 }, 1000, MAX_PAGES_READ],
  ];

  it.each(SHAPES)('%s, a name is found', async (_, options, count, most) => {
    const names = NAMES.slice(0, count);
    const { world, acme } = worldOf(names);
    const simulator = await serve(world, options);
    for (const name of sampleOf(names, count / 4, options.pageCap)) {
      const { found, pages } = await searchFor(clientOf(simulator), simulator, acme, [name, `acme/${name}`]);
      expect(found.map((each) => each.name)).toEqual([name]);
      expect({ name, few: pages <= most, pages }).toMatchObject({ few: true });
    }
  });

  it('of 300 pages a name is found with few pages', async () => {
    const { world, acme } = worldOf(manyNames(300 * ROWS));
    const simulator = await serve(world, { keepRequests: false, pageCap: ROWS });
    for (const name of ['7499', '3751', '12'].map((number) => nameWith(world, acme, number))) {
      const { found, pages } = await searchFor(clientOf(simulator), simulator, acme, [name, `acme/${name}`]);
      expect(found.map((each) => each.name)).toEqual([name]);
      expect(pages).toBeLessThanOrEqual(MAX_PAGES_READ);
    }
  });
});

function nameWith(world: World, acme: { readonly id: string }, number: string): string {
  const has = ({ name }: SimulatedRepository): boolean => name.endsWith(`-${number}`) || name.startsWith(number);
  return world.repositories.of(acme.id).find(has)?.name ?? '';
}
