import { describe, expect, it } from '@jest/globals';
import type { SimulatedPlan, WorldOptions } from '../../simulator/world.ts';
import { type AzureWorld, azureWorld, shopInDaily, showing, SWITCHES } from '../support/azure.ts';
import { breakOff, changesIn, heldBy, momentsOf, runOn } from '../support/broken-off.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { GIT_EXTRAS } from '../support/plan-fields.ts';
import { type SmallWorld, smallWorld } from '../support/service.ts';

/*
 * Runs that attach a project, detach one, or modify a plan, and reach nobody any more from any of their requests on: at
 * no moment is anything unprotected that is to stay, and the next run reaches the right state.
 */

/** On the plan's row, and on the project's. */
const REPORTED = ['projectsIds', 'project.plans'] as const;

const OPTIONS: WorldOptions = { rejectsRepeats: true, unsentFields: 'dropped' };

/**
 * Kills a run at each of its requests, before and after its effect, and has another one follow on each state in which
 * that leaves the service.
 */
async function killEverywhere<W extends { readonly world: AzureWorld['world'] }>(
  inputs: Readonly<Record<string, string>>,
  make: () => W,
  {
    check,
    reached,
    evidence = {},
  }: {
    /** What holds at any moment. */
    readonly check: (world: W) => void;
    readonly reached: (world: W) => void;
    readonly evidence?: object;
  },
): Promise<number> {
  const rows = showing(evidence);
  const { requests } = await runOn(make().world, inputs, [], new FakeClock(), rows);
  const followed = new Set<string>();
  for (const { n, effect } of momentsOf(requests)) {
    const made = make();

    const { run } = await runOn(made.world, inputs, breakOff('*', n, effect), new FakeClock(), rows);

    expect([n, effect, run.exitCode]).toEqual([n, effect, 1]);
    expect(run.stdout + run.summary).not.toContain('✅');
    expect(run.outputs['plan-status']).not.toMatch(/already/);
    check(made);
    const state = heldBy(made.world);
    if (followed.has(state)) continue;
    followed.add(state);
    const next = await runOn(made.world, inputs, [], new FakeClock(), rows);
    expect([n, effect, next.run.exitCode]).toEqual([n, effect, 0]);
    check(made);
    reached(made);
    const last = await runOn(made.world, inputs, [], new FakeClock(), rows);
    expect(last.run.outputs).toMatchObject({ drift: 'false', changed: 'false' });
  }
  // As it was, and after each change.
  expect(followed.size).toBe(changesIn(requests) + 1);
  return requests.length;
}

/** What no run for `Shop` is about stays protected. */
function othersAreProtected({ world, home, tools, daily }: AzureWorld): void {
  expect([home, tools].every(({ id }) => world.isProtected(id, daily.id))).toBe(true);
}

describe('a run that is broken off at any of its requests', () => {
  it.each(REPORTED)('while it attaches a project is continued by the next one: %s', async (projectPlans) => {
    const requests = await killEverywhere({ project: 'Shop' }, () => azureWorld(OPTIONS), {
      check: othersAreProtected,
      reached: ({ world, cart, till, daily }) => {
        expect([cart, till].every(({ id }) => world.isProtected(id, daily.id))).toBe(true);
      },
      evidence: { projectPlans },
    });

    expect(requests).toBe(8);
  });

  it.each(REPORTED)('while it detaches a project is continued by the next one: %s', async (projectPlans) => {
    const requests = await killEverywhere({ project: 'Shop', state: 'absent' }, () => shopInDaily(OPTIONS), {
      check: (azure) => {
        othersAreProtected(azure);
        // No license is released before the project has left.
        if (azure.daily.projects.has(azure.shop.id))
          expect([azure.cart.licensed, azure.till.licensed]).toEqual([true, true]);
      },
      reached: ({ cart, till, shop, daily }) => {
        expect([daily.projects.has(shop.id), cart.licensed, till.licensed]).toEqual([false, false, false]);
      },
      evidence: { projectPlans },
    });

    expect(requests).toBe(10);
  });

  it('while it moves a project to another plan is continued by the next one', async () => {
    const make = (): AzureWorld & { readonly weekly: SimulatedPlan } => {
      const azure = shopInDaily(OPTIONS);
      const weekly = azure.world.addPlan(azure.acme, 'Weekly', { repositories: new Set([azure.tools.id]) });
      return { ...azure, weekly };
    };

    const requests = await killEverywhere({ project: 'Shop', exclusive: 'true', plan: 'Weekly' }, make, {
      check: (azure) => {
        othersAreProtected(azure);
        const { world, cart, till, daily, weekly } = azure;
        const isInOne = (id: string): boolean => world.isProtected(id, daily.id) || world.isProtected(id, weekly.id);
        expect([cart, till].every(({ id }) => isInOne(id))).toBe(true);
      },
      reached: ({ daily, weekly, shop }) => {
        expect([daily.projects.has(shop.id), weekly.projects.has(shop.id)]).toEqual([false, true]);
      },
    });

    expect(requests).toBe(10);
  });

  it('while it modifies a plan and attaches a repository to it is continued by the next one', async () => {
    const make = (): SmallWorld => {
      const small = smallWorld(OPTIONS);
      Object.assign(small.daily, { isActive: false, includeMetadata: false });
      Object.assign(small.daily.extras, structuredClone(GIT_EXTRAS));
      return small;
    };
    const inputs = { 'plan-schedule': 'enabled', 'plan-metadata': 'included' };

    const requests = await killEverywhere(inputs, make, {
      check: ({ world, website, daily }) => {
        expect(world.isProtected(website.id, daily.id)).toBe(true);
        expect(daily.extras).toEqual(GIT_EXTRAS);
      },
      reached: ({ world, api, daily }) => {
        expect(world.isProtected(api.id, daily.id)).toBe(true);
        expect(daily).toMatchObject({ isActive: true, includeMetadata: true, name: 'Daily', selection: 'manual' });
      },
    });

    expect(requests).toBe(12);
  });

  it('while it modifies a plan of Azure DevOps and attaches a project to it is continued by the next one', async () => {
    const plan: Partial<SimulatedPlan> = { ...SWITCHES, isActive: false };
    const inputs = { project: 'Shop', 'plan-schedule': 'enabled' };

    const requests = await killEverywhere(inputs, () => azureWorld(OPTIONS, plan), {
      check: othersAreProtected,
      reached: ({ world, cart, till, daily }) => {
        expect([cart, till].every(({ id }) => world.isProtected(id, daily.id))).toBe(true);
        expect(daily).toMatchObject({ isActive: true, gitChoiceMode: 'Individual', selection: 'manual' });
      },
    });

    expect(requests).toBe(12);
  });
});
