import { describe, expect, it } from '@jest/globals';
import { azureWorld, changesTo, shopInDaily } from '../support/azure.ts';
import { runWithHost } from '../support/coverage.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { REPOSITORIES, rows, without } from '../support/reshape.ts';
import { runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';

/* Repositories of selected projects that lines for repositories exclude, or that are removed or archived at the Git host. */

const SHOP = { repository: '', project: 'Shop', sync: 'never' };

describe('a line that excludes a repository of a selected project', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['state: absent', { state: 'absent' }],
    ['exclusive', { exclusive: 'true' }],
  ])('ends the run before anything is changed, with %s', async (_, inputs) => {
    const simulator = await serve(shopInDaily().world);
    const lines = { repository: '*\n!cart', 'max-removals': '0' };

    const { success, log } = await runAgainst(simulator, { ...SHOP, ...lines, ...inputs });

    expect([success, changesTo(simulator)]).toEqual([false, []]);
    expect(log).toContain("the lines with ! in repository exclude 'cart', part of a project that is selected");
  });

  it('is told where the project is attached all the same', async () => {
    const simulator = await serve(azureWorld().world);

    const { success, log } = await runAgainst(simulator, { ...SHOP, repository: '!cart' });

    expect(success).toBe(true);
    expect(log).toContain('::notice title=An exclusion in repository does not count for projects::1 repository: cart');
  });
});

describe('a repository of a project that is removed at the Git host', () => {
  it('is passed over, and told', async () => {
    const { world, cart, till } = azureWorld();
    cart.removed = till.removed = true;

    const { log, report } = await runAgainst(await serve(world), SHOP);

    expect(log).toMatch(/^Passed over, .*: 2 repositories: cart, till$/m);
    expect(report).toMatchObject({ counts: { 'passed-over': 2 } });
  });

  it('raises no doubt where its project is not told any more', async () => {
    const azure = shopInDaily();
    azure.till.removed = true;
    const extras = { excludedRepositoriesIds: [azure.till.id] };
    azure.world.addPlan(azure.acme, 'Weekly', { projects: new Set([azure.site.id]), extras });
    const reshape = rows(REPOSITORIES, (row) =>
      row['isRemoved'] === true ? without(without(row, 'projectId'), 'projectName') : row,
    );
    const simulator = await serve(azure.world, { reshape });

    const inputs = { ...SHOP, plan: 'Weekly', exclusive: 'true' };
    const { success, log } = await runAgainst(simulator, inputs, { clock: new FakeClock() });

    expect(success).toBe(true);
    // That is `tools`.
    expect(log).toContain('does not report which project 1 repository belongs to');
  });
});

it('a project whose repositories are all archived, and skipped, is not told to have none', async () => {
  const { world } = shopInDaily();
  const repositories = [
    ...['cart', 'till'].map((name) => ({ name, folder: 'Shop', archived: true })),
    { name: 'home', folder: 'Site' },
  ];

  const end = await runWithHost(world, repositories, {
    api: 'azure-devops',
    inputs: { ...SHOP, archived: 'skip' },
  });

  expect(end.skipped).toHaveLength(2);
  expect(end.log).not.toContain('No repository of the project is known');
});
