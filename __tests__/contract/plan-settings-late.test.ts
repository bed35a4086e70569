import { describe, expect, it } from '@jest/globals';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import { ATTACH, azureWorld, changesTo, MODIFY_GIT, showing } from '../support/azure.ts';
import { AZURE_EXTRAS, GIT_EXTRAS } from '../support/plan-fields.ts';
import { plansAs } from '../support/reshape-rows.ts';
import { without } from '../support/reshape.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { callsOf, serve, type SmallWorld, smallWorld } from '../support/service.ts';
import { ACTIVATE, PLANS } from '../support/sweep.ts';

/** In the order of a run that modifies a plan and attaches a repository. */
const READINGS = { first: 1, beforeModification: 2, afterModification: 3, ofMemberships: 4, atEnd: 5 };

/** Enables the schedule of `Daily` and attaches `api` to it; `website`, its member, is lost when it is read last. */
async function losing(
  faultsWith: (lost: ScriptedFault) => readonly ScriptedFault[],
  inputs = {},
): Promise<Ended & SmallWorld & { readonly changes: readonly string[] }> {
  const small = smallWorld();
  const { website, daily } = small;
  daily.isActive = false;
  Object.assign(daily.extras, structuredClone(GIT_EXTRAS));
  const lost = { kind: 'change', when: 'before', change: () => void daily.repositories.delete(website.id) } as const;
  const faults = faultsWith({ endpoint: PLANS, occurrence: READINGS.atEnd, fault: lost });
  const simulator = await serve(small.world, { faults });
  const ended = await runAgainst(simulator, {
    'plan-schedule': 'enabled',
    'verify-timeout': '0',
    ...inputs,
  });
  expect(callsOf(simulator, MODIFY_GIT)).toBe(1);
  return { ...ended, ...small, changes: changesTo(simulator) };
}

describe('a member that is lost only some time after a modification', () => {
  it('is seen at the end of the run, and attached again', async () => {
    const { success, daily, api, website, outputs, changes } = await losing((lost) => [lost]);

    expect(success).toBe(true);
    expect(daily.repositories).toEqual(new Set([api.id, website.id]));
    expect(changes.slice(-2)).toEqual([ATTACH, ATTACH]);
    expect(outputs['plan-settings-status']).toBe('changed');
  });

  it('fails the step, by its name, where it cannot be attached again', async () => {
    const fault = { kind: 'answer', status: 400, body: '{"message":"no"}' } as const;
    const { success, log, outputs } = await losing((lost) => [lost, { endpoint: ATTACH, occurrence: 2, fault }]);

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'plan-settings-status': 'failed', 'plan-status': 'attached' });
    expect(log).toMatch(/^::error title=A modification changed more than was asked for::.*it lost 'website'/m);
  });

  it('is not told to be there, though it was read to be there before', async () => {
    const fault = { kind: 'answer', status: 400, body: '{"message":"no"}' } as const;
    const { success, log, outputs, report } = await losing(
      (lost) => [lost, { endpoint: ATTACH, occurrence: 2, fault }],
      { repository: 'api\nwebsite' },
    );

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'plan-settings-status': 'failed', 'repositories-failed': '1' });
    expect(report).toMatchObject({
      repositories: [
        { name: 'website', proved: false, plans: [{ status: 'failed' }] },
        { name: 'api', proved: true, plans: [{ status: 'attached' }] },
      ],
    });
    expect(log).toContain('❌ Not protected: 1 of 2 repositories');
  });

  it('is not known to be there where it cannot be read', async () => {
    const fault = { kind: 'answer', status: 500, body: '' } as const;
    const { success, outputs } = await losing(() => [{ endpoint: PLANS, occurrence: READINGS.atEnd, fault }]);

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'plan-settings-status': 'failed', 'plan-status': 'attached' });
  });

  it('leaves nothing proved where the organization is not found any more', async () => {
    const fault = { kind: 'answer', status: 404, body: '{"message":"no such organization"}' } as const;
    const { success, outputs, report } = await losing(() => [{ endpoint: PLANS, occurrence: READINGS.atEnd, fault }]);

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'plan-settings-status': 'failed', 'plan-status': 'failed' });
    expect(outputs['license-status']).toBe('failed');
    expect(report).toMatchObject({ repositories: [{ name: 'api', proved: false }] });
  });
});

it.each<[string, Fault]>([
  ['late', { kind: 'ignored' }],
  ['after it failed', { kind: 'answer', status: 504, body: '<html>Gateway timeout</html>' }],
])(
  'what another run attaches just before a modification is attached again where that takes effect %s',
  async (_, answer) => {
    const { world, acme, api, website, daily } = smallWorld();
    const other = world.addRepository(acme, 'other', { licensed: true });
    daily.isActive = false;
    Object.assign(daily.extras, structuredClone(GIT_EXTRAS));
    const attached = { kind: 'change', when: 'after', change: () => void daily.repositories.add(other.id) } as const;
    const effect = (): void => {
      daily.isActive = true;
      daily.repositories.delete(other.id);
    };
    const simulator = await serve(world, {
      faults: [
        { endpoint: PLANS, occurrence: READINGS.beforeModification, fault: attached },
        { endpoint: MODIFY_GIT, occurrence: 1, fault: answer },
        {
          endpoint: PLANS,
          occurrence: READINGS.afterModification,
          fault: { kind: 'change', when: 'after', change: effect },
        },
      ],
    });

    const { success, outputs } = await runAgainst(simulator, { 'plan-schedule': 'enabled' });

    expect(success).toBe(true);
    expect(daily.repositories).toEqual(new Set([website.id, other.id, api.id]));
    expect(outputs).toMatchObject({ changed: 'true', 'plan-settings-status': 'changed' });
    expect(callsOf(simulator, MODIFY_GIT)).toBe(1);
  },
);

it('what a modification lost is attached again where only later readings can be made', async () => {
  const { world, api, website, daily } = smallWorld();
  daily.isActive = false;
  Object.assign(daily.extras, structuredClone(GIT_EXTRAS));
  const lost = { kind: 'change', when: 'after', change: () => void daily.repositories.delete(website.id) } as const;
  const unread = { kind: 'answer', status: 500, body: '' } as const;
  const simulator = await serve(world, {
    faults: [
      { endpoint: MODIFY_GIT, occurrence: 1, fault: lost },
      { endpoint: PLANS, occurrence: READINGS.afterModification, fault: unread },
    ],
  });

  const { success, outputs } = await runAgainst(simulator, { 'plan-schedule': 'enabled', 'verify-timeout': '0' });

  expect([success, outputs['plan-settings-status']]).toEqual([true, 'changed']);
  expect(daily.repositories).toEqual(new Set([website.id, api.id]));
});

it('a repository that a modification takes out of a plan for good is not told to be in it', async () => {
  const { world, api, daily } = smallWorld();
  api.licensed = true;
  daily.repositories.add(api.id);
  daily.isActive = false;
  Object.assign(daily.extras, structuredClone(GIT_EXTRAS));
  const lost = { kind: 'change', when: 'after', change: () => void daily.repositories.delete(api.id) } as const;
  const refused = { kind: 'answer', status: 400, body: '{"message":"no"}' } as const;
  const simulator = await serve(world, {
    faults: [
      { endpoint: MODIFY_GIT, occurrence: 1, fault: lost },
      { endpoint: ATTACH, occurrence: 'every', fault: refused },
    ],
  });

  const { success, outputs, report } = await runAgainst(simulator, { 'plan-schedule': 'enabled' });

  expect(success).toBe(false);
  expect(outputs).toMatchObject({ 'plan-settings-status': 'failed', 'plan-status': 'failed' });
  expect(report).toMatchObject({ repositories: [{ name: 'api', proved: false, plans: [{ status: 'failed' }] }] });
});

it('a repository is not told to be in a plan that was modified, where nothing can be read after that', async () => {
  const { world, api, daily } = smallWorld();
  api.licensed = true;
  daily.repositories.add(api.id);
  daily.isActive = false;
  Object.assign(daily.extras, structuredClone(GIT_EXTRAS));
  const lost = { kind: 'change', when: 'after', change: () => void daily.repositories.delete(api.id) } as const;
  const fault = { kind: 'answer', status: 403, body: '{"message":"no"}' } as const;
  const simulator = await serve(world, {
    faults: [
      { endpoint: MODIFY_GIT, occurrence: 1, fault: lost },
      { endpoint: PLANS, occurrence: { from: READINGS.afterModification }, fault },
    ],
  });

  const { success, outputs, report, log } = await runAgainst(simulator, { 'plan-schedule': 'enabled' });

  expect(success).toBe(false);
  expect(outputs).toMatchObject({ 'plan-settings-status': 'failed', 'plan-status': 'failed' });
  expect(report).toMatchObject({ repositories: [{ name: 'api', proved: false }], plans: [{ schedule: 'unknown' }] });
  expect(log).toContain("backup plan 'Daily': not checked");
  expect(log).not.toContain('is disabled');
});

it('nor in one by rules that does not show what is in it, where its settings can be read', async () => {
  const { world, daily, home } = azureWorld(
    { unsentFields: 'dropped' },
    {
      isActive: false,
      gitChoiceMode: 'ByRules',
      selection: 'rules',
      extras: { ...AZURE_EXTRAS, rules: [{ a: 'S*' }] },
    },
  );
  daily.repositories.add(home.id);
  home.licensed = true;
  const fault = { kind: 'answer', status: 403, body: '{"message":"no"}' } as const;
  const simulator = await serve(world, {
    ...showing({ repositories: 'none' }),
    faults: [{ endpoint: PLANS, occurrence: { from: READINGS.ofMemberships }, fault }],
  });

  const { success, report } = await runAgainst(simulator, { 'plan-schedule': 'enabled', repository: 'home' });

  expect([success, daily.repositories.has(home.id)]).toEqual([false, false]);
  expect(report).toMatchObject({ repositories: [{ name: 'home', proved: false, plans: [{ status: 'failed' }] }] });
});

describe('a repository that was attached after a modification', () => {
  it.each<[boolean, readonly ScriptedFault[]]>([
    [true, []],
    [false, [{ endpoint: ATTACH, occurrence: 2, fault: { kind: 'answer', status: 400, body: '{"message":"no"}' } }]],
  ])('is attached again where that takes effect once more, or not told to be there (%s)', async (success, faults) => {
    const { world, api, daily } = smallWorld();
    daily.isActive = false;
    Object.assign(daily.extras, structuredClone(GIT_EXTRAS));
    const lost = { kind: 'change', when: 'before', change: () => void daily.repositories.delete(api.id) } as const;
    const simulator = await serve(world, {
      faults: [{ endpoint: PLANS, occurrence: READINGS.atEnd, fault: lost }, ...faults],
    });

    const ended = await runAgainst(simulator, { 'plan-schedule': 'enabled', 'verify-timeout': '0' });

    expect(ended.success).toBe(success);
    expect(daily.repositories.has(api.id)).toBe(success);
    expect(ended.outputs['plan-status']).toBe(success ? 'attached' : 'failed');
    expect(ended.report).toMatchObject({ repositories: [{ name: 'api', proved: success }] });
  });
});

it('a setting that is seen only with the memberships is changed', async () => {
  const { world, api, website, daily } = smallWorld();
  [api.licensed, website.licensed, daily.isActive] = [true, true, false];
  Object.assign(daily.extras, structuredClone(GIT_EXTRAS));
  const late = { kind: 'change', change: () => void (daily.isActive = true) } as const;
  const simulator = await serve(world, {
    faults: [
      { endpoint: MODIFY_GIT, occurrence: 1, fault: { kind: 'ignored' } },
      { endpoint: PLANS, occurrence: READINGS.ofMemberships, fault: late },
    ],
  });

  const { success, outputs, log } = await runAgainst(simulator, { 'plan-schedule': 'enabled', 'verify-timeout': '0' });

  expect(success).toBe(true);
  expect(outputs).toMatchObject({ changed: 'true', 'plan-settings-status': 'changed' });
  expect(log).not.toContain('as before');
});

it.each([
  ['ignored', 200, false],
  ['failed', 500, false],
  ['never reported', 200, true],
])(
  'nothing leaves its old plan while a modification of the new one may yet drop it (%s)',
  async (_, status, isHidden) => {
    const { world, acme, api, daily } = smallWorld();
    daily.isActive = false;
    Object.assign(daily.extras, structuredClone(GIT_EXTRAS));
    const weekly = world.addPlan(acme, 'Weekly', { repositories: new Set([api.id]) });
    const simulator = await serve(world, {
      faults: [{ endpoint: MODIFY_GIT, occurrence: 1, fault: { kind: 'answer', status, body: '{}' } }],
      ...(isHidden ? { reshape: plansAs((row) => without(row, 'isActive')) } : {}),
    });

    const { success, report, log } = await runAgainst(simulator, {
      'plan-schedule': 'enabled',
      exclusive: 'true',
      'verify-timeout': '0',
    });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([MODIFY_GIT, ACTIVATE, ATTACH]);
    expect(weekly.repositories).toEqual(new Set([api.id]));
    expect(report).toMatchObject({ repositories: [{ plans: [{ status: 'attached' }, { status: 'failed' }] }] });
    expect(log).toContain('is not visible yet, and when it takes effect, the plan may lose what was attached since');
  },
);
