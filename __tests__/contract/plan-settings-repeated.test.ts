import { expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import { MODIFY_GIT } from '../support/azure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { GIT_EXTRAS } from '../support/plan-fields.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, serve, type SmallWorld, smallWorld } from '../support/service.ts';
import { PLANS } from '../support/sweep.ts';

/* Modifications that are sent again: what was refused at once was not carried out. */

function off(clock: FakeClock): SmallWorld {
  const small = smallWorld({ unsentFields: 'dropped', now: () => clock.now() });
  small.daily.isActive = false;
  Object.assign(small.daily.extras, structuredClone(GIT_EXTRAS));
  return small;
}

it.each<[number, Record<string, string>, number]>([
  [429, { 'retry-after': '5' }, 5],
  [401, {}, 0],
])(
  'a modification that is refused with %i is made of what the plan is after the wait',
  async (status, headers, wait) => {
    const clock = new FakeClock();
    const { world, acme, api, website, daily } = off(clock);
    const late = world.addRepository(acme, 'late', { licensed: true });
    const refused = { kind: 'answer', status, headers, body: '{"message":"Not now."}' } as const;
    const joined = { kind: 'change', change: () => void daily.repositories.add(late.id) } as const;
    const simulator = await serve(world, {
      faults: [
        { endpoint: MODIFY_GIT, occurrence: 1, fault: refused },
        { endpoint: PLANS, occurrence: 3, fault: joined },
      ],
    });

    const { success, outputs } = await runAgainst(simulator, { 'plan-schedule': 'enabled', retries: '1' }, { clock });

    expect([success, outputs['plan-settings-status']]).toEqual([true, 'changed']);
    expect(callsOf(simulator, MODIFY_GIT)).toBe(2);
    expect(daily.repositories).toEqual(new Set([website.id, late.id, api.id]));
    expect(clock.slept.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThanOrEqual(wait * 1000);
  },
);

it.each([
  ['retries are used up', 429, '0', 1],
  ['retries are used up', 429, '2', 3],
  ['it may have been made', 503, '4', 1],
])('a modification is not sent again where %s (%i, retries: %s)', async (_, status, retries, calls) => {
  const clock = new FakeClock();
  const { world } = off(clock);
  const fault = { kind: 'answer', status, body: '{"message":"Not now."}' } as const;
  const simulator = await serve(world, { faults: [{ endpoint: MODIFY_GIT, occurrence: 'every', fault }] });

  const { success } = await runAgainst(simulator, { 'plan-schedule': 'enabled', retries }, { clock });

  expect([success, callsOf(simulator, MODIFY_GIT)]).toEqual([false, calls]);
});

it('what keeps a refused modification from being sent again is the error of the plan', async () => {
  const clock = new FakeClock();
  const { world } = off(clock);
  const answer = (status: number, message: string): Fault => ({
    kind: 'answer',
    status,
    body: `{"message":"${message}"}`,
  });
  const simulator = await serve(world, {
    faults: [
      { endpoint: MODIFY_GIT, occurrence: 1, fault: answer(429, 'Not now.') },
      { endpoint: PLANS, occurrence: 3, fault: answer(403, 'No longer.') },
    ],
  });

  const { success, log } = await runAgainst(simulator, { 'plan-schedule': 'enabled', retries: '4' }, { clock });

  expect([success, callsOf(simulator, MODIFY_GIT)]).toEqual([false, 1]);
  expect(log).toMatch(/^::error .*Daily.*No longer/m);
  expect(log).not.toContain('limits the rate');
});

it('a modification that is refused, and seen to be carried out all the same, is told as a change', async () => {
  const clock = new FakeClock();
  const { world, daily } = off(clock);
  const simulator = await serve(world, {
    faults: [
      { endpoint: MODIFY_GIT, occurrence: 1, fault: { kind: 'answer', status: 401, body: '{}' } },
      { endpoint: PLANS, occurrence: 3, fault: { kind: 'change', change: () => void (daily.isActive = true) } },
    ],
  });

  const { success, outputs } = await runAgainst(simulator, { 'plan-schedule': 'enabled', retries: '1' }, { clock });

  expect([success, outputs['plan-settings-status'], callsOf(simulator, MODIFY_GIT)]).toEqual([true, 'changed', 1]);
});
