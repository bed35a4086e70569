import { describe, expect, it } from '@jest/globals';
import { type Evidence, FULL_EVIDENCE as FULL } from '../../simulator/rows.ts';
import {
  DETACH,
  every,
  IGNORED,
  type LeavingWorld,
  LOST,
  once,
  orderOf,
  REFUSED,
  RELEASE,
  stateOf,
  writesOf,
} from '../support/leaving.ts';
import { move, type Moved } from '../support/moving.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf } from '../support/service.ts';
import { ACTIVATE, ATTACH, PAGES, PLANS } from '../support/sweep.ts';

/** Nothing was detached or released, and the run says why. */
function expectNotLeft({ success, simulator, small, log, outputs }: Moved): void {
  expect(success).toBe(false);
  expect(callsOf(simulator, DETACH)).toBe(0);
  expect(callsOf(simulator, RELEASE)).toBe(0);
  expect(stateOf(small, small.api)).toContain('Daily');
  expect(log).toMatch(/: not detached, since GitProtect does not show the repository .*in the backup plans/);
  expect(outputs['plan-status']).toBe('failed');
  expect(log).not.toContain('✅');
}

describe('exclusive plans', () => {
  it('are joined before the others are left: attach, read, detach', async () => {
    const { success, small, simulator, outputs, log } = await move();

    expect(success).toBe(true);
    expect(orderOf(simulator)).toBe('read attach read detach read');
    expect(stateOf(small, small.api)).toEqual([true, 'Weekly']);
    expect(stateOf(small, small.website)).toEqual([true, 'Daily', 'Weekly']);
    expect(outputs).toMatchObject({ 'license-status': 'already-active', 'plan-status': 'attached', changed: 'true' });
    expect(log).toContain(
      "Repository 'api': license active; backup plan 'Weekly': attached; backup plan 'Daily': not attached",
    );
  });

  it('are joined with a license', async () => {
    const { success, small, simulator } = await move({}, {}, {}, ({ api }) => {
      api.licensed = false;
    });

    expect(success).toBe(true);
    expect(orderOf(simulator)).toBe('read activate attach read detach read');
    expect(stateOf(small, small.api)).toEqual([true, 'Weekly']);
  });

  it('are the only ones after an interrupted run, and a second run writes nothing', async () => {
    const { simulator, small, success } = await move(
      {},
      {},
      {},
      ({ weekly, api }) => void weekly.repositories.add(api.id),
    );
    expect([success, writesOf(simulator)]).toEqual([true, ['detach']]);
    const before = simulator.requests.length;

    const again = await runAgainst(simulator, { plan: 'Weekly', exclusive: 'true' });

    expect(simulator.requests).toHaveLength(before + 4);
    expect(again.outputs).toMatchObject({ 'plan-status': 'already-attached', drift: 'false', changed: 'false' });
    expect(again.log).toContain('✅ Protected, nothing to do');
    expect(stateOf(small, small.api)).toEqual([true, 'Weekly']);
  });

  it('may be several, of which all have to be seen', async () => {
    const { success, small, simulator, report } = await move({}, { plan: 'Weekly\nMonthly' }, {}, (each) => {
      each.world.addPlan(each.acme, 'Monthly', { repositories: new Set([each.website.id]) });
    });

    expect(success).toBe(true);
    expect(orderOf(simulator)).toBe('read attach attach read detach read');
    expect(stateOf(small, small.api)).toEqual([true, 'Weekly', 'Monthly']);
    expect(report).toMatchObject({
      repositories: [
        {
          plans: [
            { name: 'Weekly', status: 'attached' },
            { name: 'Monthly', status: 'attached' },
            { name: 'Daily', status: 'detached' },
          ],
        },
      ],
    });
  });

  it('without being exclusive take nothing away', async () => {
    const { success, small, simulator } = await move({}, { exclusive: 'false' });

    expect(success).toBe(true);
    expect(writesOf(simulator)).toEqual(['attach']);
    expect(stateOf(small, small.api)).toEqual([true, 'Daily', 'Weekly']);
  });

  it('have the plans that would be left named by a dry run', async () => {
    const { success, small, simulator, log, outputs, report } = await move({}, { 'dry-run': 'true' });

    expect(success).toBe(true);
    expect(writesOf(simulator)).toEqual([]);
    expect(log).toContain("backup plan 'Weekly': would be attached; backup plan 'Daily': would be detached");
    expect(outputs).toMatchObject({ 'plan-status': 'would-attach', drift: 'true' });
    expect(report).toMatchObject({ repositories: [{ plans: [{}, { name: 'Daily', status: 'would-detach' }] }] });
    expect(stateOf(small, small.api)).toEqual([true, 'Daily']);
  });

  it('are drift in a dry run where only another is to be left', async () => {
    const { outputs, summary } = await move({}, { 'dry-run': 'true' }, {}, ({ weekly, api }) => {
      weekly.repositories.add(api.id);
    });

    expect(outputs).toMatchObject({ 'plan-status': 'would-detach', drift: 'true' });
    expect(summary).toContain("is not licensed and attached only to backup plan 'Weekly' as asked");
    expect(summary).toContain('<code>Daily</code>: attached → **would be detached**');
  });
});

describe('where the new membership is not seen, nothing is detached', () => {
  it('since it was refused: it is not waited for', async () => {
    const moved = await move({ faults: every(ATTACH, REFUSED) });

    expectNotLeft(moved);
    expect(moved.log).toContain('not on Thursdays');
    expect(moved.waitedSeconds).toBe(0);
  });

  it('since it had no effect: it is waited for', async () => {
    const moved = await move({ faults: every(ATTACH, IGNORED) });

    expectNotLeft(moved);
    expect(moved.waitedSeconds).toBeGreaterThanOrEqual(30);
  });

  it('since one of two was refused', async () => {
    const moved = await move({ faults: once(ATTACH, REFUSED, 2) }, { plan: 'Weekly\nMonthly' }, {}, (each) => {
      each.world.addPlan(each.acme, 'Monthly', { repositories: new Set([each.website.id]) });
    });

    expectNotLeft(moved);
    expect(stateOf(moved.small, moved.small.api)).toEqual([true, 'Daily', 'Weekly']);
  });

  it('since it has no license', async () => {
    const moved = await move({ faults: every(ACTIVATE, REFUSED) }, {}, {}, ({ api }) => {
      api.licensed = false;
    });

    expectNotLeft(moved);
  });

  it('since the license had no effect', async () => {
    expectNotLeft(
      await move({ faults: every(ACTIVATE, IGNORED) }, { 'verify-timeout': '2' }, {}, ({ api, weekly }) => {
        api.licensed = false;
        weekly.repositories.add(api.id);
      }),
    );
  });

  it.each([PAGES, PLANS])('since %s could not be read', async (endpoint) => {
    const faults = Array.from({ length: 40 }, (_, index) => ({
      endpoint,
      occurrence: index + 2,
      fault: { kind: 'answer', status: 500 } as const,
    }));
    const moved = await move({ faults }, { 'verify-timeout': '3' });

    expectNotLeft(moved);
  });

  it('since the answer was lost, and the attachment was not made', async () => {
    expectNotLeft(
      await move({ faults: every(ATTACH, { kind: 'reset', at: 'before-headers' }) }, { 'verify-timeout': '2' }),
    );
  });

  it('since the server does not report it', async () => {
    const evidence: Evidence = { ...FULL, plans: 'planId', repositories: 'none' };
    expectNotLeft(await move({ evidence }, { 'verify-timeout': '2' }));
  });

  it.each(['all', 'rules'] as const)(
    'since a plan chooses by itself, and does not take it in (%s)',
    async (selection) => {
      for (const plan of ['Sweep', 'Weekly\nSweep']) {
        const { success, small, simulator, log, outputs } = await move({}, { plan }, {}, (each) => {
          each.world.addPlan(each.acme, 'Sweep', {
            selection,
            repositories: new Set([each.website.id]),
            extras: selection === 'all' ? { excludedRepositoriesIds: [each.api.id] } : {},
          });
        });

        expect(success).toBe(false);
        expect(callsOf(simulator, DETACH)).toBe(0);
        expect(stateOf(small, small.api)).toContain('Daily');
        expect(outputs['plan-status']).toBe('failed');
        expect(log).toContain(
          "not detached from the other plans, since the repository cannot be attached to backup plan 'Sweep'",
        );
      }
    },
  );

  it('of that one; others are moved', async () => {
    const { success, small, outputs } = await move(
      { faults: once(ATTACH, REFUSED) },
      { repository: 'api\nother', concurrency: '1' },
      {},
      ({ world, acme, daily }) =>
        void daily.repositories.add(world.addRepository(acme, 'other', { licensed: true }).id),
    );

    expect(success).toBe(false);
    expect(stateOf(small, small.api)).toEqual([true, 'Daily']);
    const [, , other] = [...small.world.repositories.values()];
    expect(other === undefined ? [] : stateOf(small, other)).toEqual([true, 'Weekly']);
    expect(outputs).toMatchObject({ 'repositories-changed': '1', 'repositories-failed': '1' });
  });
});

describe('a new membership', () => {
  it('that takes effect late is waited for before the old one is left', async () => {
    const { success, small, simulator, waitedSeconds } = await move({}, {}, { effectMs: { attachment: 5000 } });

    expect(success).toBe(true);
    expect(orderOf(simulator)).toBe('read attach read detach read');
    expect(stateOf(small, small.api)).toEqual([true, 'Weekly']);
    expect(waitedSeconds).toBeGreaterThanOrEqual(5);
  });

  it('that is denied while another one is waited for keeps the old one', async () => {
    let before: LeavingWorld | undefined;
    const change = (): unknown => before?.weekly.repositories.delete(before.api.id);
    const { success, small, simulator } = await move(
      { faults: once(PLANS, { kind: 'change', when: 'before', change }, 3) },
      { repository: 'api\nwebsite' },
      { effectMs: { attachment: 2000 } },
      (each) => {
        before = each;
        each.weekly.repositories.clear();
        each.weekly.repositories.add(each.api.id);
      },
    );

    expect(success).toBe(false);
    // Of `website` alone.
    expect(callsOf(simulator, DETACH)).toBe(1);
    expect([stateOf(small, small.api), stateOf(small, small.website)]).toEqual([
      [true, 'Daily'],
      [true, 'Weekly'],
    ]);
  });

  it('of which the answer was lost is one as soon as it is seen', async () => {
    const { success, small, simulator } = await move({ faults: once(ATTACH, LOST) });

    expect(success).toBe(true);
    expect(orderOf(simulator)).toBe('read attach read detach read');
    expect(stateOf(small, small.api)).toEqual([true, 'Weekly']);
  });

  it('counts where licenses are not reported: they stay as they are', async () => {
    const { success, small, log } = await move({ evidence: { ...FULL, license: 'none' } });

    expect(success).toBe(true);
    expect(stateOf(small, small.api)).toEqual([true, 'Weekly']);
    expect(log).toContain('⚠️ Changes accepted, but not proved');
  });

  it('does not count where licenses are not reported, and activating was refused', async () => {
    expectNotLeft(
      await move(
        { evidence: { ...FULL, license: 'none' }, faults: every(ACTIVATE, REFUSED) },
        {},
        {},
        ({ weekly, api }) => {
          weekly.repositories.add(api.id);
        },
      ),
    );
  });
});
