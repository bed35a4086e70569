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

  it('that is excluded is an error where it may be what is listed by its name alone', async () => {
    const small = smallWorld();
    const simulator = await serve(small.world);
    const { success, log } = await runAgainst(simulator, { repository: '*\n!acme/Shop/api' });
    expect([success, changesTo(simulator)]).toEqual([false, []]);
    expect(log).toMatch(
      /^::error title=An exclusion may mean a listed repository::.*'!acme\/Shop\/api' \('api' is listed\)/m,
    );
  });

  it.each([
    ['that name is not listed', '*\n!acme/Shop/old', undefined],
    ['others are listed by their paths', '*\n!acme/Shop/api', 'Site/till'],
    ['the name is excluded, too', '*\n!api\n!acme/Shop/api', undefined],
  ])('that is excluded excludes nothing where %s', async (_, repository, other) => {
    const { world, acme } = smallWorld();
    if (other !== undefined) world.addRepository(acme, other);
    const { success, log } = await runAgainst(await serve(world), { repository });
    expect(success).toBe(true);
    expect(log).toContain('::notice title=An exclusion in repository matches nothing::');
  });
});
