import { describe, expect, it } from '@jest/globals';
import type { DialectName } from '../../simulator/hosts/server.ts';
import { azureWorld, changesTo } from '../support/azure.ts';
import { hosted, runWithHost } from '../support/coverage.ts';
import { runAgainst } from '../support/run.ts';
import { serve, smallWorld } from '../support/service.ts';
import { World } from '../../simulator/world.ts';

describe('a line of repository with a project before the name', () => {
  it.each([
    ['Shop/cart', ['cart']],
    ['acme/shop/CART', ['cart']],
    ['Shop/*', ['cart', 'till']],
    ['*\n!Shop/*', ['home', 'tools']],
  ])('%j selects what is reported to be in it', async (repository, names) => {
    const { report, log } = await runAgainst(await serve(azureWorld().world), { 'dry-run': 'true', repository });
    const { repositories } = report as { readonly repositories: readonly { kind: string; name: string }[] };
    expect(repositories.map(({ kind, name }) => [kind, name])).toEqual(names.map((name) => ['repository', name]));
    expect(log).not.toMatch(/^::(error|notice)/m);
  });

  it.each(['Site/cart', 'Shopp/cart'])('%s is an error where it is in another one', async (repository) => {
    const simulator = await serve(azureWorld().world);
    const { success, log } = await runAgainst(simulator, { repository });
    expect([success, changesTo(simulator)]).toEqual([false, []]);
    expect(log).toMatch(
      /^::error title=The owner of a repository is not the organization::.*\('Shop\/cart' is listed, which/m,
    );
  });

  it.each(['*\n!acme/Shop/api', 'a*\n!acme/Shop/API', '*\n!acme/Shop/ap*'])(
    'that is excluded is an error where it may be what is listed by its name alone: %j',
    async (repository) => {
      const simulator = await serve(smallWorld().world);
      const { success, log } = await runAgainst(simulator, { repository });
      expect([success, changesTo(simulator)]).toEqual([false, []]);
      expect(log).toMatch(
        /^::error title=An exclusion may mean a listed repository::.*'!acme\/Shop\/[^']*' \('api' is listed\)/m,
      );
    },
  );

  it.each([
    ['that name is not listed', '*\n!acme/Shop/old', undefined],
    ['others are listed by their paths', '*\n!acme/Shop/api', 'Site/till'],
    ['others are listed by their paths, and not selected', 'a*\n!acme/Shop/api', 'Site/till'],
    ['a line names what is listed', 'api\n!acme/Shop/api', undefined],
    ['the name is excluded, too', '*\n!api\n!acme/Shop/api', undefined],
  ])('that is excluded excludes nothing where %s', async (_, repository, other) => {
    const { world, acme } = smallWorld();
    if (other !== undefined) world.addRepository(acme, other);
    const { success, log } = await runAgainst(await serve(world), { repository });
    expect(success).toBe(true);
    expect(log).toContain('::notice title=An exclusion in repository matches nothing::');
  });

  it.each(['acme/acme/api', 'acme/acme/*', 'acme/acme/AP?'])(
    'that is excluded is an error where it may mean what is listed behind a project called as the organization: !%s',
    async (line) => {
      const { world, acme } = smallWorld();
      world.addRepository(acme, 'acme/api');
      world.addRepository(acme, 'Site/web');
      const simulator = await serve(world);
      const { success, log } = await runAgainst(simulator, { repository: `*\n!${line}` });
      expect([success, changesTo(simulator)]).toEqual([false, []]);
      expect(log).toContain(`'!${line}' ('acme/api' is listed)`);
    },
  );
});

describe('a line that excludes something at the Git host', () => {
  /** What is attached of what GitProtect lists by names alone; undefined: an error before any write. */
  async function attachedOf(
    rows: readonly string[],
    line: string,
    api: DialectName,
    paths: readonly string[],
    isCutOff = false,
  ): Promise<readonly string[] | undefined> {
    const world = new World();
    const acme = world.addOrganization('acme');
    for (const row of rows) world.addRepository(acme, row, { licensed: true });
    const daily = world.addPlan(acme, 'Daily');
    const fault = { path: 'groups/acme', occurrence: 2, fault: { kind: 'truncated' } } as const;
    const cut = isCutOff ? { host: { pageCap: 2 }, hostOptions: { faults: [fault] } } : {};
    const inputs = { repository: `*\n!${line}`, sync: 'never' };
    const { log } = await runWithHost(world, hosted(...paths), { api, inputs, ...cut });
    if (log.includes('::error title=An exclusion may mean a listed repository::')) return undefined;
    return [...world.repositories.values()].flatMap(({ id, name }) => (daily.repositories.has(id) ? name : []));
  }

  it.each(['acme/Shop/api', 'acme/Shop/*', 'acme/Shop*', 'Sho*'])(
    'is an error where GitProtect may list it by its name: !%s',
    async (line) => {
      expect(await attachedOf(['api', 'web'], line, 'gitlab', ['Shop/api', 'web'])).toBeUndefined();
      expect(await attachedOf(['api', 'web'], line, 'gitlab', ['Shop/api', 'web', 'x'], true)).toBeUndefined();
    },
  );

  it('is an error where a path is not at the host, and GitProtect lists the name', async () => {
    expect(await attachedOf(['api', 'web'], 'acme/Shop/api', 'gitlab', ['web'])).toBeUndefined();
  });

  it.each(['gitlab', 'azure-devops'] as const)('is an error where %s calls it otherwise', async (api) => {
    expect(await attachedOf(['old', 'web'], 'acme/Shop/*', api, ['Shop/new', 'Site/web'])).toBeUndefined();
  });

  it('is an error where the host lists no projects', async () => {
    expect(await attachedOf(['api', 'web'], 'acme/SHOP/api', 'bitbucket-cloud', ['api', 'web'])).toBeUndefined();
    expect(await attachedOf(['api', 'web'], 'acme/SHOP/*', 'bitbucket-cloud', ['api', 'web'])).toBeUndefined();
  });

  it('leaves alone what an incomplete list tells', async () => {
    const attached = await attachedOf(['api', 'web'], 'Sho*', 'gitlab', ['Shop/api', 'api', 'web'], true);
    expect(attached).toEqual(['api', 'web']);
  });

  it.each([
    ['another one is not at the host', ['api', 'web', 'gone'], ['Shop/api', 'Site/web'], ['web', 'gone']],
    ['others have the same name', ['web', 'web', 'api'], ['Shop/api', 'Site/web', 'Bar/web'], ['web', 'web']],
    ['nothing of it is at the host', ['web', 'gone'], ['Site/web'], ['web', 'gone']],
  ])('leaves that alone where %s', async (_, rows, paths, attached) => {
    expect(await attachedOf(rows, 'acme/Shop/*', 'azure-devops', paths)).toEqual(attached);
  });

  it.each(['acme/acme/api', 'acme/acme/*'])(
    'means a project that is called as the organization, too: !%s',
    async (line) => {
      const paths = ['acme/api', 'Site/web'];
      expect(await attachedOf(['api', 'web'], line, 'azure-devops', paths)).toEqual(['web']);
      expect(await attachedOf(paths, line, 'azure-devops', paths)).toEqual(['Site/web']);
    },
  );

  it.each([
    ['azure-devops', 'acme/a*', ['db', 'web'], ['acme/api', 'acme/db', 'Site/web']],
    ['bitbucket-data-center', 'a*', ['db', 'web'], ['acme/api', 'acme/db', 'acme/web']],
  ] as const)('takes no name of a project for that of a repository: %s, !%s', async (api, line, attached, paths) => {
    expect(await attachedOf(['api', 'db', 'web'], line, api, paths)).toEqual(attached);
  });

  it('excludes nothing where a complete list tells what is listed', async () => {
    expect(await attachedOf(['acme/Site/web', 'acme/web'], 'acme/acme/*', 'gitlab', ['Site/web', 'web'])).toEqual([
      'acme/Site/web',
      'acme/web',
    ]);
  });
});
