import { type Evidence, FULL_EVIDENCE } from '../../simulator/rows.ts';
import {
  type SimulatedOrganization,
  type SimulatedPlan,
  type SimulatedProject,
  type SimulatedRepository,
  World,
  type WorldOptions,
} from '../../simulator/world.ts';
import type { Simulator } from '../../simulator/server.ts';

export const ATTACH_PROJECT = 'plans/attachazureproject';
export const DETACH_PROJECT = 'plans/detachazureproject';
export const MODIFY_GIT = 'plans/modifygitplan';
export const MODIFY_AZURE = 'plans/modifyazureplanasync';
export const ACTIVATE = 'git/repositories/activate';
export const DEACTIVATE = 'git/repositories/deactivate';
export const ATTACH = 'plans/attachgitrepository';
export const DETACH = 'plans/detachgitrepository';

export interface AzureWorld {
  readonly world: World;
  readonly acme: SimulatedOrganization;
  readonly shop: SimulatedProject;
  readonly cart: SimulatedRepository;
  readonly till: SimulatedRepository;
  readonly site: SimulatedProject;
  readonly home: SimulatedRepository;
  readonly tools: SimulatedRepository;
  readonly daily: SimulatedPlan;
}

/**
 * An Azure DevOps organization `acme`: project `Shop` with `cart` and `till`, which are not protected; `Site` with `home`,
 * in hand-picked plan `Daily`, which also holds `tools`, a repository of no project.
 */
export function azureWorld(options: WorldOptions = {}, plan: Partial<SimulatedPlan> = {}): AzureWorld {
  const world = new World(options);
  const acme = world.addOrganization('acme', { apiUrl: 'https://dev.azure.com/acme' });
  const shop = world.addProject(acme, 'Shop');
  const site = world.addProject(acme, 'Site');
  const cart = world.addRepository(acme, 'cart', { project: shop.id });
  const till = world.addRepository(acme, 'till', { project: shop.id });
  const home = world.addRepository(acme, 'home', { project: site.id, licensed: true });
  const tools = world.addRepository(acme, 'tools', { licensed: true });
  const daily = world.addPlan(acme, 'Daily', {
    repositories: new Set([tools.id]),
    projects: new Set([site.id]),
    ...plan,
  });
  return { world, acme, shop, cart, till, site, home, tools, daily };
}

/** The same with `Shop` in `Daily`, and its repositories licensed. */
export function shopInDaily(options: WorldOptions = {}, plan: Partial<SimulatedPlan> = {}): AzureWorld {
  const azure = azureWorld(options, plan);
  azure.cart.licensed = azure.till.licensed = true;
  azure.daily.projects.add(azure.shop.id);
  return azure;
}

/** Rows that show all there is, but for this. */
export function showing(evidence: Partial<Evidence>): { readonly evidence: Evidence } {
  return { evidence: { ...FULL_EVIDENCE, ...evidence } };
}

/** How a row may tell of a repository's project by its ID. */
export const BELONGINGS = ['projectId', 'project'] as const;

/** How rows may tell of the plans of a project. */
export const MEMBERSHIPS = ['projectsIds', 'projectIds', 'projects', 'project.plans'] as const;

/** The requests that change something, in order, each with its body. */
export function writesTo({ requests }: Simulator): readonly { readonly endpoint: string; readonly body: unknown }[] {
  return requests
    .filter(({ endpoint }) => !/login|getmany|listassigned/.test(endpoint))
    .map(({ endpoint, body }) => ({ endpoint, body }));
}

/** The endpoints of the requests that change something, in order. */
export function changesTo(simulator: Simulator): readonly string[] {
  return writesTo(simulator).map(({ endpoint }) => endpoint);
}

/** The same, and whether they are listed as their repositories' plans, too. */
export const LEAVING_DIALECTS = BELONGINGS.flatMap((project) =>
  MEMBERSHIPS.flatMap((projectPlans) =>
    [false, true].map((throughProject) => ({ project, projectPlans, throughProject }) as const),
  ),
);

/** What a plan has to show so that it can be modified. */
export const SWITCHES = { gitChoiceMode: 'Individual', extras: { useExtraCredentials: false } } as const;
