import { describe, expect, it } from '@jest/globals';
import type { ScriptedFault } from '../../simulator/faults.ts';
import type { WorldOptions } from '../../simulator/world.ts';
import { ATTACH, azureWorld, changesTo, MODIFY_AZURE, MODIFY_GIT, showing, writesTo } from '../support/azure.ts';
import { AZURE_EXTRAS, GIT_EXTRAS } from '../support/plan-fields.ts';
import { plansAs } from '../support/reshape-rows.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, serve, type SmallWorld, smallWorld } from '../support/service.ts';
import { PLANS } from '../support/sweep.ts';

/* Settings that are not changed, since something could be lost by it; and rows in other words than the documents'. */

const SCHEDULE = { 'plan-schedule': 'enabled' };
const METADATA = { 'plan-metadata': 'included' };
const STRICT: WorldOptions = { unsentFields: 'dropped' };

function off(options: WorldOptions = STRICT): SmallWorld {
  const small = smallWorld(options);
  Object.assign(small.daily, { isActive: false, includeMetadata: false });
  Object.assign(small.daily.extras, GIT_EXTRAS);
  return small;
}

type Row = Readonly<Record<string, unknown>>;

describe('settings of a hand-picked plan', () => {
  const hidden: [string, (row: Row) => Row][] = [
    ['not at all', (row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'repositoriesIds'))],
    ['as null', (row) => ({ ...row, repositoriesIds: null })],
    ['in part by names', (row) => ({ ...row, repositoriesIds: [...(row['repositoriesIds'] as string[]), 'website'] })],
    ['fewer than the row counts', (row) => ({ ...row, repoCount: 2 })],
    ["fewer than the organization's row counts", (row) => ({ ...row, repositoriesIds: [] })],
    ['in another type', (row) => ({ ...row, repositoriesIds: 'website' })],
  ];

  it.each(hidden)('are not changed where its members are shown %s; what is attached is attached', async (_, change) => {
    const { world, api, daily } = off();
    const simulator = await serve(world, { reshape: plansAs(change) });

    const { success, outputs, log, summary, report } = await runAgainst(simulator, SCHEDULE);

    expect(success).toBe(false);
    expect(changesTo(simulator)).not.toContain(MODIFY_GIT);
    expect(daily.isActive).toBe(false);
    expect(world.isProtected(api.id, daily.id)).toBe(true);
    expect(outputs).toMatchObject({ 'plan-settings-status': 'failed', 'plan-status': 'attached' });
    expect(report).toMatchObject({ plans: [{ settings: 'failed', schedule: 'disabled' }] });
    expect(log).toMatch(/^::error title=The settings of the backup plan were not changed::Daily: .*repositories/m);
    expect(log).toContain("❌ Licensed and attached, but the settings of backup plan 'Daily' could not be shown");
    expect(summary).toContain('| failed |');
  });

  it.each(hidden)('would not be changed, says a dry run, where its members are shown %s', async (_, change) => {
    const simulator = await serve(off().world, { reshape: plansAs(change) });

    const { success, outputs, log } = await runAgainst(simulator, { ...SCHEDULE, 'dry-run': 'true' });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([]);
    expect(outputs).toMatchObject({ 'plan-settings-status': 'failed', changed: 'false' });
    expect(log).toMatch(/^::error title=The settings of the backup plan were not changed::/m);
  });

  it('are not changed where the projects of an Azure DevOps plan are not shown', async () => {
    const { world, daily } = azureWorld(STRICT, { isActive: false });
    const simulator = await serve(world, showing({ projectPlans: 'none' }));

    const { success, log } = await runAgainst(simulator, { ...SCHEDULE, repository: 'tools' });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([]);
    expect(daily.isActive).toBe(false);
    expect(log).toMatch(/^::error .*does not report all projects/m);
  });

  it.each(['false', 'true'])('are not changed of a plan that is not listed (dry run: %s)', async (dryRun) => {
    const { world, acme } = off();
    const empty = world.addPlan(acme, 'Empty', { isActive: false });
    const simulator = await serve(world);

    const { success, log, outputs } = await runAgainst(simulator, { ...SCHEDULE, plan: 'Empty', 'dry-run': dryRun });

    expect(success).toBe(false);
    expect(changesTo(simulator)).not.toContain(MODIFY_GIT);
    expect(empty.isActive).toBe(false);
    expect(outputs['plan-settings-status']).toBe('failed');
    expect(log).toMatch(/^::error title=The settings of the backup plan were not changed::Empty: .*not in the list/m);
    if (dryRun === 'true') return;
    // What was attached lists it: the next run is able to.
    expect(changesTo(simulator)).toContain(ATTACH);
    expect((await runAgainst(simulator, { ...SCHEDULE, plan: 'Empty' })).success).toBe(true);
    expect(empty.isActive).toBe(true);
  });

  it('are not changed of a plan that has vanished meanwhile', async () => {
    const { world, daily } = off();
    const simulator = await serve(world, {
      faults: [
        {
          endpoint: 'plans/listassignedtoorganization',
          occurrence: 2,
          fault: {
            kind: 'change',
            change: ({ plans }) => {
              plans.find(daily.id).repositories.clear();
            },
          },
        },
      ],
    });

    const { success, log } = await runAgainst(simulator, SCHEDULE);

    expect(success).toBe(false);
    expect(changesTo(simulator)).not.toContain(MODIFY_GIT);
    expect(log).toMatch(/^::error title=The settings of the backup plan were not changed::Daily: .*not in the list/m);
  });

  it('are not changed where a member has left meanwhile: another run is to read all again', async () => {
    const { world, acme, daily } = off();
    const late = world.addRepository(acme, 'late', { licensed: true });
    daily.repositories.add(late.id);
    const left = { kind: 'change', change: () => void daily.repositories.delete(late.id) } as const;
    const simulator = await serve(world, { faults: [{ endpoint: PLANS, occurrence: 2, fault: left }] });

    const { success, log } = await runAgainst(simulator, SCHEDULE);

    expect([success, callsOf(simulator, MODIFY_GIT)]).toEqual([false, 0]);
    expect(log).toMatch(/^::error .*reported more members of it a moment ago.*What to do: Run again/m);
  });

  it('are not changed of a plan that is marked as deleted meanwhile', async () => {
    let readings = 0;
    const simulator = await serve(off().world, {
      reshape: plansAs((row) => ({ ...row, isDeleted: readings > 1 })),
      onRequest: ({ endpoint }) => void (readings += endpoint === PLANS ? 1 : 0),
    });

    const { success, log } = await runAgainst(simulator, SCHEDULE);

    expect([success, callsOf(simulator, MODIFY_GIT)]).toEqual([false, 0]);
    expect(log).toContain('::error title=The backup plan is gone from GitProtect::');
  });

  it('are changed of a plan that one reading lacked', async () => {
    const { world } = off();
    const missing: ScriptedFault = { endpoint: PLANS, occurrence: 2, fault: { kind: 'stale', rows: () => [] } };
    const simulator = await serve(world, { faults: [missing] });

    const { success } = await runAgainst(simulator, SCHEDULE);

    expect([success, changesTo(simulator).includes(MODIFY_GIT)]).toEqual([true, true]);
  });

  it('are as asked already where somebody changed them meanwhile', async () => {
    const { world, daily } = off();
    const simulator = await serve(world, {
      faults: [
        {
          endpoint: 'plans/listassignedtoorganization',
          occurrence: 2,
          fault: { kind: 'change', change: () => (daily.isActive = true) },
        },
      ],
    });

    const { success, outputs } = await runAgainst(simulator, SCHEDULE);

    expect(success).toBe(true);
    expect(changesTo(simulator)).not.toContain(MODIFY_GIT);
    expect(outputs['plan-settings-status']).toBe('already');
  });

  it('hold the members that it has just before, not those of the first reading', async () => {
    const { world, acme, api, website, daily } = off();
    const late = world.addRepository(acme, 'late', { licensed: true });
    const simulator = await serve(world, {
      faults: [
        {
          endpoint: 'plans/listassignedtoorganization',
          occurrence: 2,
          fault: { kind: 'change', change: () => daily.repositories.add(late.id) },
        },
      ],
    });

    const { success } = await runAgainst(simulator, SCHEDULE);

    expect(success).toBe(true);
    expect(daily.repositories).toEqual(new Set([website.id, late.id, api.id]));
  });
});

describe('settings that a row shows in other words', () => {
  it.each<[string, Record<string, string>, (row: Row) => Row]>([
    ['isEnabled', METADATA, ({ isActive, ...row }) => ({ ...row, isEnabled: isActive })],
    ['isPaused', METADATA, ({ isActive, ...row }) => ({ ...row, isPaused: isActive !== true })],
    [
      'isMetadataIncluded',
      SCHEDULE,
      ({ includeMetadata, ...row }) => ({ ...row, isMetadataIncluded: includeMetadata }),
    ],
    ['names in capitals', METADATA, (row) => capitals(row)],
  ])('are sent by their documented names, so that they stay: %s', async (_, inputs, change) => {
    const { world, daily } = off();
    Object.assign(daily, { isActive: inputs === METADATA, includeMetadata: inputs === SCHEDULE });
    const before = structuredClone(daily);
    const simulator = await serve(world, { reshape: plansAs(change) });

    const { success, outputs } = await runAgainst(simulator, { ...inputs, repository: 'website' });

    expect(success).toBe(true);
    expect(daily).toEqual({ ...before, isActive: true, includeMetadata: true });
    expect(outputs['plan-settings-status']).toBe('changed');
    expect(writesTo(simulator)).toMatchObject([{ endpoint: MODIFY_GIT, body: GIT_EXTRAS }]);
  });
});

function capitals(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.slice(0, 1).toUpperCase() + name.slice(1), value]),
  );
}

it.each([
  ['before it would be modified', {}, 2],
  ['before it would be modified, exclusive', { exclusive: 'true' }, 2],
  ['before another plan is modified', { plan: 'Daily\nWeekly' }, 4],
])('nothing is attached to a plan that chooses by itself just %s', async (_, inputs, occurrence) => {
  const { world, acme, api, website, daily } = off({});
  const weekly = world.addPlan(acme, 'Weekly', { repositories: new Set([api.id]), isActive: false });
  Object.assign(weekly.extras, GIT_EXTRAS);
  const turned = {
    kind: 'change',
    when: 'before',
    change: () => void Object.assign(daily.extras, { rules: ['name is api'] }),
  } as const;
  const simulator = await serve(world, {
    faults: [{ endpoint: PLANS, occurrence, fault: turned }],
  });

  const { success, log } = await runAgainst(simulator, { ...SCHEDULE, ...inputs });

  expect(success).toBe(false);
  expect(callsOf(simulator, ATTACH)).toBe(0);
  expect(weekly.repositories).toEqual(new Set([api.id]));
  expect(daily.repositories).toEqual(new Set([website.id]));
  expect(log).toMatch(
    /title=The backup plan does not include the repository::api: .*chooses its repositories by itself/,
  );
});

it('what a plan by rules lost with a modification is not attached to it by hand', async () => {
  const { world, tools, daily } = azureWorld({}, { isActive: false });
  Object.assign(daily.extras, structuredClone(AZURE_EXTRAS), { gitChoiceMode: 'Rules' });
  const lost = { kind: 'change', when: 'after', change: () => void daily.repositories.delete(tools.id) } as const;
  const simulator = await serve(world, { faults: [{ endpoint: MODIFY_AZURE, occurrence: 1, fault: lost }] });

  const { success, outputs, log } = await runAgainst(simulator, { ...SCHEDULE, repository: 'tools' });

  expect(success).toBe(false);
  expect([callsOf(simulator, MODIFY_AZURE), callsOf(simulator, ATTACH)]).toEqual([1, 0]);
  expect(outputs['plan-settings-status']).toBe('failed');
  expect(log).toContain("'tools'");
});
