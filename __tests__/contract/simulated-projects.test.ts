import { describe, expect, it } from '@jest/globals';
import { type Evidence, FULL_EVIDENCE } from '../../simulator/rows.ts';
import {
  type SimulatedOrganization,
  type SimulatedPlan,
  type SimulatedProject,
  type SimulatedRepository,
  World,
  type WorldOptions,
} from '../../simulator/world.ts';
import { post, rowsOf } from '../support/post.ts';
import { serve } from '../support/service.ts';

interface AzureWorld {
  readonly world: World;
  readonly contoso: SimulatedOrganization;
  readonly shop: SimulatedProject;
  readonly cart: SimulatedRepository;
  readonly nightly: SimulatedPlan;
}

/** Project `Shop`, with `cart`, is in no plan; `Site`, with `home`, is in plan `Nightly`, which also lists `tools`. */
function azureWorld(options: WorldOptions = {}, plan: Partial<SimulatedPlan> = {}): AzureWorld {
  const world = new World(options);
  const contoso = world.addOrganization('contoso', { apiUrl: 'https://dev.azure.com/contoso' });
  const shop = world.addProject(contoso, 'Shop', { id: SHOP });
  const site = world.addProject(contoso, 'Site', { id: SITE });
  const cart = world.addRepository(contoso, 'cart', { project: shop.id });
  world.addRepository(contoso, 'home', { project: site.id, id: HOME, licensed: true });
  const tools = world.addRepository(contoso, 'tools', { id: TOOLS, licensed: true });
  const nightly = world.addPlan(contoso, 'Nightly', {
    id: NIGHTLY,
    repositories: new Set([tools.id]),
    projects: new Set([site.id]),
    ...plan,
  });
  return { world, contoso, shop, cart, nightly };
}

const [SHOP, SITE, HOME, TOOLS, NIGHTLY] = [1, 2, 3, 4, 5].map(
  (number) => `00000000-0000-0000-0000-00000000000${String(number)}`,
) as [string, string, string, string, string];

describe('a project in the simulator', () => {
  it('is attached and detached, and its repositories with it', async () => {
    const { world, cart, shop, nightly } = azureWorld();
    const simulator = await serve(world);
    const ids = { planId: nightly.id.toUpperCase(), projectId: shop.id.toUpperCase() };
    cart.licensed = true;

    await expect(post(simulator, 'plans/AttachAzureProject', ids)).resolves.toMatchObject({ status: 200 });
    expect(world.isProtected(cart.id, nightly.id)).toBe(true);
    await expect(post(simulator, 'plans/DetachAzureProject', ids)).resolves.toMatchObject({ status: 200 });
    expect(world.isProtected(cart.id, nightly.id)).toBe(false);
  });

  it.each<[string, WorldOptions, Partial<SimulatedPlan>, number, string]>([
    ['into a plan of all', {}, { selection: 'all' }, 400, 'individually'],
    ['into a plan by rules', {}, { selection: 'rules' }, 400, 'individually'],
    ['into a plan of another mode', {}, { gitChoiceMode: 'ByRules' }, 400, 'individually'],
    ['into a plan of another mode, by number', {}, { gitChoiceMode: 1 }, 400, 'individually'],
    ['twice', { rejectsRepeats: true }, { projects: new Set([SHOP]) }, 409, 'already assigned'],
    ['twice, with 400', { rejectsRepeats: true, repeatStatus: 400 }, { projects: new Set([SHOP]) }, 400, 'already'],
  ])('is not attached %s', async (_, options, plan, status, detail) => {
    const { world, shop, nightly } = azureWorld(options, plan);
    const simulator = await serve(world);

    const answer = await post(simulator, 'plans/AttachAzureProject', { planId: nightly.id, projectId: shop.id });

    expect(answer).toMatchObject({ status, body: { detail: expect.stringContaining(detail) as unknown } });
  });

  it('is not found if it is a repository, and not detached if it is not attached', async () => {
    const { world, cart, shop, nightly } = azureWorld({ rejectsRepeats: true });
    const simulator = await serve(world);
    const detach = (projectId: string): unknown =>
      post(simulator, 'plans/DetachAzureProject', { planId: nightly.id, projectId });

    await expect(detach(cart.id)).resolves.toMatchObject({ status: 404 });
    await expect(detach(shop.id)).resolves.toMatchObject({
      status: 409,
      body: { detail: 'The project is not assigned to the plan.' },
    });
  });

  it('counts with its repositories in the row of the organization', async () => {
    const { world } = azureWorld();

    const { body } = await post(await serve(world), 'git/organizations/getmany', {});

    expect(body).toMatchObject({ result: [{ protectedRepositories: 2, plans: [{ name: 'Nightly', repoCount: 2 }] }] });
  });

  it.each<[string, Partial<Evidence>, name: string, object]>([
    ['an ID', { project: 'projectId' }, 'home', { projectId: SITE, projectName: 'Site' }],
    ['an object', { project: 'project' }, 'home', { project: { id: SITE, name: 'Site' } }],
    ['a name', { project: 'name' }, 'Site/home', {}],
    ['nothing', { project: 'none' }, 'home', {}],
    [
      'an object with plans',
      { project: 'project', projectPlans: 'project.plans' },
      'home',
      { project: { id: SITE, name: 'Site', plans: [{ id: NIGHTLY, name: 'Nightly' }] } },
    ],
  ])("is shown on a repository's row by %s", async (_, evidence, name, shown) => {
    const { world, contoso } = azureWorld();
    const simulator = await serve(world, { evidence: { ...FULL_EVIDENCE, ...evidence } });

    const rows = await rowsOf(simulator, 'repositories', contoso.id);

    expect(rows[name]).toEqual({ id: HOME, name, isLicensed: true, plans: [], ...shown });
    expect(Object.keys(rows['tools'] ?? {})).toEqual(['id', 'name', 'isLicensed', 'plans']);
  });

  it.each<[Evidence['projectPlans'], object]>([
    ['projectsIds', { projectsIds: [SITE] }],
    ['projectIds', { projectIds: [SITE] }],
    ['projects', { projects: [{ id: SITE }] }],
    ['project.plans', {}],
    ['none', {}],
  ])("is shown on a plan's row: %s", async (projectPlans, shown) => {
    const { world, contoso } = azureWorld({}, { gitChoiceMode: 'Individual' });
    const simulator = await serve(world, { evidence: { ...FULL_EVIDENCE, projectPlans } });

    const { Nightly } = await rowsOf(simulator, 'plans', contoso.id);

    expect(Nightly).toEqual({
      ...{ id: NIGHTLY, name: 'Nightly', isActive: true, backupType: 0, includeMetadata: true },
      ...{ organizationId: contoso.id, gitChoiceMode: 'Individual', inculdeAllReposistories: false },
      repositoriesIds: [TOOLS],
      ...shown,
    });
  });

  it('can also show in the lists of repositories and their plans', async () => {
    const { world, contoso } = azureWorld();
    const simulator = await serve(world, { evidence: { ...FULL_EVIDENCE, throughProject: true } });

    await expect(rowsOf(simulator, 'plans', contoso.id)).resolves.toMatchObject({
      Nightly: { repositoriesIds: [TOOLS, HOME] },
    });
    await expect(rowsOf(simulator, 'repositories', contoso.id)).resolves.toMatchObject({
      home: { plans: [{ id: NIGHTLY }] },
      cart: { plans: [] },
    });
  });

  it('has its name taken into account where repositories are ordered by name', async () => {
    const { world, contoso } = azureWorld();
    const simulator = await serve(world, { evidence: { ...FULL_EVIDENCE, project: 'name' } });

    const { body } = await post(simulator, 'git/repositories/getmany', { id: contoso.id, orderby: 'name' });

    expect(body).toMatchObject({ result: [{ name: 'Shop/cart' }, { name: 'Site/home' }, { name: 'tools' }] });
  });

  it('leaves the rows of other organizations as they are', async () => {
    const { world } = azureWorld();
    const acme = world.addOrganization('acme');
    const api = world.addRepository(acme, 'api');
    world.addPlan(acme, 'Daily', { repositories: new Set([api.id]) });
    const simulator = await serve(world);

    const plans = await rowsOf(simulator, 'plans', acme.id);

    expect(Object.keys(plans['Daily'] ?? {})).not.toContain('projectsIds');
  });
});
