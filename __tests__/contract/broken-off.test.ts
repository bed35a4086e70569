import { describe, expect, it } from '@jest/globals';
import type { ActionRun } from '../../scripts/run-action.ts';
import { breakOff, type Effect, EFFECTS, runOn } from '../support/broken-off.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { expectOnce, expectProved, protectionOf } from '../support/interruption.ts';
import { smallWorld } from '../support/service.ts';
import { ACTIVATE, ATTACH, manyWorld, protectedOf } from '../support/sweep.ts';

/*
 * A run that reaches nobody any more, from any of its requests on, leaves the world as a run that is killed there does
 * (e2e/interrupted.test.ts kills processes): the next one continues from it.
 */

function expectFailed({ exitCode, outputs, stdout, summary }: ActionRun): void {
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^::error title=/m);
  expect(outputs['plan-status']).not.toBe('already-attached');
  expect(outputs['report']).not.toContain('"proved":true');
  expect(stdout + summary).not.toContain('✅');
}

/** A correcting run's requests: sign-in, organizations, two lists, license, plan, two lists. */
const ACTIVATES = 5;
const ATTACHES = 6;

describe('a run that reaches nobody any more', () => {
  const moments = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((n) =>
    ([ACTIVATES, ATTACHES].includes(n) ? EFFECTS : EFFECTS.slice(0, 1)).map((effect): [number, Effect] => [n, effect]),
  );

  it.each(moments)('from request %i on, %s, fails, and the next one continues from there', async (n, effect) => {
    const small = smallWorld({ rejectsRepeats: true });
    const last = effect === 'after its effect' ? n : n - 1;

    const { run } = await runOn(small.world, {}, breakOff('*', n, effect));

    expectFailed(run);
    expect(protectionOf(small)).toEqual([last >= ACTIVATES, last >= ATTACHES]);

    const next = await runOn(small.world, {});

    expectProved(next.run);
    expect(protectionOf(small)).toEqual([true, true]);
    // Only what was still to do is done, and reported.
    expect(next.run.outputs).toMatchObject({
      changed: String(last < ATTACHES),
      'license-status': last >= ACTIVATES ? 'already-active' : 'activated',
      'plan-status': last >= ATTACHES ? 'already-attached' : 'attached',
    });
  });

  it.each(EFFECTS)('from a synchronization on, %s, fails, and the next one continues from there', async (effect) => {
    const clock = new FakeClock();
    const { world, acme, daily } = smallWorld({ syncMs: 1500, now: () => clock.now() });
    acme.atHost.add('brand-new');
    const inputs = { repository: 'brand-new' };

    // Sign-in, organizations and two lists come before.
    const { run } = await runOn(world, inputs, breakOff('*', 5, effect), clock);

    expectFailed(run);
    expect(acme.syncEnds === undefined).toBe(effect === 'before its effect');

    expectProved((await runOn(world, inputs, [], clock)).run);
    expectOnce(world, daily.id, 'brand-new');
  });
});

describe('a sweep that reaches nobody any more', () => {
  it.each([
    [ACTIVATE, 3],
    [ATTACH, 120],
  ])('in its middle (%s, request %i) fails, and the next one continues from there', async (endpoint, occurrence) => {
    const many = manyWorld(300, { rejectsRepeats: true });

    const { run } = await runOn(many.world, { repository: '*' }, breakOff(endpoint, occurrence, 'before its effect'));

    expect(run.exitCode).toBe(1);
    expect(run.stdout + run.summary).not.toContain('✅');
    const done = protectedOf(many).length;
    expect(done).toBe(endpoint === ATTACH ? 119 : 200);

    const { run: healed, counts } = await runOn(many.world, { repository: '*' });

    expect(healed.exitCode).toBe(0);
    expect(healed.stdout).toContain('✅ Protected');
    expect(protectedOf(many)).toHaveLength(300);
    expect(healed.outputs['report']?.match(/"proved":true/g)).toHaveLength(300);
    expect(healed.outputs).toMatchObject({ 'repositories-checked': '300', 'repositories-failed': '0' });
    // Only what was still to do.
    expect(counts.get(ATTACH)).toBe(300 - done);
  });
});
