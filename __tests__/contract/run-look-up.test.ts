import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '../support/fake-clock.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, serve, type SmallWorld, smallWorld } from '../support/service.ts';

const SYNC = 'git/repositories/sync';
const WRITES = [SYNC, 'git/repositories/activate', 'plans/attachgitrepository'];

describe('what the workflow names', () => {
  it.each<[string, (small: SmallWorld) => Record<string, string>]>([
    ['the current repository', () => ({})],
    ['a repository by its name', () => ({ repository: 'api' })],
    ['a repository with its owner', () => ({ repository: 'acme/api' })],
    ['a repository by its ID', ({ api }) => ({ repository: api.id.toUpperCase() })],
    ['an organization by its ID', ({ acme }) => ({ organization: acme.id.toUpperCase() })],
    ['a plan by its ID', ({ daily }) => ({ plan: daily.id.toUpperCase() })],
    ['one plan by name and ID', ({ daily }) => ({ plan: `Daily\n${daily.id}` })],
    ['names in another case', () => ({ organization: 'ACME', repository: 'Acme/API', plan: 'DAILY' })],
  ])('is found: %s', async (_, inputs) => {
    const small = smallWorld();

    const { success, outputs } = await runAgainst(await serve(small.world), inputs(small));

    expect(success).toBe(true);
    expect(outputs).toMatchObject({ 'repository-id': small.api.id, 'plan-id': small.daily.id });
    expect(small.world.isProtected(small.api.id, small.daily.id)).toBe(true);
  });

  it('is not said to match nothing, though a page that was not read holds it', async () => {
    const { world, acme } = smallWorld();
    for (let index = 0; index < 600; index++) world.addRepository(acme, `repo-${String(index).padStart(4, '0')}`);

    const { success, log } = await runAgainst(await serve(world, { pageCap: 5 }), { repository: 'api\n!repo-0599' });

    expect(success).toBe(true);
    expect(log).not.toMatch(/matches nothing/);
  });

  it('is found where the Git host knows the owner by another name', async () => {
    const { world, api } = smallWorld();

    const { outputs } = await runAgainst(
      await serve(world),
      {},
      { environment: { GITHUB_REPOSITORY: 'acme-inc/api' } },
    );

    expect(outputs['repository-id']).toBe(api.id);
  });

  it('is logged with the organization in which it is looked for, also where it is not found', async () => {
    const simulator = await serve(smallWorld().world);

    const { success, log } = await runAgainst(
      simulator,
      { repository: 'acme-inc/missing', sync: 'never' },
      { environment: { GITHUB_REPOSITORY: 'acme-inc/api' } },
    );

    expect(success).toBe(false);
    expect(log).toMatch(/^::notice title=An owner is assumed to be the organization::'acme-inc'.*'acme-inc\/missing'/m);
  });

  it('is found where GitProtect lists repositories with their owner', async () => {
    const small = smallWorld();
    small.api.name = 'acme/api';

    const { outputs } = await runAgainst(await serve(small.world), { repository: 'api' });

    expect(outputs['repository-id']).toBe(small.api.id);
  });

  it('is found by its exact name first', async () => {
    const { world, acme, api } = smallWorld();
    const other = world.addRepository(acme, 'API');

    const { outputs } = await runAgainst(await serve(world), { repository: 'API' });

    expect(outputs).toMatchObject({ 'repository-id': other.id, 'license-status': 'activated' });
    expect(api.licensed).toBe(false);
  });

  it('is found on any page', async () => {
    const { world, acme } = smallWorld();
    const last = world.addRepository(acme, 'zebra');

    const { success, outputs } = await runAgainst(await serve(world, { pageCap: 1 }), { repository: 'zebra' });

    expect(success).toBe(true);
    expect(outputs['repository-id']).toBe(last.id);
  });

  interface Wrong {
    readonly title: string;
    readonly inputs: Record<string, string>;
    readonly prepare: (small: SmallWorld) => void;
    readonly annotation: string;
    readonly says: (small: SmallWorld) => readonly string[];
  }

  it.each<Wrong>([
    {
      title: 'an unknown organization',
      inputs: { organization: 'acne' },
      prepare: ({ world }) => world.addOrganization('other'),
      annotation: 'The organization is not in GitProtect',
      says: () => ["no organization 'acne'; did you mean 'acme'? 2 organizations: acme, other"],
    },
    {
      title: 'an organization that is like none',
      inputs: { organization: 'somebody-else' },
      prepare: () => undefined,
      annotation: 'The organization is not in GitProtect',
      says: () => ["no organization 'somebody-else'; 1 organization: acme"],
    },
    {
      title: 'an organization where there is none',
      inputs: {},
      prepare: ({ world }) => {
        world.organizations.clear();
      },
      annotation: 'The organization is not in GitProtect',
      says: () => ["no organization 'acme'; there are none"],
    },
    {
      title: 'an unknown plan',
      inputs: { plan: 'Daily\nWekly' },
      prepare: ({ world, acme, website }) => world.addPlan(acme, 'Weekly', { repositories: new Set([website.id]) }),
      annotation: 'The backup plan is not in GitProtect',
      says: () => ["no plan 'Wekly'; did you mean 'Weekly'? 2 plans: Daily, Weekly"],
    },
    {
      title: 'two organizations of one name on different Git services',
      inputs: {},
      prepare: ({ world }) => world.addOrganization('acme', { driver: 2, apiUrl: 'https://git.acme.example' }),
      annotation: 'The input organization is ambiguous',
      says: ({ world }) => [
        "2 organizations match 'acme': ",
        ...[...world.organizations.keys()],
        '(driver 1)',
        '(driver 2, https://git.acme.example)',
      ],
    },
    {
      title: 'two plans of one name',
      inputs: {},
      prepare: ({ world, acme, website }) => world.addPlan(acme, 'Daily', { repositories: new Set([website.id]) }),
      annotation: 'The input plan is ambiguous',
      says: ({ world }) => ["2 backup plans match 'Daily': ", ...world.plans.keys()],
    },
    {
      title: 'two repositories whose names differ by case only',
      inputs: { repository: 'Api' },
      prepare: ({ world, acme }) => world.addRepository(acme, 'API'),
      annotation: 'The input repository is ambiguous',
      says: ({ api }) => ["2 repositories match 'Api': ", api.id],
    },
    {
      title: 'a repository that was removed at the Git host',
      inputs: { sync: 'never' },
      prepare: ({ api }) => {
        api.removed = true;
      },
      annotation: 'The repository is gone from the Git host',
      says: () => ['marks as removed at the Git host'],
    },
  ])('fails before anything is written when it is $title', async ({ inputs, prepare, annotation, says }) => {
    const small = smallWorld();
    prepare(small);
    const simulator = await serve(small.world);

    const { success, outputs, report, log, summary } = await runAgainst(simulator, inputs);

    expect(success).toBe(false);
    expect(WRITES.map((endpoint) => callsOf(simulator, endpoint))).toEqual([0, 0, 0]);
    expect(outputs).toMatchObject({ 'license-status': 'failed', 'plan-status': 'failed' });
    expect(report).toMatchObject({ error: { title: annotation } });
    expect(log).toContain(`::error title=${annotation}::`);
    for (const text of says(small)) expect(log).toContain(text);
    expect(summary).toContain('### What to do now');
  });

  it('is found by its ID where the name is ambiguous', async () => {
    const { world, acme, api, daily } = smallWorld();
    world.addOrganization('acme', { driver: 2 });

    const { success } = await runAgainst(await serve(world), { organization: acme.id });

    expect(success).toBe(true);
    expect(world.isProtected(api.id, daily.id)).toBe(true);
  });

  it('is not taken for a removed repository of the same name', async () => {
    const { world, acme, api } = smallWorld();
    world.addRepository(acme, 'api', { removed: true });

    const { success, outputs } = await runAgainst(await serve(world));

    expect(success).toBe(true);
    expect(outputs['repository-id']).toBe(api.id);
  });
});

describe('a repository that is not listed yet', () => {
  it('is waited for after one request to synchronize, and then protected', async () => {
    const clock = new FakeClock();
    const { world, acme, daily } = smallWorld({ syncMs: 300, now: () => clock.now() });
    acme.atHost.add('brand-new');
    const simulator = await serve(world);

    const inputs = { repository: 'brand-new', 'sync-timeout': '20' };
    const { success, outputs, log } = await runAgainst(simulator, inputs, { clock });

    expect(success).toBe(true);
    expect(callsOf(simulator, SYNC)).toBe(1);
    expect(outputs).toMatchObject({ drift: 'true', 'license-status': 'activated', 'plan-status': 'attached' });
    expect(world.isProtected(outputs['repository-id'] ?? '', daily.id)).toBe(true);
    expect(log).toContain("Organization 'acme' lists no repository 'brand-new': asking GitProtect to synchronize");
    expect(log).toMatch(/'brand-new' is listed now, after \d s of 20 s$/m);
  });

  it('is waited for while a synchronization is running already', async () => {
    const clock = new FakeClock();
    const { world, acme } = smallWorld({ now: () => clock.now() });
    acme.atHost.add('brand-new');
    acme.syncEnds = clock.now() + 500;
    const simulator = await serve(world);

    const inputs = { repository: 'brand-new', 'sync-timeout': '20' };
    const { success, log } = await runAgainst(simulator, inputs, { clock });

    expect(success).toBe(true);
    expect(callsOf(simulator, SYNC)).toBe(1);
    expect(log).toContain('a synchronization is running already');
  });

  it.each(['0', '1'])('fails when it is not listed after sync-timeout of %s', async (seconds) => {
    const simulator = await serve(smallWorld().world);

    const { success, log, outputs, summary } = await runAgainst(simulator, {
      repository: 'brand-new',
      'sync-timeout': seconds,
    });

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'license-status': 'failed', 'plan-status': 'failed' });
    expect(outputs).not.toHaveProperty('repositories-failed');
    expect(summary).toContain('What to do now');
    expect(callsOf(simulator, SYNC)).toBe(1);
    // At first, once while it waits, and once more with all that the synchronization may have changed.
    expect(callsOf(simulator, 'git/repositories/getmany')).toBe(3);
    expect(callsOf(simulator, 'plans/listassignedtoorganization')).toBe(2);
    expect(log).toContain(
      `::error title=GitProtect does not list the repository::organization 'acme' lists no repository 'brand-new', not even ${seconds} s after it was asked to synchronize`,
    );
    expect(log).toContain("is the repository granted to GitProtect's app");
  });

  it('is looked for with growing pauses, and each look is logged', async () => {
    const clock = new FakeClock();
    const { world, acme } = smallWorld({ syncMs: 1600, now: () => clock.now() });
    acme.atHost.add('brand-new');

    const inputs = { repository: 'brand-new', 'sync-timeout': '2' };
    const { success, log } = await runAgainst(await serve(world), inputs, { clock });

    expect(success).toBe(true);
    // The second pause would be 1.5 s, were the time not up before.
    expect(clock.slept).toEqual([1000, 1000]);
    expect(log).toMatch(/not listed yet, waited \d s of 2 s/);
    expect(log).toMatch(/'brand-new' is listed now, after \d s of 2 s$/m);
  });

  it('is not waited for when the request to synchronize is refused', async () => {
    const fault = { kind: 'answer', status: 400, body: '{"message":"not for this organization"}' } as const;
    const simulator = await serve(smallWorld().world, { faults: [{ endpoint: SYNC, occurrence: 'every', fault }] });

    const { success, log } = await runAgainst(simulator, { repository: 'brand-new', 'sync-timeout': '20' });

    expect(success).toBe(false);
    expect(log).toContain("could not synchronize organization 'acme'");
    expect(log).toContain('not for this organization');
  });

  it.each([
    [{ sync: 'never' }, 'since this run was told not to'],
    [{ 'dry-run': 'true' }, 'since this is a dry run'],
  ])('is not asked for with %j, and the error says so', async (inputs, why) => {
    const simulator = await serve(smallWorld().world);

    const { success, log } = await runAgainst(simulator, { repository: 'brand-new', ...inputs });

    expect(success).toBe(false);
    expect(simulator.requests).toHaveLength(4);
    expect(log).toContain(`GitProtect was not asked to synchronize, ${why}`);
    expect(log).not.toContain('raise sync-timeout');
  });
});
