import { describe, expect, it } from '@jest/globals';
import { type Evidence, FULL_EVIDENCE, NO_EVIDENCE } from '../../simulator/rows.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, protectedWorld, serve, smallWorld } from '../support/service.ts';

const PLANS = 'plans/listassignedtoorganization';
const ACTIVATE = 'git/repositories/activate';
const ATTACH = 'plans/attachgitrepository';

describe('backup plans', () => {
  it('that are several are all attached, and the least good status is reported', async () => {
    const small = smallWorld();
    small.daily.repositories.add(small.api.id);
    const weekly = small.world.addPlan(small.acme, 'Weekly', { repositories: new Set([small.website.id]) });

    const { success, outputs, report } = await runAgainst(await serve(small.world), { plan: 'Weekly\n  daily  \n\n' });

    expect(success).toBe(true);
    expect(outputs).toMatchObject({ 'plan-id': `${weekly.id}\n${small.daily.id}`, 'plan-status': 'attached' });
    expect(report).toMatchObject({
      repositories: [{ plans: [{ status: 'attached' }, { status: 'already-attached' }] }],
    });
    expect(small.world.isProtected(small.api.id, weekly.id)).toBe(true);
  });

  it('that take in everything need no attaching, and stay as they are', async () => {
    const { world, acme, api } = smallWorld();
    const everything = world.addPlan(acme, 'Everything', { selection: 'all' });
    const simulator = await serve(world);

    const { success, outputs } = await runAgainst(simulator, { plan: 'Everything' });

    expect(success).toBe(true);
    expect(outputs).toMatchObject({ 'license-status': 'activated', 'plan-status': 'already-attached' });
    expect(callsOf(simulator, ATTACH)).toBe(0);
    expect(everything.selection).toBe('all');
    expect(world.isProtected(api.id, everything.id)).toBe(true);
  });

  it('that choose by rules are not attached to: a repository that is not among theirs fails', async () => {
    const { world, acme, api } = smallWorld();
    const services = world.addPlan(acme, 'Services', { selection: 'rules', repositories: new Set() });
    services.repositories.add('00000000-0000-4000-8000-000000000000');
    const simulator = await serve(world);

    const { success, outputs, log } = await runAgainst(simulator, { plan: 'Services' });

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'plan-status': 'failed', 'repositories-failed': '1' });
    expect(callsOf(simulator, ATTACH)).toBe(0);
    expect(world.isProtected(api.id, services.id)).toBe(false);
    expect(log).toMatch(/^::error title=The backup plan does not include the repository::api: /m);
  });

  it('that choose by rules are fine for a repository that is among theirs', async () => {
    const { world, acme, api } = smallWorld();
    world.addPlan(acme, 'Services', { selection: 'rules', repositories: new Set([api.id]) });

    const { success, outputs } = await runAgainst(await serve(world), { plan: 'Services' });

    expect(success).toBe(true);
    expect(outputs).toMatchObject({ 'license-status': 'activated', 'plan-status': 'already-attached' });
  });

  it('with a disabled schedule are warned of: attached is not backed up', async () => {
    const small = protectedWorld();
    small.daily.isActive = false;

    const { success, log, summary } = await runAgainst(await serve(small.world));

    expect(success).toBe(true);
    expect(log).toMatch(/^::warning title=The backup plan is not scheduled::The schedule of backup plan 'Daily' is/m);
    expect(log).toContain('⚠️ Licensed and attached, but not backed up on schedule');
    expect(summary).toContain('| <code>Daily</code> | ⚠️ disabled | disabled |');
    expect(log).not.toContain('✅');
  });

  it('whose last run had errors say so in the summary', async () => {
    const { world, acme, api } = protectedWorld();
    const lastStatus = { successes: 3, warnings: 1, errors: 2 };
    world.addPlan(acme, 'Shaky', { repositories: new Set([api.id]), lastStatus });

    const { summary } = await runAgainst(await serve(world), { plan: 'Shaky' });

    expect(summary).toMatch(
      /^\| <code>Shaky<\/code> \| ❌ failing \| enabled \| 2 errors, 1 warning, 3 successes, \d+ days ago \(2023-11-14 22:13 UTC\) \|$/m,
    );
  });

  it('may be known from the row of the organization alone', async () => {
    const { world, acme, api } = smallWorld();
    const hidden = world.addPlan(acme, 'Hidden', { onlyInOrganizationRow: true });

    const { success, outputs } = await runAgainst(await serve(world), { plan: 'Hidden' });

    expect(success).toBe(true);
    expect(outputs).toMatchObject({ 'plan-id': hidden.id, 'plan-status': 'attached' });
    expect(world.isProtected(api.id, hidden.id)).toBe(true);
  });

  it('that are listed nowhere can be given by ID, in any case of its letters', async () => {
    const { world, api } = smallWorld();
    const elsewhere = world.addPlan(world.addOrganization('other'), 'Elsewhere');

    const { success, outputs, report } = await runAgainst(await serve(world), { plan: elsewhere.id.toUpperCase() });

    expect(success).toBe(true);
    expect(outputs).toMatchObject({ 'plan-id': elsewhere.id, 'plan-status': 'attached' });
    expect(report).toMatchObject({ plans: [{ id: elsewhere.id, name: null, schedule: 'unknown' }] });
    expect(world.isProtected(api.id, elsewhere.id)).toBe(true);
  });

  it('are known by what their list and the row of the organization say together', async () => {
    const small = protectedWorld();
    const { daily, api, website } = small;
    const body = JSON.stringify([{ id: daily.id, repositories: [{ id: api.id }, { id: website.id }] }]);
    const fault = { kind: 'answer', status: 200, body } as const;
    const faults = [{ endpoint: PLANS, occurrence: 'every', fault } as const];

    const { success, report, log } = await runAgainst(await serve(small.world, { faults }));

    expect(success).toBe(true);
    expect(report).toMatchObject({ plans: [{ id: daily.id, name: 'Daily', schedule: 'unknown' }] });
    expect(log).toContain('schedule not reported; last run 12 successes');
    expect(log).toContain('Protected, nothing to do');
  });

  it('of which the list leaves repositories out are not taken for empty', async () => {
    const small = protectedWorld();
    const rows = JSON.stringify([{ id: small.daily.id, name: 'Daily', repositoriesIds: [] }]);
    const fault = { kind: 'answer', status: 200, body: rows } as const;
    const faults = [{ endpoint: PLANS, occurrence: 'every', fault } as const];

    const { success, log } = await runAgainst(await serve(small.world, { faults }));

    expect(success).toBe(true);
    expect(log).toContain("backup plan 'Daily': attached");
  });
});

describe('what the server reports of the state', () => {
  const settings: readonly Partial<Evidence>[] = [
    ...(['hasLicence', 'missingLicense', 'isLicenceMissing', 'licenseId', 'isActivated', 'none'] as const).map(
      (license) => ({ license }),
    ),
    ...(['plansIds', 'planIds', 'planId', 'none'] as const).map((plans) => ({ plans })),
    ...(['plansIds', 'planId', 'none'] as const).map((plans) => ({ plans, repositories: 'none' as const })),
    { repositories: 'repositories' },
    { includeAll: 'includeAllRepositories' },
    { includeAll: 'none', plans: 'none' },
    NO_EVIDENCE,
  ];

  it.each(settings)('may differ: with %j drift is corrected and never reported as right already', async (setting) => {
    const { world, api, daily } = smallWorld();

    const { success, outputs } = await runAgainst(await serve(world, { evidence: { ...FULL_EVIDENCE, ...setting } }));

    expect(success).toBe(true);
    expect(world.isProtected(api.id, daily.id)).toBe(true);
    expect(outputs).toMatchObject({ drift: 'true', 'license-status': 'activated', 'plan-status': 'attached' });
  });

  it('may be nothing: then nothing is reported as right already, nor as proved, although it is right', async () => {
    const { world } = protectedWorld();
    const simulator = await serve(world, { evidence: NO_EVIDENCE });

    const { success, outputs, report, log, summary } = await runAgainst(simulator);

    expect(success).toBe(true);
    expect([callsOf(simulator, ACTIVATE), callsOf(simulator, ATTACH)]).toEqual([1, 1]);
    expect(outputs).toMatchObject({ 'license-status': 'activated', 'plan-status': 'attached' });
    expect(report).toMatchObject({ repositories: [{ proved: false }] });
    expect(log).toMatch(/^::warning title=The protection could not be proved::/m);
    expect(log).toContain('⚠️ Changes accepted, but not proved');
    expect(log).toContain(
      "license activated, state not reported by the server; backup plan 'Daily': attached, state not",
    );
    expect(log).not.toMatch(/already|✅/);
    expect(summary).not.toContain('✅');
  });

  it('may be nothing: then a dry run does not say that it is otherwise', async () => {
    const simulator = await serve(protectedWorld().world, { evidence: NO_EVIDENCE });

    const { success, log } = await runAgainst(simulator, { 'dry-run': 'true' });

    expect(success).toBe(true);
    expect(log).toContain('(dry run: nothing will be changed)');
    expect(log).toContain(
      "⚠️ Not proved, nothing changed (dry run): GitProtect doesn't report whether 'acme/api' is licensed",
    );
  });

  it('is said to come from a dry run, also where nothing differs', async () => {
    const { log, summary } = await runAgainst(await serve(protectedWorld().world), { 'dry-run': 'true' });

    expect(log).toContain('✅ Protected, nothing to do (dry run): ');
    expect(summary).toContain('nothing to do (dry run)');
  });
});
