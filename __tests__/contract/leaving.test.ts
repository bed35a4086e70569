import { describe, expect, it } from '@jest/globals';
import { FULL_EVIDENCE as FULL } from '../../simulator/rows.ts';
import type { Row } from '../../simulator/faults.ts';
import { ABSENT, every, leavingWorld, orderOf, stateOf, writesOf } from '../support/leaving.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, serve } from '../support/service.ts';
import { PLANS } from '../support/sweep.ts';

describe('a repository that is to be absent', () => {
  it.each([
    ['every plan', ''],
    ['a plan by its name', 'Daily'],
  ])('leaves %s, and its license is released once no plan is seen to contain it', async (_, plan) => {
    const small = leavingWorld();
    const simulator = await serve(small.world);

    const { success, outputs } = await runAgainst(simulator, { ...ABSENT, plan });

    expect(success).toBe(true);
    expect(orderOf(simulator)).toBe('read detach read release read');
    expect(stateOf(small, small.api)).toEqual([false]);
    expect(stateOf(small, small.website)).toEqual([true, 'Daily', 'Weekly']);
    expect(outputs).toMatchObject({
      ...{ 'plan-status': 'detached', 'license-status': 'released', 'removal-status': '' },
      ...{ drift: 'true', changed: 'true', 'repositories-changed': '1', 'repositories-failed': '0' },
    });
  });

  it('leaves several plans, and one that was not named keeps its license', async () => {
    const small = leavingWorld();
    const monthly = small.world.addPlan(small.acme, 'Monthly', { repositories: new Set([small.website.id]) });
    const simulator = await serve(small.world);

    const { success, outputs, log, summary, report } = await runAgainst(simulator, {
      ...ABSENT,
      repository: 'website',
      plan: 'Daily\nMonthly',
    });

    expect(success).toBe(true);
    expect(writesOf(simulator)).toEqual(['detach', 'detach']);
    expect(stateOf(small, small.website)).toEqual([true, 'Weekly']);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'kept', changed: 'true' });
    expect(monthly.repositories.size).toBe(0);
    expect(log).toContain("license kept, still in backup plan 'Weekly'");
    expect(summary).toContain("kept, still in backup plan 'Weekly'");
    const weekly = { id: small.weekly.id, name: 'Weekly' };
    expect(report).toMatchObject({ repositories: [{ license: 'kept', 'kept-for': [weekly], proved: true }] });
  });

  it('whose license is kept since its plan is not named, differs in nothing', async () => {
    const small = leavingWorld();
    const simulator = await serve(small.world);

    const { success, outputs, log } = await runAgainst(simulator, { ...ABSENT, plan: 'Weekly' });

    expect(success).toBe(true);
    expect(simulator.requests).toHaveLength(4);
    expect(stateOf(small, small.api)).toEqual([true, 'Daily']);
    expect(outputs).toMatchObject({ 'plan-status': 'already-detached', 'license-status': 'kept', drift: 'false' });
    expect(log).toContain("license kept, still in backup plan 'Daily'");
  });

  it('is left as it is by a second run', async () => {
    const small = leavingWorld();
    const simulator = await serve(small.world);
    await runAgainst(simulator, ABSENT);
    const before = simulator.requests.length;

    const { success, outputs, log } = await runAgainst(simulator, ABSENT);

    expect(success).toBe(true);
    expect(simulator.requests).toHaveLength(before + 4);
    expect(writesOf(simulator)).toEqual(['detach', 'release']);
    expect(outputs).toMatchObject({
      ...{ 'plan-status': 'already-detached', 'license-status': 'already-inactive', drift: 'false', changed: 'false' },
    });
    expect(log).toContain('✅ Already absent, nothing to do: ');
  });

  it.each(['', 'Daily'])('in no plan, but with a license, has it released (plan %j)', async (plan) => {
    const small = leavingWorld();
    small.daily.repositories.delete(small.api.id);
    const simulator = await serve(small.world);

    const { success, outputs } = await runAgainst(simulator, { ...ABSENT, plan });

    expect(success).toBe(true);
    expect(writesOf(simulator)).toEqual(['release']);
    expect(outputs).toMatchObject({ 'plan-status': 'already-detached', 'license-status': 'released' });
    expect(stateOf(small, small.api)).toEqual([false]);
  });

  it('in no plan is looked at once more where another is detached, before licenses are released', async () => {
    const small = leavingWorld();
    const { world, acme, daily } = small;
    const left = world.addRepository(acme, 'left', { licensed: true });
    // Meanwhile somebody else adds it to a plan.
    const change = (): void => void daily.repositories.add(left.id);
    const simulator = await serve(world, {
      faults: [{ endpoint: 'plans/detachgitrepository', occurrence: 1, fault: { kind: 'change', change } }],
    });

    const { success, outputs } = await runAgainst(simulator, {
      ...ABSENT,
      repository: 'api\nleft',
      plan: 'Weekly\nDaily',
    });

    expect(stateOf(small, left)).toEqual([true, 'Daily']);
    expect(stateOf(small, small.api)).toEqual([false]);
    expect([success, outputs['license-status']]).toEqual([false, 'released']);
  });

  it('only has its plans told by a dry run', async () => {
    const small = leavingWorld();
    const simulator = await serve(small.world);

    const { success, outputs, log, report } = await runAgainst(simulator, { ...ABSENT, 'dry-run': 'true' });

    expect(success).toBe(true);
    expect(simulator.requests).toHaveLength(4);
    expect(outputs).toMatchObject({
      ...{ 'plan-status': 'would-detach', 'license-status': 'would-release', drift: 'true', changed: 'false' },
    });
    expect(log).toContain("license would be released; backup plan 'Daily': would be detached");
    expect(log).toContain("⚠️ Nothing changed (dry run): 'acme/api' would leave backup plan 'Daily'");
    expect(report).toMatchObject({ repositories: [{ plans: [{ name: 'Daily', status: 'would-detach' }] }] });
  });

  it('in a dry run with fail-on-drift fails', async () => {
    const simulator = await serve(leavingWorld().world);

    const { success } = await runAgainst(simulator, { ...ABSENT, 'dry-run': 'true', 'fail-on-drift': 'true' });

    expect(success).toBe(false);
    expect(writesOf(simulator)).toEqual([]);
  });

  it.each(['absent', 'removed'])('may be removed at the Git host (state: %s)', async (state) => {
    const small = leavingWorld();
    small.api.removed = true;
    const simulator = await serve(small.world);

    const { success, outputs } = await runAgainst(simulator, {
      ...{ ...ABSENT, state },
      ...(state === 'removed' ? { confirm: 'api' } : {}),
    });

    expect(success).toBe(true);
    expect(writesOf(simulator).slice(0, 2)).toEqual(['detach', 'release']);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'released' });
    expect(small.world.repositories.has(small.api.id)).toBe(state === 'absent');
  });

  it('and is removed at the Git host is among those that a pattern selects', async () => {
    const small = leavingWorld();
    small.api.removed = true;
    const simulator = await serve(small.world);

    const { success, outputs } = await runAgainst(simulator, { ...ABSENT, repository: '*\n!website' });

    expect(success).toBe(true);
    expect(outputs['repositories-changed']).toBe('1');
    expect(stateOf(small, small.api)).toEqual([false]);
  });
});

describe('what is not listed', () => {
  it.each([
    ['a name', 'gone', "'gone'"],
    ['a pattern', 'gone-*', "'gone-*'"],
    ['an ID', '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', "'6f9619ff-8b86-4d01-b42d-00cf4fc964ff'"],
  ])('is absent already: a notice, no synchronization (%s)', async (_, repository, named) => {
    const simulator = await serve(leavingWorld().world);

    const { success, outputs, log } = await runAgainst(simulator, { ...ABSENT, repository, sync: 'always' });

    expect(success).toBe(true);
    expect(simulator.requests).toHaveLength(4);
    expect(callsOf(simulator, 'git/repositories/sync')).toBe(0);
    expect(log).toContain(`::notice title=Not listed%2C so already absent::GitProtect lists nothing named ${named}`);
    expect(log).not.toMatch(/^::(error|warning) /m);
    expect(outputs).toMatchObject({
      ...{ 'plan-status': 'already-detached', 'license-status': 'already-inactive', drift: 'false', changed: 'false' },
      ...{ 'repositories-checked': '0', 'repositories-failed': '0', 'removal-status': '' },
    });
  });

  it('does not keep others from leaving', async () => {
    const small = leavingWorld();
    const simulator = await serve(small.world);

    const { success, outputs, log } = await runAgainst(simulator, { ...ABSENT, repository: 'gone\napi\nno-*' });

    expect(success).toBe(true);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'released' });
    expect(log).toContain("GitProtect lists nothing named 'gone', 'no-*'");
    expect(stateOf(small, small.api)).toEqual([false]);
  });

  it('is warned of where GitProtect counts more repositories than it lists', async () => {
    const { world } = leavingWorld();
    const rows = (all: readonly Row[]): readonly Row[] => all.map((row) => ({ ...row, totalRepositories: 9 }));
    const simulator = await serve(world, { faults: every('git/organizations/getmany', { kind: 'stale', rows }) });

    const { success, log } = await runAgainst(simulator, { ...ABSENT, repository: 'gone' });

    expect(success).toBe(true);
    expect(log).toContain('::warning title=The list of repositories may not be complete::');
  });

  it('is an error for a name that means several', async () => {
    const { world, acme } = leavingWorld();
    world.addRepository(acme, 'api', { removed: true });
    const simulator = await serve(world);

    const { success, log } = await runAgainst(simulator, ABSENT);

    expect(success).toBe(false);
    expect(log).toContain('::error title=The input repository is ambiguous::');
    expect(writesOf(simulator)).toEqual([]);
  });
});

describe('a plan', () => {
  it('that disappears from the list with its last repository has been left', async () => {
    const small = leavingWorld();
    small.daily.repositories.delete(small.website.id);
    const simulator = await serve(small.world, { evidence: { ...FULL, plans: 'none' } });

    const { success, outputs } = await runAgainst(simulator, { ...ABSENT, plan: 'Daily' });

    expect(success).toBe(true);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'released' });
    expect(stateOf(small, small.api)).toEqual([false]);
  });

  it('that is not listed is an error by its name', async () => {
    const small = leavingWorld();
    small.world.addPlan(small.acme, 'Empty', { onlyInOrganizationRow: true });
    const simulator = await serve(small.world);

    const { success, log, outputs } = await runAgainst(simulator, { ...ABSENT, plan: 'Dayly' });

    expect(success).toBe(false);
    expect(log).toContain('::error title=The backup plan is not in GitProtect::');
    expect(log).toContain("did you mean 'Daily'?");
    expect(outputs).toMatchObject({ 'plan-status': 'failed', 'license-status': 'failed' });
    expect(writesOf(simulator)).toEqual([]);
  });

  it.each([FULL.plans, 'none'] as const)(
    'that is not listed counts as left by its ID (plans on rows: %s)',
    async (plans) => {
      const small = leavingWorld();
      small.daily.repositories.delete(small.api.id);
      const simulator = await serve(small.world, { evidence: { ...FULL, plans } });

      const { success, outputs, log } = await runAgainst(simulator, {
        ...ABSENT,
        plan: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
      });

      expect(success).toBe(true);
      expect(writesOf(simulator)).toEqual(['release']);
      expect(outputs).toMatchObject({ 'plan-status': 'already-detached', 'license-status': 'released' });
      expect(log).not.toMatch(/^::(error|warning) /m);
    },
  );

  it('that is not listed, but that the row of the repository names, is left', async () => {
    const small = leavingWorld();
    const foreign = small.world.addPlan(small.acme, 'Hidden', { repositories: new Set([small.api.id]) });
    const hidden = (rows: readonly Row[]): readonly Row[] => rows.filter(({ id }) => id !== foreign.id);
    const simulator = await serve(small.world, {
      faults: every(PLANS, { kind: 'stale', rows: hidden }),
    });

    await runAgainst(simulator, ABSENT);

    expect(writesOf(simulator)).toEqual(['detach', 'detach', 'release']);
    expect(stateOf(small, small.api)).toEqual([false]);
  });
});
