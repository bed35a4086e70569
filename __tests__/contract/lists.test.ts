import { describe, expect, it } from '@jest/globals';
import type { ScriptedFault } from '../../simulator/faults.ts';
import type { World } from '../../simulator/world.ts';
import { InvalidResponseError } from '../../src/gitprotect/errors.ts';
import { failureOf } from '../support/failure.ts';
import { callsOf, clientOf, serve, type SmallWorld, smallWorld } from '../support/service.ts';

const ORGANIZATIONS = 'git/organizations/getmany';
const REPOSITORIES = 'git/repositories/getmany';
const PLANS = 'plans/listassignedtoorganization';

/** Five of each, so that pages of two are three. */
function worldOfFive(): SmallWorld {
  const small = smallWorld();
  const { world, acme, website } = small;
  for (const name of ['cli', 'docs', 'web']) world.addRepository(acme, name);
  for (const name of ['Hourly', 'Monthly', 'Weekly', 'Yearly'])
    world.addPlan(acme, name, { repositories: new Set([website.id]) });
  for (const name of ['apex', 'bolt', 'core', 'dune']) world.addOrganization(name);
  return small;
}

const LISTS = [
  {
    list: 'organizations',
    endpoint: ORGANIZATIONS,
    names: ['acme', 'apex', 'bolt', 'core', 'dune'],
    query: () => ({ orderby: 'name', ordertype: 'asc' }),
  },
  {
    list: 'repositories',
    endpoint: REPOSITORIES,
    names: ['api', 'cli', 'docs', 'web', 'website'],
    query: ({ acme: { id } }: SmallWorld) => ({ id, orderby: 'name', ordertype: 'asc' }),
  },
  {
    list: 'plans',
    endpoint: PLANS,
    names: ['Daily', 'Hourly', 'Monthly', 'Weekly', 'Yearly'],
    query: ({ acme: { id } }: SmallWorld) => ({ organizationid: id }),
  },
] as const;

async function namesOf(
  list: (typeof LISTS)[number]['list'],
  client: ReturnType<typeof clientOf>,
  { acme }: SmallWorld,
): Promise<(string | undefined)[]> {
  const { service } = client;
  const items = {
    organizations: () => service.organizations().read(),
    repositories: () => service.repositories(acme).read(),
    plans: () => service.plans(acme).read(),
  };
  return (await items[list]()).map(({ name }) => name);
}

describe.each(LISTS)('the list of $list', ({ list, endpoint, names, query }) => {
  it('comes with one request when it fits a page', async () => {
    const small = worldOfFive();
    const simulator = await serve(small.world);

    expect(await namesOf(list, clientOf(simulator), small)).toEqual(names);
    expect(simulator.requests.slice(1)).toMatchObject([{ method: 'POST', path: `/${endpoint}` }]);
    expect(simulator.requests[1]?.body).toEqual({ ...query(small), limit: 100, page: 1 });
  });

  it('is read to the last page when the server gives fewer rows than asked for', async () => {
    const small = worldOfFive();
    const simulator = await serve(small.world, { pageCap: 2 });

    expect(await namesOf(list, clientOf(simulator), small)).toEqual(names);
    const bodies = simulator.requests.slice(1).map(({ body }) => body);
    const [first, ...others] = [1, 2, 3].map((page) => ({ ...query(small), limit: 100, page }));
    expect(bodies).toHaveLength(2 * 3);
    for (let start = 0; start < bodies.length; start += 3) {
      expect(bodies[start]).toEqual(first);
      // At the same time, so that either may come first.
      expect(bodies.slice(start + 1, start + 3)).toEqual(expect.arrayContaining(others));
    }
  });

  it('is read as bare arrays until two are empty', async () => {
    const small = worldOfFive();
    const simulator = await serve(small.world, { pageCap: 2, lists: 'array' });

    expect(await namesOf(list, clientOf(simulator), small)).toEqual(names);
    expect(callsOf(simulator, endpoint)).toBe(2 * 5);
  });

  it('is read as a bare array that every page repeats', async () => {
    const small = worldOfFive();
    const body = JSON.stringify(names.map((name, index) => ({ id: String(index), name })));
    const faults = [{ endpoint, occurrence: 'every', fault: { kind: 'answer', status: 200, body } }] as const;
    const simulator = await serve(small.world, { faults });

    expect(await namesOf(list, clientOf(simulator), small)).toEqual(names);
    expect(callsOf(simulator, endpoint)).toBe(2 * 2);
  });

  it('may be empty', async () => {
    const small = smallWorld();
    small.world.repositories.clear();
    small.world.plans.clear();
    small.world.organizations.clear();
    if (list !== 'organizations') small.world.organizations.set(small.acme.id, small.acme);
    const simulator = await serve(small.world);

    expect(await namesOf(list, clientOf(simulator), small)).toEqual([]);
    expect(callsOf(simulator, endpoint)).toBe(1);
  });

  it('logs the names of the fields that rows carry with debug logging, and no value', async () => {
    const small = smallWorld();
    const client = clientOf(await serve(small.world));
    const [name = ''] = await namesOf(list, client, small);

    const line = client.lines.debug.find((text) => text.startsWith(`POST /${endpoint}: rows carry the fields id, `));
    expect(line).toBeDefined();
    expect(line).not.toContain(name);
  });
});

describe('a list that changes while its pages are read', () => {
  /** Before its n-th request to list repositories the world changes. */
  function changing(occurrence: number | 'every', change: (world: World) => void): ScriptedFault[] {
    return [{ endpoint: REPOSITORIES, occurrence, fault: { kind: 'change', change } }];
  }

  it('is read again when a row left, so that none is missed', async () => {
    const small = worldOfFive();
    const faults = changing(2, (world) => {
      world.repositories.delete(small.api.id);
    });
    const simulator = await serve(small.world, { pageCap: 2, faults });

    expect(await namesOf('repositories', clientOf(simulator), small)).toEqual(['cli', 'docs', 'web', 'website']);
  });

  it('is read again when a row came, so that none stands twice', async () => {
    const small = worldOfFive();
    const faults = changing(2, (world) => world.addRepository(small.acme, 'a'));
    const simulator = await serve(small.world, { pageCap: 2, faults });

    expect(await namesOf('repositories', clientOf(simulator), small)).toEqual([
      'a',
      'api',
      'cli',
      'docs',
      'web',
      'website',
    ]);
  });

  it('is read again when one row went while another came, though each reading adds up', async () => {
    const small = worldOfFive();
    // On page 1 and after the last: the first reading misses `docs`, which moved from page 2 to page 1.
    const faults = changing(2, (world) => {
      world.repositories.delete(small.api.id);
      world.addRepository(small.acme, 'zoo');
    });
    const simulator = await serve(small.world, { pageCap: 2, faults });

    expect(await namesOf('repositories', clientOf(simulator), small)).toEqual(['cli', 'docs', 'web', 'website', 'zoo']);
    expect(callsOf(simulator, REPOSITORIES)).toBe(3 * 3);
  });

  it('fails when no two readings agree', async () => {
    const small = worldOfFive();
    let count = 0;
    const faults = changing('every', (world) => {
      const [first] = [...world.repositories.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
      world.repositories.delete(first?.id ?? '');
      world.addRepository(small.acme, `zoo${String(++count).padStart(3, '0')}`);
    });
    const client = clientOf(await serve(small.world, { pageCap: 2, faults }), { concurrency: 1 });

    const failure = await failureOf(namesOf('repositories', client, small));

    expect(failure).toBeInstanceOf(InvalidResponseError);
    expect(failure.message).toContain('the list changed in each of 4 readings');
  });

  it('fails when it never adds up, and is never short', async () => {
    const small = worldOfFive();
    let count = 0;
    const faults = changing('every', (world) => world.addRepository(small.acme, `a${String(count++)}`));
    const client = clientOf(await serve(small.world, { pageCap: 2, faults }));

    const failure = await failureOf(namesOf('repositories', client, small));

    expect(failure).toBeInstanceOf(InvalidResponseError);
    expect(failure.message).toContain(`could not list the repositories of organization 'acme' (${small.acme.id})`);
    expect(failure.message).toContain('the list changed, or did not add up, in 3 readings');
  });

  it('fails when a later page is rejected', async () => {
    const small = worldOfFive();
    const fault = { kind: 'answer', status: 400, body: '{"message":"page 2 is out of order"}' } as const;
    const simulator = await serve(small.world, {
      pageCap: 2,
      faults: [{ endpoint: REPOSITORIES, occurrence: 2, fault }],
    });

    const failure = await failureOf(namesOf('repositories', clientOf(simulator), small));

    expect(failure.message).toContain('page 2 is out of order');
  });
});
