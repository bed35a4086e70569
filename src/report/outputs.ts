import type { Result } from '../domain/outcome.ts';
import type { RepositoryResult } from '../domain/verdict.ts';
import type { Problem } from '../shared/failure.ts';
import { fitting } from './fitting.ts';
import { headOf, LICENSE_STATUS, PLAN_STATUS, recordOf } from './record.ts';
import type { RunResult } from './run-result.ts';

/** The step's outputs by their names in action.yml. */
export type Outputs = Readonly<Record<string, string>>;

/** From the least good to the best. */
const RANKED: readonly Result['kind'][] = ['failed', 'skipped', 'would', 'done', 'already'];

/** The whole `report` stays below 512 KiB, GitHub's limit of all outputs of a job being 1 MiB. */
const MAX_PLAN_BYTES = 100 * 1024;
const MAX_REPOSITORY_BYTES = 400 * 1024;

/** The outputs of a run that came to its end, well or not. */
export function outputsOf(run: RunResult): Outputs {
  const { organization, plans, verdict } = run;
  const { repositories, counts } = verdict;
  const [only] = repositories;
  return {
    drift: String(counts.drifted > 0),
    changed: String(counts.changed > 0),
    'organization-id': organization.id,
    'repository-id': only !== undefined && repositories.length === 1 ? only.repository.id : '',
    'plan-id': plans.map(({ id }) => id).join('\n'),
    'license-status': LICENSE_STATUS[leastGood(repositories.map(({ license }) => license.result))],
    'plan-status': PLAN_STATUS[leastGood(repositories.flatMap((each) => each.plans.map(({ result }) => result)))],
    'plan-health': verdict.planHealth,
    'repositories-checked': String(counts.checked),
    'repositories-changed': String(counts.changed),
    'repositories-failed': String(counts.failed),
    report: reportOf(run),
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

/** As much of the report as an output holds, with what needs attention first. */
function reportOf(run: RunResult): string {
  const plans = headOf(run, false).plans.map((plan) => JSON.stringify(plan));
  const shownPlans = fitting(plans, MAX_PLAN_BYTES);
  const { ranked } = run.verdict;
  const whole = fitting(records(ranked), MAX_REPOSITORY_BYTES);
  // In very many plans not even one would fit.
  const shown = whole.length > 0 ? whole : fitting(recordsWithoutPlans(ranked), MAX_REPOSITORY_BYTES);
  const truncated = whole.length < ranked.length || shownPlans.length < plans.length;
  const head = JSON.stringify({ ...headOf(run, truncated), plans: undefined });
  return `${head.slice(0, -1)},"plans":[${shownPlans.join(',')}],"repositories":[${shown.join(',')}]}`;
}

/** Made one by one: most of many don't fit. */
function* records(results: readonly RepositoryResult[]): Generator<string> {
  for (const result of results) yield JSON.stringify(recordOf(result));
}

function* recordsWithoutPlans(results: readonly RepositoryResult[]): Generator<string> {
  for (const result of results) yield JSON.stringify({ ...recordOf(result), plans: [] });
}

/** No result at all is no good: it must not read as "already". */
function leastGood(results: readonly Result[]): Result['kind'] {
  const found = new Set(results.map(({ kind }) => kind));
  return RANKED.find((kind) => found.has(kind)) ?? 'failed';
}
