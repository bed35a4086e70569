import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { every, IGNORED, REFUSED } from '../support/leaving.ts';
import { GIT_EXTRAS } from '../support/plan-fields.ts';
import {
  ORGANIZATIONS,
  PLANS,
  REPOSITORIES,
  type Reshape,
  type Row,
  rows,
  runWith,
  without,
} from '../support/reshape.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { callsOf, protectedWorld, serve, type SmallWorld, smallWorld } from '../support/service.ts';

const MODIFY = 'plans/modifygitplan';

/** Plan `Daily` is for all repositories, and stands in the organization's row alone. */
async function runInRow(fields: object): Promise<Ended> {
  const small = protectedWorld();
  const plan = { id: small.daily.id, name: 'Daily', isActive: true, inculdeAllReposistories: true };
  const inRow = rows(ORGANIZATIONS, (row) => ({ ...row, plans: [plan], ...fields }));
  const unlisted = rows(PLANS, () => []);
  const silent = rows(REPOSITORIES, (row) => ({ id: row['id'], name: row['name'], isLicensed: true }));
  const reshape: Reshape = (at, answer) => silent(at, unlisted(at, inRow(at, answer)));
  return await runWith(small, reshape);
}

describe("a plan for all repositories that only the organization's row shows", () => {
  it('contains every repository of a Git organization', async () => {
    const { success, outputs } = await runInRow({ apiUrl: 'https://api.github.com' });

    expect(success).toBe(true);
    expect(outputs['plan-status']).toBe('already-attached');
  });

  it('may leave some out in Azure DevOps, where its exclusions are not shown', async () => {
    const { success, outputs, log } = await runInRow({ apiUrl: 'https://dev.azure.com/acme' });

    expect(success).toBe(false);
    expect(outputs['plan-status']).toBe('failed');
    expect(log).toContain('not reported to be among them');
  });
});

describe('an organization of another Git host whose repositories name projects', () => {
  const project = { projectId: '11111111-2222-4333-8444-555555555555', projectName: 'Platform' };

  it.each([null, 'https://api.bitbucket.org/2.0'])('is judged alike before and after a change: %s', async (apiUrl) => {
    const small = protectedWorld();
    small.api.licensed = false;
    const plan = { id: small.daily.id, name: 'Daily', isActive: true, inculdeAllReposistories: true };
    const inRow = rows(ORGANIZATIONS, (row) => ({ ...row, plans: [plan], apiUrl }));
    const unlisted = rows(PLANS, () => []);
    const silent = rows(REPOSITORIES, ({ id, name, isLicensed }) => ({ id, name, isLicensed, ...project }));

    const { success, report } = await runWith(small, (at, answer) => silent(at, unlisted(at, inRow(at, answer))));

    expect(success).toBe(true);
    expect(report).toMatchObject({ repositories: [{ license: 'activated', proved: true }] });
  });

  it('has Git plans, whose settings are changed as ever', async () => {
    const small = smallWorld();
    small.daily.isActive = false;
    Object.assign(small.daily.extras, structuredClone(GIT_EXTRAS));
    const inRow = rows(ORGANIZATIONS, (row) => ({ ...row, apiUrl: 'https://api.bitbucket.org/2.0' }));
    const inProject = rows(REPOSITORIES, (row) => ({ ...row, ...project }));

    const ended = await runWith(small, (at, answer) => inProject(at, inRow(at, answer)), {
      'plan-schedule': 'enabled',
    });

    expect([ended.success, small.daily.isActive]).toEqual([true, true]);
  });
});

describe("what only the organization's row says of a plan", () => {
  /** Each plan of the organization's row also says this. */
  function alsoInRow(fields: Row): Reshape {
    return rows(ORGANIZATIONS, (row) => ({
      ...row,
      plans: (row['plans'] as Row[]).map((plan) => ({ ...plan, ...fields })),
    }));
  }

  const FOR_ALL = { inculdeAllReposistories: true };

  it.each<[string, () => SmallWorld, Readonly<Record<string, string>>, Row]>([
    ['nothing is to be done', protectedWorld, {}, {}],
    ['something is attached', smallWorld, {}, {}],
    ['the schedule is to be on', smallWorld, { 'plan-schedule': 'enabled' }, {}],
    ['that of a plan for all repositories is to be on', protectedWorld, { 'plan-schedule': 'enabled' }, FOR_ALL],
  ])('counts for its schedule, which is off, where %s', async (_, world, inputs, fields) => {
    const inRow = alsoInRow({ isActive: false });
    const listed = rows(PLANS, (row) => ({ ...row, ...fields }));
    const { success, outputs } = await runWith(world(), (at, answer) => listed(at, inRow(at, answer)), {
      'fail-on-unhealthy-plan': 'true',
      ...inputs,
    });

    expect([success, outputs['plan-health']]).toEqual([false, 'disabled']);
  });

  it('does not count for a schedule that this run switches on', async () => {
    const small = smallWorld();
    small.daily.isActive = false;
    Object.assign(small.daily.extras, structuredClone(GIT_EXTRAS));
    const inRow: Reshape = (at, answer) => alsoInRow({ isActive: small.daily.isActive })(at, answer);

    const { success, outputs, log } = await runWith(small, inRow, {
      'plan-schedule': 'enabled',
      'fail-on-unhealthy-plan': 'true',
    });

    expect([success, outputs['plan-health'], small.daily.isActive]).toEqual([true, 'healthy', true]);
    expect(log).toContain('✅');
  });

  it.each<[string, Fault, Row, string]>([
    ['has no effect', IGNORED, {}, 'unknown'],
    ['is refused', REFUSED, {}, 'disabled'],
    ['is refused, of a plan for all', REFUSED, FOR_ALL, 'disabled'],
    ['fails', { kind: 'answer', status: 500 }, {}, 'unknown'],
    ['fails, of a plan for all', { kind: 'answer', status: 500 }, FOR_ALL, 'unknown'],
  ])('counts where the list says nothing of it, and the modification %s', async (_, fault, fields, health) => {
    const small = smallWorld();
    small.daily.isActive = false;
    Object.assign(small.daily.extras, structuredClone(GIT_EXTRAS));
    const inRow = alsoInRow({ isActive: false });
    const silent = rows(PLANS, (row) => ({ ...without(row, 'isActive'), ...fields }));
    const simulator = await serve(small.world, {
      reshape: (at, answer) => silent(at, inRow(at, answer)),
      faults: every(MODIFY, fault),
    });

    const { outputs } = await runAgainst(simulator, { 'plan-schedule': 'enabled' });

    expect(outputs['plan-health']).toBe(health);
  });

  it('counts for what it leaves out', async () => {
    const small = smallWorld();
    const { log, report } = await runWith(small, alsoInRow({ excludedRepositoriesIds: [small.api.id] }));

    expect(report).toMatchObject({ repositories: [{ proved: false }] });
    expect(log).not.toContain('✅');
  });

  it.each([true, false])(
    'counts for what it may leave out, as long as it takes all; licensed: %s',
    async (licensed) => {
      const small = protectedWorld();
      small.api.licensed = licensed;
      const inRow = alsoInRow({ excludedRepositoriesIds: [{ rule: 'a*' }] });
      const listed = rows(PLANS, (row) => ({ ...without(row, 'repositoriesIds'), ...FOR_ALL }));
      const silent = rows(REPOSITORIES, (row) => without(row, 'plans'));
      const { log, report } = await runWith(small, (at, answer) => silent(at, listed(at, inRow(at, answer))));

      expect(report).toMatchObject({ repositories: [{ proved: false }] });
      expect(log).not.toContain('✅');
    },
  );

  it('is not read again for a repository where it tells projects alone', async () => {
    const silentOf = (plan: Row): Row => without(without(plan, 'repositoriesIds'), 'inculdeAllReposistories');
    const inRow = alsoInRow({ projectsIds: [] });
    const silent = rows(REPOSITORIES, (row) => without(row, 'plans'));
    const listed = rows(PLANS, silentOf);
    const simulator = await serve(smallWorld().world, {
      reshape: (at, answer) => silent(at, listed(at, inRow(at, answer))),
    });

    await runAgainst(simulator, {}, { clock: new FakeClock() });

    expect(callsOf(simulator, ORGANIZATIONS)).toBe(1);
  });

  it('counts for its kind: the new license of one that it contains undoes nothing', async () => {
    const all = alsoInRow({ inculdeAllReposistories: true });
    const silent = rows(PLANS, (row) => without(row, 'inculdeAllReposistories'));
    const { success, report } = await runWith(smallWorld(), (at, answer) => silent(at, all(at, answer)));

    expect(success).toBe(true);
    expect(report).toMatchObject({ repositories: [{ license: 'activated', proved: true }] });
  });
});
