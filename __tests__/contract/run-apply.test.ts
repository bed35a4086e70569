import { describe, expect, it } from '@jest/globals';
import { FULL_EVIDENCE } from '../../simulator/rows.ts';
import { runAgainst } from '../support/run.ts';
import { calledEndpoints, callsOf, protectedWorld, serve, smallWorld } from '../support/service.ts';

describe('the log', () => {
  it('has a line for each change as it is made, and that the state is read again', async () => {
    const { log } = await runAgainst(await serve(smallWorld().world));

    const lines = log.split('\n').filter((line) => !line.startsWith('::'));
    const from = lines.indexOf("Activating the license of 'api'");
    expect(from).toBeGreaterThan(0);
    expect(lines.slice(from, from + 3)).toEqual([
      "Activating the license of 'api'",
      "Attaching 'api' to backup plan 'Daily'",
      'Reading the state again',
    ]);
    expect(log).not.toContain('Nothing to change');
  });

  it('says that there is nothing to change', async () => {
    const { log } = await runAgainst(await serve(protectedWorld().world));

    expect(log).toMatch(/^Nothing to change$/m);
    expect(log).not.toContain('Reading the state again');
  });
});

describe('a run', () => {
  it('that sends no change does not read the state again, although it fails', async () => {
    const { world, acme, api } = smallWorld();
    api.licensed = true;
    world.addPlan(acme, 'Services', { selection: 'rules' });
    world.plans.forEach((plan) => plan.selection === 'rules' && plan.repositories.add('other'));
    const simulator = await serve(world);

    const { success, log } = await runAgainst(simulator, { plan: 'Services' });

    expect(success).toBe(false);
    expect(calledEndpoints(simulator)).toHaveLength(4);
    expect(log).toMatch(/^Nothing to change$/m);
  });

  it('reports a license that could not be activated once, and nothing else', async () => {
    const { world } = smallWorld({ licenses: 1 });
    const simulator = await serve(world);

    const { success, log, report } = await runAgainst(simulator);

    expect(success).toBe(false);
    expect(callsOf(simulator, 'plans/attachgitrepository')).toBe(0);
    expect(log.match(/^::error /gm)).toHaveLength(1);
    expect(log).toMatch(/^::error title=GitProtect refused to activate a license::.*not enough free licenses/m);
    expect(report).toMatchObject({ repositories: [{ license: 'failed', plans: [{ status: 'failed' }] }] });
  });

  it('takes a license that is there already, as the server says, for given, where the license is not reported', async () => {
    const { world, api, daily } = smallWorld({ rejectsRepeats: true });
    api.licensed = true;
    const evidence = { ...FULL_EVIDENCE, license: 'none', includeAll: 'none' } as const;
    const simulator = await serve(world, { evidence });

    const { success, outputs, log } = await runAgainst(simulator);

    expect(success).toBe(true);
    expect(log).toContain('⚠️ Changes accepted, but not proved');
    expect(outputs).toMatchObject({ 'license-status': 'activated', 'plan-status': 'attached', changed: 'true' });
    expect(world.isProtected(api.id, daily.id)).toBe(true);
  });

  it('looks again for one plan while another is seen', async () => {
    const { world, acme, api, daily } = protectedWorld();
    daily.repositories.delete(api.id);
    const weekly = world.addPlan(acme, 'Weekly', { repositories: new Set([...daily.repositories]) });
    const simulator = await serve(world, {
      faults: [{ endpoint: 'plans/attachgitrepository', occurrence: 2, fault: { kind: 'ignored' } }],
    });

    const { success, report } = await runAgainst(simulator, { plan: 'Daily\nWeekly' });

    expect(success).toBe(false);
    expect(callsOf(simulator, 'git/repositories/getmany')).toBeGreaterThan(2);
    expect(report).toMatchObject({
      repositories: [
        {
          plans: [
            { id: daily.id, status: 'attached' },
            { id: weekly.id, status: 'failed' },
          ],
        },
      ],
    });
  });
});
