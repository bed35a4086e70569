import { describe, expect, it } from '@jest/globals';
import { azureWorld, changesTo } from '../support/azure.ts';
import { runAgainst } from '../support/run.ts';
import { serve, smallWorld } from '../support/service.ts';

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
});
