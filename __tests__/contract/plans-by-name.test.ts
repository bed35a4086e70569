import { describe, expect, it } from '@jest/globals';
import { FULL_EVIDENCE } from '../../simulator/rows.ts';
import { ABSENT, leavingWorld, type LeavingWorld, orderOf, stateOf } from '../support/leaving.ts';
import { mapRows } from '../support/reshape-rows.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';
import { PAGES } from '../support/sweep.ts';

interface Run extends Ended {
  readonly order: string;
  readonly small: LeavingWorld;
}

/** A run where the row of each repository says so of its plans. */
async function runWithRows(plans: unknown, inputs: Readonly<Record<string, string>>): Promise<Run> {
  const small = leavingWorld();
  const simulator = await serve(small.world, {
    evidence: FULL_EVIDENCE,
    reshape: (endpoint, answer) => (endpoint === PAGES ? mapRows(answer, (row) => ({ ...row, plans })) : answer),
  });
  const ended = await runAgainst(simulator, inputs);
  return { ...ended, order: orderOf(simulator), small };
}

describe('a row of a repository that names a plan without its ID', () => {
  it.each([[['Old plan']], [['Old']], [[{ name: 'Old' }]], ['Old']])(
    'keeps the license, and nothing is sent to a plan of that name: %j',
    async (plans) => {
      const { success, order, outputs, log, small } = await runWithRows(plans, ABSENT);

      expect(success).toBe(true);
      expect(order).not.toContain('release');
      expect(stateOf(small, small.api)).toEqual([true]);
      expect(outputs['license-status']).toBe('kept');
      expect(log).toMatch(/GitProtect doesn't report whether backup plan 'Old( plan)?' contains it/);
      expect(log).not.toMatch(/Detaching 'api' from backup plan '?Old|✅/);
    },
  );

  it('is in no other plan, where the name is that of the plan which lists it', async () => {
    const inputs = { plan: 'Daily\nWeekly', repository: 'website', exclusive: 'true' };
    const { success, order, outputs, log } = await runWithRows(['Daily', 'weekly '], inputs);

    expect(success).toBe(true);
    expect(order).toBe('read');
    expect(outputs).toMatchObject({ drift: 'false', 'plan-status': 'already-attached' });
    expect(log).toContain('✅ Protected, nothing to do');
  });

  it('tells no secret', async () => {
    const { password } = leavingWorld().world.account;
    const { log, outputs, summary } = await runWithRows([`Old ${password}`], ABSENT);

    expect(outputs['report']).toContain('"kept-for":[{"id":"Old ***","name":"Old ***"}]');
    expect(log + summary).not.toContain(password);
  });
});
