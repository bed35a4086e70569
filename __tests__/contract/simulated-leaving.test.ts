import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import type { LateChange } from '../../simulator/world-options.ts';
import type { SimulatedProject, World } from '../../simulator/world.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { post, rowsOf } from '../support/post.ts';
import { serve, type SmallWorld, smallWorld } from '../support/service.ts';

type Small = SmallWorld & { readonly shop: SimulatedProject; readonly site: SimulatedProject };

/** `website` and project `Site` are in plan `Daily`; `api` and project `Shop` are not. */
function prepared(small: SmallWorld): Small {
  const shop = small.world.addProject(small.acme, 'Shop');
  const site = small.world.addProject(small.acme, 'Site');
  small.daily.projects.add(site.id);
  return { ...small, shop, site };
}

interface Change {
  readonly endpoint: string;
  readonly kind: LateChange;
  readonly body: (small: Small) => object;
  readonly isMade: (small: Small) => boolean;
}

const CHANGES: readonly Change[] = [
  {
    endpoint: 'git/repositories/activate',
    kind: 'license',
    body: ({ api }) => ({ Ids: [api.id] }),
    isMade: ({ api }) => api.licensed,
  },
  {
    endpoint: 'git/repositories/deactivate',
    kind: 'release',
    body: ({ website }) => ({ Ids: [website.id] }),
    isMade: ({ website }) => !website.licensed,
  },
  {
    endpoint: 'git/repositories/remove',
    kind: 'removal',
    body: ({ website }) => ({ id: website.id, removedata: true }),
    isMade: ({ world, website }) => !world.repositories.has(website.id),
  },
  {
    endpoint: 'plans/attachgitrepository',
    kind: 'attachment',
    body: ({ daily, api }) => ({ planid: daily.id, repositoryid: api.id }),
    isMade: ({ daily, api }) => daily.repositories.has(api.id),
  },
  {
    endpoint: 'plans/detachgitrepository',
    kind: 'detachment',
    body: ({ daily, website }) => ({ planid: daily.id, repositoryid: website.id }),
    isMade: ({ daily, website }) => !daily.repositories.has(website.id),
  },
  {
    endpoint: 'plans/attachazureproject',
    kind: 'attachment',
    body: ({ daily, shop }) => ({ planId: daily.id, projectId: shop.id }),
    isMade: ({ daily, shop }) => daily.projects.has(shop.id),
  },
  {
    endpoint: 'plans/detachazureproject',
    kind: 'detachment',
    body: ({ daily, site }) => ({ planId: daily.id, projectId: site.id }),
    isMade: ({ daily, site }) => !daily.projects.has(site.id),
  },
  ...['plans/modifygitplan', 'plans/modifyazureplanasync'].map((endpoint) => ({
    endpoint,
    kind: 'modification' as const,
    body: ({ daily }: Small) => ({ id: daily.id, isActive: false }),
    isMade: ({ daily }: Small) => !daily.isActive,
  })),
];

/** What only attaching asks for. */
function license({ endpoint }: Change, { api }: Small): void {
  api.licensed = endpoint === 'plans/attachgitrepository';
}

describe('a change in the simulator', () => {
  it.each(CHANGES)('takes effect late: $endpoint', async (change) => {
    const clock = new FakeClock();
    const small = prepared(smallWorld({ effectMs: { [change.kind]: 1000 }, now: () => clock.now() }));
    license(change, small);
    const simulator = await serve(small.world);

    const { status } = await post(simulator, change.endpoint, change.body(small));

    expect([status, change.isMade(small)]).toEqual([200, false]);
    await clock.sleep(1000);
    await post(simulator, 'git/organizations/getmany', {});
    expect(change.isMade(small)).toBe(true);
  });

  it.each(CHANGES)('can be accepted without effect: $endpoint', async (change) => {
    const small = prepared(smallWorld());
    license(change, small);
    const simulator = await serve(small.world, faulty(change.endpoint, { kind: 'ignored' }));

    await expect(post(simulator, change.endpoint, change.body(small))).resolves.toEqual({ status: 200 });
    expect(change.isMade(small)).toBe(false);
  });

  it.each(CHANGES)('can lose its answer: $endpoint', async (change) => {
    const small = prepared(smallWorld());
    license(change, small);
    const simulator = await serve(small.world, faulty(change.endpoint, { kind: 'lost' }));

    await expect(post(simulator, change.endpoint, change.body(small))).rejects.toThrow('fetch failed');
    expect(change.isMade(small)).toBe(true);
  });

  it.each([
    ['account/login', { email: 'backup@acme.example', password: 'correct horse battery staple' }],
    ['git/organizations/getmany', {}],
    ['git/repositories/getmany', {}],
    ['plans/listassignedtoorganization', {}],
    ['git/repositories/sync', {}],
  ])('is no other request, and those can be faulty too: %s', async (endpoint, body) => {
    const { world, acme } = smallWorld();
    const given = { id: acme.id, organizationid: acme.id, ...body };
    const ignoring = await serve(world, faulty(endpoint, { kind: 'ignored' }));
    const losing = await serve(world, faulty(endpoint, { kind: 'lost' }));

    await expect(post(ignoring, endpoint, given)).resolves.toEqual({ status: 200 });
    expect([world.signIns, world.isSynchronizing(acme)]).toEqual([0, false]);
    await expect(post(losing, endpoint, given)).rejects.toThrow('fetch failed');
    expect([world.signIns, world.isSynchronizing(acme)]).toEqual([
      Number(endpoint === 'account/login'),
      endpoint === 'git/repositories/sync',
    ]);
  });
});

function faulty(endpoint: string, fault: Fault): { faults: [{ endpoint: string; occurrence: 1; fault: Fault }] } {
  return { faults: [{ endpoint, occurrence: 1, fault }] };
}

describe('a repository in the simulator', () => {
  it.each([
    [409, {}],
    [400, { repeatStatus: 400 as const }],
  ])('cannot leave twice where repeats are rejected: HTTP %i', async (status, option) => {
    const { world, daily, api } = smallWorld({ rejectsRepeats: true, ...option });
    const simulator = await serve(world);

    await expect(
      post(simulator, 'plans/detachgitrepository', { planid: daily.id, repositoryid: api.id }),
    ).resolves.toMatchObject({ status, body: { detail: 'The repository is not assigned to the plan.' } });
    await expect(post(simulator, 'git/repositories/deactivate', { Ids: [api.id] })).resolves.toMatchObject({ status });
  });

  it.each(['all', 'rules'] as const)('cannot leave a plan by hand: %s', async (selection) => {
    const { world, acme, website } = smallWorld();
    const plan = world.addPlan(acme, 'Other', { selection, repositories: new Set([website.id]) });

    const answer = await post(await serve(world), 'plans/detachgitrepository', {
      planid: plan.id,
      repositoryid: website.id,
    });

    expect(answer.status).toBe(400);
    expect(world.isProtected(website.id, plan.id)).toBe(true);
  });

  it.each([true, false])('that is locked keeps the licenses of a batch: named %s', async (namesRejected) => {
    const { world, acme, website } = smallWorld({ namesRejected });
    const locked = world.addRepository(acme, 'locked', { licensed: true, locked: true });

    const answer = await post(await serve(world), 'git/repositories/deactivate', { Ids: [website.id, locked.id] });

    const detail = namesRejected ? `Repository ${locked.id} is locked.` : 'A repository is locked.';
    expect(answer).toMatchObject({ status: 400, body: { detail } });
    expect(website.licensed).toBe(true);
  });

  it('is removed with or without its backups, or not at all', async () => {
    const { world, acme, api, website, daily } = smallWorld();
    const kept = world.addRepository(acme, 'kept', { retained: true });
    const simulator = await serve(world);
    const remove = async (body: object): Promise<number> =>
      (await post(simulator, 'git/repositories/remove', body)).status;

    expect(await remove({ id: api.id })).toBe(200);
    expect(await remove({ ID: website.id, removeData: true })).toBe(200);
    expect(await remove({ id: website.id, removedata: true })).toBe(404);
    expect(await remove({ id: kept.id, removedata: 'yes' })).toBe(400);
    expect(await remove({ id: kept.id })).toBe(400);

    expect(world.removals).toEqual([
      { id: api.id, removeData: false },
      { id: website.id, removeData: true },
    ]);
    expect(namesIn(world)).toEqual(['kept']);
    expect(daily.repositories.size).toBe(0);
  });

  it('that is removed at its Git host stays listed; a plan that holds nothing does not', async () => {
    const { world, acme, daily, website } = smallWorld();
    website.removed = true;
    const simulator = await serve(world);

    await post(simulator, 'plans/detachgitrepository', { planid: daily.id, repositoryid: website.id });

    await expect(rowsOf(simulator, 'plans', acme.id)).resolves.toEqual({});
    await expect(rowsOf(simulator, 'repositories', acme.id)).resolves.toMatchObject({ website: { isRemoved: true } });
  });
});

function namesIn(world: World): string[] {
  return [...world.repositories.values()].map(({ name }) => name);
}
