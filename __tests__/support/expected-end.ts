import type { SimulatedPlan } from '../../simulator/world.ts';
import { type Stage, targetOf } from './stage.ts';

/** How a run without faults has to end: `unverified` where the server doesn't report all that was done. */
export type End = 'fails' | 'unverified' | 'proved';

/**
 * What can be reached from this state of the world, and what the server reports of it: a model of the rules in
 * docs/api.md that knows nothing of the code.
 */
export function expectedEnd(stage: Stage): End {
  const { world, wantedPlans, scenario } = stage;
  const { evidence } = scenario;
  const target = targetOf(stage);
  if (!world.hasRole('System Administrator') || (target === undefined && !willAppear(stage))) return 'fails';

  const licensed = target?.licensed ?? false;
  const reportsLicense = evidence.license !== 'none';
  if (!licensed && world.freeLicenses() < 1) return 'fails';
  const activates = !licensed || !reportsLicense;
  if (activates && !world.hasRole('GitManagement')) return 'fails';

  const holds = (plan: SimulatedPlan): boolean =>
    plan.selection === 'all' || (target !== undefined && plan.repositories.has(target.id));
  const inOrder = [...world.plans.values()].filter(({ organization }) => organization === stage.acme.id);
  const firstNow = inOrder.find(holds);
  const firstAfterwards = inOrder.find((plan) => holds(plan) || wantedPlans.includes(plan));
  const attaches = wantedPlans.filter((plan) => !holds(plan) || !isReported(plan, firstNow, stage));
  if (attaches.some(({ selection }) => selection !== 'manual')) return 'fails';
  const unreported = wantedPlans.filter((plan) => !isReported(plan, firstAfterwards, stage));
  // Reported at first and not any more, after something was changed: that is no proof.
  if ((activates || attaches.length > 0) && unreported.some((plan) => !attaches.includes(plan))) return 'fails';
  return reportsLicense && unreported.length === 0 ? 'proved' : 'unverified';
}

/** Whether the server reports that the repository is in a plan which holds it. */
function isReported(plan: SimulatedPlan, firstHolding: SimulatedPlan | undefined, { scenario }: Stage): boolean {
  const { plans, repositories, includeAll } = scenario.evidence;
  if (plans === 'planId' ? plan === firstHolding : plans !== 'none') return true;
  if (plan.onlyInOrganizationRow) return false;
  return plan.selection === 'all' ? includeAll !== 'none' : repositories !== 'none';
}

/** Whether GitProtect learns of the repository before the run's time for that is up. */
function willAppear({ acme, clock, scenario }: Stage): boolean {
  if (!acme.atHost.has('api')) return false;
  const inMs = acme.syncEnds === undefined ? undefined : acme.syncEnds - clock.now();
  if (inMs !== undefined && inMs <= 0) return true;
  const { syncTimeoutSeconds, syncMs } = scenario;
  return syncTimeoutSeconds !== undefined && (inMs ?? syncMs) <= syncTimeoutSeconds * 1000;
}
