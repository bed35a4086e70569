import { describe, expect, it } from '@jest/globals';
import type { Simulator } from '../../simulator/server.ts';
import {
  ACTIVATE,
  ATTACH,
  ATTACH_PROJECT,
  type AzureWorld,
  azureWorld,
  changesTo,
  showing,
  writesTo,
} from '../support/azure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { mapRows } from '../support/reshape-rows.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { calledEndpoints, serve } from '../support/service.ts';

const SYNC = 'git/repositories/sync';
const DRY = { 'dry-run': 'true' };
const UNLISTED = '00000000-0000-4000-8000-0000000000aa';

/** The names of the projects and repositories that a report is about. */
function namesIn(report: unknown, kind: 'project' | 'repository'): readonly string[] {
  const { repositories } = report as { readonly repositories: readonly { kind: string; name: string }[] };
  return repositories
    .filter((row) => row.kind === kind)
    .map(({ name }) => name)
    .sort();
}

interface SelectedBy extends Ended {
  readonly simulator: Simulator;
  readonly projects: readonly string[];
  readonly repositories: readonly string[];
}

/** What lines of `project`, and of `repository`, select of `Shop` (cart, till), `Site` (home) and `tools`. */
async function selectedBy(inputs: Record<string, string>): Promise<SelectedBy> {
  const simulator = await serve(azureWorld().world);
  const end = await runAgainst(simulator, { ...DRY, ...inputs });
  return {
    ...end,
    simulator,
    projects: end.success ? namesIn(end.report, 'project') : [],
    repositories: end.success ? namesIn(end.report, 'repository') : [],
  };
}

describe('lines of project', () => {
  it.each([
    ['a name', 'Shop', ['Shop'], ['cart', 'till']],
    ['a name in another case', 'sHOP', ['Shop'], ['cart', 'till']],
    ['a name with the organization before it', 'acme/Shop', ['Shop'], ['cart', 'till']],
    ['two names', 'Shop\nSite', ['Shop', 'Site'], ['cart', 'home', 'till']],
    ['a pattern', 'S*', ['Shop', 'Site'], ['cart', 'home', 'till']],
    ['a pattern with ?', 'Sho?', ['Shop'], ['cart', 'till']],
    ['all', '*', ['Shop', 'Site'], ['cart', 'home', 'till']],
    ['a pattern and an exclusion', 'S*\n!Site', ['Shop'], ['cart', 'till']],
    ['only an exclusion', '!Shop', ['Site'], ['home']],
    ['an exclusion by a pattern', '*\n!*op', ['Site'], ['home']],
  ])('select projects by %s', async (_, project, projects, repositories) => {
    await expect(selectedBy({ project })).resolves.toMatchObject({ success: true, projects, repositories });
  });

  it.each(['projectId', 'project'] as const)('select a project by its ID, in any case: %s', async (project) => {
    const { world, shop, cart, daily } = azureWorld();
    const simulator = await serve(world, showing({ project }));

    const { success } = await runAgainst(simulator, { project: shop.id.toUpperCase() });

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([ACTIVATE, ATTACH_PROJECT]);
    expect(world.isProtected(cart.id, daily.id)).toBe(true);
  });

  it('exclude a project by its ID, also where no row tells of it', async () => {
    const { world, shop, site } = azureWorld();
    const simulator = await serve(world);

    const { report } = await runAgainst(simulator, { ...DRY, project: `*\n${UNLISTED}\n!${site.id}\n!${UNLISTED}` });

    expect(report).toMatchObject({
      repositories: expect.arrayContaining([expect.objectContaining({ id: shop.id })]) as unknown,
    });
    expect(namesIn(report, 'project')).toEqual(['Shop']);
  });

  it.each(['projectId', 'none', 'name'] as const)('attach a project by its ID without a row: %s', async (project) => {
    const { world, acme, daily } = azureWorld();
    const empty = world.addProject(acme, 'Empty');
    const simulator = await serve(world, showing({ project }));

    const { success, outputs, log, summary } = await runAgainst(simulator, { project: empty.id });

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([ATTACH_PROJECT]);
    expect(daily.projects.has(empty.id)).toBe(true);
    expect(outputs).toMatchObject({ 'plan-status': 'attached', 'license-status': '', 'repository-id': '' });
    expect(log).toMatch(/^::warning title=No repository of the project is known::/m);
    expect(log + summary).not.toContain('license and is');
  });

  it('do not prove that a plan for all contains a project of which nothing is known', async () => {
    const { world, daily } = azureWorld();
    daily.selection = 'all';
    const simulator = await serve(world);

    const { success, log, report } = await runAgainst(simulator, { project: UNLISTED });

    expect([success, changesTo(simulator)]).toEqual([false, []]);
    expect(report).toMatchObject({ repositories: [{ id: UNLISTED, proved: false, plans: [{ status: 'failed' }] }] });
    expect(log).toMatch(/no repository of project .* is known.*Correct the ID of the project, if it is wrong/);
  });

  it.each(['present', 'absent'])(
    'name a project whose ID is not reported: a clear error, and no change (%s)',
    async (state) => {
      const { world } = azureWorld();
      const simulator = await serve(world, showing({ project: 'name' }));

      const { success, log } = await runAgainst(simulator, { project: 'Shop', state });

      expect(success).toBe(false);
      expect(changesTo(simulator)).toEqual([]);
      expect(log).toMatch(/^::error title=The ID of a project is not reported::.*'Shop'.*Give the ID of the project/m);
    },
  );

  it('know a project by the name before a slash, where a row has its ID only', async () => {
    const { world, shop } = azureWorld();
    const simulator = await serve(world, {
      reshape: (endpoint, answer) =>
        endpoint === 'git/repositories/getmany'
          ? mapRows(answer, ({ projectName, name, ...row }) => ({
              ...row,
              name: typeof projectName === 'string' ? `acme/${projectName}/${String(row['id'])}` : name,
            }))
          : answer,
    });

    const { report } = await runAgainst(simulator, { ...DRY, project: 'Shop' });

    expect(report).toMatchObject({
      repositories: expect.arrayContaining([
        expect.objectContaining({ kind: 'project', id: shop.id, name: 'Shop' }),
      ]) as unknown,
    });
    expect(namesIn(report, 'repository')).toHaveLength(2);
  });

  it('name two projects that differ in nothing: which one is meant is asked for', async () => {
    const { world, acme, shop } = azureWorld();
    const other = world.addProject(acme, 'Shop');
    world.addRepository(acme, 'other', { project: other.id });
    const simulator = await serve(world);

    const { success, log } = await runAgainst(simulator, { project: 'Shop' });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([]);
    expect(log).toMatch(/^::error title=The input project is ambiguous::2 projects match 'Shop'/m);
    expect(log).toContain(shop.id);
    expect(log).toContain(other.id);
  });

  it('may match nothing, which is told, as it may be a mistake', async () => {
    const { success, log, projects } = await selectedBy({ project: '*\n!Shopp' });

    expect(success).toBe(true);
    expect(projects).toEqual(['Shop', 'Site']);
    expect(log).toMatch(/^::notice title=An exclusion in project matches nothing::.*'!Shopp'/m);
  });

  it('may leave nothing', async () => {
    const { success, log, simulator } = await selectedBy({ project: 'Shop\n!S*', 'dry-run': 'false' });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([]);
    expect(log).toMatch(/^::error title=Nothing is left to protect::.*project/m);
  });
});

describe('the input repository beside project', () => {
  it('selects nothing where it is left out, not even the current repository', async () => {
    const { world, acme } = azureWorld();
    world.addRepository(acme, 'api');
    const simulator = await serve(world);

    const { success, report } = await runAgainst(simulator, { ...DRY, project: 'Shop' });

    expect(success).toBe(true);
    expect(namesIn(report, 'repository')).toEqual(['cart', 'till']);
  });

  it('selects what it names: both are protected, each in its way', async () => {
    const { world, acme, shop, cart, till, daily } = azureWorld();
    const lone = world.addRepository(acme, 'lone');
    const simulator = await serve(world);

    const { success, report } = await runAgainst(simulator, { project: 'Shop', repository: 'lone\ncart' });

    expect(success).toBe(true);
    const writes = writesTo(simulator);
    expect(writes.map(({ endpoint }) => endpoint)).toEqual([ACTIVATE, ATTACH_PROJECT, ATTACH, ATTACH]);
    expect(writes.slice(2).map(({ body }) => (body as { repositoryid: string }).repositoryid)).toEqual([
      cart.id,
      lone.id,
    ]);
    expect([cart, till, lone].every(({ id }) => world.isProtected(id, daily.id))).toBe(true);
    expect(daily.projects.has(shop.id)).toBe(true);
    expect(namesIn(report, 'repository')).toEqual(['cart', 'lone', 'till']);
  });

  it('must be found, too', async () => {
    const { success, log, simulator } = await selectedBy({
      project: 'Shop',
      repository: 'nothing',
      'dry-run': 'false',
      sync: 'never',
    });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([]);
    expect(log).toContain("lists no repository 'nothing'");
  });
});

describe('a project that is not listed', () => {
  function lateWorld(): AzureWorld & { readonly clock: FakeClock } {
    const clock = new FakeClock();
    return { ...azureWorld({ syncMs: 5000, now: () => clock.now() }), clock };
  }

  it('is synchronized for, and protected once its repositories are listed', async () => {
    const { world, acme, clock, daily } = lateWorld();
    const fresh = world.addProject(acme, 'Fresh');
    let added = '';
    const simulator = await serve(world, {
      faults: [
        {
          endpoint: 'git/repositories/getmany',
          occurrence: 3,
          fault: {
            kind: 'change',
            change: () => (added = world.addRepository(acme, 'fresh', { project: fresh.id }).id),
          },
        },
      ],
    });

    const { success } = await runAgainst(simulator, { project: 'Fresh' }, { clock });

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([SYNC, ACTIVATE, ATTACH_PROJECT]);
    expect(world.isProtected(added, daily.id)).toBe(true);
  });

  it('is an error after the synchronization', async () => {
    const { world, clock } = lateWorld();
    const simulator = await serve(world);

    const { success, log } = await runAgainst(simulator, { project: 'Shop\nNothing', 'sync-timeout': '20' }, { clock });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([SYNC]);
    expect(log).toMatch(/^::error title=GitProtect does not list the project::.*'Nothing'.*20 s after/m);
    expect(log).toContain("lists no project 'Nothing': asking GitProtect to synchronize");
  });

  it.each([
    ['in a dry run', DRY],
    ['with sync: never', { sync: 'never' }],
    ['by a pattern', { project: 'N*' }],
  ])('is an error at once %s', async (_, inputs) => {
    const { success, log, simulator } = await selectedBy({ 'dry-run': 'false', project: 'Nothing', ...inputs });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([]);
    expect(log).toMatch(/^::error title=GitProtect does not list the project::/m);
  });

  it.each(['Nothing', 'N*'])('is absent already: %s', async (project) => {
    const { world, tools } = azureWorld();
    world.repositories.delete(tools.id);
    const simulator = await serve(world);

    const { success, outputs, log } = await runAgainst(simulator, { project, state: 'absent' });

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([]);
    expect(calledEndpoints(simulator)).toHaveLength(4);
    expect(log).toMatch(/^::notice title=Not listed%2C so already absent::/m);
    expect(outputs).toMatchObject({
      'plan-status': 'already-detached',
      'license-status': 'already-inactive',
      drift: 'false',
    });
  });
});
