import { describe, expect, it } from '@jest/globals';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import { FULL_EVIDENCE } from '../../simulator/rows.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, protectedWorld, serve, smallWorld } from '../support/service.ts';

/* Ways in which a run could say "protected" of what is not: each of them was once possible. */

/** A fault at the n-th call of an endpoint. */
function at(endpoint: string, occurrence: number, fault: Fault): ScriptedFault {
  return { endpoint, occurrence, fault };
}

function jsonAnswer(rows: readonly object[]): Fault {
  const body = { currentPage: 1, pageCount: 1, totalEntries: rows.length, result: rows };
  return { kind: 'answer', status: 200, body: JSON.stringify(body) };
}

describe('what was right at first', () => {
  it('is not reported as right when its plan is deleted meanwhile', async () => {
    const { world, api, daily } = smallWorld();
    daily.repositories.add(api.id);
    const deletePlan: Fault = { kind: 'change', change: () => world.plans.delete(daily.id) };
    const simulator = await serve(world, {
      evidence: { ...FULL_EVIDENCE, plans: 'none' },
      faults: [at('git/repositories/activate', 1, deletePlan)],
    });

    const { success, outputs, log } = await runAgainst(simulator);

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'plan-status': 'failed', 'license-status': 'activated', changed: 'true' });
    expect(log).toContain('The backup plan is gone from GitProtect');
    expect(log).not.toContain('sent, not checked');
  });

  it('is not reported as right when the server does not report it any more', async () => {
    const { world, api, daily } = smallWorld();
    api.licensed = true;
    const silent = jsonAnswer([{ id: api.id, name: 'api', plans: [{ id: daily.id }] }]);
    // Once could be a stale row: it is read again for as long as changes are waited for.
    const readings = Array.from({ length: 50 }, (_, index) => at('git/repositories/getmany', index + 2, silent));
    const simulator = await serve(world, { faults: readings });

    const { success, outputs, log } = await runAgainst(simulator);

    expect(success).toBe(false);
    expect(outputs['license-status']).toBe('failed');
    expect(log).toContain('not reported any more');
    expect(log).toContain('looking again in');
  });

  it('is not reported as right when the repository is marked as removed meanwhile', async () => {
    const { world, api } = smallWorld();
    const removed: Fault = { kind: 'change', change: () => (api.removed = true) };
    const simulator = await serve(world, { faults: [at('git/repositories/getmany', 2, removed)] });

    const { success, log } = await runAgainst(simulator);

    expect(success).toBe(false);
    expect(log).toContain('The repository is gone from GitProtect');
  });
});

describe('a plan', () => {
  it('that shows only after the change that its schedule is disabled is warned of', async () => {
    const { world, acme } = smallWorld();
    world.addPlan(acme, 'New', { isActive: false });

    const { success, log, summary } = await runAgainst(await serve(world), { plan: 'New' });

    expect(success).toBe(true);
    expect(log).toMatch(/^::warning title=The backup plan is not scheduled::/m);
    expect(summary).not.toContain('✅');
  });

  it('of all repositories that leaves this one out does not cover it, and is not attached to', async () => {
    const { world, api, acme } = smallWorld();
    const all = world.addPlan(acme, 'All', { selection: 'all' });
    const row = {
      id: all.id,
      name: 'All',
      inculdeAllReposistories: true,
      excludedRepositoriesIds: [api.id.toUpperCase()],
    };
    const simulator = await serve(world, {
      faults: [1, 2].map((occurrence) => at('plans/listassignedtoorganization', occurrence, jsonAnswer([row]))),
    });

    const { success, outputs } = await runAgainst(simulator, { plan: 'All' });

    expect(success).toBe(false);
    expect(outputs['plan-status']).toBe('failed');
    expect(callsOf(simulator, 'plans/attachgitrepository')).toBe(0);
  });
});

describe('a repository of another owner', () => {
  it('is not taken for the one of the same name in the organization that is given', async () => {
    const { world, api } = protectedWorld();
    const globex = world.addOrganization('globex');
    const stranger = world.addRepository(globex, 'api', { licensed: true });
    world.addPlan(globex, 'Daily', { repositories: new Set([stranger.id]) });
    api.licensed = false;

    const { success, report } = await runAgainst(await serve(world), { organization: 'globex' });

    expect(success).toBe(false);
    expect(report).toMatchObject({ error: { title: 'The owner of a repository is not the organization' } });
  });

  it('is found where GitProtect lists the organization under a name of its own', async () => {
    const { world, acme } = protectedWorld();
    Object.assign(acme, { name: 'Acme Corporation' });

    for (const repository of ['', 'acme/api', 'api']) {
      const { success, outputs } = await runAgainst(await serve(world), {
        organization: 'Acme Corporation',
        repository,
      });
      expect([success, outputs['plan-status']]).toEqual([true, 'already-attached']);
    }
  });
});

describe('a repository that appears', () => {
  it('is found attached by a plan that chooses by itself', async () => {
    const clock = new FakeClock();
    const { world, acme } = smallWorld({ syncMs: 100, now: () => clock.now() });
    acme.atHost.add('brand-new');
    world.addPlan(acme, 'Everything', { selection: 'all' });

    const inputs = { repository: 'brand-new', plan: 'Everything' };
    const { success, outputs } = await runAgainst(await serve(world), inputs, { clock });

    expect(success).toBe(true);
    expect(outputs).toMatchObject({ 'plan-status': 'already-attached', 'license-status': 'activated' });
  });

  it('is asked for although one of its name is marked as removed', async () => {
    const clock = new FakeClock();
    const { world, acme, api, daily } = smallWorld({ syncMs: 100, now: () => clock.now() });
    api.removed = true;
    world.repositories.delete(api.id);
    world.addRepository(acme, 'api', { removed: true });
    const simulator = await serve(world, {
      faults: [
        at('git/repositories/sync', 1, {
          kind: 'change',
          change: (now) => now.addRepository(acme, 'api', { licensed: true }),
        }),
      ],
    });

    const { success } = await runAgainst(simulator, {}, { clock });

    expect(success).toBe(true);
    expect(callsOf(simulator, 'git/repositories/sync')).toBe(1);
    const reborn = world.repositoriesOf(acme).find(({ name, removed }) => name === 'api' && !removed);
    expect(world.isProtected(reborn?.id ?? '', daily.id)).toBe(true);
  });
});

describe('a write whose answer is lost, and whose effect cannot be read', () => {
  it('counts as a change', async () => {
    const { world, api } = smallWorld();
    const simulator = await serve(world, {
      faults: [
        at('git/repositories/activate', 1, { kind: 'lost' }),
        ...[2, 3, 4].map((n) => at('git/repositories/getmany', n, { kind: 'reset', at: 'before-headers' })),
      ],
    });

    const { success, outputs, log } = await runAgainst(simulator);

    expect(success).toBe(false);
    expect(api.licensed).toBe(true);
    expect(outputs['changed']).toBe('true');
    expect(log).toContain('could not be read again');
  });
});

describe('secrets', () => {
  it('are cut out of summary and report, also where an input repeats them', async () => {
    const { world } = smallWorld();

    const { log, summary, outputs } = await runAgainst(await serve(world), { plan: world.account.password });

    expect(log + summary + JSON.stringify(outputs)).not.toContain(world.account.password);
    expect(summary).toContain("no plan '&#42;&#42;&#42;'");
  });
});
