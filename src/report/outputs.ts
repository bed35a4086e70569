import type { LicenseState, MembershipState } from '../gitprotect/model.ts';
import {
  hadDrift,
  type Outcome,
  type Problem,
  type RepositoryOutcome,
  type Step,
  wasChanged,
} from '../protection/outcome.ts';
import { countsOf, LICENSE_STATUS, named, PLAN_STATUS, recordOf, type StepStatus } from './record.ts';
import { byAttention, fitting } from './totals.ts';
import type { RunFacts } from './verdict.ts';

/** The step's outputs by their names in action.yml. */
export type Outputs = Readonly<Record<string, string>>;

/** From the least good to the best. */
const RANKED: readonly StepStatus[] = ['failed', 'would', 'done', 'already'];

/** The whole `report` stays below 512 KiB, GitHub's limit of all outputs of a job being 1 MiB. */
const MOST_PLAN_BYTES = 100 * 1024;
const MOST_REPOSITORY_BYTES = 400 * 1024;

/** The outputs of a run that came to its end, well or not. */
export function outputsOf(outcome: Outcome, { dryRun }: RunFacts): Outputs {
  const { organization, plans, repositories } = outcome;
  const [only] = repositories;
  const counts = countsOf(outcome);
  return {
    drift: String(repositories.some(hadDrift)),
    changed: String(repositories.some(wasChanged)),
    'organization-id': organization.id,
    'repository-id': only !== undefined && repositories.length === 1 ? only.repository.id : '',
    'plan-id': plans.map(({ id }) => id).join('\n'),
    'license-status': LICENSE_STATUS[leastGood(repositories.map(({ license }) => license))],
    'plan-status': PLAN_STATUS[leastGood(repositories.flatMap(stepsInPlans))],
    'repositories-checked': String(counts.checked),
    'repositories-changed': String(counts.changed),
    'repositories-failed': String(counts.failed),
    report: reportOf(outcome, dryRun),
  };
}

/**
 * The outputs of a run that ended before the state could be compared. The rest stays empty: nothing is known, and an
 * empty count is not taken for zero.
 */
export function outputsOfFailure({ title, message, remedy }: Omit<Problem, 'reason'>): Outputs {
  return {
    'license-status': LICENSE_STATUS.failed,
    'plan-status': PLAN_STATUS.failed,
    report: JSON.stringify({ error: { title, message, remedy } }),
  };
}

/** As much of the report as an output holds, with what needs attention first. */
function reportOf(outcome: Outcome, dryRun: boolean): string {
  const plans = outcome.plans.map((plan) => JSON.stringify({ ...named(plan), schedule: plan.schedule }));
  const shownPlans = fitting(plans, MOST_PLAN_BYTES);
  const whole = fitting(records(outcome), MOST_REPOSITORY_BYTES);
  // In very many plans not even one would fit.
  const shown = whole.length > 0 ? whole : fitting(recordsWithoutPlans(outcome), MOST_REPOSITORY_BYTES);
  const isTruncated = whole.length < outcome.repositories.length || shownPlans.length < plans.length;
  const head = JSON.stringify({
    'dry-run': dryRun,
    truncated: isTruncated,
    counts: countsOf(outcome),
    organization: named(outcome.organization),
  });
  return `${head.slice(0, -1)},"plans":[${shownPlans.join(',')}],"repositories":[${shown.join(',')}]}`;
}

/** Made one by one: most of many don't fit. */
function* records(outcome: Outcome): Generator<string> {
  for (const repository of byAttention(outcome)) yield JSON.stringify(recordOf(repository));
}

function* recordsWithoutPlans(outcome: Outcome): Generator<string> {
  for (const repository of byAttention(outcome)) yield JSON.stringify({ ...recordOf(repository), plans: [] });
}

function stepsInPlans({ plans }: RepositoryOutcome): readonly Step<MembershipState>[] {
  return plans.map(({ step }) => step);
}

/** No step at all is no good: it must not read as "already". */
function leastGood(steps: readonly Step<LicenseState | MembershipState>[]): StepStatus {
  const found = new Set(steps.map(({ status }) => status));
  return RANKED.find((status) => found.has(status)) ?? 'failed';
}
