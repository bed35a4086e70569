import { describe, expect, it } from '@jest/globals';
import { ATTACH_PROJECT, azureWorld, DETACH_PROJECT, MODIFY_GIT, shopInDaily } from '../support/azure.ts';
import { GIT_EXTRAS } from '../support/plan-fields.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, serve, smallWorld } from '../support/service.ts';
import { LEADS, runTwice } from '../support/two-runs.ts';

/* Two runs at the same time that attach or detach a project, or modify a plan. */

const SCHEDULE = { 'plan-schedule': 'enabled' };

describe.each([true, false])('two runs at once, where repeated changes are rejected: %s', (rejectsRepeats) => {
  it.each(LEADS)('attach a project, and both end well (the first %i requests ahead)', async (lead) => {
    const { world, cart, till, home, tools, shop, site, daily } = azureWorld({ rejectsRepeats, licenses: 4 });
    const simulator = await serve(world);

    const runs = await runTwice(simulator, { project: 'Shop' }, { lead });

    expect(runs.map(({ success }) => success)).toEqual([true, true]);
    expect([cart, till, home, tools].every(({ id }) => world.isProtected(id, daily.id))).toBe(true);
    expect(daily.projects).toEqual(new Set([site.id, shop.id]));
    expect((await runAgainst(simulator, { project: 'Shop' })).outputs).toMatchObject({ drift: 'false' });
  });

  it.each(LEADS)('detach a project, and both end well (the first %i requests ahead)', async (lead) => {
    const { world, cart, till, home, tools, site, daily } = shopInDaily({ rejectsRepeats });
    const simulator = await serve(world);

    const runs = await runTwice(simulator, { project: 'Shop', state: 'absent' }, { lead });

    expect(runs.map(({ success }) => success)).toEqual([true, true]);
    expect([cart.licensed, till.licensed]).toEqual([false, false]);
    expect([home, tools].every(({ id }) => world.isProtected(id, daily.id))).toBe(true);
    expect(daily.projects).toEqual(new Set([site.id]));
  });

  it.each(LEADS)('detach one project and attach another (the first %i requests ahead)', async (lead) => {
    const { world, cart, home, site, shop, daily } = azureWorld({ rejectsRepeats });
    const simulator = await serve(world);

    const [leaving, joining] = await runTwice(
      simulator,
      { project: 'Site', state: 'absent' },
      { second: { project: 'Shop' }, lead },
    );

    expect([leaving?.success, joining?.success]).toEqual([true, true]);
    expect(daily.projects).toEqual(new Set([shop.id]));
    expect([home.licensed, world.isProtected(cart.id, daily.id)]).toEqual([false, true]);
    expect(site.id).not.toBe(shop.id);
  });

  it.each(LEADS)(
    'modify a plan and attach one repository, and nothing is lost (the first %i requests ahead)',
    async (lead) => {
      const { world, api, website, daily } = smallWorld({ rejectsRepeats, unsentFields: 'dropped' });
      daily.isActive = false;
      Object.assign(daily.extras, GIT_EXTRAS);
      const simulator = await serve(world);

      const runs = await runTwice(simulator, SCHEDULE, { lead });

      expect(runs.map(({ success }) => success)).toEqual([true, true]);
      expect(daily).toMatchObject({ isActive: true, extras: GIT_EXTRAS });
      expect([api, website].every(({ id }) => world.isProtected(id, daily.id))).toBe(true);
      expect(callsOf(simulator, MODIFY_GIT)).toBeLessThanOrEqual(2);
      expect((await runAgainst(simulator, SCHEDULE)).outputs).toMatchObject({ drift: 'false' });
    },
  );

  it.each(LEADS)(
    'modify a plan and attach two repositories: none is lost (the first %i requests ahead)',
    async (lead) => {
      const { world, acme, api, website, daily } = smallWorld({ rejectsRepeats, unsentFields: 'dropped' });
      const web = world.addRepository(acme, 'web');
      daily.isActive = false;
      const simulator = await serve(world);
      const inputs = [
        { ...SCHEDULE, repository: 'api' },
        { ...SCHEDULE, repository: 'web' },
      ] as const;

      const runs = await runTwice(simulator, inputs[0], { second: inputs[1], lead });

      // One that lost its repository to the other run's modification says so, and the next run attaches it.
      for (const [index, { id }] of [api, web].entries())
        expect([index, runs[index]?.success]).toEqual([index, world.isProtected(id, daily.id)]);
      for (const each of inputs) expect((await runAgainst(simulator, each)).success).toBe(true);
      expect([api, web, website].every(({ id }) => world.isProtected(id, daily.id))).toBe(true);
      expect(daily.isActive).toBe(true);
    },
  );
});

describe('a repository that somebody moves to another project meanwhile', () => {
  const TITLE = '::error title=The repository is not reported in its project any more::cart: ';

  it.each([true, false])('is not told to be in the plan that its former project joins: reported %s', async (isTold) => {
    const { world, acme, cart, till, daily } = azureWorld();
    const other = world.addProject(acme, 'Other');
    const change = (): unknown => Object.assign(cart, { project: isTold ? other.id : undefined });
    const faults = [{ endpoint: ATTACH_PROJECT, occurrence: 1, fault: { kind: 'change', change } }] as const;

    const inputs = { project: 'Shop', 'verify-timeout': '0' };

    const { success, log, report } = await runAgainst(await serve(world, { faults }), inputs);

    expect([success, world.isProtected(cart.id, daily.id)]).toEqual([false, false]);
    expect(log).toContain(TITLE);
    expect(report).toMatchObject({ repositories: [{ id: cart.id, proved: false }, { name: 'Shop' }, { id: till.id }] });
  });

  it('is not told to have left the plan that its new project is in', async () => {
    const { world, cart, till, site, daily } = shopInDaily();
    daily.repositories.add(cart.id);
    const change = (): unknown => Object.assign(cart, { project: site.id });
    const faults = [{ endpoint: DETACH_PROJECT, occurrence: 1, fault: { kind: 'change', change } }] as const;
    const inputs = { project: 'Shop', state: 'absent', 'verify-timeout': '2' };

    const { success, report } = await runAgainst(await serve(world, { faults }), inputs);

    expect([success, world.isProtected(cart.id, daily.id), cart.licensed]).toEqual([false, true, true]);
    expect(report).toMatchObject({
      repositories: expect.arrayContaining([
        expect.objectContaining({ id: cart.id, proved: false }),
        expect.objectContaining({ id: till.id, proved: true }),
      ]) as unknown,
    });
  });
});
