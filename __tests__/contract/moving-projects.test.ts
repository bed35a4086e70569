import { describe, expect, it } from '@jest/globals';
import { type AzureWorld, DETACH_PROJECT, shopInDaily } from '../support/azure.ts';
import { runWithHost } from '../support/coverage.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { mapRows } from '../support/reshape-rows.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, serve } from '../support/service.ts';
import { PLANS } from '../support/sweep.ts';

const MOVE = { repository: '', project: 'Shop', plan: 'Weekly', exclusive: 'true', sync: 'never' };

/** `Weekly` leaves out `till`, a repository of `Shop`. */
function leavingOutTill(holds: (world: AzureWorld) => readonly string[]): AzureWorld {
  const small = shopInDaily();
  small.world.addPlan(small.acme, 'Weekly', {
    projects: new Set(holds(small)),
    extras: { excludedRepositoriesIds: [small.till.id] },
  });
  return small;
}

describe.each<[string, (world: AzureWorld) => readonly string[]]>([
  ['holds another project', ({ site }) => [site.id]],
  ['holds nothing yet, and so is not listed', () => []],
])('a project does not leave its plan for one that leaves out a repository of it, and %s', (_, holds) => {
  it.each(['include', 'skip'])('where that is archived at the Git host (archived: %s)', async (archived) => {
    const { world, daily, shop } = leavingOutTill(holds);
    const inShop = { folder: 'Shop' };
    const hosted = [
      { name: 'cart', ...inShop },
      { name: 'till', ...inShop, archived: true },
      { name: 'home', folder: 'Site' },
    ];

    const { success, log, simulator } = await runWithHost(world, hosted, {
      api: 'azure-devops',
      inputs: { ...MOVE, archived },
      run: { clock: new FakeClock() },
    });

    expect([success, daily.projects.has(shop.id), callsOf(simulator, DETACH_PROJECT)]).toEqual([false, true, 0]);
    expect(log).toContain("backup plan 'Weekly' leaves out repositories of the project, or may");
  });

  it('where that does not tell its project', async () => {
    const { world, daily, shop } = leavingOutTill(holds);
    const simulator = await serve(world, {
      reshape: (endpoint, answer) =>
        endpoint === 'git/repositories/getmany'
          ? mapRows(answer, ({ projectId, project, projectName, ...row }) =>
              row['name'] === 'till' ? row : { ...row, projectId, project, projectName },
            )
          : answer,
    });

    const { success, log } = await runAgainst(simulator, MOVE, { clock: new FakeClock() });

    expect([success, daily.projects.has(shop.id), callsOf(simulator, DETACH_PROJECT)]).toEqual([false, true, 0]);
    expect(log).toContain("backup plan 'Weekly' leaves out repositories of the project, or may");
    // What a plan leaves out is not waited for.
    expect(log).not.toContain('looking again');
  });
});

it('repositories that are selected with their projects leave other plans with them, and nothing is waited for', async () => {
  const { world, acme, shop, site } = shopInDaily();
  const weekly = world.addPlan(acme, 'Weekly', { projects: new Set([shop.id, site.id]) });
  const simulator = await serve(world);
  const inputs = { repository: '*', project: '*', plan: 'Daily', exclusive: 'true', sync: 'never' };

  const { success, log, report } = await runAgainst(simulator, inputs, { clock: new FakeClock() });

  expect([success, weekly.projects.size, log.includes('looking again')]).toEqual([true, 0, false]);
  expect(log).not.toContain('::warning');
  const { repositories } = report as { readonly repositories: readonly { readonly proved: boolean }[] };
  expect(repositories.every(({ proved }) => proved)).toBe(true);
});

it('a project does not leave its plan for one that is seen to leave out a repository of it, whatever is read later', async () => {
  const { world, site, daily, shop } = leavingOutTill(() => []);
  let lists = 0;
  const simulator = await serve(world, {
    // The other project is not visible in its new plan yet, and then no list can be read.
    reshape: (endpoint, answer) => {
      if (endpoint !== PLANS || lists++ === 0) return answer;
      return lists > 2 ? 'unreadable' : mapRows(answer, (row) => without(site.id, row));
    },
  });

  await runAgainst(simulator, { ...MOVE, project: 'Shop\nSite' }, { clock: new FakeClock() });

  expect([daily.projects.has(shop.id), callsOf(simulator, DETACH_PROJECT)]).toEqual([true, 0]);
});

/** A row of a plan without a project that it holds. */
function without(project: string, row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { projectsIds } = row;
  return { ...row, projectsIds: Array.isArray(projectsIds) ? projectsIds.filter((id) => id !== project) : projectsIds };
}
