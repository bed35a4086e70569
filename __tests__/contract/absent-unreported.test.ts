import { describe, expect, it } from '@jest/globals';
import { type AzureWorld, azureWorld, changesTo, DEACTIVATE, shopInDaily, showing } from '../support/azure.ts';
import { mapRows } from '../support/reshape-rows.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, protectedWorld, serve } from '../support/service.ts';

/* What is not reported, when something is to be absent, is not absent by that. */

describe('a project that no row names', () => {
  it.each<[string, (azure: AzureWorld) => void, RegExp]>([
    ['does not report the project of a repository', () => undefined, /does not report the project of 1 repository/],
    [
      'does not tell the name of a project that a plan holds',
      ({ world, acme, tools, daily }) => {
        world.repositories.delete(tools.id);
        daily.projects.add(world.addProject(acme, 'Nothing').id);
      },
      /the name of a project in backup plan 'Daily' is not reported/,
    ],
  ])('is not proved to be absent where GitProtect %s', async (_, prepare, why) => {
    const azure = azureWorld();
    prepare(azure);
    const simulator = await serve(azure.world);

    const { success, log } = await runAgainst(simulator, { project: 'Nothing', state: 'absent' });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([]);
    expect(log).toMatch(/^::error title=The project is not proved to be absent::/m);
    expect(log).toMatch(why);
    expect(log).not.toContain('✅');
  });
});

describe('a repository of a project', () => {
  it('is not told to be left as it is where its project was detached, and its own plans are not reported', async () => {
    const { world, shop, daily } = shopInDaily();
    const simulator = await serve(world, showing({ plans: 'none', repositories: 'none' }));

    const { log } = await runAgainst(simulator, { project: 'Shop', state: 'absent', plan: 'Daily' });

    expect(daily.projects.has(shop.id)).toBe(false);
    expect(log).toMatch(/^Repository 'cart': .*; backup plan 'Daily': not reported whether it has left$/m);
    expect(log).toContain("doesn't report whether backup plan 'Daily' contains it, and was not asked to detach it.");
  });

  it('keeps its license where its row tells the plans of the project, and neither its ID nor its name', async () => {
    const { world, acme, cart } = shopInDaily();
    Object.assign(acme, { apiUrl: null });
    const simulator = await serve(world, showing({ project: 'name', projectPlans: 'project.plans' }));

    const { success, log } = await runAgainst(simulator, { repository: 'Shop/cart', state: 'absent', plan: '' });

    expect(success && !log.includes('⚠️')).toBe(false);
    expect(log).not.toContain('✅');
    expect(callsOf(simulator, DEACTIVATE)).toBe(0);
    expect(cart.licensed).toBe(true);
  });

  it.each([true, false])(
    'is not told to be in no plan where one may hold its project (licensed: %s)',
    async (licensed) => {
      const { world, cart } = shopInDaily();
      cart.licensed = licensed;
      const simulator = await serve(world, showing({ projectPlans: 'none' }));

      const { success, log, report } = await runAgainst(simulator, { repository: 'cart', state: 'absent', plan: '' });

      expect(success).toBe(true);
      expect(cart.licensed).toBe(licensed);
      expect(log).toContain("⚠️ Not proved: GitProtect doesn't report whether 'acme/cart' is in backup plan 'Daily'");
      expect(log).toMatch(
        /^::warning title=The absence could not be proved::cart: .*whether backup plan 'Daily' contains it/m,
      );
      expect(report).toMatchObject({ repositories: [{ proved: false, plans: [{ name: 'Daily', status: 'kept' }] }] });
    },
  );
});

it('a license is kept for the plan that is seen to contain the repository, not for one that may', async () => {
  const { world, acme, cart } = shopInDaily();
  world.addPlan(acme, 'Weekly', { repositories: new Set([cart.id]) });
  world.addPlan(acme, 'Monthly', { selection: 'all', extras: { excludedRepositoriesIds: [cart.id] } });
  const simulator = await serve(world, showing({ projectPlans: 'none' }));

  const { log } = await runAgainst(simulator, { repository: 'cart', state: 'absent', plan: 'Monthly' });

  expect(log).toMatch(/^(⚠️|✅) .*1 license kept for backup plan 'Weekly'\.$/m);
});

it('a repository may be in a plan by rules that does not tell of its projects: it is not told to be absent', async () => {
  const { world, cart, daily } = shopInDaily({}, { selection: 'rules' });
  const simulator = await serve(world, showing({ projectPlans: 'none' }));

  const { success, log, outputs, report } = await runAgainst(simulator, { repository: 'cart', state: 'absent' });

  expect(world.isProtected(cart.id, daily.id)).toBe(true);
  expect([success, outputs['license-status'], outputs['changed']]).toEqual([true, 'kept', 'false']);
  expect(log).toContain("⚠️ Not proved: GitProtect doesn't report whether 'acme/cart' is in backup plan 'Daily'");
  expect(report).toMatchObject({ repositories: [{ proved: false, plans: [{ status: 'kept' }] }] });
});

it('a plan is not left since the row of the organization tells nothing of plans any more', async () => {
  const { world, acme, api, daily } = protectedWorld();
  world.plans.set(daily.id, { ...daily, onlyInOrganizationRow: true });
  let readings = 0;
  const simulator = await serve(world, {
    ...showing({ plans: 'none' }),
    faults: [{ endpoint: 'plans/detachgitrepository', occurrence: 'every', fault: { kind: 'ignored' } }],
    reshape: (endpoint, answer) =>
      endpoint === 'git/organizations/getmany' && ++readings > 1
        ? mapRows(answer, (row) => ({ ...row, plans: undefined }))
        : answer,
  });

  const { log, report } = await runAgainst(simulator, { repository: 'api', state: 'absent' });

  expect(readings).toBeGreaterThan(1);
  expect(world.isProtected(api.id, daily.id)).toBe(true);
  expect(log).not.toContain('✅');
  expect(report).toMatchObject({ organization: { id: acme.id }, repositories: [{ proved: false }] });
});

it('a repository that one reading shows to be in a plan still is not known to have left it by the next one', async () => {
  const { world, api } = protectedWorld({ effectMs: { detachment: 3_600_000 } });
  let readings = 0;
  const reshape = (endpoint: string, answer: unknown): unknown => {
    if (endpoint !== 'git/repositories/getmany') return answer;
    readings++;
    return readings === 2 ? answer : mapRows(answer, (row) => ({ ...row, plans: undefined }));
  };
  const simulator = await serve(world, { ...showing({ repositories: 'none' }), reshape });

  const { log } = await runAgainst(simulator, { repository: 'api', state: 'absent', plan: '' });

  expect(readings).toBeGreaterThan(2);
  expect(callsOf(simulator, DEACTIVATE)).toBe(0);
  expect(api.licensed).toBe(true);
  expect(log).not.toContain('✅');
});

it('a plan that its last repository left holds nothing, by the count that the row of the organization has then', async () => {
  const { world, home, daily } = azureWorld({}, { repositories: new Set(), projects: new Set() });
  daily.repositories.add(home.id);
  const simulator = await serve(world, showing({ repositories: 'none' }));

  const { success, log, report } = await runAgainst(simulator, { repository: 'home', state: 'absent', plan: '' });

  expect(log).toMatch(/^✅ Absent: 'acme\/home' is not in backup plan 'Daily' any more; 1 license released\.$/m);
  expect([success, home.licensed]).toEqual([true, false]);
  expect(report).toMatchObject({ repositories: [{ proved: true, plans: [{ status: 'detached' }] }] });
});
