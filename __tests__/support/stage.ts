import {
  type SimulatedOrganization,
  type SimulatedPlan,
  type SimulatedRepository,
  World,
} from '../../simulator/world.ts';
import { FakeClock } from './fake-clock.ts';
import type { Scenario } from './scenario.ts';

/** A scenario set up. */
export interface Stage {
  readonly scenario: Scenario;
  readonly world: World;
  readonly acme: SimulatedOrganization;
  /** The world's time too. */
  readonly clock: FakeClock;
  /** Those that the workflow asks for. */
  readonly wantedPlans: readonly SimulatedPlan[];
  /** As the workflow names them. */
  readonly planNames: readonly string[];
}

export function setUp(scenario: Scenario): Stage {
  const clock = new FakeClock();
  const { freeLicenses, name, where, plans } = scenario;
  const world = new World({
    account: { email: 'backup@acme.example', password: 'correct horse', roles: rolesOf(scenario) },
    syncMs: scenario.syncMs,
    rejectsRepeats: scenario.rejectsRepeats,
    now: () => clock.now(),
  });
  const acme = world.addOrganization('acme');
  const others = scenario.others.map((licensed, index) =>
    world.addRepository(acme, `other-${String(index)}`, { licensed }),
  );
  const target = where === 'listed' ? world.addRepository(acme, name, { licensed: scenario.licensed }) : undefined;
  if (where === 'at-host') acme.atHost.add('api');
  const tempting = [
    ...(scenario.removedRow ? [world.addRepository(acme, 'acme/api', { licensed: true, removed: true })] : []),
    ...(scenario.decoys && where === 'listed' ? [world.addRepository(acme, 'API', { licensed: true })] : []),
  ];
  const made = plans.map((plan, index) => {
    const repositories = [
      ...(plan.holdsIt && plan.selection !== 'all' && target !== undefined ? [target] : []),
      ...(plan.holdsOthers ? [...others, ...tempting] : []),
    ];
    const { selection, onlyInOrganizationRow, isActive } = plan;
    return world.addPlan(acme, `Plan ${String(index)}`, {
      selection,
      onlyInOrganizationRow,
      isActive,
      repositories: new Set(repositories.map(({ id }) => id)),
    });
  });
  if (scenario.decoys) addDecoyOrganizations(world);
  world.licenses = [...world.repositories.values()].filter(({ licensed }) => licensed).length + freeLicenses;

  const asked = made.flatMap((plan, index) => {
    const how = plans[index]?.asked ?? 'no';
    // A workflow asks for one at least.
    return how === 'no' && index > 0 ? [] : [{ plan, name: how === 'by ID' ? plan.id.toUpperCase() : plan.name }];
  });
  return {
    scenario,
    world,
    acme,
    clock,
    wantedPlans: asked.map(({ plan }) => plan),
    planNames: asked.map((each) => each.name),
  };
}

function rolesOf({ role }: Scenario): World['account']['roles'] {
  switch (role) {
    case 'all':
      return ['System Administrator', 'GitManagement'];
    case 'no-management':
      return ['System Administrator'];
    case 'none':
      return [];
  }
}

/** Organizations in which a repository and a plan of the names looked for are all right. */
function addDecoyOrganizations(world: World): void {
  for (const name of ['ACME', 'globex']) {
    const organization = world.addOrganization(name);
    const api = world.addRepository(organization, 'api', { licensed: true });
    world.addPlan(organization, 'Plan 0', { repositories: new Set([api.id]) });
  }
}

/** The repository that is asked for, if GitProtect lists it. */
export function targetOf({ world, acme }: Stage): SimulatedRepository | undefined {
  return world.repositoriesOf(acme).find(({ name, removed }) => !removed && ['api', 'acme/api'].includes(name));
}

/** Whether all that the workflow asks for is true of the world. */
export function isProtectedIn(stage: Stage): boolean {
  const target = targetOf(stage);
  return target !== undefined && stage.wantedPlans.every((plan) => stage.world.isProtected(target.id, plan.id));
}
