import { describe, expect, it } from '@jest/globals';
import type { Fault, Row, ScriptedFault } from '../../simulator/faults.ts';
import { NO_EVIDENCE } from '../../simulator/rows.ts';
import { Rejection, type WorldOptions } from '../../simulator/world.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { callsOf, protectedWorld, serve, type SmallWorld, smallWorld } from '../support/service.ts';
import { countOf, manyWorld, protectedOf, sweep, totalsIn } from '../support/sweep.ts';

/* A service whose effects take their time, and whose rows are sometimes old. */

const ACTIVATE = 'git/repositories/activate';
const ATTACH = 'plans/attachgitrepository';
const REPOSITORIES = 'git/repositories/getmany';
const PLANS = 'plans/listassignedtoorganization';

interface Late extends Ended {
  readonly small: SmallWorld;
  readonly attached: number;
  readonly looked: number;
  readonly waitedSeconds: number;
}

/** A run in a world whose changes take effect so late. */
async function runLate(effectMs: WorldOptions['effectMs'], inputs = {}, options: WorldOptions = {}): Promise<Late> {
  const clock = new FakeClock();
  const small = smallWorld({ ...options, now: () => clock.now(), ...(effectMs === undefined ? {} : { effectMs }) });
  const simulator = await serve(small.world);
  const end = await runAgainst(simulator, inputs, { clock });
  return {
    ...end,
    small,
    attached: callsOf(simulator, ATTACH),
    looked: callsOf(simulator, REPOSITORIES),
    waitedSeconds: clock.slept.reduce((sum, pause) => sum + pause, 0) / 1000,
  };
}

describe('a change that takes its time', () => {
  it.each([
    ['an attachment', { attachment: 5000 }],
    ['a license', { license: 1000 }],
    ['both', { license: 5000, attachment: 5000 }],
  ])('is waited for, and proved: %s', async (_, effectMs) => {
    const { success, outputs, log, small } = await runLate(effectMs);

    expect(success).toBe(true);
    expect(small.world.isProtected(small.api.id, small.daily.id)).toBe(true);
    expect(outputs).toMatchObject({ 'license-status': 'activated', 'plan-status': 'attached' });
    expect(log).toContain('✅ Protected, drift corrected');
  });

  it('is a license: the attachment that was refused before it took effect is sent once more', async () => {
    const { attached, waitedSeconds } = await runLate({ license: 1000 });

    expect(attached).toBe(2);
    expect(waitedSeconds).toBeGreaterThanOrEqual(1);
    expect(waitedSeconds).toBeLessThan(3);
  });

  it.each([
    [{}, 30],
    [{ 'verify-timeout': '0' }, 0],
    [{ 'verify-timeout': '100' }, 100],
  ])('fails when it is not seen in that time, as one that is not made: %j', async (inputs, seconds) => {
    for (const effectMs of [{ attachment: 1e9 }, { license: 1e9 }]) {
      const { success, log, looked, waitedSeconds } = await runLate(effectMs, inputs);

      expect(success).toBe(false);
      expect(log).toContain('::error title=GitProtect accepted a change but did not make it::');
      expect(waitedSeconds).toBe(seconds);
      expect(looked).toBeLessThan(20);
    }
  });

  it.each([
    ['license', REPOSITORIES, 'license-status'],
    ['attachment', PLANS, 'plan-status'],
  ])('may have been made, where it is read once and never again: %s', async (kind, endpoint, status) => {
    const clock = new FakeClock();
    const { world, api, daily } = smallWorld({ now: () => clock.now(), effectMs: { [kind]: 5000 } });
    if (kind === 'license') daily.repositories.add(api.id);
    const fault = { kind: 'answer', status: 503 } as const;
    const simulator = await serve(world, { faults: [{ endpoint, occurrence: { from: 3 }, fault }] });

    const { success, outputs, log } = await runAgainst(simulator, {}, { clock });

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ [status]: 'failed', changed: 'true' });
    expect(log).toMatch(/^ {2}what was read last may have been too early, and the state could not be read again/m);
    expect(log).toMatch(/::[^:]*what was read last may have been too early, and the state could not be read again/);
    expect(log).not.toContain('GitProtect accepted a change but did not make it');
  });

  it('is looked at once more where the last look began in time, and took longer than that', async () => {
    const clock = new FakeClock();
    const { world, api, daily } = smallWorld({ now: () => clock.now(), effectMs: { license: 5000 } });
    daily.repositories.add(api.id);
    // The row is from before the minute that its answer takes.
    const change = (): void => {
      clock.advance(60_000);
    };
    const fault: Fault = { kind: 'change', when: 'after', change };
    const simulator = await serve(world, { faults: [{ endpoint: REPOSITORIES, occurrence: 2, fault }] });

    const { success, log } = await runAgainst(simulator, { 'request-timeout': '600' }, { clock });

    expect(success).toBe(true);
    expect(log).toContain('looking again in 0.0 s');
  });

  it('is not waited for where it was refused since no license is free', async () => {
    const { success, attached, waitedSeconds, log } = await runLate({}, {}, { licenses: 1 });

    expect(success).toBe(false);
    expect(log).toContain('There are not enough free licenses.');
    expect([attached, waitedSeconds]).toEqual([0, 0]);
  });

  it('is not waited for where the state is not reported at all', async () => {
    const clock = new FakeClock();
    const simulator = await serve(smallWorld().world, { evidence: NO_EVIDENCE });

    const { success, log } = await runAgainst(simulator, {}, { clock });

    expect(success).toBe(true);
    expect(log).toContain('⚠️ Changes accepted, but not proved');
    expect(clock.slept).toEqual([]);
    expect(simulator.requests).toHaveLength(8);
  });

  it('is waited for where two lists contradict each other meanwhile', async () => {
    const { world, daily } = smallWorld();
    const old = (rows: readonly Row[]): readonly Row[] =>
      rows.map((row) => (row['id'] === daily.id ? { ...row, repositoriesIds: [] } : row));
    const faults: ScriptedFault[] = [2, 3].map((occurrence) => ({
      endpoint: PLANS,
      occurrence,
      fault: { kind: 'stale', rows: old },
    }));

    const { success, log } = await runAgainst(await serve(world, { faults }));

    expect(success).toBe(true);
    expect(log).toContain('✅ Protected, drift corrected');
  });

  it('is waited for of those alone that are in doubt', async () => {
    const many = manyWorld(250, { attached: true });
    for (const { id } of many.repositories.slice(40, 60)) many.daily.repositories.delete(id);
    const fault: Fault = { kind: 'ignored' };
    const simulator = await serve(many.world, { faults: [{ endpoint: ATTACH, occurrence: 7, fault }] });

    const end = await sweep(simulator);

    expect(totalsIn(end)).toEqual({ changed: 249, failed: 1 });
    // The whole list of three pages is read twice at first and once at last, then a page each time.
    expect(countOf(simulator, REPOSITORIES)).toBeLessThanOrEqual(6 + 3 + 9);
  });

  it('is a batch of licenses, so late that attaching is given up: all are attached in the end', async () => {
    const clock = new FakeClock();
    const many = manyWorld(130, { effectMs: { license: 1000 }, now: () => clock.now() });
    const simulator = await serve(many.world);

    const { success } = await runAgainst(simulator, { repository: '*' }, { clock });

    expect(success).toBe(true);
    expect(protectedOf(many)).toHaveLength(130);
    // Of the first attempts as many are refused as it takes to stop.
    expect(countOf(simulator, ATTACH)).toBeLessThan(130 + 120);
  });
});

describe('a refusal of an attachment', () => {
  it('for another reason than a late license is not repeated', async () => {
    const fault: Fault = { kind: 'answer', status: 400, body: '{"message":"not on Thursdays"}' };
    const simulator = await serve(smallWorld().world, { faults: [{ endpoint: ATTACH, occurrence: 1, fault }] });

    const { success, log } = await runAgainst(simulator);

    expect(success).toBe(false);
    expect(log).toContain('not on Thursdays');
    expect(callsOf(simulator, ATTACH)).toBe(1);
  });

  it('that goes on although the license is seen is reported', async () => {
    const { world } = smallWorld();
    world.attach = () => {
      throw new Rejection(400, 'The repository has no license.');
    };
    const simulator = await serve(world);

    const { success, log } = await runAgainst(simulator);

    expect(success).toBe(false);
    expect(log).toContain('The repository has no license.');
    expect(callsOf(simulator, ATTACH)).toBe(2);
  });
});

/** Of the n-th list of repositories one row is old. */
function stale(occurrence: number | 'every', change: (row: Row) => readonly Row[]): ScriptedFault {
  const rows = (all: readonly Row[]): readonly Row[] =>
    all.flatMap((row) => (row['name'] === 'website' ? change(row) : row));
  return { endpoint: REPOSITORIES, occurrence, fault: { kind: 'stale', rows } };
}

describe('a row in the verifying read', () => {
  const UNDONE = (row: Row): readonly Row[] => [{ ...row, isLicensed: false }];
  const GONE = (): readonly Row[] => [];
  const REMOVED = (row: Row): readonly Row[] => [{ ...row, isRemoved: true }];
  const CASES = [
    ['undone', UNDONE],
    ['gone', GONE],
    ['removed', REMOVED],
  ] as const;

  it.each(CASES)('that is old once, as if it was %s, is read again', async (_, change) => {
    const { world, acme, api, website, daily } = smallWorld();
    // A list that lacks a row is read as a whole, once more.
    const faults = [2, 3].map((occurrence) => stale(occurrence, change));
    const simulator = await serve(world, { faults });

    const { success, outputs, log } = await runAgainst(simulator, { repository: 'api\nwebsite' });

    expect(success).toBe(true);
    expect([api, website].every(({ id }) => world.isProtected(id, daily.id))).toBe(true);
    expect(outputs).toMatchObject({ 'repositories-changed': '1', 'organization-id': acme.id });
    expect(log).toContain('✅ Protected, drift corrected');
    expect(callsOf(simulator, ACTIVATE)).toBe(1);
  });

  it.each([
    ['The protection was undone while this ran', UNDONE],
    ['The repository is gone from GitProtect', GONE],
    ['The repository is gone from GitProtect', REMOVED],
  ])('that stays so is a failure: %s', async (title, change) => {
    const { world } = smallWorld();
    const all = Array.from({ length: 60 }, (_, index) => stale(index + 2, change));
    const clock = new FakeClock();

    const { success, log } = await runAgainst(
      await serve(world, { faults: all }),
      { repository: 'api\nwebsite' },
      { clock },
    );

    expect(success).toBe(false);
    expect(log).toContain(`::error title=${title}::`);
    expect(clock.slept.reduce((sum, pause) => sum + pause, 0)).toBe(30_000);
  });

  it('costs nothing where nothing is changed: 4 requests', async () => {
    const simulator = await serve(protectedWorld().world);

    const { success } = await runAgainst(simulator);

    expect(success).toBe(true);
    expect(simulator.requests).toHaveLength(4);
  });
});

describe('what becomes wrong while another repository is waited for', () => {
  /** The attachment of `web` takes 3 s; at 0.9 s something happens to `api`, which was protected. */
  async function runMeanwhile(happens: (small: SmallWorld) => void, inputs = {}): Promise<Ended> {
    const clock = new FakeClock();
    const start = clock.now();
    const small = smallWorld({ now: () => clock.now(), effectMs: { attachment: 3000 } });
    const { world, acme, api, daily } = small;
    world.addRepository(acme, 'web', { licensed: true });
    api.licensed = true;
    daily.repositories.add(api.id);
    const fault: Fault = {
      kind: 'change',
      change: () => {
        if (clock.now() - start > 900) happens(small);
      },
    };
    const simulator = await serve(world, {
      faults: [REPOSITORIES, PLANS].map((endpoint) => ({ endpoint, occurrence: 'every', fault })),
    });
    return await runAgainst(simulator, { repository: 'api\nweb', ...inputs }, { clock });
  }

  it.each<[string, (small: SmallWorld) => void]>([
    ['a license', ({ api }) => (api.licensed = false)],
    ['a membership', ({ api, daily }) => daily.repositories.delete(api.id)],
    ['a removal', ({ api }) => (api.removed = true)],
  ])('is reported: %s', async (_, happens) => {
    const { success, log } = await runMeanwhile(happens);

    expect(success).toBe(false);
    expect(log).toMatch(/::error title=(The protection was undone while this ran|The repository is gone)/);
    expect(log).not.toContain('✅');
  });

  it('is reported at the end of verify-timeout, too', async () => {
    const { success, log } = await runMeanwhile(({ api }) => (api.licensed = false), { 'verify-timeout': '1' });

    expect(success).toBe(false);
    expect(log).toContain('The protection was undone while this ran');
  });

  it('costs no doubt where nothing did', async () => {
    expect(await runMeanwhile(() => undefined)).toMatchObject({ success: true });
  });
});
