import { describe, expect, it } from '@jest/globals';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import { OutdatedError } from '../../src/gitprotect/errors.ts';
import { failureOf } from '../support/failure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { ABSENT, DETACH, type LeavingWorld, leavingWorld, once, RELEASE, stateOf } from '../support/leaving.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { calledEndpoints, callsOf, clientOf, serve } from '../support/service.ts';
import { manyWorld, PLANS } from '../support/sweep.ts';

/* What takes protection away is not sent for a reason that was seen a minute ago, wherever that minute has passed. */

const NOT_SENT = 'it was not sent: what it depends on could not be confirmed again';

/** Readings of the plans that take 70 s: so many, from the second, which is to show the new membership. */
function slowReadings(clock: FakeClock, count: number): readonly ScriptedFault[] {
  return Array.from({ length: count }, (_, index) => ({
    endpoint: PLANS,
    occurrence: index + 2,
    fault: { kind: 'change', when: 'after', change: () => void clock.sleep(70_000) },
  }));
}

describe('a repository of which the new membership was seen in a reading that took more than a minute', () => {
  interface Moving extends Ended {
    readonly small: LeavingWorld;
    readonly detachments: number;
    readonly readings: number;
  }

  async function moveAfter(
    slow: number,
    faults: (small: LeavingWorld) => readonly ScriptedFault[] = () => [],
  ): Promise<Moving> {
    const clock = new FakeClock();
    const small = leavingWorld({ now: () => clock.now() });
    const simulator = await serve(small.world, { faults: [...faults(small), ...slowReadings(clock, slow)] });
    const inputs = { plan: 'Weekly', exclusive: 'true', repository: 'api', retries: '4', 'verify-timeout': '0' };
    const ended = await runAgainst(simulator, inputs, { clock });
    return { ...ended, small, detachments: callsOf(simulator, DETACH), readings: callsOf(simulator, PLANS) };
  }

  it.each([0, 1, 2])(
    'leaves the old plan, read once more where that reading was slow (%d slow readings)',
    async (slow) => {
      const { success, small, detachments, readings } = await moveAfter(slow);

      expect(success).toBe(true);
      // A second slow reading is no reason for a third one, or the old plan of a large organization would never be left.
      expect([detachments, readings]).toEqual([1, slow === 0 ? 3 : 4]);
      expect(stateOf(small, small.api)).toEqual([true, 'Weekly']);
    },
  );

  it('stays in the old plan where a new reading does not show the new membership', async () => {
    const { success, small, detachments, log } = await moveAfter(1, ({ weekly, api }) => [
      {
        endpoint: PLANS,
        occurrence: 3,
        fault: { kind: 'change', when: 'before', change: () => weekly.repositories.delete(api.id) },
      },
    ]);

    expect([success, detachments]).toEqual([false, 0]);
    expect(log).toContain(NOT_SENT);
    expect(stateOf(small, small.api)).toEqual([true, 'Daily']);
  });
});

describe('licenses of which the turn comes more than a minute after no plan was seen to contain their repositories', () => {
  const SLOW_DOWN: Fault = { kind: 'answer', status: 429, headers: { 'retry-after': '90' } };

  /** The first batch is refused for a while; the second one comes later. */
  async function releaseAll(
    change: (world: ReturnType<typeof manyWorld>) => void = () => undefined,
  ): Promise<Ended & { readonly licensed: number; readonly releases: number }> {
    const clock = new FakeClock();
    const world = manyWorld(150, { licensed: true, attached: true, now: () => clock.now() });
    const inBetween: Fault = {
      kind: 'change',
      when: 'before',
      change: () => {
        change(world);
      },
    };
    // First the plans are read for what there is, then before the releases, then before the first batch is sent again.
    const faults = [...once(RELEASE, SLOW_DOWN), ...once(PLANS, inBetween, 4)];
    const simulator = await serve(world.world, { faults });
    const inputs = { ...ABSENT, repository: 'repo-*', 'max-removals': '1000', concurrency: '1', 'verify-timeout': '0' };
    const ended = await runAgainst(simulator, { ...inputs, retries: '4' }, { clock });
    const licensed = world.repositories.filter((each) => each.licensed).length;
    return { ...ended, licensed, releases: callsOf(simulator, RELEASE) };
  }

  it('are released where that is still so', async () => {
    expect(await releaseAll()).toMatchObject({ success: true, licensed: 0, releases: 3 });
  });

  it('stay where a plan contains one of them meanwhile', async () => {
    const end = await releaseAll(({ daily, repositories }) => {
      for (const { id, licensed } of repositories.slice(-1)) if (licensed) daily.repositories.add(id);
    });

    expect(end).toMatchObject({ success: false, licensed: 50, releases: 2 });
    expect(end.log).toContain(NOT_SENT);
  });
});

it('a detachment is not sent where signing in for it takes more than a minute', async () => {
  const clock = new FakeClock();
  const small = leavingWorld({ now: () => clock.now() });
  const slow: Fault = { kind: 'change', when: 'after', change: () => void clock.sleep(70_000) };
  const simulator = await serve(small.world, { faults: once('account/login', slow) });
  const { service } = clientOf(simulator, { clock });

  const error = await failureOf(service.detachRepository(small.daily, small.api, { seenAt: clock.monotonic() }));

  expect(error).toBeInstanceOf(OutdatedError);
  expect(error).toMatchObject({ mayHaveApplied: false, earlier: { attempts: 0, mayHaveApplied: false } });
  expect(calledEndpoints(simulator)).toEqual(['account/login']);
});
