import { describe, expect, it } from '@jest/globals';
import type { Evidence } from '../../simulator/rows.ts';
import type { SimulatedPlan, WorldOptions } from '../../simulator/world.ts';
import { azureWorld, changesTo, MODIFY_AZURE, MODIFY_GIT, showing, SWITCHES, writesTo } from '../support/azure.ts';
import { AZURE_EXTRAS } from '../support/plan-fields.ts';
import { plansAs } from '../support/reshape-rows.ts';
import { runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';

const SCHEDULE = { 'plan-schedule': 'enabled' };
const STRICT: WorldOptions = { unsentFields: 'dropped', rejectsOtherService: true };

describe('the settings of an Azure DevOps plan', () => {
  const OFF: Partial<SimulatedPlan> = { isActive: false, gitChoiceMode: 'Individual', extras: { ...AZURE_EXTRAS } };

  it.each<[string, Partial<Evidence>, string | null]>([
    ["the organization's address", {}, 'https://dev.azure.com/acme'],
    ["an older organization's address", {}, 'https://acme.visualstudio.com'],
    ['its projects by ID', { projectPlans: 'projectIds' }, null],
    ['its projects as rows', { projectPlans: 'projects', repositories: 'repositories' }, null],
    ['through projects', { throughProject: true }, null],
  ])('are changed by the endpoint for such plans, which is told by %s', async (_, evidence, apiUrl) => {
    const { world, acme, daily, site, tools, home } = azureWorld(STRICT, structuredClone(OFF));
    world.organizations.set(acme.id, { ...acme, apiUrl });
    const before = structuredClone(daily);
    const simulator = await serve(world, showing(evidence));

    const { success, outputs } = await runAgainst(simulator, { ...SCHEDULE, repository: 'home', project: 'Site' });

    expect(success).toBe(true);
    expect(outputs['plan-settings-status']).toBe('changed');
    const [first] = writesTo(simulator);
    expect(first).toEqual({
      endpoint: MODIFY_AZURE,
      body: {
        ...AZURE_EXTRAS,
        id: daily.id,
        name: 'Daily',
        isActive: true,
        includeMetadata: true,
        organizationId: acme.id,
        gitChoiceMode: 'Individual',
        repositoriesIds: evidence.throughProject === true ? [tools.id, home.id] : [tools.id],
        projectsIds: [site.id],
      },
    });
    expect(daily).toEqual({ ...before, isActive: true, repositories: new Set([tools.id, home.id]) });
  });

  it.each<[string, Partial<SimulatedPlan>]>([
    [
      'by rules',
      { gitChoiceMode: 'ByRules', selection: 'rules', extras: { ...AZURE_EXTRAS, rules: [{ project: 'S*' }] } },
    ],
    [
      'by rules and a number',
      { gitChoiceMode: 2, selection: 'rules', extras: { ...AZURE_EXTRAS, rules: [{ project: 'S*' }] } },
    ],
  ])('are changed of a plan %s, which stays so', async (_, plan) => {
    const { world, daily, home } = azureWorld(STRICT, { isActive: false, ...structuredClone(plan) });
    daily.repositories.add(home.id);
    const before = structuredClone(daily);
    const simulator = await serve(world);

    const { success } = await runAgainst(simulator, { ...SCHEDULE, repository: 'home' });

    expect(success).toBe(true);
    expect(changesTo(simulator)).toEqual([MODIFY_AZURE]);
    expect(daily).toEqual({ ...before, isActive: true });
  });

  it.each([
    ['none', { project: 'Site' }],
    ['project.plans', { project: 'Site' }],
    // That it is one of Azure DevOps is told by the rows of repositories alone.
    ['none', { repository: 'home' }],
  ] as const)('are not changed where the plan does not show its projects: %s', async (projectPlans, selected) => {
    const { world, acme, daily } = azureWorld(STRICT, structuredClone(OFF));
    world.organizations.set(acme.id, { ...acme, apiUrl: null });
    const simulator = await serve(world, showing({ projectPlans, throughProject: 'repository' in selected }));

    const { success, log, outputs } = await runAgainst(simulator, { ...SCHEDULE, ...selected });

    expect(success).toBe(false);
    expect(changesTo(simulator)).not.toContain(MODIFY_GIT);
    expect(changesTo(simulator)).not.toContain(MODIFY_AZURE);
    expect(daily.isActive).toBe(false);
    expect(outputs['plan-settings-status']).toBe('failed');
    expect(log).toMatch(/^::error title=The settings of the backup plan were not changed::Daily: .*projects/m);
  });

  it('are not changed of a plan for all, where no mode is shown that would keep it so', async () => {
    const { world, daily } = azureWorld(STRICT, { selection: 'all', isActive: false });
    const simulator = await serve(world);

    const { success, log } = await runAgainst(simulator, { ...SCHEDULE, repository: 'home' });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([]);
    expect(daily).toMatchObject({ selection: 'all', isActive: false });
    expect(log).toMatch(/^::error title=The settings of the backup plan were not changed::Daily: .*gitChoiceMode/m);
  });

  it('keep what a plan for all leaves out, though it is shown as rows', async () => {
    const { world, daily, tools } = azureWorld(STRICT, {
      ...structuredClone(SWITCHES),
      selection: 'all',
      gitChoiceMode: 'All',
      isActive: false,
    });
    daily.extras['excludedRepositoriesIds'] = [tools.id];
    const simulator = await serve(world, {
      reshape: plansAs(({ excludedRepositoriesIds: ids, ...row }) => ({
        ...row,
        excludedRepositories: Array.isArray(ids) ? ids.map((id: unknown) => ({ id })) : [],
      })),
    });

    const { success } = await runAgainst(simulator, { ...SCHEDULE, repository: 'home' });

    expect(success).toBe(true);
    expect(daily).toMatchObject({ isActive: true, extras: { excludedRepositoriesIds: [tools.id] } });
  });
});
