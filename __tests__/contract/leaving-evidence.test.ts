import { describe, expect, it } from '@jest/globals';
import { FULL_EVIDENCE as FULL, NO_EVIDENCE } from '../../simulator/rows.ts';
import type { Row, ScriptedFault } from '../../simulator/faults.ts';
import {
  ABSENT,
  DETACH,
  every,
  IGNORED,
  leavingWorld,
  LOST,
  once,
  orderOf,
  REFUSED,
  RELEASE,
  runLeaving,
  stateOf,
  writesOf,
} from '../support/leaving.ts';
import { plansAs } from '../support/reshape-rows.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, serve } from '../support/service.ts';
import { PAGES, PLANS } from '../support/sweep.ts';

describe('a plan that takes all repositories, or selects by rules', () => {
  const SELECTIONS = ['all', 'rules'] as const;

  it.each(SELECTIONS.flatMap((selection) => ['', 'Daily\nSweep', 'Sweep'].map((plan) => [selection, plan] as const)))(
    'cannot be left by hand: nothing about the repository is changed (%s, plan %j)',
    async (selection, plan) => {
      const left = await runLeaving({}, { plan, repository: 'api' }, {}, ({ world, acme, api }) => {
        world.addPlan(acme, 'Sweep', { selection, repositories: new Set([api.id]) });
      });

      expect(left.success).toBe(false);
      expect(writesOf(left.simulator)).toEqual([]);
      expect(stateOf(left.small, left.small.api)).toEqual([true, 'Daily', 'Sweep']);
      // `Daily` is not to be left where it is not named.
      const license = plan === 'Sweep' ? 'kept' : 'failed';
      expect(left.outputs).toMatchObject({ 'plan-status': 'failed', 'license-status': license, changed: 'false' });
      expect(left.log).toMatch(
        /^::error title=The repository cannot be detached by hand::api: backup plan 'Sweep' chooses its repositories by itself/m,
      );
      expect(left.log).toContain("Exclude the repository in backup plan 'Sweep' in GitProtect");
    },
  );

  it.each(SELECTIONS)('keeps the license where it is not to be left (%s)', async (selection) => {
    const { success, small, simulator, outputs, log } = await runLeaving({}, { plan: 'Daily' }, {}, (each) => {
      each.world.addPlan(each.acme, 'Sweep', { selection, repositories: new Set([each.api.id]) });
    });

    expect(success).toBe(true);
    expect(writesOf(simulator)).toEqual(['detach']);
    expect(stateOf(small, small.api)).toEqual([true, 'Sweep']);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'kept' });
    expect(log).toContain("license kept, still in backup plan 'Sweep'");
  });

  it('that leaves the repository out does not keep it', async () => {
    const { success, small, outputs } = await runLeaving({}, {}, {}, ({ world, acme, api }) => {
      world.addPlan(acme, 'Sweep', { selection: 'all', extras: { excludedRepositoriesIds: [api.id] } });
    });

    expect(success).toBe(true);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'released' });
    expect(small.api.licensed).toBe(false);
  });

  it('concerns only what it contains: others are completed', async () => {
    const { success, small, outputs } = await runLeaving({}, { repository: 'api\nwebsite' }, {}, (each) => {
      each.world.addPlan(each.acme, 'Sweep', { selection: 'rules', repositories: new Set([each.website.id]) });
    });

    expect(success).toBe(false);
    expect(stateOf(small, small.api)).toEqual([false]);
    expect(stateOf(small, small.website)).toEqual([true, 'Daily', 'Weekly', 'Sweep']);
    expect(outputs).toMatchObject({ 'repositories-changed': '1', 'repositories-failed': '1' });
  });
});

describe('membership that is not reported', () => {
  const NO_MEMBERS = { ...FULL, plans: 'none', repositories: 'none', includeAll: 'none' } as const;

  it.each([NO_MEMBERS, NO_EVIDENCE])(
    'and every plan to be left: the license is released, with a warning, after accepted detachments (%#)',
    async (evidence) => {
      const { success, small, simulator, outputs, log } = await runLeaving({ evidence });

      expect(success).toBe(true);
      expect(orderOf(simulator)).toBe('read detach detach read release read');
      expect(small.api.licensed).toBe(false);
      expect(log).toContain('::warning title=The changes could not be proved::');
      expect(log).toContain('⚠️ Changes accepted, but not proved');
      expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'released' });
    },
  );

  it.each([REFUSED, { kind: 'reset', at: 'before-headers' } as const, LOST])(
    'and one detachment not accepted: the license is kept, and the step fails (%#)',
    async (fault) => {
      const { success, small, simulator } = await runLeaving({ evidence: NO_MEMBERS, faults: once(DETACH, fault) });

      expect(success).toBe(false);
      expect(callsOf(simulator, RELEASE)).toBe(0);
      expect(small.api.licensed).toBe(true);
    },
  );

  it('and the plans named: the license is kept, and no status says already', async () => {
    for (const evidence of [NO_MEMBERS, NO_EVIDENCE])
      for (const plan of ['Daily', 'Weekly', 'Daily\nWeekly']) {
        const { success, small, simulator, outputs, log } = await runLeaving({ evidence }, { plan });

        expect(success).toBe(true);
        expect(callsOf(simulator, RELEASE)).toBe(0);
        expect(small.api.licensed).toBe(true);
        expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'kept' });
        expect(log).toMatch(/kept, since backup plan '(Daily|Weekly)' may contain it/);
        expect(log).toContain('::warning title=The changes could not be proved::');
      }
  });

  it('and "not attached" as the answer is no reason to say already', async () => {
    const { success, outputs, small } = await runLeaving({ evidence: NO_EVIDENCE }, {}, { rejectsRepeats: true });

    expect(success).toBe(true);
    expect(small.api.licensed).toBe(false);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'released', changed: 'true' });
  });

  it('nor of licenses: the second run says no more, where repeated changes are rejected', async () => {
    const small = leavingWorld({ rejectsRepeats: true });
    const other = small.world.addRepository(small.acme, 'other', { licensed: true });
    const simulator = await serve(small.world, { evidence: { ...FULL, license: 'none' } });
    for (let run = 0; run < 2; run++) {
      const { success, outputs, log } = await runAgainst(simulator, { ...ABSENT, repository: 'api\nother' });

      expect(success).toBe(true);
      expect(outputs['license-status']).toBe('released');
      expect(log).toContain('⚠️ Changes accepted, but not proved');
      expect([small.api.licensed, other.licensed]).toEqual([false, false]);
    }
  });

  it('but that only the row of the repository tells keeps the license', async () => {
    const without = (rows: readonly Row[]): readonly Row[] =>
      rows.filter(({ name }) => name !== 'Hidden').map((row): Row => ('apiUrl' in row ? { ...row, plans: [] } : row));
    const { success, small, simulator, outputs } = await runLeaving(
      { faults: [PLANS, 'git/organizations/getmany'].flatMap((list) => every(list, { kind: 'stale', rows: without })) },
      { plan: 'Daily' },
      {},
      ({ world, acme, api }) => void world.addPlan(acme, 'Hidden', { repositories: new Set([api.id]) }),
    );

    expect(success).toBe(true);
    expect(writesOf(simulator)).toEqual(['detach']);
    expect(stateOf(small, small.api)).toEqual([true, 'Hidden']);
    expect(outputs['license-status']).toBe('kept');
  });

  it('of a plan that may take all, though nothing is selected in it, keeps the license', async () => {
    const withoutCounts = (rows: readonly Row[]): readonly Row[] => rows.map((row) => ({ ...row, plans: [] }));
    const { simulator, small, outputs } = await runLeaving(
      {
        evidence: { ...FULL, plans: 'none', includeAll: 'none' },
        faults: every('git/organizations/getmany', { kind: 'stale', rows: withoutCounts }),
      },
      { plan: 'Daily' },
      {},
      ({ world, acme }) => void world.addPlan(acme, 'Sweep', { selection: 'all' }),
    );

    expect(callsOf(simulator, RELEASE)).toBe(0);
    expect(small.api.licensed).toBe(true);
    expect(outputs['license-status']).toBe('kept');
  });

  it('of one other plan keeps the license', async () => {
    const { success, simulator, outputs, log, small } = await runLeaving(
      { evidence: { ...FULL, plans: 'none' } },
      { plan: 'Daily' },
      {},
      ({ world, acme, website }) =>
        void world.addPlan(acme, 'Hidden', { repositories: new Set([website.id]), onlyInOrganizationRow: true }),
    );

    expect(success).toBe(true);
    expect(writesOf(simulator)).toEqual(['detach']);
    expect(small.api.licensed).toBe(true);
    expect(outputs['license-status']).toBe('kept');
    expect(log).toContain("kept, since backup plan 'Hidden' may contain it");
    expect(log).toContain("1 license kept, perhaps for backup plan 'Hidden'");
  });
});

describe('rows that contradict each other', () => {
  /** The plan lists the repository; its row does not name the plan, or the other way round. */
  const contradiction = (plan: string, of: 'rows' | 'plans'): ScriptedFault => ({
    endpoint: of === 'rows' ? PAGES : PLANS,
    occurrence: 'every',
    fault: {
      kind: 'stale',
      rows: (rows) =>
        rows.map((row) => {
          if (of === 'rows') return row['name'] === 'website' ? { ...row, plans: [{ id: 'none' }].slice(1) } : row;
          return row['name'] === plan ? { ...row, repositoriesIds: [] } : row;
        }),
    },
  });

  it.each(['rows', 'plans'] as const)('about a plan that is not left keep the license (%s)', async (of) => {
    const { simulator, small, outputs } = await runLeaving(
      { faults: [contradiction('Weekly', of)] },
      { plan: 'Daily', repository: 'website' },
    );

    expect(callsOf(simulator, RELEASE)).toBe(0);
    expect(stateOf(small, small.website)).toEqual([true, 'Weekly']);
    expect(outputs['license-status']).toBe('kept');
  });

  it('about a plan that is left are waited for, and the license is kept', async () => {
    const stale = (rows: readonly Row[]): readonly Row[] =>
      rows.map((row) => (row['name'] === 'Daily' ? { ...row, repositoriesIds: [] } : row));
    const { small, simulator, outputs, log, waitedSeconds } = await runLeaving({
      faults: [
        ...every(PLANS, { kind: 'stale', rows: stale }),
        ...every(DETACH, IGNORED),
        ...every('git/organizations/getmany', {
          kind: 'stale',
          rows: (rows) => rows.map((row) => ({ ...row, plans: [] })),
        }),
      ],
    });

    expect(callsOf(simulator, RELEASE)).toBe(0);
    expect(stateOf(small, small.api)).toEqual([true, 'Daily']);
    expect(outputs['license-status']).toBe('kept');
    expect(waitedSeconds).toBeGreaterThanOrEqual(30);
    expect(log).not.toContain('✅');
  });
});

describe('a list that its own row counts otherwise', () => {
  it.each([{ repoCount: -1 }, { repoCount: 1, repositoriesCount: 2 }, { repoCount: '2' }])(
    'does not prove that the plan was left: %j',
    async (counts) => {
      const small = leavingWorld();
      const { world, acme, api, website } = small;
      const auto = world.addPlan(acme, 'Auto', { selection: 'rules', repositories: new Set([api.id]) });
      const simulator = await serve(world, {
        ...{ evidence: { ...FULL, plans: 'none' } },
        reshape: plansAs((row) => (row['id'] === auto.id ? { ...row, repositoriesIds: [website.id], ...counts } : row)),
      });

      const { success, log } = await runAgainst(simulator, ABSENT);

      expect(success).toBe(false);
      expect(writesOf(simulator)).toEqual([]);
      expect(log).toContain("backup plan 'Auto' chooses its repositories by itself");
    },
  );
});

it('a plan that only the first reading did not show to contain it is not told to be left', async () => {
  const small = leavingWorld();
  small.weekly.repositories.add(small.api.id);
  const withoutIt = (rows: readonly Row[]): readonly Row[] =>
    rows.map((row) => ({ ...row, repositoriesIds: [], repoCount: 0, plans: [] }));
  const stale: ScriptedFault['fault'] = { kind: 'stale', rows: withoutIt };
  const simulator = await serve(small.world, { faults: [...once(PLANS, stale), ...once(PAGES, stale)] });

  const { success, outputs, log } = await runAgainst(simulator, { ...ABSENT, plan: 'Daily', 'verify-timeout': '0' });

  expect(stateOf(small, small.api)).toEqual([true, 'Daily', 'Weekly']);
  expect(success).toBe(false);
  expect(outputs).toMatchObject({ 'plan-status': 'failed', 'license-status': 'kept' });
  expect(log).toContain('A change was undone while this ran');
});
