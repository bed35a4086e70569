import { describe, expect, it } from '@jest/globals';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import type { Simulator } from '../../simulator/server.ts';
import type { WorldOptions } from '../../simulator/world.ts';
import {
  ATTACH,
  ATTACH_PROJECT,
  azureWorld,
  changesTo,
  MODIFY_AZURE,
  MODIFY_GIT,
  SWITCHES,
  writesTo,
} from '../support/azure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { GIT_EXTRAS } from '../support/plan-fields.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { callsOf, serve, type SmallWorld, smallWorld } from '../support/service.ts';
import { PLANS } from '../support/sweep.ts';

/* Modifications of plans that go wrong: what is read afterwards counts. */

const SCHEDULE = { 'plan-schedule': 'enabled' };
const ONE: ScriptedFault = { endpoint: MODIFY_GIT, occurrence: 1, fault: { kind: 'ignored' } };

interface Modified extends Ended, SmallWorld {
  readonly simulator: Simulator;
  readonly waitedSeconds: number;
}

/** Enables the schedule of `Daily`, which holds `website`, and attaches `api` to it, with these faults. */
async function modify(
  faults: (small: SmallWorld) => readonly ScriptedFault[],
  options: WorldOptions = {},
  inputs = {},
): Promise<Modified> {
  const clock = new FakeClock();
  const small = smallWorld({ unsentFields: 'dropped', now: () => clock.now(), ...options });
  small.daily.isActive = false;
  Object.assign(small.daily.extras, structuredClone(GIT_EXTRAS));
  const simulator = await serve(small.world, { faults: faults(small) });
  const end = await runAgainst(simulator, { ...SCHEDULE, ...inputs }, { clock });
  const waitedSeconds = clock.slept.reduce((sum, pause) => sum + pause, 0) / 1000;
  return { ...small, ...end, simulator, waitedSeconds };
}

/** What happens to the plan with its modification. */
function damaging(change: (small: SmallWorld) => unknown): (small: SmallWorld) => readonly ScriptedFault[] {
  return (small) => [{ ...ONE, fault: { kind: 'change', when: 'after', change: () => void change(small) } }];
}

/** Whatever becomes of the settings, `api` is protected in the end. */
function expectAttached({ world, api, website, daily, outputs }: Modified): void {
  expect(world.isProtected(api.id, daily.id)).toBe(true);
  expect(daily.repositories).toEqual(new Set([website.id, api.id]));
  expect(outputs['plan-status']).toBe('attached');
}

describe('a modification', () => {
  it('that takes its time is waited for before anything is attached', async () => {
    const end = await modify(() => [], { effectMs: { modification: 8000 } });

    expect(end.success).toBe(true);
    expect(end.outputs['plan-settings-status']).toBe('changed');
    expect(end.daily.isActive).toBe(true);
    expect(end.waitedSeconds).toBeGreaterThanOrEqual(8);
    expect(changesTo(end.simulator)[0]).toBe(MODIFY_GIT);
    expect(callsOf(end.simulator, MODIFY_GIT)).toBe(1);
    expectAttached(end);
  });

  it.each(['30', '0'])(
    'without effect fails, and what is attached is attached (verify-timeout: %s)',
    async (timeout) => {
      const end = await modify(() => [ONE], {}, { 'verify-timeout': timeout });

      expect(end.success).toBe(false);
      expect(end.outputs).toMatchObject({ 'plan-settings-status': 'failed', 'plan-health': 'disabled' });
      expect(end.log).toMatch(
        /^::error title=GitProtect accepted a change but did not make it::Daily: .*the schedule of .*is not as asked for/m,
      );
      expect(end.waitedSeconds).toBeLessThanOrEqual(Number(timeout) + 1);
      expectAttached(end);
    },
  );

  it('whose answer is lost is right if it is seen, and is not sent twice', async () => {
    const end = await modify(() => [{ ...ONE, fault: { kind: 'lost' } }], {}, { retries: '4' });

    expect(end.success).toBe(true);
    expect(end.outputs['plan-settings-status']).toBe('changed');
    expect(callsOf(end.simulator, MODIFY_GIT)).toBe(1);
    expectAttached(end);
  });

  it('that did not arrive fails, and is not sent twice', async () => {
    const fault: Fault = { kind: 'reset', at: 'before-headers' };
    const end = await modify(() => [{ ...ONE, fault }], {}, { retries: '4' });

    expect(end.success).toBe(false);
    expect(end.outputs['plan-settings-status']).toBe('failed');
    expect(callsOf(end.simulator, MODIFY_GIT)).toBe(1);
    expect(end.log).toMatch(/^::error .*could not modify backup plan 'Daily'/m);
    expectAttached(end);
  });

  it.each([400, 403, 500])('that is refused with %i fails with what the server said', async (status) => {
    const fault: Fault = { kind: 'answer', status, body: '{"message":"Not this plan."}' };
    const end = await modify(() => [{ ...ONE, fault }]);

    expect(end.success).toBe(false);
    expect(end.outputs).toMatchObject({ 'plan-settings-status': 'failed', 'license-status': 'activated' });
    expect(end.log).toMatch(/^::error .*Daily: .*could not modify backup plan 'Daily'.*Not this plan\./m);
    expect(end.log).toContain("❌ Licensed and attached, but the settings of backup plan 'Daily' could not be shown");
    expectAttached(end);
  });

  it('that cannot be checked fails, and may have changed something', async () => {
    const fault: Fault = { kind: 'answer', status: 500, body: '' };
    // All but the reading of the memberships, which shows the setting.
    const faults: ScriptedFault[] = [3, 5].map((occurrence) => ({ endpoint: PLANS, occurrence, fault }));
    const end = await modify(() => faults, {}, { 'verify-timeout': '0' });

    expect(end.success).toBe(false);
    expect(end.outputs).toMatchObject({ 'plan-settings-status': 'failed', changed: 'true' });
    expectAttached(end);
  });

  it('is checked again where one reading fails', async () => {
    const fault: Fault = { kind: 'answer', status: 500, body: '' };
    const end = await modify(() => [{ endpoint: PLANS, occurrence: 3, fault }]);

    expect(end.success).toBe(true);
    expect(end.outputs).toMatchObject({ 'plan-settings-status': 'changed', changed: 'true' });
    expectAttached(end);
  });

  it('of several fails for one, and is made for the others', async () => {
    const { world, acme, api, website, daily } = smallWorld();
    daily.isActive = false;
    const weekly = world.addPlan(acme, 'Weekly', { isActive: false, repositories: new Set([website.id]) });
    const simulator = await serve(world, { faults: [ONE] });

    const end = await runAgainst(simulator, { ...SCHEDULE, plan: 'Daily\nWeekly' });

    expect(end.success).toBe(false);
    expect([daily.isActive, weekly.isActive]).toEqual([false, true]);
    expect(end.report).toMatchObject({ plans: [{ settings: 'failed' }, { settings: 'changed' }] });
    expect([daily, weekly].every(({ id }) => world.isProtected(api.id, id))).toBe(true);
  });
});

describe('a modification that changes more than was asked for', () => {
  it('by a member is made good: the member is attached again, and seen', async () => {
    const end = await modify(damaging(({ daily, website }) => daily.repositories.delete(website.id)));

    expect(end.success).toBe(true);
    expect(end.outputs['plan-settings-status']).toBe('changed');
    expect(end.log).toMatch(
      /^::warning title=A modification changed more than was asked for::'website' left backup plan 'Daily' .* attached again/m,
    );
    expect(writesTo(end.simulator)[1]).toEqual({
      endpoint: ATTACH,
      body: { planid: end.daily.id, repositoryid: end.website.id },
    });
    expectAttached(end);
  });

  it('by its last member is made good, though the plan is not listed any more', async () => {
    const end = await modify(
      damaging(({ daily }) => {
        daily.repositories.clear();
      }),
      {},
      { repository: 'website' },
    );

    expect(end.success).toBe(true);
    expect(end.daily.repositories).toEqual(new Set([end.website.id]));
  });

  it('by a plan that is gone says so, and does not attach everything to it', async () => {
    const end = await modify(({ world, acme, daily }) => {
      for (const name of ['one', 'two', 'three']) daily.repositories.add(world.addRepository(acme, name).id);
      const gone: Fault = { kind: 'change', when: 'after', change: () => void world.plans.delete(daily.id) };
      return [{ ...ONE, fault: gone }];
    });

    expect(end.success).toBe(false);
    expect(end.log).toMatch(
      /title=The backup plan is gone from GitProtect::Daily: .*was modified, and is not in the list of plans any more/,
    );
    // Two of what it held, and what was to be attached.
    expect(callsOf(end.simulator, ATTACH)).toBe(3);
  });

  it('by nothing is seen where one reading lacks the plan', async () => {
    const lacking: ScriptedFault = { endpoint: PLANS, occurrence: 3, fault: { kind: 'stale', rows: () => [] } };
    const end = await modify(() => [lacking]);

    expect(end.success).toBe(true);
    expect(callsOf(end.simulator, ATTACH)).toBe(1);
    expectAttached(end);
  });

  it('by a project is made good', async () => {
    const { world, site, tools, daily } = azureWorld({}, { ...SWITCHES, isActive: false });
    const lose: Fault = {
      kind: 'change',
      when: 'after',
      change: () => {
        daily.projects.clear();
        daily.repositories.clear();
      },
    };
    const simulator = await serve(world, { faults: [{ endpoint: MODIFY_AZURE, occurrence: 1, fault: lose }] });

    const { success } = await runAgainst(simulator, { ...SCHEDULE, repository: 'tools' });

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([MODIFY_AZURE, ATTACH, ATTACH_PROJECT]);
    expect(daily).toMatchObject({ isActive: true, projects: new Set([site.id]), repositories: new Set([tools.id]) });
  });

  it('by a member is told, where no reading shows whether it was attached again', async () => {
    const lose = damaging(({ daily, website }) => daily.repositories.delete(website.id));
    const unread: ScriptedFault = {
      endpoint: PLANS,
      occurrence: { from: 5 },
      fault: { kind: 'answer', status: 403, body: '{}' },
    };
    const end = await modify((small) => [...lose(small), unread]);

    expect(end.success).toBe(false);
    expect(end.log.match(/^::warning .*'website' left backup plan 'Daily' .* attached again/gm)).toHaveLength(1);
  });

  it('by a member is waited for, where it is attached again but not seen at once', async () => {
    const lose = damaging(({ daily, website }) => daily.repositories.delete(website.id));
    const end = await modify(lose, { effectMs: { attachment: 5000 } });

    expect(end.success).toBe(true);
    expectAttached(end);
  });

  it('by a member that is lost late is waited for anew', async () => {
    // Seen at the ninth look after the modification, 25 s after it.
    const lose = ({ daily, website }: SmallWorld): readonly ScriptedFault[] => [
      {
        endpoint: PLANS,
        occurrence: 11,
        fault: {
          kind: 'change',
          change: (world) => {
            world.takeEffects();
            daily.repositories.delete(website.id);
          },
        },
      },
    ];
    const end = await modify(lose, { effectMs: { modification: 20_000, attachment: 10_000 } });

    expect(end.success).toBe(true);
    expect(changesTo(end.simulator).slice(0, 2)).toEqual([MODIFY_GIT, ATTACH]);
    expectAttached(end);
  });

  it.each<[string, Fault]>([
    ['is refused', { kind: 'answer', status: 400, body: '{"message":"No."}' }],
    ['has no effect', { kind: 'ignored' }],
  ])('by a member fails naming it, where attaching it again %s', async (_, fault) => {
    const lose = damaging(({ daily, website }) => daily.repositories.delete(website.id));
    const end = await modify((small) => [...lose(small), { endpoint: ATTACH, occurrence: 1, fault }]);

    expect(end.success).toBe(false);
    expect(end.outputs).toMatchObject({ 'plan-settings-status': 'failed', changed: 'true', 'plan-status': 'attached' });
    expect(end.log).toMatch(/^::error title=A modification changed more than was asked for::Daily: .*it lost/m);
    expect(end.log).toContain("it lost 'website', which could not be attached again");
    expect(end.log).not.toContain('had to be attached again');
    expect(end.world.isProtected(end.api.id, end.daily.id)).toBe(true);
  });

  it.each<[string, (small: SmallWorld) => unknown]>([
    ['schedule', ({ daily }) => (daily.extras['schedule'] = { days: [] })],
    ['encryptionSettings', ({ daily }) => (daily.extras['encryptionSettings'] = null)],
    ['includeMetadata', ({ daily }) => (daily.includeMetadata = false)],
    ['name', ({ daily }) => (daily.name = 'Nightly')],
    ['inculdeAllReposistories', ({ daily }) => (daily.selection = 'all')],
  ])('by another setting fails naming it: %s', async (name, change) => {
    const end = await modify(damaging(change), {}, { repository: 'website' });

    expect(end.success).toBe(false);
    expect(end.outputs).toMatchObject({ 'plan-settings-status': 'failed', changed: 'true' });
    expect(end.log).toMatch(
      new RegExp(
        `^::error title=A modification changed more than was asked for::Daily: .*settings ${name} changed, too`,
        'm',
      ),
    );
    expect(end.log).toMatch(/What to do: Look at backup plan 'Daily'/);
  });
});
