import { describe, expect, it } from '@jest/globals';
import type { Fault, Row, ScriptedFault } from '../../simulator/faults.ts';
import { FakeClock } from '../support/fake-clock.ts';
import {
  ABSENT,
  DETACH,
  every,
  IGNORED,
  type Left,
  type LeavingWorld,
  leavingWorld,
  LOST,
  once,
  orderOf,
  REFUSED,
  RELEASE,
  runLeaving,
  stateOf,
  writesOf,
} from '../support/leaving.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, serve } from '../support/service.ts';
import { PAGES, PLANS } from '../support/sweep.ts';

const NOT_ATTACHED: Fault = {
  kind: 'answer',
  status: 409,
  body: '{"message":"The repository is not assigned to the plan."}',
};

/** The license stays, and the step fails. */
function expectLicensed({ success, outputs, simulator, small }: Left): void {
  expect(success).toBe(false);
  expect(callsOf(simulator, RELEASE)).toBe(0);
  expect(stateOf(small, small.api)).toEqual([true, 'Daily']);
  expect(outputs).toMatchObject({ 'plan-status': 'failed', 'license-status': 'failed', 'repositories-failed': '1' });
}

describe('a detachment', () => {
  it('that is refused keeps the license, and is not waited for', async () => {
    const left = await runLeaving({ faults: every(DETACH, REFUSED) });

    expectLicensed(left);
    expect(left.log).toContain('not on Thursdays');
    expect(left.log).toContain('the license stays, since it is not proved that no backup plan contains the repository');
    expect(callsOf(left.simulator, DETACH)).toBe(1);
    expect(left.waitedSeconds).toBe(0);
    expect(left.outputs['changed']).toBe('false');
  });

  it('that has no effect keeps the license after the time for it', async () => {
    const left = await runLeaving({ faults: every(DETACH, IGNORED) });

    expectLicensed(left);
    expect(left.log).toContain('::error title=GitProtect accepted a change but did not make it::');
    expect(left.waitedSeconds).toBeGreaterThanOrEqual(30);
  });

  it.each(['Daily', ''])('that takes effect late is waited for (plan %j)', async (plan) => {
    const { success, small, simulator, outputs, waitedSeconds } = await runLeaving(
      {},
      { plan },
      { effectMs: { detachment: 5000 } },
    );

    expect(success).toBe(true);
    expect(orderOf(simulator)).toBe('read detach read release read');
    expect(stateOf(small, small.api)).toEqual([false]);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'released' });
    expect(waitedSeconds).toBeGreaterThanOrEqual(5);
    expect(waitedSeconds).toBeLessThan(10);
  });

  it('that is waited for lets no license go that a plan is seen to need meanwhile', async () => {
    let before: LeavingWorld | undefined;
    const change = (): unknown => before?.weekly.repositories.add(before.api.id);
    const { small } = await runLeaving(
      { faults: once(PLANS, { kind: 'change', when: 'before', change }, 3) },
      { repository: 'api\nwebsite' },
      { effectMs: { detachment: 2000 } },
      (each) => {
        before = each;
        each.daily.repositories.delete(each.api.id);
      },
    );

    expect([stateOf(small, small.api), stateOf(small, small.website)]).toEqual([[true, 'Weekly'], [false]]);
  });

  it('that takes effect later than it is waited for keeps the license; the next run releases it', async () => {
    const clock = new FakeClock();
    const small = leavingWorld({ now: () => clock.now(), effectMs: { detachment: 40_000 } });
    const simulator = await serve(small.world);

    const first = await runAgainst(simulator, { ...ABSENT, 'verify-timeout': '5' }, { clock });
    expect(first.success).toBe(false);
    expect(writesOf(simulator)).toEqual(['detach']);
    await clock.sleep(40_000);
    const second = await runAgainst(simulator, ABSENT, { clock });

    expect(second.success).toBe(true);
    expect(writesOf(simulator)).toEqual(['detach', 'release']);
    expect(stateOf(small, small.api)).toEqual([false]);
  });

  it('of which the answer is lost is judged by the reading, and not repeated without retries', async () => {
    const { success, small, simulator, outputs } = await runLeaving({ faults: once(DETACH, LOST) });

    expect(success).toBe(true);
    expect(orderOf(simulator)).toBe('read detach read release read');
    expect(stateOf(small, small.api)).toEqual([false]);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'released' });
  });

  it('of which the answer is lost, and that was not made, keeps the license', async () => {
    const left = await runLeaving({ faults: every(DETACH, { kind: 'reset', at: 'before-headers' }) });

    expectLicensed(left);
  });

  it('that is repeated, and rejected since there is nothing to detach, is a success', async () => {
    const { success, small, simulator, outputs } = await runLeaving(
      { faults: once(DETACH, LOST) },
      { retries: '2' },
      { rejectsRepeats: true },
    );

    expect(success).toBe(true);
    expect(writesOf(simulator)).toEqual(['detach', 'detach', 'release']);
    expect(stateOf(small, small.api)).toEqual([false]);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'released' });
  });

  it('that says "not attached" of what is seen attached fails, and keeps the license', async () => {
    expectLicensed(await runLeaving({ faults: every(DETACH, NOT_ATTACHED) }));
  });

  it('that fails for one plan keeps the license, though another plan was left', async () => {
    const left = await runLeaving({ faults: once(DETACH, REFUSED, 2) }, { repository: 'website' });
    const { success, small, simulator, report } = left;

    expect(success).toBe(false);
    expect(writesOf(simulator)).toEqual(['detach', 'detach']);
    expect(stateOf(small, small.website)).toEqual([true, 'Weekly']);
    expect(report).toMatchObject({
      repositories: [{ license: 'failed', plans: [{ status: 'detached' }, { status: 'failed' }] }],
    });
  });

  it('that fails does not keep others from leaving', async () => {
    const { success, small, outputs, report } = await runLeaving(
      { faults: once(DETACH, REFUSED) },
      { repository: 'api\nother', concurrency: '1' },
      {},
      ({ world, acme, daily }) =>
        void daily.repositories.add(world.addRepository(acme, 'other', { licensed: true }).id),
    );

    expect(success).toBe(false);
    expect(stateOf(small, small.api)).toEqual([true, 'Daily']);
    const [, , other] = [...small.world.repositories.values()];
    expect(other?.licensed).toBe(false);
    expect(outputs).toMatchObject({ 'repositories-changed': '1', 'repositories-failed': '1' });
    expect(report).toMatchObject({
      repositories: [
        { name: 'api', license: 'failed', plans: [{ status: 'failed' }] },
        { name: 'other', license: 'released', plans: [{ status: 'detached' }] },
      ],
    });
  });

  it.each([PAGES, PLANS])('is followed by no release where %s cannot be read', async (endpoint) => {
    const faults = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((occurrence): ScriptedFault => ({
      endpoint,
      occurrence,
      fault: { kind: 'answer', status: 500 },
    }));
    const { success, simulator, small, outputs } = await runLeaving({ faults }, { 'verify-timeout': '3' });

    expect(success).toBe(false);
    expect(callsOf(simulator, RELEASE)).toBe(0);
    expect(stateOf(small, small.api)).toEqual([true]);
    expect(outputs).toMatchObject({ 'plan-status': 'failed', 'license-status': 'failed' });
  });

  it.each<[string, Readonly<Record<string, string>>, (small: LeavingWorld) => void]>([
    ['a license', {}, ({ daily, api }) => daily.repositories.delete(api.id)],
    [
      'a repository',
      { state: 'removed', confirm: 'api' },
      ({ daily, api }) => {
        daily.repositories.delete(api.id);
        api.licensed = false;
      },
    ],
    [
      'an old plan',
      { state: 'present', plan: 'Weekly', exclusive: 'true' },
      ({ weekly, api }) => weekly.repositories.add(api.id),
    ],
  ])(
    'and nothing else is called sent where %s is not left, since nothing could be read',
    async (_, inputs, prepare) => {
      const faults = [{ endpoint: PAGES, occurrence: { from: 2 }, fault: { kind: 'answer', status: 500 } } as const];
      const { success, simulator, log, outputs } = await runLeaving(
        { faults },
        { retries: '0', ...inputs },
        {},
        prepare,
      );

      expect([success, writesOf(simulator), outputs['changed']]).toEqual([false, [], 'false']);
      expect(log).toContain('the state could not be read again: could not list the repositories');
      expect(log).not.toContain('was sent');
    },
  );

  it('is followed by no release where the row is missing, and is no success where the plan still lists it', async () => {
    const gone = (rows: readonly Row[]): readonly Row[] => rows.filter(({ name }) => name !== 'api');
    const faults = Array.from({ length: 60 }, (_, index): ScriptedFault => ({
      endpoint: PAGES,
      occurrence: index + 2,
      fault: { kind: 'stale', rows: gone },
    }));
    const { success, small, simulator } = await runLeaving({ faults: [...faults, ...every(DETACH, REFUSED)] });

    expect(success).toBe(false);
    expect(callsOf(simulator, RELEASE)).toBe(0);
    expect(stateOf(small, small.api)).toEqual([true, 'Daily']);
  });
});

describe('a release', () => {
  it('that is refused fails', async () => {
    const { success, small, outputs, log } = await runLeaving({ faults: every(RELEASE, REFUSED) });

    expect(success).toBe(false);
    expect(stateOf(small, small.api)).toEqual([true]);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'failed', changed: 'true' });
    expect(log).toContain('not on Thursdays');
  });

  it('that has no effect fails', async () => {
    const { success, small, outputs } = await runLeaving({ faults: every(RELEASE, IGNORED) });

    expect(success).toBe(false);
    expect(stateOf(small, small.api)).toEqual([true]);
    expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'failed' });
  });

  it('that takes effect late is waited for', async () => {
    const { success, outputs, waitedSeconds } = await runLeaving({}, {}, { effectMs: { release: 5000 } });

    expect(success).toBe(true);
    expect(outputs['license-status']).toBe('released');
    expect(waitedSeconds).toBeGreaterThanOrEqual(5);
  });

  it.each([
    ['0', false],
    ['2', true],
  ])(
    'of which the answer is lost is judged by the reading (retries %s, repeats rejected %s)',
    async (retries, rejectsRepeats) => {
      const { success, small, outputs } = await runLeaving(
        { faults: once(RELEASE, LOST) },
        { retries },
        { rejectsRepeats },
      );

      expect(success).toBe(true);
      expect(outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'released' });
      expect(stateOf(small, small.api)).toEqual([false]);
    },
  );
});
