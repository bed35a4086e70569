import { describe, expect, it } from '@jest/globals';
import type { Simulator } from '../../simulator/server.ts';
import { Rejection } from '../../simulator/world.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { ABSENT, DETACH, every, orderOf, RELEASE } from '../support/leaving.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, serve } from '../support/service.ts';
import { type ManyOptions, manyWorld, nameOf } from '../support/sweep.ts';

const ABSENT_ALL = { ...ABSENT, repository: 'repo-*', 'max-removals': '1000' };

/** So many licensed repositories in plan `Daily`, unless it is said otherwise, all of which are to be absent. */
function many(count: number, options: ManyOptions = {}): ReturnType<typeof manyWorld> {
  return manyWorld(count, { licensed: true, attached: true, ...options });
}

/** The repositories of each request to release licenses, as many as there are. */
function batchesOf(simulator: Simulator): readonly number[] {
  return simulator.requests.flatMap(({ endpoint, body }) =>
    endpoint === RELEASE ? [(body as { readonly Ids: readonly string[] }).Ids.length] : [],
  );
}

function licensedIn({ repositories }: ReturnType<typeof manyWorld>): readonly string[] {
  return repositories.filter(({ licensed }) => licensed).map(({ name }) => name);
}

describe('repositories that are to be absent, more than a request releases,', () => {
  it('are released many per request, after a reading', async () => {
    const world = many(250);
    const simulator = await serve(world.world);

    const { success, outputs } = await runAgainst(simulator, ABSENT_ALL);

    expect(success).toBe(true);
    expect(callsOf(simulator, DETACH)).toBe(250);
    expect(batchesOf(simulator)).toEqual([100, 100, 50]);
    expect(orderOf(simulator)).toMatch(/^read (detach )+read release release release read$/);
    expect(licensedIn(world)).toEqual([]);
    expect(world.daily.repositories.size).toBe(1);
    expect(outputs).toMatchObject({
      ...{ 'repositories-checked': '250', 'repositories-changed': '250', 'repositories-failed': '0' },
      ...{ 'plan-status': 'detached', 'license-status': 'released' },
    });
    const before = simulator.requests.length;
    const again = await runAgainst(simulator, ABSENT_ALL);
    expect(again.outputs).toMatchObject({ drift: 'false', changed: 'false', 'plan-status': 'already-detached' });
    // Sign-in, organizations, plans, and a list of three pages, which is read twice.
    expect(simulator.requests.length - before).toBe(9);
  });

  it('of which one is named as refused are released without it', async () => {
    const world = many(120);
    Object.assign(world.repositories[7] ?? {}, { locked: true });
    const simulator = await serve(world.world);

    const { success, outputs, log } = await runAgainst(simulator, ABSENT_ALL);

    expect(success).toBe(false);
    expect([...batchesOf(simulator)].sort()).toEqual([100, 20, 99]);
    expect(licensedIn(world)).toEqual([nameOf(7)]);
    expect(outputs).toMatchObject({
      'license-status': 'failed',
      'repositories-failed': '1',
      'plan-status': 'detached',
    });
    expect(log).toContain(`  trying the others without '${nameOf(7)}'`);
    expect(log).toMatch(/^::error title=GitProtect refused to release a license::repo-0007: .*is locked/m);
  });

  it('of which one is refused without being named are halved', async () => {
    const world = many(120, { namesRejected: false });
    Object.assign(world.repositories[7] ?? {}, { locked: true });
    const simulator = await serve(world.world);

    const { success, outputs } = await runAgainst(simulator, ABSENT_ALL);

    expect(success).toBe(false);
    expect(licensedIn(world)).toEqual([nameOf(7)]);
    expect(outputs['repositories-failed']).toBe('1');
    expect(batchesOf(simulator).length).toBeLessThan(2 + 2 * 8);
  });

  it('with licenses that are all refused are given up', async () => {
    const world = many(250, { namesRejected: false, attached: false });
    for (const repository of world.repositories) repository.locked = true;
    const simulator = await serve(world.world);

    const { success, outputs } = await runAgainst(simulator, ABSENT_ALL);

    expect(success).toBe(false);
    expect(licensedIn(world)).toHaveLength(250);
    expect(outputs['repositories-failed']).toBe('250');
    expect(batchesOf(simulator).length).toBeLessThan(400);
  });

  it('whose detachments are all refused are given up, and keep their licenses', async () => {
    const world = many(250);
    const simulator = await serve(world.world, {
      faults: every(DETACH, { kind: 'answer', status: 403, body: '{"message":"no role"}' }),
    });

    const { success, outputs, log } = await runAgainst(simulator, ABSENT_ALL);

    expect(success).toBe(false);
    // As many as are on their way at a time.
    expect(callsOf(simulator, DETACH)).toBeLessThanOrEqual(8);
    expect(callsOf(simulator, RELEASE)).toBe(0);
    expect(licensedIn(world)).toHaveLength(250);
    expect(outputs).toMatchObject({ 'repositories-failed': '250', changed: 'false' });
    expect(log).toContain('not tried after the same error on others');
    expect(log).not.toContain('✅');
  });

  it('whose detachments are refused, but for one plan only, leave the other', async () => {
    const world = many(150);
    const weekly = world.world.addPlan(world.acme, 'Weekly', {
      repositories: new Set(world.repositories.map(({ id }) => id)),
    });
    const detach = world.world.detach.bind(world.world);
    world.world.detach = (plan, repository) => {
      if (plan === weekly.id) throw new Rejection(400, 'not on Thursdays');
      detach(plan, repository);
    };
    const simulator = await serve(world.world);

    const { success } = await runAgainst(simulator, ABSENT_ALL);

    expect(success).toBe(false);
    expect(world.daily.repositories.size).toBe(1);
    expect(weekly.repositories.size).toBe(150);
    expect(callsOf(simulator, RELEASE)).toBe(0);
    expect(callsOf(simulator, DETACH)).toBeLessThan(150 + 120);
  });

  it('some of which are late are released together, once they are seen to have left', async () => {
    const clock = new FakeClock();
    const world = many(120, { now: () => clock.now(), effectMs: { detachment: 4000 } });
    const simulator = await serve(world.world);

    const { success } = await runAgainst(simulator, ABSENT_ALL, { clock });

    expect(success).toBe(true);
    expect(orderOf(simulator)).toMatch(/^read (detach )+read release release read$/);
    expect(licensedIn(world)).toEqual([]);
  });

  it('and another plan contains some of them: those keep their licenses', async () => {
    const world = many(120);
    const kept = world.repositories.slice(0, 10);
    world.world.addPlan(world.acme, 'Weekly', { repositories: new Set(kept.map(({ id }) => id)) });
    const simulator = await serve(world.world);

    const { success, outputs, log } = await runAgainst(simulator, { ...ABSENT_ALL, plan: 'Daily' });

    expect(success).toBe(true);
    expect(licensedIn(world)).toEqual(kept.map(({ name }) => name));
    expect(batchesOf(simulator)).toEqual([100, 10]);
    expect(outputs).toMatchObject({ 'repositories-changed': '120', 'license-status': 'released' });
    expect(log).toContain("110 licenses released, 10 licenses kept for backup plan 'Weekly'");
  });
});
