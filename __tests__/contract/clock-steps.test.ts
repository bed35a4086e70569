import { describe, expect, it } from '@jest/globals';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import { PatientClock } from '../support/patient-clock.ts';
import { runAgainst } from '../support/run.ts';
import { serve, smallWorld } from '../support/service.ts';
import { ATTACH, manyWorld, PAGES, sweep, totalsIn } from '../support/sweep.ts';

/* Somebody sets the wall clock while a run is under way: nothing hangs, and nothing is cut short. */

const HOUR_MS = 3_600_000;

describe.each([
  ['back', -HOUR_MS],
  ['forward', HOUR_MS],
])('a clock that is set an hour %s', (_, step) => {
  /** Sets the clock, and answers as always. */
  const stepping = (clock: PatientClock): Fault => ({
    kind: 'change',
    change: () => {
      clock.step(step);
    },
  });

  it('during a pause that a rate limit asks for, makes it neither longer nor shorter', async () => {
    const clock = new PatientClock();
    const many = manyWorld(30, { licensed: true });
    const limited: Fault = { kind: 'answer', status: 429, headers: { 'retry-after': '60' } };
    const faults: readonly ScriptedFault[] = [
      { endpoint: ATTACH, occurrence: 5, fault: limited },
      // Under way when the pause begins.
      { endpoint: ATTACH, occurrence: 6, fault: stepping(clock) },
    ];
    const simulator = await serve(many.world, { faults });
    const start = clock.monotonic();

    const end = await sweep(simulator, { clock, retries: 2, random: () => 0 });

    expect(totalsIn(end)).toEqual({ changed: 30 });
    expect(clock.monotonic() - start).toBe(60_000);
    expect(end.log).toMatch(/requests to GitProtect, 60\.0 s$/m);
  });

  it('while a synchronization is waited for, changes nothing about the waiting', async () => {
    const clock = new PatientClock();
    const { world } = smallWorld();
    const simulator = await serve(world, { faults: [{ endpoint: PAGES, occurrence: 3, fault: stepping(clock) }] });
    const start = clock.monotonic();

    const { success } = await runAgainst(simulator, { repository: 'gone', 'sync-timeout': '60' }, { clock });

    expect(success).toBe(false);
    expect(clock.monotonic() - start).toBe(60_000);
  });

  it('does not spend the time that a run may wait', async () => {
    const clock = new PatientClock();
    const { world } = smallWorld();
    const limited: Fault = { kind: 'answer', status: 429, headers: { 'retry-after': '120' } };
    const faults: readonly ScriptedFault[] = [
      { endpoint: PAGES, occurrence: 1, fault: limited },
      { endpoint: PAGES, occurrence: 2, fault: stepping(clock) },
      { endpoint: ATTACH, occurrence: 1, fault: limited },
    ];
    const simulator = await serve(world, { faults });
    const inputs = { retries: '2', 'rate-limit-timeout': '240' };

    const { success } = await runAgainst(simulator, inputs, { clock, random: () => 0 });

    expect(success).toBe(true);
  });
});

describe('rate-limit-timeout', () => {
  it('ends a run that would wait longer: it says how long it waited, for what, and who goes on', async () => {
    const clock = new PatientClock();
    const { world } = smallWorld();
    const limited: Fault = { kind: 'answer', status: 429, headers: { 'retry-after': '120' } };
    const simulator = await serve(world, { faults: [{ endpoint: ATTACH, occurrence: 'every', fault: limited }] });
    const start = clock.monotonic();
    const inputs = { retries: '10', 'rate-limit-timeout': '300' };

    const { success, log } = await runAgainst(simulator, inputs, { clock, random: () => 0 });

    expect(success).toBe(false);
    expect(clock.monotonic() - start).toBe(240_000);
    expect(log).toMatch(
      /::error title=GitProtect limits the rate of requests::.*could not attach repository 'api'.*HTTP 429/,
    );
    expect(log).toContain(
      'another attempt would have to wait 120 s, and this run has already waited 240 s of at most 300 s (rate-limit-timeout) for rate limits and before further attempts; the next run continues from here',
    );
    expect(log).toContain('raise rate-limit-timeout');
  });

  it('lets a run wait for hours where it allows that', async () => {
    const clock = new PatientClock();
    const { world } = smallWorld();
    const limited: Fault = { kind: 'answer', status: 503, headers: { 'retry-after': '7200' } };
    const simulator = await serve(world, { faults: [{ endpoint: ATTACH, occurrence: 1, fault: limited }] });
    const start = clock.monotonic();
    const inputs = { retries: '1', 'rate-limit-timeout': '21600' };

    const { success } = await runAgainst(simulator, inputs, { clock, random: () => 0 });

    expect(success).toBe(true);
    expect(clock.monotonic() - start).toBe(7_200_000);
  });
});
