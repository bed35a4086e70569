import { describe, expect, it } from '@jest/globals';
import type { SimulatedPlan } from '../../simulator/world.ts';
import {
  type AzureWorld,
  changesTo,
  DEACTIVATE,
  DETACH,
  DETACH_PROJECT,
  LEAVING_DIALECTS,
  shopInDaily,
  showing,
  writesTo,
} from '../support/azure.ts';
import { runAgainst } from '../support/run.ts';
import { calledEndpoints, serve } from '../support/service.ts';

const LEAVE = { project: 'Shop', state: 'absent' };
describe('a project to be absent', () => {
  it('is detached, then read, then its licenses are released', async () => {
    const { world, shop, cart, till, daily, home, site } = shopInDaily();
    const simulator = await serve(world);

    const { success, outputs, report, summary } = await runAgainst(simulator, LEAVE);

    expect(success).toBe(true);
    expect(writesTo(simulator)).toEqual([
      { endpoint: DETACH_PROJECT, body: { planId: daily.id, projectId: shop.id } },
      { endpoint: DEACTIVATE, body: { Ids: [cart.id, till.id] } },
    ]);
    const called = calledEndpoints(simulator);
    const between = called.slice(called.indexOf(DETACH_PROJECT) + 1, called.indexOf(DEACTIVATE)).sort();
    expect(between).toEqual(['git/repositories/getmany', 'plans/listassignedtoorganization']);
    expect([daily.projects.has(shop.id), cart.licensed, till.licensed]).toEqual([false, false, false]);
    expect([daily.projects.has(site.id), home.licensed]).toEqual([true, true]);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'released', changed: 'true' });
    expect(report).toMatchObject({
      state: 'absent',
      repositories: expect.arrayContaining([
        expect.objectContaining({ kind: 'project', name: 'Shop', proved: true }),
        expect.objectContaining({ kind: 'repository', name: 'cart', license: 'released', proved: true }),
      ]) as unknown,
    });
    expect(summary).toContain('**Absent&#58; 2 repositories and 1 project');
  });

  it.each(LEAVING_DIALECTS)('leaves by any dialect, and a second run writes nothing: %j', async (dialect) => {
    const { world, shop, cart, till, daily } = shopInDaily();
    const simulator = await serve(world, showing(dialect));

    const first = await runAgainst(simulator, LEAVE);
    const writes = changesTo(simulator);
    const second = await runAgainst(simulator, LEAVE);

    expect(first).toMatchObject({
      success: true,
      outputs: { 'plan-status': 'detached', 'license-status': 'released' },
    });
    expect(writes).toEqual([DETACH_PROJECT, DEACTIVATE]);
    expect([daily.projects.has(shop.id), cart.licensed, till.licensed]).toEqual([false, false, false]);
    expect(changesTo(simulator)).toEqual(writes);
    expect(second.outputs).toMatchObject({
      'plan-status': 'already-detached',
      'license-status': 'already-inactive',
      drift: 'false',
    });
  });

  it('leaves every plan that it is in, where none is named', async () => {
    const { world, acme, shop, cart, site } = shopInDaily();
    const weekly = world.addPlan(acme, 'Weekly', { projects: new Set([shop.id, site.id]) });
    const simulator = await serve(world);

    const { success, outputs } = await runAgainst(simulator, { ...LEAVE, plan: '' });

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([DETACH_PROJECT, DETACH_PROJECT, DEACTIVATE]);
    expect(weekly.projects).toEqual(new Set([site.id]));
    expect(cart.licensed).toBe(false);
    expect(outputs['license-status']).toBe('released');
  });

  it.each<[string, (azure: AzureWorld) => SimulatedPlan]>([
    [
      'another plan by itself',
      ({ world, acme, cart }) => world.addPlan(acme, 'Weekly', { repositories: new Set([cart.id]) }),
    ],
    [
      'another plan with its project',
      ({ world, acme, shop }) => world.addPlan(acme, 'Weekly', { projects: new Set([shop.id]) }),
    ],
    ['a plan for all', ({ world, acme }) => world.addPlan(acme, 'Weekly', { selection: 'all' })],
    [
      'the same plan by itself',
      ({ daily, cart }) => {
        daily.repositories.add(cart.id);
        return daily;
      },
    ],
  ])('keeps the license of a repository that is in %s', async (_, add) => {
    const azure = shopInDaily();
    const { world, cart, shop, daily } = azure;
    const other = add(azure);
    const simulator = await serve(world);

    const { success, outputs, report, log } = await runAgainst(simulator, LEAVE);

    expect(success).toBe(true);
    expect([daily.projects.has(shop.id), cart.licensed]).toEqual([false, true]);
    expect(world.isProtected(cart.id, other.id)).toBe(true);
    expect(outputs['plan-status']).toBe('detached');
    expect(report).toMatchObject({
      repositories: expect.arrayContaining([
        expect.objectContaining({ name: 'cart', license: 'kept', 'kept-for': [{ id: other.id, name: other.name }] }),
      ]) as unknown,
    });
    expect(log).toContain(`Repository 'cart': license kept, still in backup plan '${other.name}'`);
  });

  it('is not said to take a repository out of the plan in which it is by itself, too', async () => {
    const { world, cart, daily } = shopInDaily();
    daily.repositories.add(cart.id);
    const simulator = await serve(world);
    const others = "2 of 3 repositories and projects of organization 'acme'";
    const kept = "1 license kept for backup plan 'Daily'";

    const dry = await runAgainst(simulator, { ...LEAVE, 'dry-run': 'true' });
    const first = await runAgainst(simulator, LEAVE);
    const second = await runAgainst(simulator, LEAVE);

    expect(dry.log).toContain(`${others} would leave backup plan 'Daily'`);
    expect(first.log).toContain(
      `✅ Absent: ${others} are not in backup plan 'Daily' any more, 1 still is in backup plan 'Daily'; 1 license released, ${kept}`,
    );
    expect(second.log).toContain(
      `✅ Already absent, nothing to do: ${others} are not in backup plan 'Daily', 1 still is in backup plan 'Daily'; ${kept}`,
    );
    for (const { log, summary, report } of [dry, first, second]) {
      expect(log).toContain("license kept, still in backup plan 'Daily'; backup plan 'Daily': left as it is");
      expect(summary).toContain("active → **kept, still in backup plan 'Daily'** | attached → **left as it is** |");
      expect(report).toMatchObject({
        repositories: expect.arrayContaining([
          expect.objectContaining({ name: 'cart', plans: [{ id: daily.id, name: 'Daily', status: 'kept' }] }),
        ]) as unknown,
      });
    }
    expect([dry, first, second].map(({ outputs }) => outputs['plan-status'])).toEqual([
      'would-detach',
      'detached',
      'already-detached',
    ]);
    expect(first.outputs['repositories-changed']).toBe('2');
  });

  it.each<[string, Partial<SimulatedPlan>]>([
    ['rules', { selection: 'rules' }],
    ['all', { selection: 'all' }],
  ])('cannot leave a plan with %s by hand: nothing of it is changed, and both are named', async (_, plan) => {
    const { world, cart, daily, shop } = shopInDaily({}, plan);
    const simulator = await serve(world);

    const { success, log, outputs } = await runAgainst(simulator, LEAVE);

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([]);
    expect([cart.licensed, daily.projects.has(shop.id)]).toEqual([true, true]);
    expect(outputs['plan-status']).toBe('failed');
    expect(outputs['license-status']).toMatch(/failed|kept/);
    expect(log).toMatch(/^::error title=The project cannot be detached by hand::.*'Daily'.*project 'Shop'/m);
  });

  it('takes no repository out of a plan that contains its project', async () => {
    const { world, cart } = shopInDaily();
    const simulator = await serve(world);

    const { success, log } = await runAgainst(simulator, { repository: 'cart', state: 'absent' });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([]);
    expect(cart.licensed).toBe(true);
    expect(log).toMatch(/^::error title=The repository is in the plan through its project::.*'Daily'.*'Shop'/m);
  });

  it('takes a repository that is named, too, out of the plan in which it is by itself', async () => {
    const { world, cart, daily } = shopInDaily();
    daily.repositories.add(cart.id);
    const simulator = await serve(world);

    const { success, outputs } = await runAgainst(simulator, { ...LEAVE, repository: 'cart' });

    expect(success).toBe(true);
    expect(changesTo(simulator).toSorted()).toEqual([DEACTIVATE, DETACH_PROJECT, DETACH]);
    expect(changesTo(simulator).at(-1)).toBe(DEACTIVATE);
    expect([cart.licensed, daily.repositories.has(cart.id)]).toEqual([false, false]);
    expect(outputs['license-status']).toBe('released');
  });

  it('would leave, says a dry run, which changes nothing', async () => {
    const { world } = shopInDaily();
    const simulator = await serve(world);

    const { success, outputs } = await runAgainst(simulator, { ...LEAVE, 'dry-run': 'true' });

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([]);
    expect(outputs).toMatchObject({ 'plan-status': 'would-detach', 'license-status': 'would-release', drift: 'true' });
  });

  it.each(['false', 'true'])('counts by its repositories towards max-removals (dry run: %s)', async (dryRun) => {
    const { world, daily, shop, tools } = shopInDaily();
    world.repositories.delete(tools.id);
    const simulator = await serve(world);

    const { success, log } = await runAgainst(simulator, { ...LEAVE, 'max-removals': '1', 'dry-run': dryRun });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([]);
    expect(daily.projects.has(shop.id)).toBe(true);
    expect(log).toMatch(/::2 repositories would be detached.*removed, and at most 1 may be: cart, till/);
    const enough = await runAgainst(simulator, { ...LEAVE, 'max-removals': '2', 'dry-run': dryRun });
    expect(enough.success).toBe(true);
  });

  it.each<[string, 'projectId' | 'none', RegExp, number]>([
    [
      'one of which the project is not reported',
      'projectId',
      /up to 3 repositories .* \(of 1 it is not reported whether they belong to a project that leaves\).*: cart, till, tools/,
      3,
    ],
    ['all, where no project is reported', 'none', /up to 4 repositories .* \(of 4 it/, 4],
  ])('counts with every other repository that may be in it: %s', async (_, belonging, message, count) => {
    const { world, daily, shop } = shopInDaily();
    const simulator = await serve(world, showing({ project: belonging }));
    const leave = { project: shop.id, state: 'absent' };

    const { success, log } = await runAgainst(simulator, { ...leave, 'max-removals': String(count - 1) });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([]);
    expect(log).toMatch(message);
    expect((await runAgainst(simulator, { ...leave, 'max-removals': String(count) })).success).toBe(true);
    expect(daily.projects.has(shop.id)).toBe(false);
  });

  it('does not count them where it has left already', async () => {
    const { world, shop, daily } = shopInDaily();
    daily.projects.delete(shop.id);
    const simulator = await serve(world, showing({ project: 'none' }));

    expect((await runAgainst(simulator, { ...LEAVE, project: shop.id, 'max-removals': '0' })).success).toBe(true);
    expect(changesTo(simulator)).toEqual([]);
  });

  it.each([
    ['0', false],
    ['1', true],
  ])('counts itself where all repositories belong to others (max-removals: %s)', async (max, isDone) => {
    const { world, acme, daily, tools } = shopInDaily();
    world.repositories.delete(tools.id);
    const empty = world.addProject(acme, 'Empty');
    daily.projects.add(empty.id);
    const simulator = await serve(world);

    const { success, outputs } = await runAgainst(simulator, {
      project: empty.id,
      state: 'absent',
      'max-removals': max,
    });

    expect(success).toBe(isDone);
    expect(daily.projects.has(empty.id)).toBe(!isDone);
    if (isDone) expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': '' });
  });

  it('releases what is left of a run that ended after the detachment', async () => {
    const { world, daily, shop, cart, till } = shopInDaily();
    daily.projects.delete(shop.id);
    const simulator = await serve(world);

    const { success, outputs } = await runAgainst(simulator, LEAVE);

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([DEACTIVATE]);
    expect([cart.licensed, till.licensed]).toEqual([false, false]);
    expect(outputs).toMatchObject({ 'plan-status': 'already-detached', 'license-status': 'released' });
  });

  it('has its repositories that are gone from the Git host released as well', async () => {
    const { world, cart } = shopInDaily();
    cart.removed = true;
    const simulator = await serve(world);

    expect((await runAgainst(simulator, LEAVE)).success).toBe(true);
    expect(cart.licensed).toBe(false);
  });
});
