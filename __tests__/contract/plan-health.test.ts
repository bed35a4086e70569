import { describe, expect, it } from '@jest/globals';
import type { SimulatedPlan } from '../../simulator/world.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { runWith as reshaped, ORGANIZATIONS, rows, type Row } from '../support/reshape.ts';
import { runAgainst } from '../support/run.ts';
import { protectedWorld, serve, smallWorld } from '../support/service.ts';

/* Attached does not mean backed up. */

const ERRORS = { lastStatus: { successes: 3, warnings: 1, errors: 2 } };
const WARNINGS = { lastStatus: { successes: 3, warnings: 1, errors: 0 } };
const DISABLED = { isActive: false };
/** The clock of a run three days after the plan's last one. */
const CLOCK = new FakeClock();
const FINISHED = Math.floor(CLOCK.now() / 1000) - 72 * 3600;

type PlanState = Partial<SimulatedPlan>;

async function runIn(
  plan: PlanState,
  inputs: Record<string, string> = {},
  world = protectedWorld(),
): ReturnType<typeof runAgainst> {
  Object.assign(world.daily, { finishedAt: FINISHED, ...plan });
  return await runAgainst(await serve(world.world), inputs, { clock: CLOCK });
}

describe('a clock that is wrong', () => {
  it.each([
    ['three days slow', -72],
    ['at 1970', -FINISHED / 3600],
  ])('of the runner does not make backups look recent: %s', async (_, hours) => {
    const clock = new FakeClock();
    clock.step(hours * 3_600_000);
    const small = protectedWorld();
    Object.assign(small.daily, { finishedAt: FINISHED });

    const { outputs, log } = await runAgainst(await serve(small.world), { 'max-backup-age': '71' }, { clock });

    expect(outputs['plan-health']).toBe('stale');
    expect(log).toMatch(/last run 12 successes, 3 days ago/);
  });

  it('of the server, or of what stands in front of it, does not make them look recent either', async () => {
    const small = protectedWorld({ now: () => CLOCK.now() - 48 * 3_600_000 });

    const { outputs, log } = await runIn({}, { 'max-backup-age': '71' }, small);

    expect(outputs['plan-health']).toBe('stale');
    expect(log).toMatch(/last run 12 successes, 3 days ago/);
  });
});

describe('the health of a plan', () => {
  it.each<[string, PlanState, Record<string, string>, string | undefined]>([
    ['healthy', {}, {}, undefined],
    ['healthy', {}, { 'max-backup-age': '73' }, undefined],
    ['failing', ERRORS, {}, "The last run of backup plan 'Daily' had 2 errors"],
    ['failing', { ...ERRORS, ...DISABLED }, {}, "The last run of backup plan 'Daily' had 2 errors"],
    ['warnings', WARNINGS, {}, "The last run of backup plan 'Daily' had 1 warning"],
    ['stale', WARNINGS, { 'max-backup-age': '71' }, "The last run of backup plan 'Daily' ended "],
    ['disabled', DISABLED, { 'max-backup-age': '71' }, "The schedule of backup plan 'Daily' is disabled"],
    ['unknown', { finishedAt: 0, lastStatus: { successes: 0, warnings: 0, errors: 0 } }, {}, undefined],
    ['unknown', { finishedAt: 0 }, { 'max-backup-age': '24' }, undefined],
  ])('that is %s with %j and %j is told, and warned of where it is not good', async (health, plan, inputs, warning) => {
    const { success, outputs, report, log, summary } = await runIn(plan, inputs);

    expect(success).toBe(true);
    expect(outputs['plan-health']).toBe(health);
    expect(report).toMatchObject({ plans: [{ name: 'Daily', health }] });
    if (warning === undefined) {
      expect(log).not.toContain('::warning');
      expect(log).toContain('✅ Protected, nothing to do');
      expect(log.includes("; GitProtect does not show that backup plan 'Daily' runs well")).toBe(health === 'unknown');
    } else {
      expect(log).toMatch(new RegExp(`^::warning title=[^:]*::[^\\n]*${warning}`, 'm'));
      expect(log + summary).not.toMatch(/✅|Protected/);
      expect(summary).toContain(warning);
      expect(summary).toContain('⚠️ GitProtect backup');
    }
  });

  it.each<[string, PlanState, Record<string, string>, boolean]>([
    ['failing', ERRORS, {}, false],
    ['disabled', DISABLED, {}, false],
    ['stale', {}, { 'max-backup-age': '71' }, false],
    ['warnings', WARNINGS, {}, true],
    ['unknown', { finishedAt: 0, lastStatus: { successes: 0, warnings: 0, errors: 0 } }, {}, true],
    ['healthy', {}, {}, true],
  ])(
    '%s fails the step with fail-on-unhealthy-plan, or not, and all is reported',
    async (health, plan, more, passes) => {
      for (const inputs of [{}, { 'dry-run': 'true' }]) {
        const end = await runIn(plan, { 'fail-on-unhealthy-plan': 'true', ...inputs, ...more });

        expect(end.success).toBe(passes);
        expect(end.outputs).toMatchObject({ 'plan-health': health, 'license-status': 'already-active' });
        expect(end.log.includes('::error')).toBe(!passes);
        expect(end.summary.includes('## ❌')).toBe(!passes);
        expect(end.summary).toContain('| <code>Daily</code> |');
        if (!passes) expect(end.log).toMatch(/^::error [^\n]*'Daily'[^\n]*What to do: /m);
      }
    },
  );

  it.each<[Record<string, string>, string]>([
    [{}, 'Licensed and attached, but the backups need attention'],
    [{ 'dry-run': 'true' }, 'Drift found'],
  ])('fails also a run that finds drift, with %j, and the headline says so', async (inputs, headline) => {
    const end = await runIn(ERRORS, { 'fail-on-unhealthy-plan': 'true', ...inputs }, smallWorld());

    expect(end.success).toBe(false);
    expect(end.outputs).toMatchObject({ drift: 'true', 'plan-health': 'failing' });
    expect(end.log).toMatch(new RegExp(`^❌ ${headline}.*; the last run of backup plan 'Daily' had 2 errors`, 'm'));
  });

  it('is the worst of several, and each is named', async () => {
    const small = protectedWorld();
    const { world, acme, api } = small;
    const repositories = new Set([api.id]);
    world.addPlan(acme, 'Weekly', { repositories, ...WARNINGS });
    world.addPlan(acme, 'Monthly', { repositories, ...ERRORS });

    const { outputs, report, log } = await runIn(DISABLED, { plan: 'Daily\nWeekly\nMonthly' }, small);

    expect(outputs['plan-health']).toBe('failing');
    expect(report).toMatchObject({ plans: [{ health: 'disabled' }, { health: 'warnings' }, { health: 'failing' }] });
    const warnings = log.split('\n').filter((line) => line.startsWith('::warning'));
    for (const name of ['Daily', 'Weekly', 'Monthly']) expect(warnings.join()).toContain(`'${name}'`);
  });

  it('of which a count is missing is unknown, and raises no warning', async () => {
    const withoutErrors = (row: Row): Row => ({
      ...row,
      plans: [{ ...(row['plans'] as Row[])[0], lastStatus: { successes: 3, warnings: 1 } }],
    });

    const { outputs, report, log } = await reshaped(protectedWorld(), rows(ORGANIZATIONS, withoutErrors));

    expect(outputs['plan-health']).toBe('unknown');
    expect(report).toMatchObject({ plans: [{ health: 'unknown', 'last-run': null }] });
    expect(log).not.toContain('::warning');
  });

  it.each([1000, 1])('is told with the last run, whose time is in seconds or in milliseconds (%i)', async (factor) => {
    const finishedAt = factor === 1 ? FINISHED : FINISHED * 1000;
    const { report } = await runIn({ ...ERRORS, finishedAt });

    const finished = new Date(FINISHED * 1000).toISOString();
    expect(report).toMatchObject({ plans: [{ 'last-run': { successes: 3, warnings: 1, errors: 2, finished } }] });
  });
});

describe('a dry run', () => {
  it('for a plan by an ID that no list holds says that it could not be checked', async () => {
    const { world, daily } = protectedWorld();
    const id = 'abcdef00-0000-4000-8000-0000000000ff';
    const simulator = await serve(world);

    const unlisted = await runAgainst(simulator, { plan: id, 'dry-run': 'true' });
    const listed = await runAgainst(simulator, { plan: daily.id, 'dry-run': 'true' });

    expect(unlisted.log).toMatch(new RegExp(`^::warning title=The backup plan could not be checked::.*${id}`, 'm'));
    expect(unlisted.summary).toContain('a dry run cannot tell whether it exists');
    expect(unlisted.outputs['plan-health']).toBe('unknown');
    expect(listed.log).not.toContain('could not be checked');
  });
});
