import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import type { Simulator } from '../../simulator/server.ts';
import type { WorldOptions } from '../../simulator/world.ts';
import {
  type AzureWorld,
  azureWorld,
  changesTo,
  DEACTIVATE,
  DETACH_PROJECT,
  LEAVING_DIALECTS,
  shopInDaily,
  showing,
} from '../support/azure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { callsOf, serve } from '../support/service.ts';
import { PLANS } from '../support/sweep.ts';

const LEAVE = { project: 'Shop', state: 'absent' };

describe('a detachment of a project', () => {
  async function leaveWith(
    fault: Fault | undefined,
    dialect = {},
    options: WorldOptions = {},
    inputs = {},
  ): Promise<AzureWorld & Ended & { simulator: Simulator }> {
    const clock = new FakeClock();
    const azure = shopInDaily({ now: () => clock.now(), ...options });
    const faults = fault === undefined ? [] : [{ endpoint: DETACH_PROJECT, occurrence: 1, fault }];
    const simulator = await serve(azure.world, { faults, ...showing(dialect) });
    return { ...azure, simulator, ...(await runAgainst(simulator, { ...LEAVE, ...inputs }, { clock })) };
  }

  it.each(LEAVING_DIALECTS)('that takes its time is waited for before a license is released: %j', async (dialect) => {
    const end = await leaveWith(undefined, dialect, { effectMs: { detachment: 5000 } });

    expect(end.success).toBe(true);
    expect(end.outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'released' });
    expect(end.cart.licensed).toBe(false);
  });

  it.each(LEAVING_DIALECTS)('that was accepted without effect leaves the licenses: %j', async (dialect) => {
    const { success, cart, till, simulator, outputs } = await leaveWith({ kind: 'ignored' }, dialect);

    expect(success).toBe(false);
    expect([cart.licensed, till.licensed]).toEqual([true, true]);
    expect(callsOf(simulator, DEACTIVATE)).toBe(0);
    expect(outputs['plan-status']).toBe('failed');
  });

  it('that is refused leaves the licenses', async () => {
    const { success, cart, simulator, log } = await leaveWith({
      kind: 'answer',
      status: 400,
      body: '{"message":"No."}',
    });

    expect(success).toBe(false);
    expect(cart.licensed).toBe(true);
    expect(callsOf(simulator, DEACTIVATE)).toBe(0);
    expect(log).toMatch(/^::error .*could not detach Azure DevOps project 'Shop'.*No\./m);
  });

  it('whose answer was lost is right if it is seen, and the licenses are released', async () => {
    const { success, cart, outputs } = await leaveWith({ kind: 'lost' });

    expect(success).toBe(true);
    expect(cart.licensed).toBe(false);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'released' });
  });

  it.each([
    ['', false],
    ['Daily', true],
  ])('that no row tells of releases licenses only where every plan is left (plan: %j)', async (plan, licensed) => {
    const dialect = { projectPlans: 'none' };
    const { cart, daily, shop, log, outputs } = await leaveWith(undefined, dialect, {}, { plan });

    expect(daily.projects.has(shop.id)).toBe(false);
    expect(cart.licensed).toBe(licensed);
    expect(log).toMatch(/^::warning title=The changes could not be proved::/m);
    expect(outputs['plan-status']).toBe('detached');
    expect(JSON.stringify(outputs)).not.toContain('already-detached');
  });

  it('leaves the licenses of all of its repositories that are in the plan by themselves, without waiting', async () => {
    const { world, shop, cart, till, daily } = shopInDaily();
    for (const { id } of [cart, till]) daily.repositories.add(id);
    const clock = new FakeClock();
    const simulator = await serve(world);

    const { success, outputs } = await runAgainst(simulator, LEAVE, { clock });

    expect(success).toBe(true);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'kept' });
    expect(daily.projects.has(shop.id)).toBe(false);
    expect([cart, till].every(({ id }) => world.isProtected(id, daily.id))).toBe(true);
    expect(clock.slept).toEqual([]);
  });

  it('counts each of its repositories towards max-removals, licensed or not', async () => {
    const { world, cart } = shopInDaily();
    cart.licensed = false;
    const simulator = await serve(world);

    const { success, log } = await runAgainst(simulator, { ...LEAVE, 'max-removals': '1' });

    expect(success).toBe(false);
    expect(callsOf(simulator, DETACH_PROJECT)).toBe(0);
    expect(log).toContain('up to 3 repositories would be detached, released or removed (of 1 it');
  });
});

it.each(['Daily', ''])(
  'the repositories of a project are not absent where a plan takes in all just before they would be released: %j',
  async (plan) => {
    const { world, cart, till, daily } = azureWorld();
    cart.licensed = till.licensed = true;
    const change = (): void => void Object.assign(daily, { selection: 'all' });
    const fault = { kind: 'change', when: 'before', change } as const;
    const simulator = await serve(world, { faults: [{ endpoint: PLANS, occurrence: 2, fault }] });

    const { success, report, log } = await runAgainst(simulator, { ...LEAVE, plan });

    expect([success, changesTo(simulator)]).toEqual([false, []]);
    const proved = (report as { repositories: { kind: string; proved: boolean }[] }).repositories
      .filter(({ kind }) => kind === 'repository')
      .map((each) => each.proved);
    expect(proved).toEqual([false, false]);
    expect(log).not.toContain('no plan is seen to contain it now');
  },
);

it('a project that leaves every plan: the plan that a repository of it stays in is named', async () => {
  const { world, acme, cart } = shopInDaily();
  world.addPlan(acme, 'Weekly', { repositories: new Set([cart.id]) });

  const { log } = await runAgainst(await serve(world), { ...LEAVE, plan: '' });

  expect(log).toContain(" are not in backup plan 'Daily' any more, 1 still is in backup plan 'Weekly'; ");
});
