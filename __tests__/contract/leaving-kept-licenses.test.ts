import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '../support/fake-clock.ts';
import { REPOSITORIES } from '../support/reshape.ts';
import { DETACH, leavingWorld, type LeavingWorld, stateOf } from '../support/leaving.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { callsOf, serve } from '../support/service.ts';

/* A license is kept for another plan only as long as that plan holds the repository. */

const PLANS = 'plans/listassignedtoorganization';

/** Takes `website`, which is in `Weekly` too, out of `Daily`, while somebody does this to it as soon as it has left. */
async function leaveDaily(small: LeavingWorld, act: () => void, clock = new FakeClock()): Promise<Ended> {
  const faults = [{ endpoint: DETACH, occurrence: 1, fault: { kind: 'change', when: 'after', change: act } }] as const;
  const simulator = await serve(small.world, { faults });
  return await runAgainst(simulator, { state: 'absent', repository: 'website' }, { clock });
}

describe('a license that is kept for another plan', () => {
  it('is not said to be, where somebody takes the repository out of that plan meanwhile: the step fails', async () => {
    const small = leavingWorld();
    const { success, log, report } = await leaveDaily(small, () => small.weekly.repositories.delete(small.website.id));

    expect(success).toBe(false);
    expect(log).toContain('::error title=A license was kept for a backup plan that was left while this ran::');
    expect(report).toMatchObject({ repositories: [{ license: 'failed', proved: false }] });
    const again = await runAgainst(await serve(small.world), { state: 'absent', repository: 'website' });
    expect([again.success, stateOf(small, small.website)]).toEqual([true, [false]]);
  });

  it('is not said to be, where somebody removes the repository from GitProtect meanwhile', async () => {
    const small = leavingWorld();
    const { success, log, report } = await leaveDaily(small, () => {
      small.world.repositories.delete(small.website.id);
      small.world.plans.forget(small.website.id);
    });

    expect(success).toBe(false);
    expect(log).toContain('::error title=The repository is gone from GitProtect::website: ');
    expect(report).toMatchObject({ repositories: [{ license: 'failed', proved: false }] });
  });

  it('is kept for the plan that has it then, where somebody puts it into a third', async () => {
    const small = leavingWorld();
    const monthly = small.world.addPlan(small.acme, 'Monthly', { repositories: new Set([small.api.id]) });
    const { success, log } = await leaveDaily(small, () => {
      small.weekly.repositories.delete(small.website.id);
      monthly.repositories.add(small.website.id);
    });

    expect(success).toBe(true);
    expect(log).toContain("license kept, still in backup plan 'Monthly'");
  });

  it('is kept where one old row only does not show it: that is one reading more', async () => {
    const { world } = leavingWorld();
    let answers = 0;
    const simulator = await serve(world, {
      reshape: (endpoint, answer) => {
        if (![PLANS, REPOSITORIES].includes(endpoint) || ++answers < 3 || answers > 4) return answer;
        const { result, ...counts } = answer as { readonly result: readonly Readonly<Record<string, unknown>>[] };
        const inNoPlan = { plans: [], repositoriesIds: [], repoCount: 0 };
        return { ...counts, result: result.map((row) => ({ ...row, ...inNoPlan })) };
      },
    });

    const { success, log } = await runAgainst(simulator, { state: 'absent', repository: 'website' });

    expect(success).toBe(true);
    expect(log).toContain("license kept, still in backup plan 'Weekly'");
    expect(callsOf(simulator, PLANS)).toBe(3);
  });
});

describe('a repository that was to leave every plan', () => {
  it.each([true, false])(
    'is not absent where somebody puts it into another one meanwhile (licensed: %s)',
    async (licensed) => {
      const small = leavingWorld();
      const monthly = small.world.addPlan(small.acme, 'Monthly', { repositories: new Set([small.api.id]) });
      small.website.licensed = licensed;
      const change = (): unknown => monthly.repositories.add(small.website.id);
      const faults = [{ endpoint: DETACH, occurrence: 1, fault: { kind: 'change', when: 'after', change } }] as const;
      const simulator = await serve(small.world, { faults });

      const { success, log, report } = await runAgainst(simulator, {
        state: 'absent',
        plan: '',
        repository: 'website',
      });

      expect([success, stateOf(small, small.website)]).toEqual([false, [licensed, 'Monthly']]);
      expect(log).toMatch(/A change was undone while this ran::.*'Monthly' contains the repository now/);
      expect(report).toMatchObject({ repositories: [{ name: 'website', license: 'failed', proved: false }] });
    },
  );
});
