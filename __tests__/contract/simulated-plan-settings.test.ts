import { describe, expect, it } from '@jest/globals';
import type { ScriptedFault } from '../../simulator/faults.ts';
import { type SimulatedPlan, World, type WorldOptions } from '../../simulator/world.ts';
import { post, rowsOf } from '../support/post.ts';
import { serve, smallWorld } from '../support/service.ts';

const SCHEDULE = { every: 'night' };

describe('a plan in the simulator', () => {
  it('shows the settings that it has, and takes new ones in any case', async () => {
    const { world, acme, api, daily } = smallWorld();
    Object.assign(daily.extras, { schedule: SCHEDULE, backupType: 2 });
    const simulator = await serve(world);

    await expect(
      post(simulator, 'plans/modifygitplan', { ID: daily.id, ISACTIVE: false, storageid: api.id, made: 'up' }),
    ).resolves.toMatchObject({ status: 200 });

    const { Daily } = await rowsOf(simulator, 'plans', acme.id);
    expect(Daily).toMatchObject({ isActive: false, schedule: SCHEDULE, backupType: 2, storageId: api.id });
    expect(Daily).not.toHaveProperty('made');
    expect(daily.repositories.size).toBe(1);
  });

  it.each<[object]>([
    [{ isActive: 'true' }],
    [{ storageId: 'here' }],
    [{ repositoriesIds: 'all' }],
    [{ schedule: [] }],
    [{ type: {} }],
  ])('rejects a field that is not valid: %j', async (fields) => {
    const { world, daily } = smallWorld();
    const before = structuredClone(daily);

    const answer = await post(await serve(world), 'plans/modifygitplan', { id: daily.id, name: 'x', ...fields });

    expect(answer.status).toBe(400);
    expect(daily).toEqual(before);
  });

  it.each<['plans/modifygitplan' | 'plans/ModifyAzurePlanAsync', Partial<SimulatedPlan>, object]>([
    ['plans/modifygitplan', { selection: 'all' }, { selection: 'manual', repositories: new Set(), projects: 1 }],
    ['plans/modifygitplan', { selection: 'rules' }, { selection: 'rules', repositories: new Set() }],
    ['plans/ModifyAzurePlanAsync', { selection: 'all' }, { selection: 'all', repositories: new Set(), projects: 0 }],
    ['plans/ModifyAzurePlanAsync', { selection: 'rules' }, { selection: 'manual', extras: { rules: [] } }],
  ])('loses what is not sent where that is so: %s, %j', async (endpoint, plan, after) => {
    const { world, nightly } = azurePlan({ unsentFields: 'dropped' }, plan);
    Object.assign(nightly.extras, { schedule: SCHEDULE });

    await post(await serve(world), endpoint, { id: nightly.id, name: 'Nightly' });

    expect({ ...nightly, projects: nightly.projects.size }).toMatchObject({
      ...{ name: 'Nightly', isActive: false, includeMetadata: false, extras: { schedule: null } },
      ...after,
    });
    expect(nightly.extras).toHaveProperty('schedule', null);
    expect(nightly.extras).not.toHaveProperty('encryptionSettings');
  });

  it('turns to rules and back by its mode', async () => {
    const { world, nightly } = azurePlan();
    const simulator = await serve(world);
    const modify = (fields: object): unknown =>
      post(simulator, 'plans/ModifyAzurePlanAsync', { id: nightly.id, ...fields });

    await modify({ gitChoiceMode: 'ByRules', rules: [{ pattern: '*' }] });
    expect(nightly).toMatchObject({ selection: 'rules', extras: { rules: [{ pattern: '*' }] } });
    await modify({ gitChoiceMode: 'Individual' });
    expect(nightly).toMatchObject({ selection: 'manual', gitChoiceMode: 'Individual' });
  });

  it.each([
    ['plans/modifygitplan', 400, 200],
    ['plans/ModifyAzurePlanAsync', 200, 400],
  ])('can be for the other endpoint: %s', async (endpoint, azure, git) => {
    const { world, nightly } = azurePlan({ rejectsOtherService: true });
    const daily = world.addPlan(world.addOrganization('acme'), 'Daily');
    const simulator = await serve(world);

    await expect(post(simulator, endpoint, { id: nightly.id, name: 'A' })).resolves.toMatchObject({ status: azure });
    await expect(post(simulator, endpoint, { id: daily.id, name: 'B' })).resolves.toMatchObject({ status: git });
  });

  it('can lose a member by a modification', async () => {
    const { world, daily, website } = smallWorld();
    const loss: ScriptedFault = {
      endpoint: 'plans/modifygitplan',
      occurrence: 1,
      fault: { kind: 'change', when: 'after', change: () => daily.repositories.delete(website.id) },
    };
    const simulator = await serve(world, { faults: [loss] });
    const fields = { id: daily.id, isActive: true, repositoriesIds: [website.id] };

    await expect(post(simulator, 'plans/modifygitplan', fields)).resolves.toMatchObject({ status: 200 });
    expect(daily.repositories.size).toBe(0);
    await post(simulator, 'plans/modifygitplan', fields);
    expect(daily.repositories.size).toBe(1);
  });
});

/** Plan `Nightly` of an Azure DevOps organization without an address, with a repository and a project. */
function azurePlan(
  options: WorldOptions = {},
  plan: Partial<SimulatedPlan> = {},
): { world: World; nightly: SimulatedPlan } {
  const world = new World(options);
  const contoso = world.addOrganization('contoso');
  const repositories = new Set([world.addRepository(contoso, 'home').id]);
  const projects = new Set([world.addProject(contoso, 'Site').id]);
  return { world, nightly: world.addPlan(contoso, 'Nightly', { repositories, projects, ...plan }) };
}
