import { expect, it } from '@jest/globals';
import { FakeClock } from '../support/fake-clock.ts';
import { leavingWorld } from '../support/leaving.ts';
import { ORGANIZATIONS, PLANS, REPOSITORIES, type Reshape, type Row, rows, without } from '../support/reshape.ts';
import { runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';

/* Only the organization's row says that a plan contains a repository, whose own row lists others. */

it.each(
  (['all', 'rules'] as const).flatMap((selection) =>
    [true, false].flatMap((licensed) =>
      [
        { state: 'absent', plan: '' },
        { state: 'absent', plan: 'Daily\nThird' },
        { exclusive: 'true', plan: 'Daily' },
      ].map((inputs) => ({ selection, licensed, inputs })),
    ),
  ),
)(
  'that plan is not said to have been left once something else changes: %j',
  async ({ selection, licensed, inputs }) => {
    const clock = new FakeClock();
    const { world, acme, api, website, daily, weekly } = leavingWorld({ now: () => clock.now() });
    world.plans.delete(weekly.id);
    api.licensed = licensed;
    const [lib, keep] = ['lib', 'keep'].map((name) => world.addRepository(acme, name, { licensed: true }));
    if (lib === undefined || keep === undefined) throw new Error('there are two');
    daily.repositories.clear();
    for (const { id } of [lib, keep]) daily.repositories.add(id);
    const third = world.addPlan(acme, 'Third', {
      selection,
      repositories: new Set(selection === 'all' ? [] : [api.id]),
      extras: selection === 'all' ? { excludedRepositoriesIds: [lib.id, website.id, keep.id] } : {},
    });
    const told = {
      inculdeAllReposistories: selection === 'all',
      ...third.extras,
      repositoriesIds: [...third.repositories],
    };
    const inRow = rows(ORGANIZATIONS, (row) => ({
      ...row,
      plans: (row['plans'] as Row[]).map((plan) => (plan['id'] === third.id ? { ...plan, ...told } : plan)),
    }));
    const listed = rows(PLANS, (row) => (row['id'] === third.id ? without(row, ...Object.keys(told)) : row));
    const own = rows(REPOSITORIES, (row) => ({
      ...row,
      plans: daily.repositories.has(String(row['id'])) ? [{ id: daily.id, name: 'Daily' }] : [],
    }));
    const reshape: Reshape = (at, answer) => own(at, listed(at, inRow(at, answer)));

    const given = { repository: 'api\nlib\nwebsite', 'verify-timeout': '3', ...inputs };
    const { report } = await runAgainst(await serve(world, { reshape }), given, { clock });

    const { repositories } = report as { repositories: readonly { name: string; plans: readonly Row[] }[] };
    const plans = repositories.find(({ name }) => name === 'api')?.plans ?? [];
    const status = plans.find(({ name }) => name === 'Third')?.['status'];
    expect(String(status)).not.toMatch(/detached/);
  },
);
