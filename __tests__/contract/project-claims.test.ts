import { describe, expect, it } from '@jest/globals';
import type { ScriptedFault } from '../../simulator/faults.ts';
import type { SimulatedPlan } from '../../simulator/world.ts';
import { type AzureWorld, changesTo, DETACH, DETACH_PROJECT, shopInDaily, showing } from '../support/azure.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';

/* What is said of a plan that contains a repository with its project, or a repository besides its project. */

interface Told extends Ended, AzureWorld {
  readonly weekly: SimulatedPlan;
  readonly changes: readonly string[];
}

/** `Shop` is in `Daily`; `Weekly` holds `tools`. */
async function runOn(
  inputs: Readonly<Record<string, string>>,
  prepare: (azure: AzureWorld & { readonly weekly: SimulatedPlan }) => void = () => undefined,
  evidence: Parameters<typeof showing>[0] = {},
  faults: readonly ScriptedFault[] = [],
): Promise<Told> {
  const azure = shopInDaily();
  const weekly = azure.world.addPlan(azure.acme, 'Weekly', { repositories: new Set([azure.tools.id]) });
  prepare({ ...azure, weekly });
  const simulator = await serve(azure.world, { ...showing(evidence), faults });
  const ended = await runAgainst(simulator, { 'verify-timeout': '2', ...inputs });
  return { ...ended, ...azure, weekly, changes: changesTo(simulator) };
}

interface Reported {
  readonly repositories: readonly {
    readonly name: string;
    readonly proved: boolean;
    readonly plans: readonly { readonly name: string; readonly status: string }[];
  }[];
}

/** The status of each plan of a repository, and whether it is proved. */
function toldOf({ report }: Ended, name: string): readonly unknown[] {
  const { repositories } = report as Reported;
  const found = repositories.find((each) => each.name === name);
  return [found?.proved, ...(found?.plans ?? []).map((plan) => `${plan.name}: ${plan.status}`)];
}

describe('a repository that is in a plan besides its project', () => {
  it('is not told to be detached with it', async () => {
    for (const licensed of [true, false]) {
      const told = await runOn({ project: 'Shop', state: 'absent' }, ({ daily, cart }) => {
        daily.repositories.add(cart.id);
        cart.licensed = licensed;
      });

      expect([told.success, told.daily.repositories.has(told.cart.id)]).toEqual([true, true]);
      expect(toldOf(told, 'cart')).toEqual([true, 'Daily: kept']);
      expect(toldOf(told, 'till')).toEqual([true, 'Daily: detached']);
    }
  });

  it('is told to be there where nothing can be read after its project was detached', async () => {
    const fault = { kind: 'answer', status: 403, body: '{"message":"no"}' } as const;
    const told = await runOn(
      { project: 'Shop', state: 'absent', plan: 'Daily\nWeekly', 'verify-timeout': '0' },
      ({ weekly, cart }) => {
        weekly.repositories.add(cart.id);
        cart.licensed = false;
      },
      {},
      [{ endpoint: 'plans/listassignedtoorganization', occurrence: { from: 2 }, fault }],
    );

    expect(told.success).toBe(false);
    expect(toldOf(told, 'cart')).toEqual([false, 'Daily: failed', 'Weekly: kept']);
    expect(toldOf(told, 'till')).toEqual([false, 'Daily: failed', 'Weekly: already-detached']);
  });

  it('is not told to be in exclusive plans alone', async () => {
    const told = await runOn({ project: 'Shop', exclusive: 'true', plan: 'Weekly' }, ({ daily, cart }) => {
      daily.repositories.add(cart.id);
    });

    expect(told.success).toBe(true);
    expect(toldOf(told, 'cart')).toEqual([true, 'Weekly: attached', 'Daily: kept']);
    expect(toldOf(told, 'till')).toEqual([true, 'Weekly: attached', 'Daily: detached']);
  });
});

describe('a repository of a project for exclusive plans, which is in another one by itself', () => {
  it.each(['false', 'true'])('is told to be there, whatever plans its project is in (dry run: %s)', async (dryRun) => {
    const told = await runOn(
      { project: 'Shop', exclusive: 'true', plan: 'Weekly', 'dry-run': dryRun },
      ({ daily, weekly, shop, cart }) => {
        daily.projects.delete(shop.id);
        weekly.projects.add(shop.id);
        daily.repositories.add(cart.id);
      },
    );

    expect([told.success, told.changes]).toEqual([true, []]);
    expect(toldOf(told, 'cart')).toEqual([true, 'Weekly: already-attached', 'Daily: kept']);
    expect(toldOf(told, 'till')).toEqual([true, 'Weekly: already-attached']);
    expect(told.log).toContain("backup plan 'Daily': left as it is");
  });
});

describe('a repository that is selected besides its project', () => {
  it.each([
    ['absent', { state: 'absent', plan: 'Daily' }, ''],
    ['exclusive', { exclusive: 'true', plan: 'Weekly' }, 'Weekly: attached'],
  ])('is not proved to have left a plan in which the project still is (%s)', async (_, inputs, joined) => {
    const told = await runOn(
      { project: 'Shop', repository: 'cart', ...inputs },
      ({ daily, cart }) => void daily.repositories.add(cart.id),
      {},
      [{ endpoint: DETACH_PROJECT, occurrence: 'every', fault: { kind: 'ignored' } }],
    );

    expect([told.success, told.daily.projects.has(told.shop.id)]).toEqual([false, true]);
    expect(toldOf(told, 'cart')).toEqual([false, ...(joined === '' ? [] : [joined]), 'Daily: failed']);
  });
});

describe('a repository of which the project is in another plan', () => {
  const EXCLUSIVE = { repository: 'cart', exclusive: 'true', plan: 'Weekly' };

  it('is told to stay in it, for exclusive plans', async () => {
    for (const also of [false, true]) {
      const told = await runOn(EXCLUSIVE, ({ daily, cart }) => {
        if (also) daily.repositories.add(cart.id);
      });

      expect([told.success, told.changes]).toEqual([true, ['plans/attachgitrepository']]);
      expect(toldOf(told, 'cart')).toEqual([true, 'Weekly: attached', 'Daily: kept']);
      expect(told.log).toContain("backup plan 'Daily': left as it is");
    }
  });

  it('may be there still, if its project is not reported', async () => {
    const told = await runOn(EXCLUSIVE, ({ daily, cart }) => void daily.repositories.add(cart.id), { project: 'none' });

    expect(told.success).toBe(true);
    expect(toldOf(told, 'cart')).toEqual([false, 'Weekly: attached', 'Daily: detached']);
    expect(told.log).toContain('⚠️');
    expect(told.log).not.toContain('✅');
  });

  it('is not told to be absent already, if its project is not reported', async () => {
    const told = await runOn({ repository: 'cart', state: 'absent', plan: 'Daily' }, () => undefined, {
      project: 'none',
    });

    expect([told.success, told.changes]).toEqual([true, [DETACH]]);
    expect(told.cart.licensed).toBe(true);
    expect(toldOf(told, 'cart')).toEqual([false, 'Daily: detached']);
    expect(told.outputs).toMatchObject({ 'license-status': 'kept' });
    expect(told.log).not.toContain('✅');
  });
});

describe('a repository that its project leaves behind', () => {
  it.each([true, false])(
    'is told to be where it is by itself, where every plan was to be left (licensed: %s)',
    async (licensed) => {
      const told = await runOn(
        { project: 'Shop', state: 'absent', plan: '' },
        ({ daily, weekly, shop, cart, till }) => {
          daily.projects.delete(shop.id);
          for (const { id } of [cart, till]) weekly.repositories.add(id);
          cart.licensed = licensed;
        },
      );

      expect([told.success, told.changes]).toEqual([true, []]);
      expect(toldOf(told, 'cart')).toEqual([true, 'Weekly: kept']);
      expect(told.log).toContain('Nothing to do: no selected project is in any backup plan; 2 repositories');
      expect(told.log).not.toContain('Already absent');
    },
  );

  it.each(['false', 'true'])(
    'is not told to be out of a plan that its project did not leave (dry run: %s)',
    async (dryRun) => {
      const refused = { kind: 'answer', status: 400, body: '{"message":"no"}' } as const;
      const inputs = { project: 'Shop', repository: 'cart', state: 'absent', 'dry-run': dryRun };
      const told = await runOn(inputs, () => undefined, {}, [
        { endpoint: DETACH_PROJECT, occurrence: 'every', fault: refused },
      ]);

      expect(told.daily.projects.has(told.shop.id)).toBe(true);
      expect(toldOf(told, 'cart')).toEqual([false, `Daily: ${dryRun === 'true' ? 'would-detach' : 'failed'}`]);
    },
  );
});

describe('a repository that a plan leaves out, though it contains the project', () => {
  const leaveOut =
    (ids: (cart: string) => readonly unknown[]) =>
    ({ daily, cart }: AzureWorld): void => {
      Object.assign(daily.extras, { excludedRepositoriesIds: ids(cart.id) });
    };

  it('is absent already, and releases its license', async () => {
    const told = await runOn(
      { repository: 'cart', state: 'absent', plan: '' },
      leaveOut((cart) => [cart]),
    );

    expect([told.success, told.changes]).toEqual([true, ['git/repositories/deactivate']]);
    expect(told.cart.licensed).toBe(false);
  });

  it.each(['false', 'true'])('is not taken out of the plan that it is in with it (dry run: %s)', async (dryRun) => {
    const inputs = { project: 'Shop', exclusive: 'true', plan: 'Weekly', 'dry-run': dryRun };
    const told = await runOn(inputs, ({ weekly, cart }) => {
      Object.assign(weekly.extras, { excludedRepositoriesIds: [cart.id] });
    });

    expect([told.success, told.daily.projects.has(told.shop.id)]).toEqual([false, true]);
    expect(told.changes).not.toContain(DETACH_PROJECT);
    expect(told.log).toContain("backup plan 'Weekly' leaves out repositories of the project, or may");
  });

  it('is not taken out of the plan that it is in with it where the new one leaves it out meanwhile', async () => {
    const { world, acme, shop, cart, daily, tools } = shopInDaily();
    const weekly = world.addPlan(acme, 'Weekly', { repositories: new Set([tools.id]) });
    const fault = {
      kind: 'change',
      change: () => void Object.assign(weekly.extras, { excludedRepositoriesIds: [cart.id] }),
    } as const;
    const simulator = await serve(world, { faults: [{ endpoint: 'plans/attachazureproject', occurrence: 1, fault }] });

    const { success } = await runAgainst(simulator, {
      ...{ project: 'Shop', exclusive: 'true', plan: 'Weekly', 'verify-timeout': '0' },
    });

    expect([success, daily.projects.has(shop.id), weekly.projects.has(shop.id)]).toEqual([false, true, true]);
  });

  it('may be among what is not understood: it is not told to be protected', async () => {
    const told = await runOn(
      { project: 'Shop' },
      leaveOut((cart) => [{ what: cart }]),
    );

    expect(told.success).toBe(false);
    expect(toldOf(told, 'cart')).toEqual([false, 'Daily: failed']);
    expect(told.log).toContain('what it leaves out is not understood');
  });
});

describe('a project, and a plan for all that leaves out some repositories', () => {
  /** @param names of the repositories that the plan leaves out */
  async function leave(
    plan: string,
    names: readonly string[],
    evidence: Parameters<typeof showing>[0] = {},
  ): Promise<Told> {
    return await runOn(
      { project: 'Shop', state: 'absent', plan },
      ({ world, acme }) => {
        const ids = [...world.repositories.values()].flatMap(({ id, name }) => (names.includes(name) ? id : []));
        world.addPlan(acme, 'All', { selection: 'all', extras: { excludedRepositoriesIds: ids } });
      },
      evidence,
    );
  }

  it.each(['All', ''])('is not left where it leaves out others, or a part (plan %j)', async (plan) => {
    for (const names of [['tools'], ['cart']]) {
      const { success, changes, log } = await leave(plan, names);

      expect([success, changes]).toEqual([false, []]);
      expect(log).toContain("backup plan 'All' chooses its repositories by itself");
    }
  });

  it('is left already where it leaves out the whole project', async () => {
    const told = await leave('', ['cart', 'till', 'tools', 'home']);

    expect([told.success, told.changes]).toEqual([true, [DETACH_PROJECT, 'git/repositories/deactivate']]);
    expect(told.cart.licensed).toBe(false);
  });

  it('may not be left where another repository may belong to the project', async () => {
    expect(await leave('All', ['cart', 'till'])).toMatchObject({ success: false, changes: [] });
  });
});

describe('a repository that a plan for all leaves out', () => {
  it.each(['true', 'false'])('is not protected with its project, and the step fails (dry run: %s)', async (dryRun) => {
    const told = await runOn({ project: 'Shop', 'dry-run': dryRun }, ({ daily, cart }) => {
      daily.selection = 'all';
      daily.projects.clear();
      Object.assign(daily.extras, { excludedRepositoriesIds: [cart.id] });
    });

    expect(told.success).toBe(false);
    expect(told.log).toMatch(/::(error|warning) title=The backup plan does not include the repository/);
    expect(toldOf(told, 'cart')).toEqual([false, 'Daily: failed']);
    expect(toldOf(told, 'till')).toEqual([true, 'Daily: already-attached']);
  });
});
