import { describe, expect, it } from '@jest/globals';
import type { World, SimulatedPlan } from '../../simulator/world.ts';
import { writesOf } from '../support/leaving.ts';
import { runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';
import { manyWorld } from '../support/sweep.ts';

/** So many licensed repositories, in plans `Daily` and `Weekly`; `other` is in no plan, and has no license. */
function worldOf(count: number): ReturnType<typeof manyWorld> & { readonly weekly: SimulatedPlan } {
  const many = manyWorld(count, { licensed: true, attached: true });
  const weekly = many.world.addPlan(many.acme, 'Weekly', {
    repositories: new Set(many.repositories.map(({ id }) => id)),
  });
  many.world.addRepository(many.acme, 'other');
  return { ...many, weekly };
}

/** What is licensed, and what is in which plan. */
function stateIn({ repositories, plans }: World): object {
  return {
    licensed: [...repositories.values()].filter(({ licensed }) => licensed).length,
    members: [...plans.values()].map((plan) => [plan.name, plan.isActive, [...plan.repositories].sort()]),
  };
}

const LEAVE = { state: 'absent', plan: '', repository: 'repo-*' };

describe('the limit of removals', () => {
  it.each([
    ['absent', LEAVE],
    ['absent from one plan', { ...LEAVE, plan: 'Weekly' }],
    ['exclusive', { exclusive: 'true', repository: '*' }],
  ])('is 10, and above it nothing at all is changed (%s)', async (_, inputs) => {
    for (const dryRun of ['false', 'true']) {
      const { world } = worldOf(11);
      const before = stateIn(world);
      const simulator = await serve(world);

      const { success, log, outputs, summary } = await runAgainst(simulator, { ...inputs, 'dry-run': dryRun });

      expect(success).toBe(false);
      // Nor a license or an attachment of `other`.
      expect(writesOf(simulator)).toEqual([]);
      expect(stateIn(world)).toEqual(before);
      expect(log).toContain('::error title=More removals than max-removals allows::');
      expect(log).toContain(
        '11 repositories would be detached, released or removed, and at most 10 may be: repo-0000, repo-0001, repo-0002, repo-0003, repo-0004 and 6 more. Nothing was changed',
      );
      expect(summary).toContain('at most 10 may be');
      expect(outputs).toMatchObject({ 'plan-status': 'failed', 'license-status': 'failed' });
      expect(JSON.parse(outputs['report'] ?? '')).toMatchObject({
        error: { title: 'More removals than max-removals allows' },
      });
    }
  });

  it.each([
    ['absent', LEAVE],
    ['exclusive', { exclusive: 'true', repository: 'repo-*' }],
  ])('may be reached: a repository counts once, however many plans it leaves (%s)', async (_, inputs) => {
    const { world } = worldOf(10);
    const simulator = await serve(world);

    const { success } = await runAgainst(simulator, inputs);

    expect(success).toBe(true);
    expect(writesOf(simulator)).toContain('detach');
  });

  it('does not count what is absent already', async () => {
    const many = worldOf(12);
    for (const repository of many.repositories.slice(0, 9)) {
      many.daily.repositories.delete(repository.id);
      many.weekly.repositories.delete(repository.id);
      repository.licensed = false;
    }
    const simulator = await serve(many.world);

    const refused = await runAgainst(simulator, { ...LEAVE, 'max-removals': '2' });
    expect(refused.log).toContain('3 repositories would be');
    const { success, outputs } = await runAgainst(simulator, { ...LEAVE, 'max-removals': '3' });

    expect(success).toBe(true);
    expect(outputs).toMatchObject({ 'repositories-checked': '12', 'repositories-changed': '3' });
  });

  it('counts a license that is only to be released', async () => {
    const many = worldOf(1);
    many.daily.repositories.clear();
    many.weekly.repositories.clear();
    const simulator = await serve(many.world);

    expect((await runAgainst(simulator, { ...LEAVE, 'max-removals': '0' })).success).toBe(false);
    expect(writesOf(simulator)).toEqual([]);
    expect((await runAgainst(simulator, { ...LEAVE, 'max-removals': '1' })).success).toBe(true);
  });

  it('does not count what keeps its license, and leaves nothing', async () => {
    const many = worldOf(3);
    many.daily.repositories.clear();
    const simulator = await serve(many.world);
    many.world.addPlan(many.acme, 'Monthly', { repositories: new Set(many.repositories.map(({ id }) => id)) });

    const { success } = await runAgainst(simulator, {
      ...{ ...LEAVE, 'max-removals': '0' },
      plan: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
    });

    expect(success).toBe(true);
    expect(writesOf(simulator)).toEqual([]);
  });

  it('of 0 allows what takes nothing away', async () => {
    const many = worldOf(3);
    const simulator = await serve(many.world);

    const { success } = await runAgainst(simulator, { repository: 'other', 'max-removals': '0' });

    expect(success).toBe(true);
    expect(writesOf(simulator)).toEqual(['activate', 'attach']);
  });

  it.each([
    ['0', false],
    ['1', true],
  ])('covers a removal (%s)', async (max, isRemoved) => {
    const many = worldOf(1);
    // It has no license, and is in no plan.
    const simulator = await serve(many.world);

    const { success, log } = await runAgainst(simulator, {
      ...{ state: 'removed', plan: '', repository: 'other', confirm: 'other', 'max-removals': max },
    });

    expect(success).toBe(isRemoved);
    expect(many.world.removals).toHaveLength(isRemoved ? 1 : 0);
    if (!isRemoved)
      expect(log).toContain('1 repository would be detached, released or removed, and at most 0 may be: other');
  });

  it('holds before the settings of a plan are changed', async () => {
    const many = worldOf(11);
    many.daily.isActive = false;
    const before = stateIn(many.world);
    const simulator = await serve(many.world);

    const { success } = await runAgainst(simulator, {
      ...{ exclusive: 'true', repository: '*', 'plan-schedule': 'enabled' },
    });

    expect(success).toBe(false);
    expect(writesOf(simulator)).toEqual([]);
    expect(stateIn(many.world)).toEqual(before);
  });

  it('does not count what cannot be left by hand', async () => {
    const many = worldOf(11);
    const simulator = await serve(many.world);
    many.world.addPlan(many.acme, 'Sweep', {
      selection: 'rules',
      repositories: new Set(many.repositories.slice(0, 6).map(({ id }) => id)),
    });

    const { log, outputs } = await runAgainst(simulator, { ...LEAVE, 'max-removals': '5' });

    expect(log).toContain('::error title=The repository cannot be detached by hand::');
    expect(outputs).toMatchObject({ 'repositories-changed': '5', 'repositories-failed': '6' });
  });
});
