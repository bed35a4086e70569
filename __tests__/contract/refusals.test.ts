import { describe, expect, it } from '@jest/globals';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import { FULL_EVIDENCE, NO_EVIDENCE } from '../../simulator/rows.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, protectedWorld, serve, smallWorld } from '../support/service.ts';
import { manyWorld, nameOf, PLANS, problemsIn, sweep } from '../support/sweep.ts';

/* What the server gives as its reason, and what is concluded from it. */

const ACTIVATE = 'git/repositories/activate';
const ATTACH = 'plans/attachgitrepository';

function refused(endpoint: string, status: number, message: string): ScriptedFault {
  const fault: Fault = { kind: 'answer', status, body: JSON.stringify({ message }) };
  return { endpoint, occurrence: 'every', fault };
}

describe('a conflict', () => {
  it.each([
    [ACTIVATE, 'A repository has a license already.'],
    [ATTACH, 'The repository is Already assigned to this plan.'],
    [ATTACH, "Already attached to plan 'Full backup'."],
    [ATTACH, 'Repository api is already attached to Daily.'],
  ])('that says "already" is accepted with a warning, where the state is not reported: %s', async (endpoint, says) => {
    const { world } = protectedWorld();
    const simulator = await serve(world, { evidence: NO_EVIDENCE, faults: [refused(endpoint, 409, says)] });

    const { success, log, report } = await runAgainst(simulator);

    expect(success).toBe(true);
    expect(report).toMatchObject({ repositories: [{ proved: false }] });
    expect(log).toContain(says);
    expect(log).toContain('::warning title=The protection could not be proved::');
    expect(log).not.toContain('✅');
  });

  it.each([
    [ACTIVATE, 'the license'],
    [ATTACH, 'the plan'],
  ])('that says "already" is a failure where another state is reported: %s', async (endpoint) => {
    const { world } = smallWorld();
    const simulator = await serve(world, { faults: [refused(endpoint, 409, 'It is so already.')] });

    const { success, log } = await runAgainst(simulator);

    expect(success).toBe(false);
    expect(log).toMatch(
      /^::error title=GitProtect refused to (activate a license|attach the repository)::.*It is so already/m,
    );
  });

  it.each([
    'The plan is locked.',
    'The repository is already assigned to another plan.',
    'A backup is already running.',
    'All licenses are in use already.',
    '',
  ])('of another kind is a failure: %j', async (message) => {
    for (const endpoint of [ACTIVATE, ATTACH]) {
      const { world } = protectedWorld();
      const simulator = await serve(world, { evidence: NO_EVIDENCE, faults: [refused(endpoint, 409, message)] });

      const { success, log } = await runAgainst(simulator);

      expect(success).toBe(false);
      expect(log).toMatch(/^::error title=GitProtect refused to (activate a license|attach the repository)::/m);
    }
  });

  it('is no other than 409', async () => {
    const { world } = protectedWorld();
    const faults = [refused(ATTACH, 400, 'It is assigned already.')];

    const { success } = await runAgainst(await serve(world, { evidence: NO_EVIDENCE, faults }));

    expect(success).toBe(false);
  });
});

describe('an archived repository', () => {
  it.each([
    'Repository is archived.',
    'The license cannot be activated for archived repositories.',
    'Cannot be licensed: it is read-only.',
    'The repository is read only at the Git host.',
    'The repository no longer exists at the Git host.',
  ])('is reported with the reason of the server, and no license is asked to be freed: %s', async (message) => {
    const { success, log, summary } = await runAgainst(
      await serve(smallWorld().world, { faults: [refused(ACTIVATE, 400, message)] }),
    );

    expect(success).toBe(false);
    expect(log).toMatch(
      /^::error title=GitProtect refused to activate a license::.*What to do: See the server's message/m,
    );
    expect(log).toContain(message);
    expect(log + summary).not.toContain('Free a license');
  });

  it.each([true, false])(
    'has in a batch an error with its own name (the server names it: %s)',
    async (namesRejected) => {
      const many = manyWorld(40, { namesRejected });
      const archived = [3, 17, 18];
      for (const index of archived) Object.assign(many.repositories[index] ?? {}, { archived: true });
      const simulator = await serve(many.world);

      const end = await sweep(simulator);

      const problems = problemsIn(end);
      expect(Object.keys(problems)).toEqual(archived.map(nameOf));
      for (const index of archived) {
        expect(problems[nameOf(index)]).toContain(`could not activate the license of repository '${nameOf(index)}'`);
        expect(problems[nameOf(index)]).toContain('is archived');
        for (const other of archived.filter((each) => each !== index))
          expect(problems[nameOf(index)]).not.toContain(nameOf(other));
      }
      expect(end.log).not.toContain('Free a license');
    },
  );

  it.each(['There are not enough free licenses.', 'License limit reached', 'All licenses are already in use.'])(
    'is no reason for one without a free license: %s',
    async (message) => {
      const faults = [refused(ACTIVATE, 400, message)];

      const { success, log } = await runAgainst(await serve(smallWorld().world, { faults, evidence: FULL_EVIDENCE }));

      expect(success).toBe(false);
      expect(log).toMatch(/^::error title=GitProtect refused to activate a license::.*What to do: Free a license/m);
    },
  );
});

describe('a refused attachment', () => {
  it('of a repository that is not known before its license took effect is repeated once that is seen', async () => {
    const clock = new FakeClock();
    const { world } = smallWorld({ now: () => clock.now(), effectMs: { license: 1000 } });
    const fault = refused(ATTACH, 404, 'The repository was not found.');
    const simulator = await serve(world, { faults: [{ ...fault, occurrence: 1 }] });

    const { success } = await runAgainst(simulator, {}, { clock });

    expect(success).toBe(true);
    expect(callsOf(simulator, ATTACH)).toBe(2);
  });

  it('is not repeated to a plan that is seen to choose by itself by then', async () => {
    const clock = new FakeClock();
    const { world, daily } = smallWorld({ now: () => clock.now(), effectMs: { license: 1000 } });
    const change = (): void => void Object.assign(daily.extras, { rules: ['name is api'] });
    const faults: readonly ScriptedFault[] = [
      { ...refused(ATTACH, 404, 'The repository was not found.'), occurrence: 1 },
      { endpoint: PLANS, occurrence: 2, fault: { kind: 'change', when: 'before', change } },
    ];
    const simulator = await serve(world, { faults });

    const { success } = await runAgainst(simulator, {}, { clock });

    expect(success).toBe(false);
    expect(callsOf(simulator, ATTACH)).toBe(1);
  });
});
