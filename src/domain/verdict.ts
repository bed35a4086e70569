import type { Problem } from '../shared/failure.ts';
import { type Change, DESIRED, type LicenseChange, type MembershipChange } from './diff.ts';
import type { Id, Repository } from './model.ts';
import type { ChangeResult, Outcome, Result } from './outcome.ts';
import { healthOfAll, type HealthOptions, isUnhealthy, type PlanHealth, worstOf } from './plan-health.ts';

/** The run in one word; `failed` and `drift-failed` end the step with exit code 1. */
export type VerdictKind =
  'failed' | 'drift-failed' | 'drift' | 'unverified' | 'unhealthy-plan' | 'corrected' | 'unchanged';

/** All that is decided, counted and ranked about a run: once, for the exit code and for every report. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly success: boolean;
  /** Of the plans, the worst. */
  readonly planHealth: PlanHealth;
  /** Of each plan, by its ID. */
  readonly healths: ReadonlyMap<Id, PlanHealth>;
  /** The step fails for the health of these plans, whatever else the run did. */
  readonly failedFor: ReadonlySet<Id>;
  readonly counts: Counts;
  readonly repositories: readonly RepositoryResult[];
  /** The same with what needs attention first: what failed, what changed, the rest. */
  readonly ranked: readonly RepositoryResult[];
  /** How many repositories have each status, in the order of attention; a status that none has is left out. */
  readonly totals: ReadonlyMap<RepositoryStatus, number>;
  /** Every problem of the run, those of most repositories first. */
  readonly causes: readonly Cause[];
}

export interface Counts {
  readonly checked: number;
  /** Those whose state differed from the desired one. */
  readonly drifted: number;
  /** Those that this run changed, or may have changed. */
  readonly changed: number;
  readonly failed: number;
  /** Of those that failed. */
  readonly notTried: number;
  /** Those with a change that was accepted, but of which the server doesn't report the state. */
  readonly unverified: number;
}

/** What became of a repository in one word, from what needs attention most to what needs none. */
const STATUSES = ['failed', 'not-tried', 'would-change', 'unverified', 'changed', 'protected'] as const;
export type RepositoryStatus = (typeof STATUSES)[number];

export interface RepositoryResult {
  readonly repository: Repository;
  readonly license: LicenseResult;
  /** In the order of the requested plans. */
  readonly plans: readonly PlanResult[];
  readonly status: RepositoryStatus;
  /** The state that was read at first differed from the desired one. */
  readonly drifted: boolean;
  /** This run changed something, or may have: a change that could not be verified counts. */
  readonly changed: boolean;
  /** A change was accepted, but the server doesn't report the state. */
  readonly unverified: boolean;
  /** The server was seen to report all that is desired. */
  readonly isProved: boolean;
  /** Each once. */
  readonly problems: readonly Problem[];
}

export type LicenseResult = ChangeResult<LicenseChange>;
export type PlanResult = ChangeResult<MembershipChange>;

/** Problems of one title and reason, with the names of the repositories that have them. */
export interface Cause {
  /** The first of them. */
  readonly problem: Problem;
  readonly repositories: readonly string[];
}

export interface VerdictOptions extends HealthOptions {
  readonly dryRun: boolean;
  readonly failOnDrift: boolean;
  readonly failOnUnhealthyPlan: boolean;
}

/** Decides how a run ended: the least good that can be said of it. */
export function decideVerdict(outcome: Outcome, options: VerdictOptions): Verdict {
  const grouped = Map.groupBy(outcome.results, ({ change }) => change.repository.id);
  const repositories = [...grouped.values()].map(repositoryResult);
  const byStatus = Map.groupBy(repositories, ({ status }) => status);
  const countIf = (which: (result: RepositoryResult) => boolean): number => repositories.filter(which).length;
  const counts: Counts = {
    checked: repositories.length,
    drifted: countIf(({ drifted }) => drifted),
    changed: countIf(({ changed }) => changed),
    failed: countIf(({ problems }) => problems.length > 0),
    notTried: byStatus.get('not-tried')?.length ?? 0,
    unverified: countIf(({ unverified }) => unverified),
  };
  const healths = healthOfAll(outcome.plans, options);
  const planHealth = worstOf(healths.values());
  const kind = verdictKind(counts, planHealth, options);
  const unhealthy = [...healths].flatMap(([id, health]) => (isUnhealthy(health) ? [id] : []));
  const failedFor = new Set(options.failOnUnhealthyPlan ? unhealthy : []);
  const present = STATUSES.map((status) => [status, byStatus.get(status) ?? []] as const);
  return {
    kind,
    success: kind !== 'failed' && kind !== 'drift-failed' && failedFor.size === 0,
    planHealth,
    healths,
    failedFor,
    counts,
    repositories,
    ranked: present.flatMap(([, results]) => results),
    totals: new Map(present.flatMap(([status, { length }]) => (length === 0 ? [] : [[status, length] as const]))),
    causes: causesOf(repositories),
  };
}

/** "Protected" is decided only where nothing speaks against it. */
function verdictKind(counts: Counts, planHealth: PlanHealth, { dryRun, failOnDrift }: VerdictOptions): VerdictKind {
  // No repository proves nothing.
  if (counts.checked === 0 || counts.failed > 0) return 'failed';
  if (counts.drifted > 0 && dryRun) return failOnDrift ? 'drift-failed' : 'drift';
  if (counts.unverified > 0) return 'unverified';
  if (isUnhealthy(planHealth) || planHealth === 'warnings') return 'unhealthy-plan';
  return counts.changed > 0 ? 'corrected' : 'unchanged';
}

/** @param results those of one repository */
function repositoryResult(results: readonly ChangeResult[]): RepositoryResult {
  let license: LicenseResult | undefined;
  const plans: PlanResult[] = [];
  for (const { change, result } of results)
    if (change.kind === 'activate') license = { change, result };
    else plans.push({ change, result });
  if (license === undefined) throw new Error('the outcome of a repository lacks its license');
  return {
    repository: license.change.repository,
    license,
    plans,
    status: statusOf(results.map((each) => each.result)),
    drifted: results.some(({ change }) => hadDrift(change)),
    changed: results.some(mayHaveChanged),
    unverified: results.some((each) => isUnverified(each.result)),
    isProved: results.every((each) => isProved(each.result)),
    problems: problemsOf(results),
  };
}

function hadDrift({ kind, before }: Change): boolean {
  return before !== DESIRED[kind];
}

function mayHaveChanged({ change, result }: ChangeResult): boolean {
  if (result.kind === 'done') return true;
  return result.kind === 'failed' && result.cause === 'unverified' && hadDrift(change);
}

function isUnverified(result: Result): boolean {
  return result.kind === 'done' && !result.verified;
}

function isProved(result: Result): boolean {
  return result.kind === 'already' || (result.kind === 'done' && result.verified);
}

/** The least good that can be said of a repository. */
function statusOf(results: readonly Result[]): RepositoryStatus {
  if (results.some(({ kind }) => kind === 'failed')) return 'failed';
  const skipped = results.flatMap((result) => (result.kind === 'skipped' ? [result.cause] : []));
  // What depends on something that was not tried was not tried either.
  if (skipped.length > 0) return skipped.includes('circuit-open') ? 'not-tried' : 'failed';
  if (results.some(({ kind }) => kind === 'would')) return 'would-change';
  if (results.some(isUnverified)) return 'unverified';
  return results.some(({ kind }) => kind === 'done') ? 'changed' : 'protected';
}

function problemsOf(results: readonly ChangeResult[]): readonly Problem[] {
  const problems = results.flatMap(({ result }) => ('problem' in result ? [result.problem] : []));
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}

function causesOf(results: readonly RepositoryResult[]): readonly Cause[] {
  const causes = new Map<string, { problem: Problem; repositories: Set<string> }>();
  for (const { repository, problems } of results)
    for (const problem of problems) {
      const key = JSON.stringify([problem.title, problem.reason]);
      const cause = causes.get(key) ?? { problem, repositories: new Set() };
      cause.repositories.add(repository.name);
      causes.set(key, cause);
    }
  return [...causes.values()]
    .map(({ problem, repositories }) => ({ problem, repositories: [...repositories] }))
    .sort((a, b) => b.repositories.length - a.repositories.length);
}
