import { describe, expect, it } from '@jest/globals';
import { changesTo } from '../support/azure.ts';
import { GIT_EXTRAS } from '../support/plan-fields.ts';
import { without } from '../support/reshape.ts';
import { plansAs } from '../support/reshape-rows.ts';
import { runAgainst } from '../support/run.ts';
import { serve, type SmallWorld, smallWorld } from '../support/service.ts';
import { PLANS } from '../support/sweep.ts';

/* A dry run finds what a run without it would stop at just before it changes settings. */

const SCHEDULE = { 'plan-schedule': 'enabled' };

function off(): SmallWorld {
  const small = smallWorld({ unsentFields: 'dropped' });
  small.api.licensed = true;
  small.daily.repositories.add(small.api.id);
  Object.assign(small.daily, { isActive: false });
  Object.assign(small.daily.extras, GIT_EXTRAS);
  return small;
}

type Row = Readonly<Record<string, unknown>>;

describe('settings of a plan', () => {
  // As .NET counts time; what is read of it, and would be sent, is another number.
  const ticks = 638_712_345_678_901_248;
  it.each<[string, (row: Row) => Row, string]>([
    [
      'a number in them cannot be sent back as it is',
      (row) => ({ ...row, schedule: [{ at: { ticks } }] }),
      'a number in its settings that is too large to be sent back as it is',
    ],
    [
      'whether it takes in everything is not shown',
      (row) => without(row, 'inculdeAllReposistories'),
      'does not report its inculdeAllReposistories',
    ],
    [
      "the organization's row alone tells that metadata is included",
      (row) => without(row, 'includeMetadata'),
      "GitProtect's list of plans does not report its includeMetadata",
    ],
  ])('are not changed where %s, and a dry run says so', async (_, change, reason) => {
    const { world, daily } = off();
    const simulator = await serve(world, { reshape: plansAs(change) });

    for (const dryRun of ['true', 'false']) {
      const { success, log, outputs } = await runAgainst(simulator, { ...SCHEDULE, 'dry-run': dryRun });

      expect([dryRun, success, outputs['plan-settings-status']]).toEqual([dryRun, false, 'failed']);
      expect(log).toMatch(new RegExp(`^::error .*${reason}`, 'm'));
    }
    expect(changesTo(simulator)).toEqual([]);
    expect(daily.isActive).toBe(false);
  });

  it.each([
    ['fails', { kind: 'answer', status: 403, body: '{}' } as const, 'failed'],
    ['lacks the plan for good', { kind: 'stale', rows: () => [] } as const, 'failed'],
    ['lacks the plan once', { kind: 'stale', rows: () => [] } as const, 'would-change'],
  ])('are judged in a dry run by a second reading: one that %s', async (which, fault, status) => {
    const occurrence = which.endsWith('once') ? 2 : { from: 2 };
    const simulator = await serve(off().world, { faults: [{ endpoint: PLANS, occurrence, fault }] });

    const { success, outputs } = await runAgainst(simulator, { ...SCHEDULE, 'dry-run': 'true' });

    expect([success, outputs['plan-settings-status']]).toEqual([status !== 'failed', status]);
    expect(changesTo(simulator)).toEqual([]);
  });
});
