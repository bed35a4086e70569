import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ScriptedFault } from '../../simulator/faults.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/server.ts';
import type { World } from '../../simulator/world.ts';
import { InvalidResponseError } from '../../src/gitprotect/errors.ts';
import { Failure } from '../../src/shared/failure.ts';
import { runsOf } from '../support/property-runs.ts';
import { clientOf, serve, type TestClient } from '../support/service.ts';
import { type ManyWorld, manyWorld, PAGES } from '../support/sweep.ts';

/* Pages are asked for at the same time, and rows move between them meanwhile. */

describe('pages of one list', () => {
  it.each([2, 8, 32])('are asked for %i at a time, and no more', async (concurrency) => {
    const { world, acme } = manyWorld(120);
    const simulator = await serve(world, { pageCap: 2, latencyMs: 3 });

    const listed = await clientOf(simulator, { concurrency }).service.repositories(acme).read();

    expect(listed).toHaveLength(120);
    expect(simulator.mostAtOnce).toBe(concurrency);
  });

  it('are asked for one by one where that is asked for', async () => {
    const { world, acme } = manyWorld(20);
    const simulator = await serve(world, { pageCap: 2, latencyMs: 3 });

    expect(await clientOf(simulator, { concurrency: 1 }).service.repositories(acme).read()).toHaveLength(20);
    expect(simulator.mostAtOnce).toBe(1);
  });

  it('stay within the limit together with those of another list', async () => {
    const { world, acme } = manyWorld(60);
    const simulator = await serve(world, { pageCap: 2, latencyMs: 3 });
    const { service } = clientOf(simulator, { concurrency: 4 });

    await Promise.all([
      service.repositories(acme).read(),
      service.repositories(acme).read(),
      service.plans(acme).read(),
    ]);

    expect(simulator.mostAtOnce).toBe(4);
  });
});

/** Something that happens to an organization of rows `repo-0000` to `repo-0007`, three a page. */
type Change = (world: World, many: ManyWorld) => void;

const ROWS = 8;
const PAGE_CAP = 3;

function rename(number: number, name: string): Change {
  return (_, { repositories }) => {
    const repository = repositories[number];
    if (repository !== undefined) repository.name = name;
  };
}

function remove(number: number): Change {
  return (world, { repositories }) => {
    world.repositories.delete(repositories[number]?.id ?? '');
  };
}

function add(name: string): Change {
  return (world, { acme }) => {
    world.addRepository(acme, name);
  };
}

function both(...changes: readonly Change[]): Change {
  return (world, many) => {
    for (const change of changes) change(world, many);
  };
}

const CHANGES: readonly (readonly [string, Change])[] = [
  ['the first row goes to the last page', rename(0, 'z')],
  ['the first row goes to the middle page', rename(0, 'repo-0003b')],
  ['a row of the middle page goes to the last', rename(4, 'z')],
  ['a row of the middle page goes to the first', rename(4, 'a')],
  ['the last row goes to the first page', rename(7, 'a')],
  ['the last row goes to the middle page', rename(7, 'repo-0003b')],
  ['two rows change their places', both(rename(1, 'repo-0006b'), rename(6, 'repo-0001b'))],
  ['a row of the first page is deleted', remove(1)],
  ['a row of the middle page is deleted', remove(4)],
  ['a row of the last page is deleted', remove(7)],
  ['the last page is deleted', both(remove(6), remove(7))],
  ['a row is added to the first page', add('a')],
  ['a row is added to the middle page', add('repo-0003b')],
  ['a row is added to the last page', add('z')],
  ['a page is added', both(add('z1'), add('z2'))],
  ['one goes from the first page while another comes to the last', both(remove(0), add('z'))],
  ['one goes from the first page while another comes to the middle one', both(remove(0), add('repo-0003b'))],
  ['one goes from the middle page while another comes to the first', both(remove(4), add('a'))],
  ['one goes from the last page while another comes to the first', both(remove(7), add('a'))],
  ['one goes, another comes, and a third moves between them', both(remove(1), add('z'), rename(6, 'a'))],
];

/**
 * With how many requests two readings in succession are. How many are sent at a time makes no difference to the order in
 * which they are answered, in which alone the list changes.
 */
const SERVERS: readonly (readonly [string, SimulatorOptions, number])[] = [
  ['counts its pages', { pageCap: PAGE_CAP }, 6],
  ['gives bare arrays', { pageCap: PAGE_CAP, lists: 'array' }, 8],
];

function at(occurrence: number, work: () => void): ScriptedFault {
  return { endpoint: PAGES, occurrence, fault: { kind: 'change', change: work } };
}

/** A client that has a token: signing in would be one more request for each list. */
function signedIn(simulator: Simulator, concurrency: number): TestClient {
  return clientOf(simulator, { concurrency, credentials: { kind: 'token', token: simulator.world.issueToken() } });
}

async function withSimulator<T>(
  world: World,
  options: SimulatorOptions,
  work: (simulator: Simulator) => Promise<T>,
): Promise<T> {
  const simulator = await startSimulator(world, options);
  try {
    return await work(simulator);
  } finally {
    await simulator.close();
  }
}

describe.each(SERVERS)('a list of a server that %s', (_, options, requests) => {
  it.each(CHANGES)('has every row once when %s, whenever that is', async (name, change) => {
    for (let occurrence = 1; occurrence <= requests; occurrence++) {
      const many = manyWorld(ROWS);
      const { world, acme } = many;
      let hasChanged = false;
      const faults = [
        at(occurrence, () => {
          hasChanged = true;
          change(world, many);
        }),
      ];
      const listed = await withSimulator(world, { ...options, faults }, async (simulator) =>
        signedIn(simulator, 8).service.repositories(acme).read(),
      );

      // A row may stand under the name that it had when its page was read, but none is missed or stands twice.
      const when = { name, occurrence };
      expect({ ...when, hasChanged }).toEqual({ ...when, hasChanged: true });
      const ids = listed.map(({ id }) => id);
      const kept = many.repositories.filter(({ id }) => world.repositories.has(id)).map(({ id }) => id);
      expect({ ...when, twice: ids.length - new Set(ids).size }).toEqual({ ...when, twice: 0 });
      expect({ ...when, missed: kept.filter((id) => !ids.includes(id)) }).toEqual({ ...when, missed: [] });
    }
  });
});

describe('a list of two pages in bare arrays', () => {
  it('has the row of the last page, though one goes from the first before it is read', async () => {
    const many = manyWorld(3);
    const { world, acme } = many;
    const faults = [
      at(2, () => {
        remove(0)(world, many);
      }),
    ];
    const simulator = await serve(world, { pageCap: 2, lists: 'array', faults });

    const names = (await clientOf(simulator).service.repositories(acme).read()).map(({ name }) => name);

    expect(names).toContain('repo-0002');
  });

  it('has the row of the last page, though it goes to the first before it is read', async () => {
    const many = manyWorld(3);
    const { world, acme } = many;
    const faults = [
      at(2, () => {
        rename(2, 'a')(world, many);
      }),
    ];
    const simulator = await serve(world, { pageCap: 2, lists: 'array', faults });

    const ids = (await clientOf(simulator).service.repositories(acme).read()).map(({ id }) => id);

    expect(ids).toContain(many.repositories[2]?.id);
  });
});

const CASES = runsOf(40);

interface RandomChange {
  readonly request: number;
  readonly kind: 'rename' | 'delete' | 'add';
  readonly row: number;
  readonly to: number;
}

const anyChange: fc.Arbitrary<RandomChange> = fc.record({
  request: fc.integer({ min: 1, max: 16 }),
  kind: fc.constantFrom('rename' as const, 'rename' as const, 'delete' as const, 'add' as const),
  row: fc.nat(30),
  to: fc.nat(9999),
});

const anyMoving = fc.record({
  rows: fc.integer({ min: 3, max: 14 }),
  // Of one row a page see the last test.
  pageCap: fc.integer({ min: 2, max: 5 }),
  concurrency: fc.constantFrom(1, 3, 8),
  changes: fc.array(anyChange, { minLength: 1, maxLength: 10 }),
});

describe('a list that changes at random', () => {
  it('is given as it was, or not at all: what was there all the time is always in it', async () => {
    const tried = { cases: 0, changed: 0, failed: 0, settled: 0 };
    const property = fc.asyncProperty(anyMoving, async ({ rows, pageCap, concurrency, changes }) => {
      const many = manyWorld(rows);
      const { world, acme } = many;
      const ever = new Set(many.repositories.map(({ id }) => id));
      let lastChange = 0;
      const faults = [...Map.groupBy(changes, ({ request }) => request)].map(([request, together]) =>
        at(request, () => {
          lastChange = Math.max(lastChange, request);
          for (const each of together) carryOut(each, many);
          for (const id of world.repositories.keys()) ever.add(id);
        }),
      );
      const { listed, requests } = await withSimulator(world, { pageCap, faults }, async (simulator) => ({
        listed: await orFailure(signedIn(simulator, concurrency).service.repositories(acme).read()),
        requests: simulator.requests.filter(({ endpoint }) => endpoint === PAGES),
      }));

      tried.cases++;
      if (lastChange > 0) tried.changed++;
      if (listed instanceof Failure) {
        tried.failed++;
        expect(listed).toBeInstanceOf(InvalidResponseError);
        expect(listed.message).toMatch(/the list changed/);
        // It gives up only where the list went on changing, in more than one of its readings.
        expect(changes.length).toBeGreaterThan(1);
        return;
      }
      const ids = listed.map(({ id }) => id);
      const now = world.repositoriesOf(acme).map(({ id }) => id);
      const always = many.repositories.map(({ id }) => id).filter((id) => world.repositories.has(id));
      expect(new Set(ids).size).toBe(ids.length);
      expect(always.filter((id) => !ids.includes(id))).toEqual([]);
      expect(ids.filter((id) => !ever.has(id))).toEqual([]);
      const lastReading = requests.findLastIndex(({ body }) => (body as { page: number }).page === 1) + 1;
      if (lastChange > lastReading) return;
      tried.settled++;
      expect([...ids].sort()).toEqual([...now].sort());
    });

    await fc.assert(property, { numRuns: CASES });

    // Enough of each kind to have tried something.
    expect(tried.changed).toBeGreaterThan(0.75 * CASES);
    expect(tried.settled).toBeGreaterThan(0.5 * CASES);
    expect(tried.failed).toBeGreaterThan(0);
  });
});

function carryOut({ kind, row, to }: RandomChange, { world, acme }: ManyWorld): void {
  const rows = world.repositoriesOf(acme);
  const chosen = rows[row % Math.max(1, rows.length)];
  const name = `repo-${String(to).padStart(4, '0')}`;
  if (kind === 'add') world.addRepository(acme, name);
  else if (chosen !== undefined && kind === 'rename') chosen.name = name;
  else if (chosen !== undefined) world.repositories.delete(chosen.id);
}

async function orFailure<T>(work: Promise<T>): Promise<T | Failure> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
