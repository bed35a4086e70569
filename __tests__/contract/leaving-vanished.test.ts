import { describe, expect, it } from '@jest/globals';
import type { Row, ScriptedFault } from '../../simulator/faults.ts';
import { FULL_EVIDENCE } from '../../simulator/rows.ts';
import type { Simulator } from '../../simulator/server.ts';
import { shopInDaily } from '../support/azure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { mapRows } from '../support/reshape-rows.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { callsOf, protectedWorld, serve, type SmallWorld } from '../support/service.ts';

/* A plan that drops out of the list has not been left by that alone. */

const REPOSITORIES = 'git/repositories/getmany';
const PLANS = 'plans/listassignedtoorganization';
const DETACH = 'plans/detachgitrepository';
const RELEASE = 'git/repositories/deactivate';
const REMOVE = 'git/repositories/remove';
const REFUSED = { kind: 'answer', status: 400, body: '{"message":"Not now."}' } as const;

/** From the second reading on the list of plans is empty; only plans tell of members. */
async function withVanishing({ world }: SmallWorld, faults: Parameters<typeof serve>[1] = {}): Promise<Simulator> {
  let readings = 0;
  return await serve(world, {
    evidence: { ...FULL_EVIDENCE, plans: 'none' },
    reshape: (endpoint, answer) => {
      if (endpoint !== PLANS || ++readings === 1) return answer;
      return { currentPage: 1, pageCount: 1, totalEntries: 0, result: [] };
    },
    ...faults,
  });
}

describe('a repository whose row is missing once before its license is released', () => {
  it.each<[string, number, readonly number[]]>([
    ['at first', 2, []],
    ['while another one is waited for', 3, [2]],
  ])('is looked for again: %s', async (_, missing, stale) => {
    const { world, api, website, daily } = protectedWorld();
    const reading = (occurrence: number, rows: (all: readonly Row[]) => readonly Row[]): ScriptedFault => ({
      endpoint: REPOSITORIES,
      occurrence,
      fault: { kind: 'stale', rows },
    });
    const withoutApi = reading(missing, (all) => all.filter(({ id }) => id !== api.id));
    const plans = [{ id: daily.id, name: daily.name }];
    const early = stale.map((occurrence) =>
      reading(occurrence, (all) => all.map((row) => (row['id'] === website.id ? { ...row, plans } : row))),
    );
    const evidence = { ...FULL_EVIDENCE, repositories: 'none' } as const;
    const simulator = await serve(world, { evidence, faults: [withoutApi, ...early] });

    const { success, outputs } = await runAgainst(simulator, { repository: 'api\nwebsite', state: 'absent' });

    expect([success, outputs['license-status'], api.licensed]).toEqual([true, 'released', false]);
  });
});

describe('a plan that is not listed any more', () => {
  it.each<[string, 'ignored' | 'refused']>([
    ['a detachment without effect', 'ignored'],
    ['a detachment that was refused', 'refused'],
  ])('after %s was not left: the license stays', async (_, how) => {
    const small = protectedWorld();
    const fault = how === 'refused' ? REFUSED : ({ kind: 'ignored' } as const);
    const simulator = await withVanishing(small, { faults: [{ endpoint: DETACH, occurrence: 'every', fault }] });

    const { success, log } = await runAgainst(simulator, { state: 'absent', plan: '' });

    expect(success && !log.includes('⚠️')).toBe(false);
    expect(log).not.toContain('✅');
    expect(callsOf(simulator, RELEASE)).toBe(0);
    expect(small.api.licensed).toBe(true);
  });

  it('does not let a repository be removed', async () => {
    const small = protectedWorld();
    const faults = [{ endpoint: DETACH, occurrence: 'every', fault: REFUSED } as const];
    const simulator = await withVanishing(small, { faults });

    const { success } = await runAgainst(simulator, {
      ...{ state: 'removed', plan: '', repository: 'api', confirm: 'api and its backups', 'delete-backups': 'true' },
    });

    expect(success).toBe(false);
    expect(callsOf(simulator, REMOVE)).toBe(0);
    expect(small.world.repositories.has(small.api.id)).toBe(true);
  });
});

describe('a repository that is not listed any more once it was to leave', () => {
  /** From this reading of repositories on, `api` is not listed: it is in another organization. */
  async function leaveWithoutRow(from: number): Promise<Ended> {
    const rows = (all: readonly Row[]): readonly Row[] => all.filter(({ name }) => name !== 'api');
    const faults = Array.from({ length: 60 }, (_, index): ScriptedFault => ({
      endpoint: 'git/repositories/getmany',
      occurrence: index + from,
      fault: { kind: 'stale', rows },
    }));
    const { world, daily, website } = protectedWorld();
    daily.repositories.add(website.id);
    const simulator = await serve(world, { faults });
    return await runAgainst(simulator, { state: 'absent', plan: '', repository: 'api' });
  }

  it('is claimed neither to be without a license nor to have left its plan', async () => {
    const { success, outputs, report, log } = await leaveWithoutRow(3);

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'license-status': 'failed', 'plan-status': 'failed', 'repositories-changed': '1' });
    expect(report).toMatchObject({ repositories: [{ proved: false }] });
    expect(log).toContain('moved to another organization');
  });

  it('is not claimed to have had no license where its license was not released for that', async () => {
    const { success, outputs } = await leaveWithoutRow(2);

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'license-status': 'failed' });
  });
});

describe('a repository without a license', () => {
  it.each(['absent', 'removed'])('leaves its plans all the same: %s', async (state) => {
    const small = protectedWorld();
    small.api.licensed = false;
    const simulator = await serve(small.world);

    const { success } = await runAgainst(simulator, {
      ...{ state, plan: '', repository: 'api', ...(state === 'removed' ? { confirm: 'api' } : {}) },
    });

    expect(success).toBe(true);
    expect(small.daily.repositories.has(small.api.id)).toBe(false);
  });
});

describe('a license that is released', () => {
  it('while somebody attaches the repository to another plan is told, and no success', async () => {
    const small = protectedWorld();
    const weekly = small.world.addPlan(small.acme, 'Weekly', { repositories: new Set([small.website.id]) });
    const attach = { kind: 'change', change: () => weekly.repositories.add(small.api.id) } as const;
    const simulator = await serve(small.world, { faults: [{ endpoint: RELEASE, occurrence: 1, fault: attach }] });

    const { success, log } = await runAgainst(simulator, { state: 'absent', plan: '' });

    expect(success).toBe(false);
    expect(log).toContain("backup plan 'Weekly' contains the repository now");
  });

  it('is not, while a row names its project without an ID, and no plan tells of projects', async () => {
    const small = protectedWorld();
    const simulator = await serve(small.world, {
      reshape: (endpoint, answer) =>
        endpoint === 'git/repositories/getmany' ? mapRows(answer, (row) => ({ ...row, projectName: 'Shop' })) : answer,
    });

    const { outputs } = await runAgainst(simulator, { state: 'absent', plan: '' });

    expect(outputs['license-status']).toBe('kept');
    expect(small.api.licensed).toBe(true);
  });
});

describe('a modification', () => {
  it('is not made where the plan shows fewer members than a moment ago', async () => {
    const small = protectedWorld();
    small.daily.isActive = false;
    small.daily.repositories.add(small.website.id);
    let readings = 0;
    const simulator = await serve(small.world, {
      reshape: (endpoint, answer) =>
        endpoint === PLANS && ++readings === 2
          ? mapRows(answer, (row) => ({ ...row, repositoriesIds: [small.api.id] }))
          : answer,
    });

    const { success, outputs } = await runAgainst(simulator, { 'plan-schedule': 'enabled' });

    expect(success).toBe(false);
    expect(outputs['plan-settings-status']).toBe('failed');
    expect(callsOf(simulator, 'plans/modifygitplan')).toBe(0);
    expect(small.daily.repositories.has(small.website.id)).toBe(true);
  });
});

describe('projects that one reading alone tells of', () => {
  it('are not forgotten by the next one: a license is not released in a plan that may contain its project', async () => {
    const clock = new FakeClock();
    const { world, acme, cart, daily } = shopInDaily({ now: () => clock.monotonic(), effectMs: { detachment: 700 } });
    Object.assign(acme, { apiUrl: null });
    daily.repositories.add(cart.id);
    let readings = 0;
    const simulator = await serve(world, {
      evidence: { ...FULL_EVIDENCE, project: 'none' },
      // The second reading is the first after the detachment, which is not visible yet.
      reshape: (endpoint, answer) =>
        endpoint === PLANS && ++readings !== 2
          ? mapRows(answer, (row) => ({ ...row, projectsIds: undefined }))
          : answer,
    });
    const inputs = { state: 'absent', plan: 'Daily', repository: 'cart' };

    const { success, report } = await runAgainst(simulator, inputs, { clock });

    expect(callsOf(simulator, RELEASE)).toBe(0);
    expect([success, cart.licensed, world.isProtected(cart.id, daily.id)]).toEqual([false, true, true]);
    expect(report).toMatchObject({ repositories: [{ proved: false }] });
  });
});
