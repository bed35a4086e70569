import { describe, expect, it } from '@jest/globals';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import { OutdatedError } from '../../src/gitprotect/errors.ts';
import { failureOf } from '../support/failure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { PatientClock } from '../support/patient-clock.ts';
import { ABSENT, DETACH, type LeavingWorld, leavingWorld, once, RELEASE, REMOVE, stateOf } from '../support/leaving.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { calledEndpoints, callsOf, clientOf, serve, repository } from '../support/service.ts';
import { manyWorld, PAGES, PLANS } from '../support/sweep.ts';

/* What takes protection away is not sent for a reason that was seen a minute ago, wherever that minute has passed. */

const NOT_SENT = 'it was not sent: what it depends on was seen too long ago';

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

describe('a pause during the new reading', () => {
  /** Told to wait so long, each list from the second reading on. */
  function pausesOf(seconds: number, count: number): readonly ScriptedFault[] {
    // The repositories are read anew after each pause, the plans before it.
    return Array.from({ length: count }, (_, index) => ({
      endpoint: PAGES,
      occurrence: 3 + index * 2,
      fault: { kind: 'answer', status: 429, headers: { 'retry-after': String(seconds) } },
    }));
  }

  interface Paused extends Ended {
    readonly state: readonly unknown[];
    readonly detachments: number;
    readonly readings: number;
  }

  async function moveWith(seconds: number, count: number): Promise<Paused> {
    const clock = new PatientClock();
    const small = leavingWorld({ now: () => clock.now() });
    const faults = [...once(DETACH, { kind: 'answer', status: 503 }), ...pausesOf(seconds, count)];
    const simulator = await serve(small.world, { faults });
    const inputs = { plan: 'Weekly', exclusive: 'true', retries: '4', 'rate-limit-timeout': '21600' };
    const ended = await runAgainst(simulator, { ...inputs, repository: 'api', 'verify-timeout': '0' }, { clock });
    const [detachments, readings] = [callsOf(simulator, DETACH), callsOf(simulator, PLANS)];
    return { ...ended, state: stateOf(small, small.api), detachments, readings };
  }

  it.each([
    // For what there is, for the new membership, after the 503, perhaps once more, and at the end.
    [50, 4],
    [70, 5],
  ])('of %i s makes what was read before it older', async (seconds, readings) => {
    expect(await moveWith(seconds, 1)).toMatchObject({
      ...{ success: true, state: [true, 'Weekly'], detachments: 2 },
      readings,
    });
  });

  it('that never ends otherwise is not gone along with for ever', async () => {
    const moved = await moveWith(70, 100);

    expect(moved).toMatchObject({ success: false, detachments: 1, state: [true, 'Daily', 'Weekly'] });
    expect(moved.log).toContain('HTTP 503');
    expect(moved.log).toContain('given up after 12 rounds of reading and sending');
    // What there is, the new membership, one for each round but the last, and the end.
    expect(moved.readings).toBe(2 + 11 + 1);
  });
});

it.each([
  ['once', 1, true],
  ['every time', 100, false],
])('a removal waits for a new reading where the one before it had to pause: %s', async (_, count, success) => {
  const clock = new PatientClock();
  const small = leavingWorld({ now: () => clock.now() });
  small.daily.repositories.delete(small.api.id);
  small.api.licensed = false;
  const faults = Array.from({ length: count }, (__, index): ScriptedFault => ({
    endpoint: PAGES,
    occurrence: 2 + index * 2,
    fault: { kind: 'answer', status: 429, headers: { 'retry-after': '70' } },
  }));
  const simulator = await serve(small.world, { faults });
  const inputs = { state: 'removed', plan: '', repository: 'api', confirm: 'api', retries: '1' };

  const ended = await runAgainst(simulator, { ...inputs, 'rate-limit-timeout': '21600' }, { clock });

  expect([ended.success, callsOf(simulator, REMOVE)]).toEqual([success, success ? 1 : 0]);
  expect(small.world.repositories.has(small.api.id)).toBe(!success);
  expect(ended.log.includes('given up after 12 rounds of reading and sending')).toBe(!success);
});

it('a detachment is not sent where signing in for it takes more than a minute', async () => {
  const clock = new FakeClock();
  const small = leavingWorld({ now: () => clock.now() });
  const slow: Fault = { kind: 'change', when: 'after', change: () => void clock.sleep(70_000) };
  const simulator = await serve(small.world, { faults: once('account/login', slow) });
  const { service } = clientOf(simulator, { clock });

  const error = await failureOf(
    service.detach(small.daily, repository(small.api), { seenAt: clock.monotonic(), earlier: undefined }),
  );

  expect(error).toBeInstanceOf(OutdatedError);
  expect(error).toMatchObject({ mayHaveApplied: false, earlier: { attempts: 0, mayHaveApplied: false } });
  expect(calledEndpoints(simulator)).toEqual(['account/login']);
});
