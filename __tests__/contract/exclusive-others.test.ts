import { describe, expect, it } from '@jest/globals';
import { FULL_EVIDENCE as FULL } from '../../simulator/rows.ts';
import type { Row } from '../../simulator/faults.ts';
import type { SimulatedPlan } from '../../simulator/world.ts';
import {
  DETACH,
  every,
  IGNORED,
  type LeavingWorld,
  LOST,
  once,
  REFUSED,
  stateOf,
  writesOf,
} from '../support/leaving.ts';
import { move } from '../support/moving.ts';
import { callsOf } from '../support/service.ts';
import { ORGANIZATIONS } from '../support/reshape.ts';
import { PLANS } from '../support/sweep.ts';

describe('another hand-picked plan that somebody attaches to meanwhile', () => {
  it.each([
    ['fails the step, which does not leave it', false, 30],
    ['is of no matter where a later reading does not show it any more', true, 0.5],
  ])('%s', async (_, isShort, waited) => {
    let small: LeavingWorld | undefined;
    const monthlyOf = ({ world, acme, website }: LeavingWorld): SimulatedPlan =>
      [...world.plans.values()].find(({ name }) => name === 'Monthly') ??
      world.addPlan(acme, 'Monthly', { repositories: new Set([website.id]) });
    const join = (): unknown => small && monthlyOf(small).repositories.add(small.api.id);
    const part = (): unknown => small && monthlyOf(small).repositories.delete(small.api.id);
    const faults = [
      ...once(DETACH, { kind: 'change', when: 'after', change: join }),
      ...(isShort
        ? [{ endpoint: PLANS, occurrence: 3, fault: { kind: 'change', when: 'after', change: part } } as const]
        : []),
    ];

    const moved = await move({ faults }, {}, {}, (each) => {
      small = each;
      monthlyOf(each);
    });

    expect([moved.success, moved.waitedSeconds]).toEqual([isShort, waited]);
    expect(moved.report).toMatchObject({ repositories: [{ name: 'api', proved: isShort }] });
    expect(moved.log.includes("backup plan 'Monthly' contains the repository now; at first it did not")).toBe(!isShort);
    expect(stateOf(moved.small, moved.small.api)).toEqual([true, 'Weekly', ...(isShort ? [] : ['Monthly'])]);
  });

  it('fails the step where it took all repositories at first', async () => {
    let all: SimulatedPlan | undefined;
    const change = (): void => {
      if (all)
        Object.assign(all, {
          selection: 'manual',
          repositories: new Set([...(moving?.world.repositories.keys() ?? [])]),
        });
    };
    let moving: LeavingWorld | undefined;

    const moved = await move({ faults: once(DETACH, { kind: 'change', when: 'after', change }) }, {}, {}, (small) => {
      moving = small;
      all = small.world.addPlan(small.acme, 'Monthly', { selection: 'all' });
    });

    expect([moved.success, stateOf(moved.small, moved.small.api)]).toEqual([false, [true, 'Weekly', 'Monthly']]);
    expect(
      moved.log
        .match(/^Repository 'api': .*$/gm)
        ?.at(-1)
        ?.match(/'Monthly'/g),
    ).toHaveLength(1);
    expect(moved.report).toMatchObject({ repositories: [{ name: 'api', proved: false }] });
  });
});

describe('an old membership', () => {
  it.each([
    ['refused', REFUSED],
    ['without effect', IGNORED],
  ])('of which leaving is %s fails the step, and the new one stays', async (_, fault) => {
    const { success, small, outputs, log } = await move({ faults: every(DETACH, fault) });

    expect(success).toBe(false);
    expect(stateOf(small, small.api)).toEqual([true, 'Daily', 'Weekly']);
    expect(outputs).toMatchObject({ 'license-status': 'already-active', 'plan-status': 'failed' });
    expect(log).not.toContain('✅');
  });

  it.each([
    ['late', { effectMs: { detachment: 5000 } }, []],
    ['by a lost answer', {}, once(DETACH, LOST)],
  ])('is left %s', async (_, world, faults) => {
    const { success, small } = await move({ faults }, {}, world);

    expect(success).toBe(true);
    expect(stateOf(small, small.api)).toEqual([true, 'Weekly']);
  });

  it.each([
    ['was there before', true, 'The protection was undone while this ran'],
    ['was made in this run', false, 'GitProtect accepted a change but did not make it'],
  ])('that was left is named where the new one, which %s, is gone again', async (_, isThere, title) => {
    let small: LeavingWorld | undefined;
    const undo = (): boolean | undefined => small?.weekly.repositories.delete(small.api.id);
    const faults = once(DETACH, { kind: 'change', when: 'after', change: undo });

    const { success, log } = await move({ faults }, { 'verify-timeout': '0' }, {}, (each) => {
      small = each;
      if (isThere) each.weekly.repositories.add(each.api.id);
    });

    expect(success).toBe(false);
    expect(log).toMatch(
      new RegExp(
        `^::error title=${title}::api: .*; its new membership was seen, then it was detached from backup plan 'Daily', and attached there again since the new one is not seen any more.%0AWhat to do: Run again: it is attached to backup plan 'Weekly' again`,
        'm',
      ),
    );
  });

  it.each(['all', 'rules'] as const)(
    'in a plan that chooses by itself is left alone, and named (%s)',
    async (selection) => {
      const { success, small, simulator, log, report, summary, outputs } = await move({}, {}, {}, (each) => {
        each.world.addPlan(each.acme, 'Sweep', { selection, repositories: new Set([each.api.id]) });
      });

      expect(success).toBe(true);
      expect(writesOf(simulator)).toEqual(['attach', 'detach']);
      expect(stateOf(small, small.api)).toEqual([true, 'Weekly', 'Sweep']);
      expect(log).toContain("backup plan 'Sweep': left as it is");
      expect(summary).toContain('<code>Sweep</code>: attached → **left as it is**');
      expect(report).toMatchObject({
        repositories: [{ plans: [{}, {}, { name: 'Sweep', status: 'kept' }], proved: true }],
      });
      expect(outputs).toMatchObject({ 'plan-status': 'attached' });
      expect(log).toContain('✅ Protected, drift corrected');
    },
  );

  it('in a plan by rules that does not report its members is not warned of', async () => {
    const { success, log } = await move(
      {
        faults: every(PLANS, { kind: 'stale', rows: withoutMembersOf('Sweep') }),
        evidence: { ...FULL, plans: 'none' },
      },
      {},
      {},
      (each) => {
        each.world.addPlan(each.acme, 'Sweep', { selection: 'rules', repositories: new Set([each.website.id]) });
      },
    );

    expect(success).toBe(true);
    expect(log).not.toContain('::warning');
  });

  it.each([
    ['is not reported any more, is not taken for none', false],
    ["is told by the organization's row alone, is read there again", true],
  ])('that was none, and %s', async (_, isInRow) => {
    const fault = { kind: 'stale', rows: withoutMembersOf('Monthly') } as const;
    const inRow = (rows: readonly Row[]): readonly Row[] => rows.map((row) => ({ ...row, plans: [...told] }));
    const told: object[] = [];
    const { success, log, report } = await move(
      {
        faults: [
          { endpoint: PLANS, occurrence: isInRow ? 'every' : { from: 2 }, fault },
          ...(isInRow ? every(ORGANIZATIONS, { kind: 'stale', rows: inRow }) : []),
        ],
        evidence: { ...FULL, plans: 'none' },
      },
      { 'verify-timeout': '0' },
      {},
      ({ world, acme, website }) => {
        const { id } = world.addPlan(acme, 'Monthly', { repositories: new Set([website.id]) });
        told.push({ id, name: 'Monthly', repositoriesIds: [website.id] });
      },
    );

    expect(success).toBe(true);
    expect(log.includes("api: GitProtect doesn't report whether backup plan 'Monthly' contains it")).toBe(!isInRow);
    expect(log.includes('✅')).toBe(isInRow);
    expect(report).toMatchObject({ repositories: [{ proved: isInRow }] });
  });

  it('that may be there is warned of, not left, and not taken for none', async () => {
    for (const prepared of [false, true]) {
      const { success, small, simulator, log, outputs, report, summary } = await move(
        {
          faults: every(PLANS, { kind: 'stale', rows: withoutMembersOf('Daily') }),
          evidence: { ...FULL, plans: 'none' },
        },
        {},
        {},
        ({ weekly, api }) => {
          if (prepared) weekly.repositories.add(api.id);
        },
      );

      expect(success).toBe(true);
      expect(callsOf(simulator, DETACH)).toBe(0);
      expect(stateOf(small, small.api)).toEqual([true, 'Daily', 'Weekly']);
      expect(log).toContain(
        "::warning title=The protection could not be proved::api: GitProtect doesn't report whether backup plan 'Daily' contains it, too, and was not asked to detach it.",
      );
      expect(log + summary).not.toContain('✅');
      expect(log + summary).not.toMatch(/Protected|already licensed and attached/);
      expect(report).toMatchObject({ repositories: [{ proved: false }] });
      expect(outputs['plan-status']).toBe(prepared ? 'already-attached' : 'attached');
    }
  });
});

function withoutMembersOf(plan: string): (rows: readonly Row[]) => readonly Row[] {
  return (rows) => rows.map((row) => (row['name'] === plan ? { ...row, repositoriesIds: undefined } : row));
}
