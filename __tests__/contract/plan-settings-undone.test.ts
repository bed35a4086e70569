import { describe, expect, it } from '@jest/globals';
import type { ScriptedFault } from '../../simulator/faults.ts';
import { ATTACH, MODIFY_GIT } from '../support/azure.ts';
import { GIT_EXTRAS } from '../support/plan-fields.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { callsOf, protectedWorld, serve, smallWorld } from '../support/service.ts';
import { ACTIVATE, PAGES, PLANS } from '../support/sweep.ts';

/* Settings that were right, or were changed, and that others change while a run is under way. */

describe('settings that were as asked at first', () => {
  /** Somebody switches `Daily` off when `api` is attached. */
  async function switchedOff(faults: readonly ScriptedFault[] = []): Promise<Ended> {
    const { world, daily } = smallWorld();
    const off = { kind: 'change', change: () => void (daily.isActive = false) } as const;
    const simulator = await serve(world, { faults: [{ endpoint: ATTACH, occurrence: 1, fault: off }, ...faults] });
    return await runAgainst(simulator, { 'plan-schedule': 'enabled', 'verify-timeout': '0' });
  }

  it('are not told to be so where somebody changes them meanwhile', async () => {
    const { success, log, outputs } = await switchedOff();

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'plan-settings-status': 'failed', 'plan-health': 'disabled' });
    expect(log).toMatch(/A change was undone while this ran::Daily: .*were as asked at first, and are not any more/);
  });

  it('are not told to be so where the plan cannot be read once more', async () => {
    const fault = { kind: 'answer', status: 403, body: '{"message":"no"}' } as const;
    const { success, outputs } = await switchedOff([{ endpoint: PLANS, occurrence: { from: 3 }, fault }]);

    expect([success, outputs['plan-settings-status']]).toEqual([false, 'failed']);
  });

  it('are looked at once more where the state could not be read again after a license was activated', async () => {
    const { world, api, daily } = smallWorld();
    daily.repositories.add(api.id);
    const off = { kind: 'change', change: () => void (daily.isActive = false) } as const;
    const unread = { kind: 'answer', status: 403, body: '{"message":"no"}' } as const;
    const faults: readonly ScriptedFault[] = [
      { endpoint: ACTIVATE, occurrence: 1, fault: off },
      { endpoint: PAGES, occurrence: { from: 2 }, fault: unread },
    ];
    const { outputs, log } = await runAgainst(await serve(world, { faults }), {
      'plan-schedule': 'enabled',
      'verify-timeout': '0',
    });

    expect(outputs['plan-settings-status']).toBe('failed');
    expect(log).toContain('were as asked at first, and are not any more');
  });
});

it('what somebody takes out of a plan while it is looked at just before its modification is told to be undone', async () => {
  const { world, api, daily } = protectedWorld();
  daily.isActive = false;
  // Somebody else switches it on, too: nothing is left to be modified.
  const change = (): void => {
    daily.isActive = true;
    daily.repositories.delete(api.id);
  };
  const simulator = await serve(world, {
    faults: [{ endpoint: PLANS, occurrence: 2, fault: { kind: 'change', change } }],
  });

  const { success, log, outputs } = await runAgainst(simulator, { 'plan-schedule': 'enabled', 'verify-timeout': '0' });

  expect([success, outputs['plan-status'], outputs['plan-health']]).toEqual([false, 'failed', 'healthy']);
  expect(log).toContain('The protection was undone while this ran');
});

it('a setting that was seen to be changed, and is undone by others before the end, is told so', async () => {
  const { world, daily } = smallWorld();
  daily.isActive = false;
  Object.assign(daily.extras, structuredClone(GIT_EXTRAS));
  const off = { kind: 'change', when: 'after', change: () => void (daily.isActive = false) } as const;
  const simulator = await serve(world, {
    faults: [{ endpoint: PLANS, occurrence: 4, fault: off }],
  });

  const { success, outputs, log } = await runAgainst(simulator, { 'plan-schedule': 'enabled' });

  expect(success).toBe(false);
  expect(outputs).toMatchObject({ changed: 'true', 'plan-settings-status': 'failed', 'plan-health': 'disabled' });
  expect(log).toMatch(
    /^::error title=A change was undone while this ran::Daily: .* were changed, and are not any more/m,
  );
});

it('a member that somebody takes out while a modification is refused is left out', async () => {
  const { world, api, website, daily } = smallWorld();
  [api.licensed, daily.isActive] = [true, false];
  daily.repositories.add(api.id);
  Object.assign(daily.extras, structuredClone(GIT_EXTRAS));
  const left = { kind: 'change', change: () => void daily.repositories.delete(website.id) } as const;
  const simulator = await serve(world, {
    faults: [
      { endpoint: MODIFY_GIT, occurrence: 1, fault: { kind: 'answer', status: 403, body: '{"message":"no"}' } },
      { endpoint: PLANS, occurrence: 3, fault: left },
    ],
  });

  const { success, outputs } = await runAgainst(simulator, { 'plan-schedule': 'enabled' });

  expect([success, outputs['changed'], callsOf(simulator, ATTACH)]).toEqual([false, 'false', 0]);
});

it('a member that was seen to be lost is told, also where nothing can be read after its attachment was refused', async () => {
  const { world, website, daily } = smallWorld();
  daily.isActive = false;
  Object.assign(daily.extras, structuredClone(GIT_EXTRAS));
  const lose = { kind: 'change', when: 'after', change: () => void daily.repositories.delete(website.id) } as const;
  const refused = { kind: 'answer', status: 403, body: '{"message":"no"}' } as const;
  const faults: readonly ScriptedFault[] = [
    { endpoint: MODIFY_GIT, occurrence: 1, fault: lose },
    { endpoint: ATTACH, occurrence: 'every', fault: refused },
    { endpoint: PLANS, occurrence: { from: 4 }, fault: refused },
  ];
  const { success, log } = await runAgainst(await serve(world, { faults }), {
    'plan-schedule': 'enabled',
    'verify-timeout': '0',
  });

  expect(success).toBe(false);
  expect(log).toMatch(/A modification changed more than was asked for::Daily: .*it lost 'website', which could not be/);
});
