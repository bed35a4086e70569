import { describe, expect, it } from '@jest/globals';
import { FULL_EVIDENCE as FULL, NO_EVIDENCE } from '../../simulator/rows.ts';
import type { Row, ScriptedFault } from '../../simulator/faults.ts';
import {
  DETACH,
  every,
  IGNORED,
  type Left,
  REFUSED,
  RELEASE,
  REMOVE,
  runLeaving,
  stateOf,
  writesOf,
} from '../support/leaving.ts';
import { callsOf } from '../support/service.ts';
import { PAGES } from '../support/sweep.ts';

const REMOVED = { state: 'removed', confirm: 'api' };
const WITH_BACKUPS = { ...REMOVED, confirm: 'api and its backups', 'delete-backups': 'true' };

/** No removal was asked for, the step fails, and it is said why. */
function expectNotRemoved({ success, simulator, small, outputs, log }: Left): void {
  expect(success).toBe(false);
  expect(callsOf(simulator, REMOVE)).toBe(0);
  expect(small.world.repositories.has(small.api.id)).toBe(true);
  expect(outputs['removal-status']).toBe('failed');
  expect(log).not.toContain('✅');
}

/** From the n-th list of repositories on, so many are without `api`. */
function missing(from: number, count: number): readonly ScriptedFault[] {
  const rows = (all: readonly Row[]): readonly Row[] => all.filter(({ name }) => name !== 'api');
  return Array.from({ length: count }, (_, index) => ({
    endpoint: PAGES,
    occurrence: from + index,
    fault: { kind: 'stale', rows },
  }));
}

describe('where absence is not proved there is no removal', () => {
  it.each([
    ['a detachment was refused', every(DETACH, REFUSED)],
    ['a detachment had no effect', every(DETACH, IGNORED)],
    ['a release was refused', every(RELEASE, REFUSED)],
    ['a release had no effect', every(RELEASE, IGNORED)],
  ])('since %s', async (_, faults) => {
    const left = await runLeaving({ faults }, WITH_BACKUPS);

    expectNotRemoved(left);
    expect(left.log).toContain('it was not removed, since it is not proved to be absent');
  });

  it('and what was refused is not waited for', async () => {
    expect((await runLeaving({ faults: every(DETACH, REFUSED) }, REMOVED)).waitedSeconds).toBe(0);
  });

  it.each([
    ['nothing', NO_EVIDENCE],
    ['no licenses', { ...FULL, license: 'none' as const }],
    ['no memberships', { ...FULL, plans: 'none' as const, repositories: 'none' as const, includeAll: 'none' as const }],
  ])('since the server reports %s', async (_, evidence) => {
    expectNotRemoved(await runLeaving({ evidence }, { ...WITH_BACKUPS, 'verify-timeout': '2' }));
  });

  it('and a license that is never reported is not waited for', async () => {
    const evidence = { ...FULL, license: 'none' as const };
    expect((await runLeaving({ evidence }, REMOVED)).waitedSeconds).toBe(0);
  });

  it.each(['all', 'rules'] as const)(
    'since a plan takes it in by itself (%s): nothing is changed',
    async (selection) => {
      const left = await runLeaving({}, WITH_BACKUPS, {}, ({ world, acme, api }) => {
        world.addPlan(acme, 'Sweep', { selection, repositories: new Set([api.id]) });
      });

      expectNotRemoved(left);
      expect(writesOf(left.simulator)).toEqual([]);
      expect(stateOf(left.small, left.small.api)).toEqual([true, 'Daily', 'Sweep']);
      expect(left.log).toContain("Exclude the repository in backup plan 'Sweep' in GitProtect");
    },
  );

  it('since somebody attached it again before the reading', async () => {
    const change: ScriptedFault = {
      endpoint: RELEASE,
      occurrence: 1,
      fault: {
        kind: 'change',
        when: 'after',
        change: (world) => {
          for (const plan of world.plans.values())
            if (plan.name === 'Weekly')
              for (const { id, name } of world.repositories.values()) if (name === 'api') plan.repositories.add(id);
        },
      },
    };
    const left = await runLeaving({ faults: [change] }, { ...REMOVED, 'verify-timeout': '2' });

    expectNotRemoved(left);
    expect(stateOf(left.small, left.small.api)).toContain('Weekly');
  });

  it('since the list cannot be read', async () => {
    const faults = Array.from({ length: 60 }, (_, index): ScriptedFault => ({
      endpoint: PAGES,
      occurrence: index + 3,
      fault: { kind: 'answer', status: 500 },
    }));
    expectNotRemoved(await runLeaving({ faults }, { ...REMOVED, 'verify-timeout': '2' }));
  });

  it.each([2, 3])('since its row is missing just then: that is no proof (from reading %i)', async (from) => {
    const left = await runLeaving({ faults: missing(from, 1) }, { ...WITH_BACKUPS, 'verify-timeout': '0' });

    expectNotRemoved(left);
    expect(left.small.world.removals).toEqual([]);
  });

  it('since its row is missing just then, and the list cannot be read afterwards: nothing was sent', async () => {
    const unreadable = Array.from({ length: 40 }, (_, index): ScriptedFault => ({
      endpoint: PAGES,
      occurrence: index + 3,
      fault: { kind: 'answer', status: 500 },
    }));
    const faults = [...missing(2, 1), ...unreadable];
    const left = await runLeaving({ faults }, { ...REMOVED, 'verify-timeout': '2' }, {}, ({ daily, api }) => {
      daily.repositories.delete(api.id);
      api.licensed = false;
    });

    expectNotRemoved(left);
    expect(writesOf(left.simulator)).toEqual([]);
    expect(left.outputs).toMatchObject({ changed: 'false', 'repositories-changed': '0' });
    expect(left.log).not.toMatch(/was sent|sent, not checked|lists it again/);
  });

  it('since it is gone meanwhile: that is what was asked for', async () => {
    const gone: ScriptedFault = {
      endpoint: RELEASE,
      occurrence: 1,
      fault: {
        kind: 'change',
        when: 'after',
        change: (world) => {
          for (const { id, name } of [...world.repositories.values()])
            if (name === 'api') world.repositories.delete(id);
        },
      },
    };
    const { success, simulator, outputs, summary } = await runLeaving({ faults: [gone] }, REMOVED);

    expect(success).toBe(true);
    expect(callsOf(simulator, REMOVE)).toBe(0);
    expect(outputs['removal-status']).toBe('already-removed');
    expect(summary).toMatch(/Already removed.* does not list .*, what became of its backups is not known/);
  });
});
