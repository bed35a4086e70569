import { describe, expect, it } from '@jest/globals';
import { type AzureWorld, changesTo, shopInDaily, showing } from '../support/azure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { ORGANIZATIONS, PLANS, type Reshape, type Row, rows } from '../support/reshape.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';

type Plan = AzureWorld['daily'];

/** A run for project `Shop`, where only the organization's row says these fields of its plans. */
async function runInRow(
  { world }: AzureWorld,
  fields: (plan: Plan) => Row,
  inputs: Readonly<Record<string, string>> = {},
): Promise<Ended & { readonly changes: readonly string[]; readonly sleptMs: number }> {
  const inRow = rows(ORGANIZATIONS, (row) => ({
    ...row,
    plans: (row['plans'] as Row[]).map((plan) => ({
      ...plan,
      ...fields(world.plans.find(String(plan['id']))),
    })),
  }));
  const unlisted = rows(PLANS, (row) =>
    Object.fromEntries(
      Object.entries(row).filter(([field]) => !(field in fields(world.plans.find(String(row['id']))))),
    ),
  );
  const reshape: Reshape = (at, answer) => unlisted(at, inRow(at, answer));
  const simulator = await serve(world, { ...showing({}), reshape });
  const clock = new FakeClock();
  const end = await runAgainst(simulator, { repository: '', project: 'Shop', sync: 'never', ...inputs }, { clock });
  const sleptMs = clock.slept.reduce((sum, each) => sum + each, 0);
  return { ...end, changes: changesTo(simulator), sleptMs };
}

describe("what only the organization's row says of a project's plans", () => {
  const members = ({ projects, repositories }: Plan): Row => ({
    projectsIds: [...projects],
    repositoriesIds: [...repositories],
  });

  it.each<[string, (azure: AzureWorld) => void]>([
    ['a license was activated', ({ cart }) => void (cart.licensed = false)],
    ['the project was attached', ({ daily, shop }) => void daily.projects.delete(shop.id)],
  ])('is read again once %s', async (_, prepare) => {
    const azure = shopInDaily();
    prepare(azure);

    const { success, log, sleptMs, changes } = await runInRow(azure, members);

    expect([success, sleptMs, changes.length]).toEqual([true, 0, 1]);
    expect(log).toContain('✅ Protected');
  });

  it('is read again once the project was moved', async () => {
    const azure = shopInDaily();
    azure.world.addPlan(azure.acme, 'Weekly', { projects: new Set([azure.site.id]) });

    const { success, sleptMs, changes } = await runInRow(azure, members, { exclusive: 'true', plan: 'Weekly' });

    expect([success, sleptMs, changes.length]).toEqual([true, 0, 2]);
  });

  it.each<[string, (azure: AzureWorld) => void]>([
    ['nothing is to be done', () => undefined],
    ['another license is activated', ({ till }) => void (till.licensed = false)],
    ['the project is attached', ({ daily, shop }) => void daily.projects.delete(shop.id)],
  ])('counts for the repositories that they leave out, where %s', async (_, prepare) => {
    const azure = shopInDaily();
    prepare(azure);

    const { success, report } = await runInRow(azure, () => ({ excludedRepositoriesIds: [azure.cart.id] }));

    expect(success).toBe(false);
    expect(report).toMatchObject({
      repositories: expect.arrayContaining([expect.objectContaining({ name: 'cart', proved: false })]) as unknown,
    });
  });
});
