import { describe, expect, it } from '@jest/globals';
import { type Evidence } from '../../simulator/rows.ts';
import type { WorldOptions } from '../../simulator/world.ts';
import {
  ACTIVATE,
  ATTACH,
  ATTACH_PROJECT,
  azureWorld,
  changesTo,
  DETACH,
  MODIFY_AZURE,
  MODIFY_GIT,
  showing,
  writesTo,
  SWITCHES,
} from '../support/azure.ts';
import { GIT_EXTRAS } from '../support/plan-fields.ts';
import { runAgainst } from '../support/run.ts';
import { PAGES, PLANS } from '../support/sweep.ts';
import { calledEndpoints, protectedWorld, serve, type SmallWorld, smallWorld } from '../support/service.ts';

const SCHEDULE = { 'plan-schedule': 'enabled' };
const METADATA = { 'plan-metadata': 'included' };
const BOTH = { ...SCHEDULE, ...METADATA };
const STRICT: WorldOptions = { unsentFields: 'dropped', rejectsOtherService: true };

/** Plan `Daily` is off, without metadata, and has every documented setting. */
function switchedOff(options: WorldOptions = STRICT): SmallWorld {
  const small = smallWorld(options);
  small.api.licensed = true;
  small.daily.repositories.add(small.api.id);
  Object.assign(small.daily, { isActive: false, includeMetadata: false });
  Object.assign(small.daily.extras, GIT_EXTRAS);
  return small;
}

describe('the settings of a Git plan', () => {
  it.each<[string, Record<string, string>, boolean, boolean]>([
    ['the schedule', SCHEDULE, true, false],
    ['metadata', METADATA, false, true],
    ['both', BOTH, true, true],
  ])(
    'are changed, and nothing else, where what is not sent is dropped: %s',
    async (_, inputs, isActive, includeMetadata) => {
      const { world, acme, api, website, daily } = switchedOff();
      const before = structuredClone(daily);
      const simulator = await serve(world);

      const { success, outputs, report, log, summary } = await runAgainst(simulator, inputs);

      expect(success).toBe(true);
      expect(daily).toEqual({ ...before, isActive, includeMetadata });
      expect(writesTo(simulator)).toEqual([
        {
          endpoint: MODIFY_GIT,
          body: {
            ...GIT_EXTRAS,
            id: daily.id,
            name: 'Daily',
            isActive,
            includeMetadata,
            inculdeAllReposistories: false,
            organizationId: acme.id,
            repositoriesIds: [website.id, api.id],
          },
        },
      ]);
      expect(outputs).toMatchObject({ 'plan-settings-status': 'changed', changed: 'true', drift: 'true' });
      expect(report).toMatchObject({
        plans: [
          {
            settings: 'changed',
            schedule: isActive ? 'enabled' : 'disabled',
            metadata: includeMetadata ? 'included' : 'excluded',
          },
        ],
      });
      expect(log).toContain("Settings of backup plan 'Daily': changed");
      expect(summary).toContain('| changed |');
    },
  );

  it('are read again after the change, and a second run writes nothing', async () => {
    const { world } = switchedOff();
    const simulator = await serve(world);

    await runAgainst(simulator, BOTH);
    const called = calledEndpoints(simulator);
    expect(called.slice(called.indexOf(MODIFY_GIT))).toEqual([MODIFY_GIT, PLANS, PAGES, PLANS, PLANS]);
    const { success, outputs } = await runAgainst(simulator, BOTH);

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([MODIFY_GIT]);
    expect(calledEndpoints(simulator)).toHaveLength(called.length + 4);
    expect(outputs).toMatchObject({ 'plan-settings-status': 'already', drift: 'false', changed: 'false' });
  });

  it('that are enabled now are not warned of as disabled', async () => {
    const { world } = switchedOff();

    const { log, summary, outputs } = await runAgainst(await serve(world), SCHEDULE);

    expect(outputs['plan-health']).toBe('healthy');
    expect(log).not.toMatch(/^::warning/m);
    expect(log).toContain('✅ Protected, drift corrected');
    expect(summary).not.toContain('is disabled');
  });

  it('are not looked at where nothing is asked', async () => {
    const { world } = switchedOff();
    const simulator = await serve(world);

    const { outputs, log, report } = await runAgainst(simulator);

    expect(changesTo(simulator)).toEqual([]);
    expect(calledEndpoints(simulator)).toHaveLength(4);
    expect(outputs).toMatchObject({ 'plan-settings-status': '', 'plan-health': 'disabled' });
    expect(log).not.toContain('Settings of');
    expect(JSON.stringify(report)).not.toContain('"settings"');
  });

  it.each<[string, Partial<Evidence>]>([
    ['rows', { repositories: 'repositories' }],
    ['another name for all', { includeAll: 'includeAllRepositories' }],
  ])('are changed where members are shown by %s', async (_, evidence) => {
    const { world, daily } = switchedOff();
    const before = structuredClone(daily);
    const simulator = await serve(world, showing(evidence));

    expect((await runAgainst(simulator, SCHEDULE)).success).toBe(true);
    expect(daily).toEqual({ ...before, isActive: true });
  });

  it.each(['inculdeAllReposistories', 'includeAllRepositories'] as const)(
    'are changed of a plan for all, which stays one: %s',
    async (includeAll) => {
      const { world, acme, api, daily } = switchedOff();
      const all = world.addPlan(acme, 'All', { selection: 'all', isActive: false, extras: { ...GIT_EXTRAS } });
      daily.repositories.clear();
      const before = structuredClone(all);
      const simulator = await serve(world, showing({ includeAll }));

      const { success, outputs } = await runAgainst(simulator, { ...SCHEDULE, plan: 'All' });

      expect(success).toBe(true);
      expect(all).toEqual({ ...before, isActive: true });
      expect(world.isProtected(api.id, all.id)).toBe(true);
      expect(outputs).toMatchObject({ 'plan-settings-status': 'changed', 'plan-status': 'already-attached' });
    },
  );

  it('are not changed of a plan by rules, which the request does not take', async () => {
    const { world, acme, api } = switchedOff();
    const rules = world.addPlan(acme, 'Rules', {
      selection: 'rules',
      isActive: false,
      repositories: new Set([api.id]),
    });
    const simulator = await serve(world);

    const { success, log, outputs } = await runAgainst(simulator, { ...SCHEDULE, plan: 'Rules' });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([]);
    expect(rules.isActive).toBe(false);
    expect(outputs).toMatchObject({ 'plan-settings-status': 'failed', 'plan-status': 'already-attached' });
    expect(log).toMatch(/^::error title=The settings of the backup plan were not changed::Rules: .*by rules/m);
  });

  it('are changed of several plans, of those that are not so already', async () => {
    const { world, acme, api, daily } = switchedOff();
    const repositories = new Set([api.id]);
    const weekly = world.addPlan(acme, 'Weekly', { repositories });
    const monthly = world.addPlan(acme, 'Monthly', { repositories, isActive: false });
    const simulator = await serve(world);

    const { success, report, outputs } = await runAgainst(simulator, { ...SCHEDULE, plan: 'Daily\nWeekly\nMonthly' });

    expect(success).toBe(true);
    expect([daily, weekly, monthly].map(({ isActive }) => isActive)).toEqual([true, true, true]);
    expect(writesTo(simulator).map(({ body }) => (body as { id: string }).id)).toEqual([daily.id, monthly.id]);
    expect(report).toMatchObject({
      plans: [{ settings: 'changed' }, { settings: 'already' }, { settings: 'changed' }],
    });
    expect(outputs['plan-settings-status']).toBe('changed');
  });

  it('would be changed, says a dry run, which changes nothing', async () => {
    const { world } = switchedOff();
    const simulator = await serve(world);

    const { success, outputs, log, summary } = await runAgainst(simulator, { ...BOTH, 'dry-run': 'true' });

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([]);
    // It is judged by the list of plans as a modification would be.
    expect(calledEndpoints(simulator)).toHaveLength(5);
    expect(outputs).toMatchObject({ 'plan-settings-status': 'would-change', drift: 'true', changed: 'false' });
    expect(log).toContain("Settings of backup plan 'Daily': would be changed");
    expect(log).toContain(
      "Drift found, nothing changed (dry run): the settings of backup plan 'Daily' are not as asked",
    );
    expect(summary).toContain('| would be changed |');
    const strict = await runAgainst(simulator, { ...BOTH, 'dry-run': 'true', 'fail-on-drift': 'true' });
    expect(strict.success).toBe(false);
  });

  it.each(['absent', 'removed'])('are not allowed with state: %s', async (state) => {
    const simulator = await serve(protectedWorld().world);
    const confirm = state === 'removed' ? { repository: 'api', confirm: 'api', plan: '' } : {};

    const { success, log } = await runAgainst(simulator, { ...BOTH, ...confirm, state });

    expect(success).toBe(false);
    expect(calledEndpoints(simulator)).toEqual([]);
    expect(log).toContain(`plan-schedule is given with state: ${state}: it is for state: present only`);
  });
});

describe('settings together with other changes', () => {
  it.each(['kept', 'dropped'] as const)(
    'lose no repository that is attached (unsent fields %s)',
    async (unsentFields) => {
      const { world, api, website, daily } = smallWorld({ unsentFields });
      daily.isActive = false;
      const simulator = await serve(world);

      const { success, outputs } = await runAgainst(simulator, SCHEDULE);

      expect(success).toBe(true);
      expect(changesTo(simulator).toSorted()).toEqual([ACTIVATE, ATTACH, MODIFY_GIT]);
      expect(daily.isActive).toBe(true);
      expect(daily.repositories).toEqual(new Set([website.id, api.id]));
      expect(outputs).toMatchObject({ 'plan-status': 'attached', 'plan-settings-status': 'changed' });
    },
  );

  it('lose no project that is attached', async () => {
    const { world, shop, site, tools, daily } = azureWorld(STRICT, { ...SWITCHES, isActive: false });
    const simulator = await serve(world);

    const { success } = await runAgainst(simulator, { ...SCHEDULE, project: 'Shop' });

    expect(success).toBe(true);
    expect(changesTo(simulator).toSorted()).toEqual([ACTIVATE, ATTACH_PROJECT, MODIFY_AZURE]);
    expect(daily).toMatchObject({
      isActive: true,
      projects: new Set([site.id, shop.id]),
      repositories: new Set([tools.id]),
    });
  });

  it('are changed of an exclusive plan, and the other one is left', async () => {
    const { world, acme, api, website, daily } = switchedOff();
    const weekly = world.addPlan(acme, 'Weekly', { repositories: new Set([api.id, website.id]) });
    const simulator = await serve(world);

    const { success } = await runAgainst(simulator, { ...SCHEDULE, exclusive: 'true' });

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([MODIFY_GIT, DETACH]);
    expect(weekly.repositories).toEqual(new Set([website.id]));
    expect(daily).toMatchObject({ isActive: true, repositories: new Set([website.id, api.id]) });
  });
});
