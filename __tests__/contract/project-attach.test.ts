import { describe, expect, it } from '@jest/globals';
import type { SimulatedPlan } from '../../simulator/world.ts';
import {
  ACTIVATE,
  ATTACH,
  ATTACH_PROJECT,
  azureWorld,
  BELONGINGS,
  changesTo,
  DETACH_PROJECT,
  MEMBERSHIPS,
  shopInDaily,
  showing,
  writesTo,
} from '../support/azure.ts';
import { runAgainst } from '../support/run.ts';
import { calledEndpoints, callsOf, serve } from '../support/service.ts';

const SHOP = { project: 'Shop' };
const DIALECTS = BELONGINGS.flatMap((project) =>
  MEMBERSHIPS.map((projectPlans) => ({ project, projectPlans }) as const),
);

describe('a project to be protected', () => {
  it('has its repositories licensed first, and is attached as a whole', async () => {
    const { world, shop, cart, till, daily } = azureWorld();
    const simulator = await serve(world);

    const { success, outputs, report, log } = await runAgainst(simulator, SHOP);

    expect(success).toBe(true);
    expect(writesTo(simulator)).toEqual([
      { endpoint: ACTIVATE, body: { Ids: [cart.id, till.id] } },
      { endpoint: ATTACH_PROJECT, body: { planId: daily.id, projectId: shop.id } },
    ]);
    expect([cart, till].every(({ id }) => world.isProtected(id, daily.id))).toBe(true);
    expect(outputs).toMatchObject({ 'license-status': 'activated', 'plan-status': 'attached', changed: 'true' });
    const plans = [{ id: daily.id, name: 'Daily', status: 'attached' }];
    expect((report as { repositories: unknown[] }).repositories).toHaveLength(3);
    expect(report).toMatchObject({
      repositories: expect.arrayContaining([
        { kind: 'project', id: shop.id, name: 'Shop', plans, proved: true },
        { kind: 'repository', id: cart.id, name: 'cart', license: 'activated', plans, proved: true },
        { kind: 'repository', id: till.id, name: 'till', license: 'activated', plans, proved: true },
      ]) as unknown,
    });
    expect(log).toContain("Attaching project 'Shop' to backup plan 'Daily'");
  });

  it.each(DIALECTS)('is seen to be attached by any dialect, and nothing is done twice: %j', async (dialect) => {
    const { world, cart, till, shop, daily } = azureWorld();
    const simulator = await serve(world, showing(dialect));

    const first = await runAgainst(simulator, SHOP);
    const writes = changesTo(simulator).length;
    const second = await runAgainst(simulator, SHOP);

    expect(first.success).toBe(true);
    expect(first.log).toContain('✅ Protected, drift corrected');
    expect(first.outputs).toMatchObject({ 'plan-status': 'attached', 'license-status': 'activated' });
    expect([cart, till].every(({ id }) => world.isProtected(id, daily.id))).toBe(true);
    expect(daily.projects.has(shop.id)).toBe(true);
    expect(daily.repositories.size).toBe(1);
    expect(changesTo(simulator)).toHaveLength(writes);
    expect(second.outputs).toMatchObject({
      'plan-status': 'already-attached',
      'license-status': 'already-active',
      drift: 'false',
      changed: 'false',
    });
    expect(second.report).toMatchObject({ repositories: [{ proved: true }, { proved: true }, { proved: true }] });
  });

  it.each(BELONGINGS)(
    'is attached where no row tells of its plans, with a warning, never "already": %s',
    async (project) => {
      const { world, shop, daily } = shopInDaily();
      const simulator = await serve(world, showing({ project, projectPlans: 'none' }));

      const { success, outputs, log, report, summary } = await runAgainst(simulator, SHOP);

      expect(success).toBe(true);
      expect(changesTo(simulator)).toEqual([ATTACH_PROJECT]);
      expect(daily.projects.has(shop.id)).toBe(true);
      expect(outputs).toMatchObject({ 'plan-status': 'attached', 'license-status': 'already-active' });
      expect(log).toMatch(/^::warning title=The protection could not be proved::/m);
      expect(log + summary).not.toContain('✅');
      expect(report).toMatchObject({
        repositories: expect.arrayContaining([expect.objectContaining({ kind: 'project', proved: false })]) as unknown,
      });
    },
  );

  it('has many repositories: they are licensed in batches, however many pages list them', async () => {
    const { world, acme, shop, daily } = azureWorld();
    const many = Array.from({ length: 230 }, (_, index) =>
      world.addRepository(acme, `part-${String(index)}`, { project: shop.id }),
    );
    const simulator = await serve(world);

    const { success, log } = await runAgainst(simulator, SHOP);

    expect(success).toBe(true);
    expect(callsOf(simulator, ACTIVATE)).toBe(3);
    expect(callsOf(simulator, ATTACH_PROJECT)).toBe(1);
    expect(many.every(({ id }) => world.isProtected(id, daily.id))).toBe(true);
    expect(log).toContain('✅ Protected, drift corrected');
  });

  it('has no license given to those of its repositories that are gone from the Git host', async () => {
    const { world, cart, till } = azureWorld();
    cart.removed = true;
    const simulator = await serve(world);

    expect((await runAgainst(simulator, SHOP)).success).toBe(true);
    expect([cart.licensed, till.licensed]).toEqual([false, true]);
  });

  it('fails with its repositories where no license is left for them', async () => {
    const { world } = azureWorld({ licenses: 3 });
    const simulator = await serve(world);

    const { success, outputs, log } = await runAgainst(simulator, SHOP);

    expect(success).toBe(false);
    expect(outputs['license-status']).toBe('failed');
    expect(log).toMatch(/^::error .*not enough free licenses/m);
    expect(log).not.toContain('✅');
  });

  it("is not taken for attached since its repositories are: a repository's own plans say nothing about it", async () => {
    const { world, shop, cart, till, daily } = azureWorld();
    cart.licensed = till.licensed = true;
    for (const { id } of [cart, till]) daily.repositories.add(id);
    const simulator = await serve(world);

    const { success, outputs } = await runAgainst(simulator, SHOP);

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([ATTACH_PROJECT]);
    expect(outputs['plan-status']).toBe('attached');
    expect(daily.projects.has(shop.id)).toBe(true);
  });

  it('does not make its repositories attached by themselves', async () => {
    const { world, cart, daily } = shopInDaily();
    const simulator = await serve(world);

    const { success, outputs } = await runAgainst(simulator, { repository: 'cart' });

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([ATTACH]);
    expect(outputs['plan-status']).toBe('attached');
    expect(daily.repositories.has(cart.id)).toBe(true);
  });

  it('has its repositories attached where they are listed with it', async () => {
    const { world } = shopInDaily();
    const simulator = await serve(world, showing({ throughProject: true }));

    const { success, outputs } = await runAgainst(simulator, { repository: 'cart\ntill' });

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([]);
    expect(outputs['plan-status']).toBe('already-attached');
  });

  it.each<[string, Partial<SimulatedPlan>]>([
    ['rules', { selection: 'rules', gitChoiceMode: undefined }],
    ['rules and a number as its mode', { selection: 'rules' }],
    ['another mode', { gitChoiceMode: 'ByRules' }],
    ['a mode in another case', { gitChoiceMode: 'byRules', selection: 'rules', extras: { rules: [] } }],
  ])('is not attached to a plan with %s: the failure names both', async (_, plan) => {
    const { world, shop, daily } = azureWorld({}, plan);
    const simulator = await serve(world);

    const { success, outputs, log } = await runAgainst(simulator, SHOP);

    expect(success).toBe(false);
    expect(callsOf(simulator, ATTACH_PROJECT) + callsOf(simulator, ATTACH)).toBe(0);
    expect(daily.projects.has(shop.id)).toBe(false);
    expect(outputs['plan-status']).toBe('failed');
    expect(log).toMatch(/^::error title=The backup plan does not include the project::.*'Daily'.*project 'Shop'/m);
  });

  it('is not attached to a plan whose mode is a number that the server takes for another: the failure names both', async () => {
    const { world, shop, daily } = azureWorld({}, { gitChoiceMode: 1 });
    const simulator = await serve(world);

    const { success, log } = await runAgainst(simulator, SHOP);

    expect(success).toBe(false);
    expect(daily.projects.has(shop.id)).toBe(false);
    expect(log).toMatch(/^::error .*project 'Shop'.*backup plan 'Daily'/m);
  });

  it('is in a plan for all already', async () => {
    const { world, cart, till } = azureWorld({}, { selection: 'all' });
    cart.licensed = till.licensed = true;
    const simulator = await serve(world);

    const { success, outputs } = await runAgainst(simulator, SHOP);

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([]);
    expect(outputs['plan-status']).toBe('already-attached');
  });

  it('is attached to each of several plans, those that take it and those that have it', async () => {
    const { world, acme, shop } = shopInDaily();
    const weekly = world.addPlan(acme, 'Weekly', { projects: new Set(['00000000-0000-4000-8000-000000000001']) });
    const simulator = await serve(world);

    const { success, report } = await runAgainst(simulator, { ...SHOP, plan: 'Daily\nWeekly' });

    expect(success).toBe(true);
    expect(writesTo(simulator)).toEqual([
      { endpoint: ATTACH_PROJECT, body: { planId: weekly.id, projectId: shop.id } },
    ]);
    expect(report).toMatchObject({
      repositories: expect.arrayContaining([
        expect.objectContaining({
          kind: 'project',
          plans: [
            expect.objectContaining({ name: 'Daily', status: 'already-attached' }),
            expect.objectContaining({ name: 'Weekly', status: 'attached' }),
          ],
        }),
      ]) as unknown,
    });
  });

  it.each(DIALECTS)(
    'leaves its other plan once the new one is seen, where plans are exclusive: %j',
    async (dialect) => {
      const { world, acme, shop, site, daily } = shopInDaily();
      const weekly = world.addPlan(acme, 'Weekly', { projects: new Set([site.id]) });
      const simulator = await serve(world, showing(dialect));

      const { success } = await runAgainst(simulator, { ...SHOP, plan: 'Weekly', exclusive: 'true' });

      expect(success).toBe(true);
      const called = calledEndpoints(simulator);
      const between = called.slice(called.indexOf(ATTACH_PROJECT) + 1, called.indexOf(DETACH_PROJECT)).sort();
      expect(between).toEqual(['git/repositories/getmany', 'plans/listassignedtoorganization']);
      expect(writesTo(simulator)).toEqual([
        { endpoint: ATTACH_PROJECT, body: { planId: weekly.id, projectId: shop.id } },
        { endpoint: DETACH_PROJECT, body: { planId: daily.id, projectId: shop.id } },
      ]);
    },
  );

  it('stays in its other plan where the new one is not seen, though plans are exclusive', async () => {
    const { world, acme, shop, site, daily } = shopInDaily();
    world.addPlan(acme, 'Weekly', { projects: new Set([site.id]) });
    const simulator = await serve(world, {
      faults: [{ endpoint: ATTACH_PROJECT, occurrence: 1, fault: { kind: 'ignored' } }],
    });

    const { success } = await runAgainst(simulator, { ...SHOP, plan: 'Weekly', exclusive: 'true' });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([ATTACH_PROJECT]);
    expect(daily.projects.has(shop.id)).toBe(true);
  });

  it('would be attached, says a dry run, which changes nothing', async () => {
    const { world } = azureWorld();
    const simulator = await serve(world);

    const { success, outputs, summary } = await runAgainst(simulator, { ...SHOP, 'dry-run': 'true' });

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([]);
    expect(calledEndpoints(simulator)).toHaveLength(4);
    expect(outputs).toMatchObject({ 'license-status': 'would-activate', 'plan-status': 'would-attach', drift: 'true' });
    expect(summary).toContain('| Project <code>Shop</code> | – | not attached → **would be attached** |');
  });
});
