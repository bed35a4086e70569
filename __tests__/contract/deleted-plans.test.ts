import { describe, expect, it } from '@jest/globals';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { ATTACH, ORGANIZATIONS, PLANS, type Reshape, type Row, rows, runWith, writes } from '../support/reshape.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, protectedWorld, serve, smallWorld } from '../support/service.ts';

/* A plan that is deleted proves nothing, whatever rows still say of it. */

const RECENT = { lastStatus: { successes: 5, warnings: 0, errors: 0 }, planFinishedTime: Date.now() - 600_000 };

describe('a plan that is marked as deleted', () => {
  const marked = (fields: Row): Reshape => rows(PLANS, (row) => ({ ...row, ...RECENT, ...fields }));

  it.each<Row>([
    { isDeleted: true },
    { isRemoved: true },
    { deletedAt: '2024-05-01T00:00:00Z' },
    { isArchived: true },
    { status: 'Deleted' },
  ])('is none, by name and by ID, and nothing is changed: %j', async (fields) => {
    const small = protectedWorld();
    for (const plan of ['Daily', small.daily.id]) {
      const { success, log, simulator } = await runWith(small, marked(fields), { plan });

      expect(success).toBe(false);
      expect(log).toContain('::error title=The backup plan was deleted::');
      expect(log).not.toContain('✅');
      expect(writes(simulator)).toBe(0);
    }
  });

  it('is one also by the row of the organization', async () => {
    const inRow = rows(ORGANIZATIONS, (row) => ({
      ...row,
      plans: (row['plans'] as Row[]).map((plan) => ({ ...plan, isDeleted: true })),
    }));
    const { success, log } = await runWith(protectedWorld(), inRow);

    expect(success).toBe(false);
    expect(log).toContain('::error title=The backup plan was deleted::');
  });

  it('does not stand in the way of a new one of its name', async () => {
    const small = protectedWorld();
    const old = rows(PLANS, (row) => [row, { ...row, id: '0a1b2c3d-0000-4000-8000-00000000000f', isDeleted: true }]);
    const { success, outputs } = await runWith(small, old);

    expect([success, outputs['plan-id']]).toEqual([true, small.daily.id]);
  });

  it('proves nothing where the mark is not understood', async () => {
    const { log, outputs } = await runWith(protectedWorld(), marked({ isDeleted: 'perhaps' }), { 'dry-run': 'true' });

    expect(outputs['plan-status']).toBe('would-attach');
    expect(outputs['plan-health']).toBe('unknown');
    expect(log).not.toContain('✅');
  });
});

describe('a plan whose schedule is off', () => {
  it.each<[Row, string]>([
    [{ status: 'Disabled' }, 'disabled'],
    [{ state: 'Paused' }, 'disabled'],
    [{ schedule: { enabled: false } }, 'disabled'],
    [{ isScheduled: false }, 'disabled'],
    [{ isSuspended: true }, 'disabled'],
    [{ schedule: { enabled: 'perhaps' } }, 'unknown'],
    [{ status: 'Success', schedule: { time: '03:00' } }, 'healthy'],
  ])('is so wherever that is said, in 4 requests: %j is %s', async (fields, health) => {
    const off = rows(PLANS, (row) => ({ ...row, ...RECENT, ...fields }));
    const { outputs, simulator } = await runWith(protectedWorld(), off);

    expect([outputs['plan-health'], simulator.requests.length]).toEqual([health, 4]);
  });
});

describe('a plan that is deleted while the run goes on', () => {
  /** The list of plans has none from its n-th answer on; the organization's row keeps it for some answers. */
  function gone(occurrences: readonly number[], endpoint: string): ScriptedFault[] {
    const empty = (all: readonly Row[]): readonly Row[] =>
      endpoint === PLANS ? [] : all.map((row) => ({ ...row, plans: [] }));
    return occurrences.map((occurrence) => ({ endpoint, occurrence, fault: { kind: 'stale', rows: empty } }));
  }

  const change = (change: () => void): Fault => ({ kind: 'change', when: 'before', change });

  const LATER = Array.from({ length: 30 }, (_, index) => index + 2);

  it('is a failure, after verify-timeout, though the repository still names it', async () => {
    const clock = new FakeClock();
    const faults = [...gone(LATER, PLANS), ...gone(LATER, ORGANIZATIONS)];

    const { success, log } = await runAgainst(await serve(smallWorld().world, { faults }), {}, { clock });

    expect(success).toBe(false);
    expect(log).toContain('::error title=The backup plan is gone from GitProtect::');
    expect(clock.slept.reduce((sum, pause) => sum + pause, 0)).toBe(30_000);
  });

  it('is not gone where one answer lacked it', async () => {
    const faults = [...gone([2], PLANS), ...gone([2], ORGANIZATIONS)];

    const { success, log } = await runAgainst(await serve(smallWorld().world, { faults }));

    expect(success).toBe(true);
    expect(log).toContain('✅ Protected, drift corrected');
  });

  it('is not gone where the row of the organization still holds it: that is one request more', async () => {
    const simulator = await serve(smallWorld().world, { faults: gone(LATER, PLANS) });

    const { success } = await runAgainst(simulator);

    expect(success).toBe(true);
    expect([callsOf(simulator, ORGANIZATIONS), callsOf(simulator, ATTACH)]).toEqual([2, 1]);
    expect(simulator.requests).toHaveLength(9);
  });

  it('is no reason to leave the old plan', async () => {
    const { world, acme, api, daily } = smallWorld();
    api.licensed = true;
    const weekly = world.addPlan(acme, 'Weekly', { repositories: new Set([api.id]) });
    const without = (plans: readonly Row[]): readonly Row[] => plans.filter(({ id }) => id !== daily.id);
    const faults = LATER.flatMap((occurrence): ScriptedFault[] => [
      { endpoint: PLANS, occurrence, fault: { kind: 'stale', rows: without } },
      {
        endpoint: ORGANIZATIONS,
        occurrence,
        fault: {
          kind: 'stale',
          rows: (all) => all.map((row) => ({ ...row, plans: without(row['plans'] as Row[]) })),
        },
      },
    ]);

    const { success } = await runAgainst(await serve(world, { faults }), { exclusive: 'true', 'max-removals': '5' });

    expect(success).toBe(false);
    expect(world.isProtected(api.id, weekly.id)).toBe(true);
  });

  it('proves nothing of what was in it, where it is not there any more when its settings are to be changed', async () => {
    const small = protectedWorld();
    const { world, daily } = small;
    daily.isActive = false;
    const fault = change(() => void world.plans.delete(daily.id));
    const faults = [{ endpoint: PLANS, occurrence: 2, fault }];
    const simulator = await serve(world, { faults });

    const { success, log, report } = await runAgainst(simulator, { 'plan-schedule': 'enabled', 'verify-timeout': '0' });

    expect(success).toBe(false);
    expect(report).toMatchObject({ repositories: [{ proved: false, plans: [{ status: 'failed' }] }] });
    expect(log).toMatch(/^::error title=The backup plan is gone from GitProtect::/m);
    expect(writes(simulator)).toBe(0);
  });

  it('proves nothing of what was in it, where its settings are otherwise first, and it is gone then', async () => {
    const { world, daily } = smallWorld();
    const faults = [
      { endpoint: PLANS, occurrence: 2, fault: change(() => void (daily.isActive = false)) },
      { endpoint: PLANS, occurrence: 3, fault: change(() => void world.plans.delete(daily.id)) },
    ];
    const simulator = await serve(world, { faults });

    const { success, log, outputs, report } = await runAgainst(simulator, { 'plan-schedule': 'enabled' });

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'plan-settings-status': 'failed', 'plan-status': 'failed' });
    expect(report).toMatchObject({ repositories: [{ proved: false }] });
    expect(log).toMatch(/^::error title=The backup plan is gone from GitProtect::api, Daily: /m);
  });
});

describe('an organization that is deleted while its repositories are changed', () => {
  it('proves nothing of the others either, which were protected at first', async () => {
    const small = smallWorld();
    const faults: readonly ScriptedFault[] = [
      {
        endpoint: 'git/repositories/activate',
        occurrence: 1,
        fault: { kind: 'change', change: (world) => void world.organizations.delete(small.acme.id) },
      },
    ];
    const simulator = await serve(small.world, { faults });

    const { success, report } = await runAgainst(simulator, { repository: '*' });

    expect(success).toBe(false);
    expect(report).toMatchObject({
      repositories: [
        { name: 'api', proved: false },
        {
          name: 'website',
          proved: false,
          error: expect.stringContaining('what was read at first is not found any more') as unknown,
        },
      ],
    });
  });

  it('is not told to be gone where the reading only fails, and nothing is proved', async () => {
    const small = smallWorld();
    const faults: readonly ScriptedFault[] = [
      { endpoint: PLANS, occurrence: { from: 2 }, fault: { kind: 'answer', status: 503 } },
    ];
    const simulator = await serve(small.world, { faults });

    const { success, report } = await runAgainst(simulator, { repository: '*' });

    expect(success).toBe(false);
    expect(report).toMatchObject({
      repositories: [
        { name: 'api', proved: false },
        { name: 'website', license: 'already-active', proved: false },
      ],
    });
  });
});
