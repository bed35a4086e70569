import { describe, expect, it } from '@jest/globals';
import type { Fault, Row, ScriptedFault } from '../../simulator/faults.ts';
import { ATTACH_PROJECT, changesTo, DETACH_PROJECT, shopInDaily } from '../support/azure.ts';
import {
  DETACH,
  every,
  IGNORED,
  type LeavingWorld,
  once,
  orderOf,
  REFUSED,
  stateOf,
  writesOf,
} from '../support/leaving.ts';
import { move, type Moved } from '../support/moving.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, serve } from '../support/service.ts';
import { ATTACH, PAGES, PLANS } from '../support/sweep.ts';

/* A new membership that is gone again once the old one has been left: the old plan is joined again. */

const UNDONE = { 'verify-timeout': '0' };

/** Moves `api` from `Daily` to `Weekly`, and has it vanish from there with its detachment. */
async function undone(
  more: Parameters<typeof move>[0] = {},
  prepare: (small: LeavingWorld) => void = () => undefined,
  undo = (small: LeavingWorld): unknown => small.weekly.repositories.delete(small.api.id),
): Promise<Moved> {
  let small: LeavingWorld | undefined;
  const change = (): void => {
    if (small !== undefined) undo(small);
  };
  const faults = [...once(DETACH, { kind: 'change', when: 'after', change }), ...(more.faults ?? [])];
  return await move({ ...more, faults }, UNDONE, {}, (each) => {
    small = each;
    prepare(each);
  });
}

describe('a new membership that is gone once the old one was left', () => {
  it('has the old plan joined again, and the step fails', async () => {
    for (const isThere of [false, true]) {
      const { success, small, simulator, log, outputs, report } = await undone({}, ({ weekly, api }) => {
        if (isThere) weekly.repositories.add(api.id);
      });

      expect(success).toBe(false);
      expect(orderOf(simulator)).toBe(
        `read ${isThere ? '' : 'attach '}${isThere ? '' : 'read '}detach read attach read`,
      );
      expect(stateOf(small, small.api)).toEqual([true, 'Daily']);
      expect(outputs).toMatchObject({ 'plan-status': 'failed' });
      expect(report).toMatchObject({
        repositories: [{ proved: false, plans: [{ status: 'failed' }, { name: 'Daily', status: 'failed' }] }],
      });
      expect(log).toMatch(
        /^::error title=[^:]*::api: .*; its new membership was seen, then it was detached from backup plan 'Daily', and attached there again since the new one is not seen any more/m,
      );
      expect(log).not.toContain('✅');
    }
  });

  it('is told with the schedule as it is then', async () => {
    let plan: LeavingWorld['weekly'] | undefined;
    const off = (): void => {
      if (plan !== undefined) plan.isActive = false;
    };
    const faults = once(ATTACH, { kind: 'change', when: 'after', change: off }, 2);
    const { log, outputs } = await undone({ faults }, ({ weekly }) => {
      plan = weekly;
    });

    expect(log).toContain("'Weekly': ⚠️ disabled");
    expect(outputs).toMatchObject({ 'plan-health': 'disabled' });
  });

  it('says so where the old plan cannot be joined again', async () => {
    const { success, small, log } = await undone(
      { faults: once(ATTACH, REFUSED) },
      ({ weekly, api }) => void weekly.repositories.add(api.id),
    );

    expect(success).toBe(false);
    expect(stateOf(small, small.api)).toEqual([true]);
    expect(log).toContain('it may be in no plan now');
    expect(log).toContain('not on Thursdays');
  });

  it('is restored by every old plan, and of a project as well', async () => {
    const azure = shopInDaily();
    const { world, acme, shop, daily, tools } = azure;
    const monthly = world.addPlan(acme, 'Monthly', { projects: new Set([shop.id]), repositories: new Set([tools.id]) });
    const weekly = world.addPlan(acme, 'Weekly', { repositories: new Set([tools.id]) });
    const change = (): void => void weekly.projects.delete(shop.id);
    const faults = once(DETACH_PROJECT, { kind: 'change', when: 'after', change }, 2);
    const simulator = await serve(world, { faults });

    const { success } = await runAgainst(simulator, { project: 'Shop', plan: 'Weekly', exclusive: 'true', ...UNDONE });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([
      ATTACH_PROJECT,
      DETACH_PROJECT,
      DETACH_PROJECT,
      ATTACH_PROJECT,
      ATTACH_PROJECT,
    ]);
    expect([daily, monthly, weekly].map(({ projects }) => projects.has(shop.id))).toEqual([true, true, false]);
  });

  it('is nothing to be restored where the repository is gone', async () => {
    const { success, simulator } = await undone({}, undefined, ({ world, api }) => {
      world.remove(api.id);
    });

    expect(success).toBe(false);
    expect(callsOf(simulator, ATTACH)).toBe(1);
  });

  it('is nothing to be restored where it cannot be read', async () => {
    const lost: Fault = { kind: 'answer', status: 500 };
    const faults = [4, 5, 6, 7].flatMap((occurrence) => once(PAGES, lost, occurrence));
    const { success, simulator } = await move({ faults: [...faults, ...once(PAGES, lost, 3)] }, UNDONE);

    expect(success).toBe(false);
    expect(callsOf(simulator, ATTACH)).toBe(1);
  });

  describe('after another repository was moved well', () => {
    const BOTH = { repository: 'api\nwebsite' };

    /** Moves both, `api` in vain; then its old plan is joined again, with these faults. */
    async function movedBoth(
      faults: readonly ScriptedFault[],
      change: (small: LeavingWorld) => unknown = () => undefined,
    ): Promise<Moved> {
      let small: LeavingWorld | undefined;
      const undo = (): unknown => small?.weekly.repositories.delete(small.api.id);
      const follow = (): unknown => small && change(small);
      const all = [
        ...once(DETACH, { kind: 'change', when: 'after', change: undo }),
        ...once(ATTACH, { kind: 'change', when: 'after', change: follow }, 1),
        ...faults,
      ];
      return await move({ faults: all }, { ...UNDONE, ...BOTH }, {}, (each) => {
        small = each;
        each.weekly.repositories.add(each.api.id);
        each.daily.repositories.add(each.website.id);
      });
    }

    it('leaves that one proved, as it was read, where the last reading fails', async () => {
      const { report } = await movedBoth(once(PAGES, { kind: 'answer', status: 500 }, 4));

      expect(report).toMatchObject({ repositories: [{ proved: false }, { name: 'website', proved: true }] });
    });

    it('proves nothing of that one, either, where the organization is not found any more', async () => {
      const { report, outputs } = await movedBoth(once(PAGES, { kind: 'answer', status: 404 }, 4));

      expect(outputs).toMatchObject({ 'license-status': 'failed', 'repositories-failed': '2' });
      expect(report).toMatchObject({ repositories: [{ proved: false }, { name: 'website', proved: false }] });
    });

    it('has that one restored, too, where its new plan is gone by then', async () => {
      const { small, report, outputs } = await movedBoth([], ({ world, weekly }) => world.plans.delete(weekly.id));

      expect(outputs).toMatchObject({ 'repositories-failed': '2' });
      expect([stateOf(small, small.api), stateOf(small, small.website)]).toEqual([
        [true, 'Daily'],
        [true, 'Daily'],
      ]);
      expect(report).toMatchObject({ repositories: [{ proved: false }, { proved: false }] });
    });

    it('does not prove that one, either, where it is attached to yet another plan by then', async () => {
      const { report, log } = await movedBoth([], ({ world, acme, website }) =>
        world.addPlan(acme, 'Monthly', { repositories: new Set([website.id]) }),
      );

      expect(report).toMatchObject({
        repositories: [
          { name: 'api', proved: false },
          { name: 'website', proved: false },
        ],
      });
      expect(log.match(/title=Another backup plan contains it now/g)).toHaveLength(1);
    });
  });

  it('is not taken for gone by one old row', async () => {
    let rowsBefore: readonly Row[] = [];
    const remember: Fault = { kind: 'stale', rows: (rows) => (rowsBefore = rows) };
    const old: Fault = { kind: 'stale', rows: () => rowsBefore };
    const { success, small, simulator } = await move({
      faults: [...once(PAGES, remember, 1), ...once(PAGES, old, 3)],
    });

    expect(success).toBe(true);
    expect(stateOf(small, small.api)).toEqual([true, 'Weekly']);
    expect(callsOf(simulator, ATTACH)).toBe(1);
  });

  it('is restored by the next run where this one is killed before', async () => {
    const { small } = await undone(
      { faults: every(ATTACH, { kind: 'reset', at: 'before-headers' }) },
      ({ weekly, api }) => {
        weekly.repositories.add(api.id);
      },
    );
    expect(stateOf(small, small.api)).toEqual([true]);

    const next = await runAgainst(await serve(small.world), { plan: 'Weekly', exclusive: 'true' });

    expect(next.success).toBe(true);
    expect(stateOf(small, small.api)).toEqual([true, 'Weekly']);
  });
});

it('a new membership that only an old row shows is not seen, though the organization counted more in the plan before', async () => {
  let old: readonly Row[] = [];
  const remember: Fault = { kind: 'stale', rows: (rows) => (old = rows) };
  let small: LeavingWorld | undefined;
  const vanish: Fault = {
    kind: 'change',
    when: 'before',
    change: () => small?.weekly.repositories.delete(small.api.id),
  };
  const faults = [
    ...once(PAGES, remember, 1),
    ...once(PAGES, { kind: 'stale', rows: () => old }, 2),
    ...once(PLANS, vanish, 2),
  ];

  const moved = await move({ faults }, UNDONE, {}, (each) => {
    small = each;
    each.weekly.repositories.add(each.api.id);
  });

  expect([moved.success, callsOf(moved.simulator, DETACH)]).toEqual([false, 0]);
  expect(stateOf(moved.small, moved.small.api)).toEqual([true, 'Daily']);
});

it('a new membership that is not seen any more before the old one is left is judged by a later reading, as is what was in its place at first', async () => {
  let before: LeavingWorld | undefined;
  const change = (): unknown => before?.weekly.repositories.clear();
  const { success, simulator, small, log, report } = await move(
    { faults: once(PAGES, { kind: 'change', when: 'before', change }, 2) },
    { repository: 'api\nwebsite', 'verify-timeout': '2' },
    {},
    (each) => {
      before = each;
      each.daily.repositories.delete(each.website.id);
      each.weekly.repositories.add(each.api.id);
    },
  );

  expect([success, writesOf(simulator), stateOf(small, small.api)]).toEqual([false, [], [true, 'Daily']]);
  expect(report).toMatchObject({
    repositories: [
      { name: 'api', proved: false },
      { name: 'website', proved: false },
    ],
  });
  expect(log).not.toContain('already licensed and attached');
});

describe('a new membership that is waited for in vain', () => {
  it('is not waited for once more where there is nothing else', async () => {
    const { success, waitedSeconds } = await move({ faults: every(ATTACH, IGNORED) }, { 'verify-timeout': '5' });

    expect([success, waitedSeconds]).toEqual([false, 5]);
  });

  it('leaves time to read again what was in its place at first', async () => {
    let before: LeavingWorld | undefined;
    const takeOut = (): unknown => before?.weekly.repositories.delete(before.website.id);
    const putBack = (): unknown => before?.weekly.repositories.add(before.website.id);
    const faults = [
      ...every(ATTACH, IGNORED),
      // The reading that judges, and the next one.
      ...once(PAGES, { kind: 'change', when: 'before', change: takeOut }, 8),
      ...once(PAGES, { kind: 'change', when: 'before', change: putBack }, 9),
    ];
    const { report } = await move({ faults }, { repository: 'api\nwebsite', 'verify-timeout': '5' }, {}, (each) => {
      before = each;
      each.daily.repositories.delete(each.website.id);
    });

    expect(report).toMatchObject({
      repositories: [
        { name: 'api', proved: false },
        { name: 'website', proved: true },
      ],
    });
  });
});
