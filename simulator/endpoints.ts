import { type Body, flag, guid, guids, positive, text } from './body.ts';
import { type PlanService, readChanges } from './modify-plan.ts';
import { type Evidence, nameInRow, organizationRow, planRow, repositoryRow } from './rows.ts';
import { Rejection, type SimulatedRepository, type World } from './world.ts';

export interface EndpointSettings {
  /** The most rows that a page holds, whatever the request asks for. */
  readonly pageCap: number;
  readonly evidence: Evidence;
  /** `envelope`: with page and total counts; `array`: bare rows. */
  readonly lists: 'envelope' | 'array';
  /** How list rows are ordered by name. */
  readonly collation: (a: string, b: string) => number;
}

type Endpoint = (world: World, body: Body, settings: EndpointSettings) => unknown;

/** The 14 endpoints of the source documents, by their paths in lower case. */
export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map<string, Endpoint>([
  ['account/login', (world, body) => world.signIn(text(body, 'email'), text(body, 'password'))],
  [
    'git/organizations/getmany',
    (world, body, settings) =>
      paged(body, settings, sorted([...world.organizations.values()], body, settings), (organization) =>
        organizationRow(world, organization),
      ),
  ],
  [
    'plans/listassignedtoorganization',
    (world, body, settings) => {
      const plans = world.plans.assignedTo(world.organization(guid(body, 'organizationid')).id);
      return paged(body, settings, plans, (plan) => planRow(world, plan, settings.evidence));
    },
  ],
  [
    'git/repositories/getmany',
    (world, body, settings) => {
      const { id } = world.organization(guid(body, 'id'));
      const shown = (repository: SimulatedRepository): string => nameInRow(world, repository, settings.evidence);
      const repositories =
        body.get('orderby') === 'name'
          ? world.repositories.byName(id, settings.collation, body.get('ordertype') === 'desc', shown)
          : world.repositories.of(id);
      return paged(body, settings, repositories, (repository) => repositoryRow(world, repository, settings.evidence));
    },
  ],
  [
    'git/repositories/activate',
    managing((world, body) => {
      world.activate(guids(body, 'ids'));
    }),
  ],
  [
    'git/repositories/deactivate',
    managing((world, body) => {
      world.deactivate(guids(body, 'ids'));
    }),
  ],
  [
    'git/repositories/remove',
    managing((world, body) => {
      world.remove(guid(body, 'id'), flag(body, 'removedata'));
    }),
  ],
  [
    'git/repositories/sync',
    (world, body) => {
      world.synchronize(world.organization(guid(body, 'organizationid')));
    },
  ],
  [
    'plans/attachgitrepository',
    (world, body) => {
      world.attach(guid(body, 'planid'), guid(body, 'repositoryid'));
    },
  ],
  [
    'plans/detachgitrepository',
    (world, body) => {
      world.detach(guid(body, 'planid'), guid(body, 'repositoryid'));
    },
  ],
  [
    'plans/attachazureproject',
    (world, body) => {
      world.attachProject(guid(body, 'planid'), guid(body, 'projectid'));
    },
  ],
  [
    'plans/detachazureproject',
    (world, body) => {
      world.detachProject(guid(body, 'planid'), guid(body, 'projectid'));
    },
  ],
  ['plans/modifygitplan', modifying('git')],
  ['plans/modifyazureplanasync', modifying('azure')],
]);

function modifying(service: PlanService): Endpoint {
  return (world, body) => {
    world.modifyPlan(guid(body, 'id'), readChanges(body, service), service);
  };
}

/** Licenses and removal ask for a role of their own. */
function managing(endpoint: (world: World, body: Body) => void): Endpoint {
  return (world, body) => {
    if (!world.hasRole('DataRemoveManagement', 'GitManagement'))
      throw new Rejection(403, 'The user has none of the roles DataRemoveManagement, GitManagement.');
    endpoint(world, body);
  };
}

function sorted<T extends { readonly name: string }>(items: readonly T[], body: Body, settings: EndpointSettings): T[] {
  if (body.get('orderby') !== 'name') return [...items];
  const direction = body.get('ordertype') === 'desc' ? -1 : 1;
  return [...items].sort((a, b) => direction * settings.collation(a.name, b.name));
}

function paged<T>(
  body: Body,
  { pageCap, lists }: EndpointSettings,
  items: readonly T[],
  row: (item: T) => unknown,
): unknown {
  const limit = Math.min(pageCap, positive(body, 'limit', pageCap));
  const page = positive(body, 'page', 1);
  const rows = items.slice((page - 1) * limit, page * limit).map(row);
  if (lists === 'array') return rows;
  return { currentPage: page, pageCount: Math.ceil(items.length / limit), totalEntries: items.length, result: rows };
}
