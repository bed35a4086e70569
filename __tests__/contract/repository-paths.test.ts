import { describe, expect, it } from '@jest/globals';
import { azureWorld, changesTo } from '../support/azure.ts';
import { runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';

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
});
