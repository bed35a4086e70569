import { describe, expect, it } from '@jest/globals';
import type { Simulator } from '../../simulator/server.ts';
import { DETACH, leavingWorld, RELEASE, stateOf } from '../support/leaving.ts';
import { runAgainst } from '../support/run.ts';
import { type RunAtOnce, runAtOnce } from '../support/run-at-once.ts';
import { callsOf, serve } from '../support/service.ts';
import { LEADS, withLead } from '../support/two-runs.ts';

/** Runs the action twice at the same time: the first has sent so many requests when the second begins. */
async function runBoth(
  simulator: Simulator,
  first: Readonly<Record<string, string>>,
  second: Readonly<Record<string, string>>,
  lead: number,
): Promise<readonly RunAtOnce[]> {
  return await withLead(
    simulator,
    lead,
    () => runAtOnce(simulator, first),
    () => runAtOnce(simulator, second),
  );
}

const ABSENT_API = { state: 'absent', plan: '', repository: 'api' };

describe.each([true, false])('two runs at once, where repeated changes are rejected: %s', (rejectsRepeats) => {
  describe.each(LEADS)('the first of which has sent %i requests when the second begins,', (lead) => {
    it('for one repository to be absent both end well', async () => {
      const small = leavingWorld({ rejectsRepeats });
      const simulator = await serve(small.world);

      const runs = await runBoth(simulator, ABSENT_API, ABSENT_API, lead);

      expect(runs.map(({ success }) => success)).toEqual([true, true]);
      expect(stateOf(small, small.api)).toEqual([false]);
      expect(stateOf(small, small.website)).toEqual([true, 'Daily', 'Weekly']);
      expect(callsOf(simulator, DETACH)).toBeLessThanOrEqual(2);
      expect(callsOf(simulator, RELEASE)).toBeLessThanOrEqual(2);
    });

    it('for two repositories of one plan neither concerns the other', async () => {
      const small = leavingWorld({ rejectsRepeats });
      small.weekly.repositories.clear();
      const simulator = await serve(small.world);

      const runs = await runBoth(simulator, ABSENT_API, { ...ABSENT_API, repository: 'website' }, lead);

      expect(runs.map(({ success }) => success)).toEqual([true, true]);
      expect([stateOf(small, small.api), stateOf(small, small.website)]).toEqual([[false], [false]]);
    });

    it('of which each leaves another plan, keep the license at least until the next run, or say that it was in vain', async () => {
      const small = leavingWorld({ rejectsRepeats });
      const simulator = await serve(small.world);
      const inputs = { state: 'absent', repository: 'website' };

      const runs = await runBoth(simulator, { ...inputs, plan: 'Daily' }, { ...inputs, plan: 'Weekly' }, lead);
      const next = await runAgainst(simulator, { ...inputs, plan: '' });

      const isTold = runs.map(({ success, log }) => success || log.includes('::error title=A license was kept for'));
      expect([...isTold, next.success]).toEqual([true, true, true]);
      expect(stateOf(small, small.website)).toEqual([false]);
    });

    it('of which one protects in another plan, and one leaves the old plan, end with it protected, or one says so', async () => {
      const small = leavingWorld({ rejectsRepeats });
      const simulator = await serve(small.world);

      const [present] = await runBoth(
        simulator,
        { plan: 'Weekly', repository: 'api' },
        { ...ABSENT_API, plan: 'Daily' },
        lead,
      );

      const [licensed, ...plans] = stateOf(small, small.api);
      expect(plans).toEqual(['Weekly']);
      // Whoever is told that it is protected can rely on it.
      expect(licensed || present?.success === false).toBe(true);
      const healed = await runAgainst(simulator, { plan: 'Weekly', repository: 'api' });
      expect(healed.success).toBe(true);
      expect(stateOf(small, small.api)).toEqual([true, 'Weekly']);
    });

    it('for exclusive plans both end well', async () => {
      const small = leavingWorld({ rejectsRepeats });
      const simulator = await serve(small.world);
      const inputs = { exclusive: 'true', plan: 'Weekly', repository: 'api' };

      const runs = await runBoth(simulator, inputs, inputs, lead);

      expect(runs.map(({ success }) => success)).toEqual([true, true]);
      expect(stateOf(small, small.api)).toEqual([true, 'Weekly']);
    });

    it('for different exclusive plans never leave all of them', async () => {
      const small = leavingWorld({ rejectsRepeats });
      small.world.addPlan(small.acme, 'Monthly', { repositories: new Set([small.website.id]) });
      const simulator = await serve(small.world);
      const inputs = { exclusive: 'true', repository: 'api' };

      await runBoth(simulator, { ...inputs, plan: 'Weekly' }, { ...inputs, plan: 'Monthly' }, lead);

      const [licensed, ...plans] = stateOf(small, small.api);
      expect([licensed, plans.length > 0]).toEqual([true, true]);
      await runAgainst(simulator, { ...inputs, plan: 'Monthly' });
      expect(stateOf(small, small.api)).toEqual([true, 'Monthly']);
    });

    it('for the removal of one repository remove it, and no run says otherwise', async () => {
      const small = leavingWorld({ rejectsRepeats });
      const simulator = await serve(small.world);
      const inputs = { state: 'removed', plan: '', repository: 'api', confirm: 'api' };

      const runs = await runBoth(simulator, inputs, inputs, lead);

      expect(runs.map(({ success }) => success)).toEqual([true, true]);
      expect(small.world.repositories.has(small.api.id)).toBe(false);
      expect(small.world.repositories.has(small.website.id)).toBe(true);
    });
  });
});
