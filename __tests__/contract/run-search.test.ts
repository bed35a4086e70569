import { describe, expect, it } from '@jest/globals';
import type { SimulatorOptions } from '../../simulator/server.ts';
import {
  type SimulatedOrganization,
  type SimulatedPlan,
  type SimulatedRepository,
  World,
} from '../../simulator/world.ts';
import { byNonsense, COLLATIONS, manyNames } from '../support/names.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';
import { ACTIVATE, ATTACH, countOf, PAGES } from '../support/sweep.ts';

/* Whole runs for one repository among fifty pages of them. */

/** A page's; how long it is makes no difference to a search, but to the time that it takes to read them. */
const ROWS = 20;

const NAMES = manyNames(50 * ROWS);

interface Large {
  readonly world: World;
  readonly acme: SimulatedOrganization;
  readonly daily: SimulatedPlan;
}

function largeWorld(names: readonly string[] = NAMES): Large {
  const world = new World();
  const acme = world.addOrganization('acme');
  for (const name of names) world.addRepository(acme, name);
  const daily = world.addPlan(acme, 'Daily', { repositories: new Set(['of another organization']) });
  return { world, acme, daily };
}

async function runFor(
  { world }: Large,
  repository: string,
  options: SimulatorOptions = {},
): Promise<Ended & { readonly pages: number; readonly writes: number }> {
  const simulator = await serve(world, { pageCap: ROWS, ...options });
  const ended = await runAgainst(simulator, { repository, sync: 'never' });
  return {
    ...ended,
    pages: countOf(simulator, PAGES),
    writes: countOf(simulator, ACTIVATE) + countOf(simulator, ATTACH),
  };
}

function named({ world, acme }: Large, name: string): SimulatedRepository {
  const found = world.repositoriesOf(acme).find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

/** Readings of a whole list of so many rows: two that agree. */
function wholeReadings(rows: number): number {
  return 2 * Math.ceil(rows / ROWS);
}

describe('a run for one repository of fifty pages', () => {
  it.each(COLLATIONS)('protects it and proves it with few pages, ordered by %s', async (_, collation) => {
    const large = largeWorld();
    const { world, daily } = large;
    const name = NAMES[864] ?? '';

    const { success, outputs, pages } = await runFor(large, name, { collation });

    expect([success, outputs['changed'], outputs['repositories-checked']]).toEqual([true, 'true', '1']);
    expect(world.isProtected(named(large, name).id, daily.id)).toBe(true);
    expect(pages).toBeLessThanOrEqual(37);
  });

  it('reads one page to verify a change', async () => {
    const large = largeWorld();
    const name = NAMES[864] ?? '';
    const simulator = await serve(large.world, { pageCap: ROWS });

    expect((await runAgainst(simulator, { repository: name })).success).toBe(true);

    const paged = simulator.requests.map(({ endpoint }) => endpoint);
    expect(paged.slice(paged.lastIndexOf(ATTACH)).filter((endpoint) => endpoint === PAGES)).toHaveLength(1);
  });

  it('reads the whole list where no order is known, and finds it', async () => {
    const large = largeWorld();
    const { world, daily } = large;
    const name = [...NAMES].sort(byNonsense)[505] ?? '';

    const { success, pages } = await runFor(large, name, { collation: byNonsense });

    expect(success).toBe(true);
    expect(world.isProtected(named(large, name).id, daily.id)).toBe(true);
    // The whole list twice, some probes before, and some after the change.
    expect(pages).toBeGreaterThanOrEqual(wholeReadings(NAMES.length));
    expect(pages).toBeLessThanOrEqual(2 * wholeReadings(NAMES.length) + 80);
  });

  it('reads the whole list before it says that a name is not listed', async () => {
    const { success, report, pages, writes } = await runFor(largeWorld(), 'service-nowhere');

    expect(success).toBe(false);
    expect(report).toMatchObject({ error: { title: 'GitProtect does not list the repository' } });
    expect(pages).toBeGreaterThanOrEqual(wholeReadings(NAMES.length));
    expect(pages).toBeLessThanOrEqual(wholeReadings(NAMES.length) + 80);
    expect(writes).toBe(0);
  });

  it.each(['', 'acme/'])("finds it where rows hold the organization's name, asked for as '%sname'", async (before) => {
    const large = largeWorld(NAMES.map((name) => `acme/${name}`));
    const { world, daily } = large;
    const name = NAMES[246] ?? '';

    const { success, pages } = await runFor(large, before + name);

    expect(success).toBe(true);
    expect(world.isProtected(named(large, `acme/${name}`).id, daily.id)).toBe(true);
    expect(pages).toBeLessThanOrEqual(37);
  });
});

describe('several repositories of one name among many pages', () => {
  it.each([2, 3, 150])('are reported as ambiguous: %i of them, on either side of a page boundary', async (count) => {
    const names = Array.from({ length: 40 * ROWS }, (_, number) => `repo-${String(number).padStart(4, '0')}`);
    // The name's first row is the last of page 20.
    const large = largeWorld([...names, ...Array.from({ length: count - 1 }, () => 'repo-0399')]);

    const { success, report, writes } = await runFor(large, 'repo-0399');

    expect(success).toBe(false);
    expect(report).toMatchObject({ error: { title: 'The input repository is ambiguous' } });
    expect(JSON.stringify(report)).toContain(`${String(count)} repositories match`);
    expect(writes).toBe(0);
  });

  it.each(COLLATIONS)(
    'are reported as ambiguous where none is written as asked for, ordered by %s',
    async (_, collation) => {
      const large = largeWorld([...withCapitals(), 'API-gate', 'api-GATE']);

      const { success, report, writes } = await runFor(large, 'api-gate', { collation });

      expect([success, writes]).toEqual([false, 0]);
      expect(report).toMatchObject({ error: { title: 'The input repository is ambiguous' } });
    },
  );
});

/** Names of which so many begin with a capital that these fill pages of their own in an order by code units. */
function withCapitals(): readonly string[] {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const number = (at: number): string => String(at).padStart(3, '0');
  return [...letters, ...letters.map((letter) => letter.toLowerCase())].flatMap((letter) =>
    Array.from({ length: 12 }, (_, at) => `${letter}${letter === letter.toLowerCase() ? 'x' : ''}${number(at)}`),
  );
}

describe('names that differ by case only, among many pages', () => {
  it.each(COLLATIONS)('are told apart: the one that is asked for is protected, ordered by %s', async (_, collation) => {
    for (const [asked, other] of [
      ['api', 'API'],
      ['API', 'api'],
      ['zebra', 'Zebra'],
      ['Zebra', 'zebra'],
      ['Mobile', 'MOBILE'],
    ] as const) {
      const large = largeWorld([...withCapitals(), asked, other]);
      const { world, daily } = large;
      // The other one is all right already: to take it for the one that is asked for would be a false "protected".
      named(large, other).licensed = true;
      daily.repositories.add(named(large, other).id);

      const { success, outputs } = await runFor(large, asked, { collation });

      const expected = named(large, asked).id;
      expect({ asked, success, id: outputs['repository-id'] }).toEqual({ asked, success: true, id: expected });
      expect({ asked, isProtected: world.isProtected(expected, daily.id) }).toEqual({ asked, isProtected: true });
    }
  });
});
