import { describe, expect, it } from '@jest/globals';
import { MODIFY_GIT } from '../support/azure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { expectProved, protectionOf } from '../support/interruption.ts';
import { GIT_EXTRAS } from '../support/plan-fields.ts';
import { runAgainst, runInProcess } from '../support/run.ts';
import { callsOf, protectedWorld, serve, smallWorld } from '../support/service.ts';
import { ATTACH, manyWorld, PLANS, protectedOf } from '../support/sweep.ts';

/* A job that is cancelled: no further request is sent, and the report is written. */

describe('a run that is cancelled', () => {
  /** What was sent already is answered: of two readings at once both. */
  const moments = [
    [1, 1, false, false],
    [2, 2, false, false],
    [3, 4, false, false],
    [5, 5, true, false],
    [6, 6, true, true],
  ] as const;

  it.each(moments)(
    'upon request %i sends %i in all, fails with its report, and the next one continues from there',
    async (n, sent, licensed, attached) => {
      const small = smallWorld({ rejectsRepeats: true });
      const cancellation = new AbortController();
      const simulator = await serve(small.world, {
        onRequest: () => {
          if (simulator.requests.length === n) cancellation.abort();
        },
      });

      const { success, outputs, report, log, summary } = await runAgainst(
        simulator,
        { retries: '4' },
        { cancelled: cancellation.signal },
      );

      expect(success).toBe(false);
      expect(simulator.requests).toHaveLength(sent);
      expect(protectionOf(small)).toEqual([licensed, attached]);
      expect(log).toMatch(
        /^::error title=The job was cancelled(?: \(.*?\))?::.*the job was cancelled before it was sent/m,
      );
      expect(log).toContain('What to do: Run it again: the next run continues from here.');
      expect(log + summary).not.toContain('✅');
      expect(summary).toMatch(/the job was cancelled/i);
      expect(outputs['plan-status']).toBe('failed');
      expect(JSON.stringify(report)).not.toContain('"proved":true');

      const next = await runInProcess({ inputs: stepOn(await serve(small.world)) });

      expectProved(next);
      expect(next.outputs).toMatchObject({
        'license-status': licensed ? 'already-active' : 'activated',
        'plan-status': attached ? 'already-attached' : 'attached',
      });
    },
  );

  it('when all has been read again reports that, and fails', async () => {
    const { world } = smallWorld();
    const cancellation = new AbortController();
    const simulator = await serve(world, {
      onRequest: () => {
        if (simulator.requests.length === 8) cancellation.abort();
      },
    });

    const { success, log } = await runAgainst(simulator, {}, { cancelled: cancellation.signal });

    expect(success).toBe(false);
    expect(log).toContain('✅ Protected, drift corrected');
    expect(log.trimEnd().split('\n').at(-1)).toMatch(/^::error title=The job was cancelled::.*only since it was/);
  });

  it('before a change is visible does not say that it was not made', async () => {
    const clock = new FakeClock();
    const { world } = smallWorld({ now: () => clock.now(), effectMs: { attachment: 5000 } });
    const cancellation = new AbortController();
    const simulator = await serve(world, {
      onRequest: () => {
        if (simulator.requests.length === 8) cancellation.abort();
      },
    });

    const { success, log, outputs } = await runAgainst(simulator, {}, { cancelled: cancellation.signal, clock });

    expect(success).toBe(false);
    expect(log).toMatch(/^::error title=The job was cancelled::.*what was read last may have been too early/m);
    expect(log).not.toContain('did not make it');
    expect(outputs).toMatchObject({ changed: 'true', 'plan-status': 'failed' });
  });

  it('before the settings of a plan are visible does not say that they were not changed', async () => {
    const clock = new FakeClock();
    const { world, daily } = protectedWorld({ now: () => clock.now(), effectMs: { modification: 8000 } });
    daily.isActive = false;
    Object.assign(daily.extras, structuredClone(GIT_EXTRAS));
    const cancellation = new AbortController();
    const simulator = await serve(world, {
      onRequest: () => {
        // The third reading of the plans is the first one after the modification.
        if (callsOf(simulator, PLANS) === 3) cancellation.abort();
      },
    });

    const inputs = { 'plan-schedule': 'enabled' };
    const { log, outputs } = await runAgainst(simulator, inputs, { cancelled: cancellation.signal, clock });

    expect(log).toMatch(
      /^::error title=The job was cancelled \(Daily\)::.*what was read last may have been too early/m,
    );
    expect(log).not.toContain('did not make it');
    expect(outputs).toMatchObject({ changed: 'true', 'plan-settings-status': 'failed' });
  });

  it('before the settings of a plan are sent has changed nothing', async () => {
    const { world, daily } = protectedWorld();
    daily.isActive = false;
    Object.assign(daily.extras, structuredClone(GIT_EXTRAS));
    const cancellation = new AbortController();
    const simulator = await serve(world, {
      onRequest: ({ endpoint }) => {
        // The first shows what is to change; the second, the plan just before it is modified.
        if (endpoint === PLANS && callsOf(simulator, PLANS) === 2) cancellation.abort();
      },
    });

    const inputs = { 'plan-schedule': 'enabled' };
    const { success, outputs, log } = await runAgainst(simulator, inputs, { cancelled: cancellation.signal });

    expect([success, callsOf(simulator, MODIFY_GIT)]).toEqual([false, 0]);
    expect(outputs).toMatchObject({ changed: 'false', 'plan-settings-status': 'failed' });
    expect(log).toMatch(/^::error title=The job was cancelled.*::Daily: could not modify backup plan 'Daily'/m);
  });

  it('before its first request sends none', async () => {
    const simulator = await serve(smallWorld().world);

    const { success, log } = await runAgainst(simulator, {}, { cancelled: AbortSignal.abort() });

    expect(success).toBe(false);
    expect(simulator.requests).toEqual([]);
    expect(log).toMatch(/^::error title=The job was cancelled(?: \(.*?\))?::could not sign in: /m);
  });

  it('gives a request that is under way three seconds for its answer, however long it might take', async () => {
    const { world, api } = smallWorld();
    const clock = new FakeClock();
    const cancellation = new AbortController();
    const start = clock.now();
    const simulator = await serve(world, {
      faults: [{ endpoint: ATTACH, occurrence: 1, fault: { kind: 'stall', at: 'before-headers' } }],
      onStall: () => {
        cancellation.abort();
        clock.advance(3000);
      },
    });

    const { success, log, outputs } = await runAgainst(
      simulator,
      { 'request-timeout': '60', retries: '4' },
      { clock, cancelled: cancellation.signal },
    );

    expect(success).toBe(false);
    expect(clock.now() - start).toBeLessThanOrEqual(3000);
    expect(callsOf(simulator, ATTACH)).toBe(1);
    expect(log).toMatch(/^::error title=The job was cancelled(?: \(.*?\))?::/m);
    expect(outputs).toMatchObject({ 'plan-status': 'failed', 'repositories-failed': '1' });
    expect(api.licensed).toBe(true);
  });

  it('in the middle of many changes begins no further one, and reports what was done', async () => {
    const many = manyWorld(300);
    const cancellation = new AbortController();
    const simulator = await serve(many.world, {
      onRequest: ({ endpoint }) => {
        if (endpoint === ATTACH && callsOf(simulator, ATTACH) === 120) cancellation.abort();
      },
    });

    const { success, report, log, summary } = await runAgainst(
      simulator,
      { repository: '*' },
      { cancelled: cancellation.signal },
    );

    expect(success).toBe(false);
    const attached = protectedOf(many).length;
    // Eight at a time.
    expect(attached).toBeGreaterThanOrEqual(120);
    expect(attached).toBeLessThan(130);
    expect(callsOf(simulator, ATTACH)).toBe(attached);
    expect(report).toMatchObject({ counts: { checked: 300, failed: 300 } });
    // What was done can't be read any more.
    expect(summary).toContain('not attached → **sent, not checked**');
    expect(JSON.stringify(report)).toContain('the change was sent but could not be checked');
    expect(log).toMatch(/^::error title=The job was cancelled(?: \(.*?\))?::/m);
  });

  it('calls nothing sent that was not', async () => {
    const many = manyWorld(3);
    for (const repository of many.world.repositories.values()) repository.licensed = true;
    const cancellation = new AbortController();
    const simulator = await serve(many.world, {
      onRequest: ({ endpoint }) => {
        if (endpoint === ATTACH) cancellation.abort();
      },
    });

    const { log, outputs } = await runAgainst(
      simulator,
      { repository: '*', concurrency: '1' },
      { cancelled: cancellation.signal },
    );

    expect(callsOf(simulator, ATTACH)).toBe(1);
    expect(log).toContain(
      "Repository 'repo-0000': license active at first, not read again; backup plan 'Daily': sent, not checked",
    );
    expect(log).toContain(
      "Repository 'repo-0001': license active at first, not read again; backup plan 'Daily': failed\n",
    );
    expect(log).toContain(
      "Repository 'repo-0002': license active at first, not read again; backup plan 'Daily': failed, not tried",
    );
    expect(log).toContain('Licenses: none needed, 3 not proved to be active');
    expect(outputs).toMatchObject({ changed: 'true', 'repositories-changed': '1', 'license-status': 'already-active' });
  });
});

function stepOn({ url, world }: Awaited<ReturnType<typeof serve>>): Readonly<Record<string, string>> {
  const { email, password } = world.account;
  return { 'server-url': url, email, password, plan: 'Daily', retries: '0' };
}
