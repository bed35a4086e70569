import type { LicenseState, MembershipState } from '../gitprotect/model.ts';
import {
  hadDrift,
  isProved,
  type Outcome,
  type PlanOutcome,
  type Problem,
  problemsOf,
  type RepositoryOutcome,
  type Step,
  wasChanged,
} from '../protection/outcome.ts';
import type { RunFacts } from './verdict.ts';

/** The step's outputs by their names in action.yml. */
export type Outputs = Readonly<Record<string, string>>;

type StepStatus = Step<unknown>['status'];

/** From the least good to the best. */
const RANKED: readonly StepStatus[] = ['failed', 'would', 'done', 'already'];

const LICENSE_STATUS: Readonly<Record<StepStatus, string>> = {
  already: 'already-active',
  done: 'activated',
  would: 'would-activate',
  failed: 'failed',
};

const PLAN_STATUS: Readonly<Record<StepStatus, string>> = {
  already: 'already-attached',
  done: 'attached',
  would: 'would-attach',
  failed: 'failed',
};

/** The outputs of a run that came to its end, well or not. */
export function outputsOf(outcome: Outcome, { dryRun }: RunFacts): Outputs {
  const { organization, plans, repositories } = outcome;
  return {
    drift: String(repositories.some(hadDrift)),
    changed: String(repositories.some(wasChanged)),
    'organization-id': organization.id,
    'repository-id': repositories.map(({ repository }) => repository.id).join('\n'),
    'plan-id': plans.map(({ id }) => id).join('\n'),
    'license-status': LICENSE_STATUS[leastGood(repositories.map(({ license }) => license))],
    'plan-status': PLAN_STATUS[leastGood(repositories.flatMap(stepsInPlans))],
    'repositories-checked': String(repositories.length),
    'repositories-changed': String(repositories.filter(wasChanged).length),
    'repositories-failed': String(repositories.filter((repository) => problemsOf(repository).length > 0).length),
    report: JSON.stringify({
      'dry-run': dryRun,
      organization: { id: organization.id, name: organization.name },
      plans: plans.map(({ id, name, schedule }) => ({ id, name: name ?? null, schedule })),
      repositories: repositories.map(reportOn),
    }),
  };
}

/**
 * The outputs of a run that ended before the state could be compared. The rest stays empty: nothing is known, and an
 * empty count is not taken for zero.
 */
export function outputsOfFailure({ title, message, remedy }: Problem): Outputs {
  return {
    'license-status': LICENSE_STATUS.failed,
    'plan-status': PLAN_STATUS.failed,
    report: JSON.stringify({ error: { title, message, remedy } }),
  };
}

function reportOn(outcome: RepositoryOutcome): object {
  const { repository, license, plans } = outcome;
  const problems = problemsOf(outcome);
  return {
    id: repository.id,
    name: repository.name,
    license: LICENSE_STATUS[license.status],
    plans: plans.map(({ plan, step }) => ({ id: plan.id, name: plan.name ?? null, status: PLAN_STATUS[step.status] })),
    proved: isProved(outcome),
    ...(problems.length === 0 ? {} : { error: problems.map(({ message }) => message).join('; ') }),
  };
}

function stepsInPlans({ plans }: RepositoryOutcome): readonly Step<MembershipState>[] {
  return plans.map(({ step }: PlanOutcome) => step);
}

/** No step at all is no good: it must not read as "already". */
function leastGood(steps: readonly Step<LicenseState | MembershipState>[]): StepStatus {
  return RANKED.find((status) => steps.some((step) => step.status === status)) ?? 'failed';
}
