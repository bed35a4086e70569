import type { Problem } from '../shared/failure.ts';
import type { Coverage } from './coverage.ts';
import type { BackupPlan, Id } from './model.ts';
import type { SettingsResult } from './outcome.ts';
import { healthOfAll, type HealthOptions, isTroubled, isUnhealthy, type PlanHealth, worstOf } from './plan-health.ts';
import type { RequestedState } from './request.ts';
import { isChange, isUnverified, type ResourceResult, type ResourceStatus, STATUSES } from './resource-result.ts';

/** The run in one word; `failed`, `settings-failed` and `drift-failed` end the step with exit code 1. */
export type VerdictKind =
  | 'failed'
  | 'settings-failed'
  | 'drift-failed'
  | 'drift'
  | 'unverified'
  | 'gaps'
  | 'unhealthy-plan'
  | 'corrected'
  | 'unchanged';

/** All that is decided, counted and ranked about a run: once, for the exit code and for every report. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly success: boolean;
  /** Something differed from what is desired. */
  readonly drifted: boolean;
  /** This run changed something, or may have. */
  readonly changed: boolean;
  /** Of the plans, the worst. */
  readonly planHealth: PlanHealth;
  /** Of each plan, by its ID. */
  readonly healths: ReadonlyMap<Id, PlanHealth>;
  /** The step fails for the health of these plans, whatever else the run did. */
  readonly failedFor: ReadonlySet<Id>;
  /** The step fails for gaps at the Git host, or since its list is not complete, whatever else the run did. */
  readonly failedForGaps: boolean;
  /** The step fails for what a dry run found to differ, whatever else it found. */
  readonly failedForDrift: boolean;
  readonly counts: Counts;
  readonly resources: readonly ResourceResult[];
  /** The same with what needs attention first: what failed, what changed, the rest. */
  readonly ranked: readonly ResourceResult[];
  /** How many have each status, in the order of attention; a status that none has is left out. */
  readonly totals: ReadonlyMap<ResourceStatus, number>;
  /** Every problem of the run, those of most repositories first. */
  readonly causes: readonly Cause[];
}

interface Counts {
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

/** Problems of one title and reason, with the names of the repositories, projects or plans that have them. */
export interface Cause {
  /** The first of them, or one whose message says nothing of one repository alone. */
  readonly problem: Problem;
  readonly names: readonly string[];
}

export interface VerdictOptions extends HealthOptions {
  readonly state: RequestedState['kind'];
  readonly settings: readonly SettingsResult[];
  readonly dryRun: boolean;
  readonly failOnDrift: boolean;
  readonly failOnUnhealthyPlan: boolean;
  readonly failOnGap: boolean;
  /** What the Git host has, where it was asked. */
  readonly coverage: Coverage | undefined;
}

/**
 * Decides how a run ended: the least good that can be said of it.
 * @param plans the requested ones, as they were read last
 */
export function decideVerdict(
  resources: readonly ResourceResult[],
  plans: readonly BackupPlan[],
  options: VerdictOptions,
): Verdict {
  const byStatus = Map.groupBy(resources, ({ status }) => status);
  const countIf = (which: (result: ResourceResult) => boolean): number => resources.filter(which).length;
  const counts: Counts = {
    checked: resources.length,
    drifted: countIf(({ drifted }) => drifted),
    changed: countIf(({ changed }) => changed),
    failed: countIf(({ problems }) => problems.length > 0),
    notTried: byStatus.get('not-tried')?.length ?? 0,
    unverified: countIf(({ unverified }) => unverified),
  };
  // Where something leaves a plan, it is no matter how that plan's backups are.
  const healths = options.state === 'present' ? healthOfAll(plans, options) : new Map<Id, PlanHealth>();
  const planHealth = worstOf(healths.values());
  const kind = verdictKind(counts, planHealth, options);
  const unhealthy = [...healths].flatMap(([id, health]) => (isUnhealthy(health) ? [id] : []));
  const failedFor = new Set(options.failOnUnhealthyPlan ? unhealthy : []);
  const failedForGaps = options.failOnGap && !isEverythingCovered(options.coverage);
  const failedForDrift = options.failOnDrift && isDrift(counts, options);
  const present = STATUSES.map((status) => [status, byStatus.get(status) ?? []] as const);
  const settings = options.settings.map(({ result }) => result);
  return {
    kind,
    success: !FAILURES.has(kind) && failedFor.size === 0 && !failedForGaps && !failedForDrift,
    drifted: counts.drifted > 0 || settings.some((result) => result.kind !== 'already'),
    changed: counts.changed > 0 || settings.some(isChange),
    planHealth,
    healths,
    failedFor,
    failedForGaps,
    failedForDrift,
    counts,
    resources,
    ranked: present.flatMap(([, results]) => results),
    totals: new Map(present.flatMap(([status, { length }]) => (length === 0 ? [] : [[status, length] as const]))),
    causes: causesOf(resources, options.settings),
  };
}

const FAILURES: ReadonlySet<VerdictKind> = new Set(['failed', 'settings-failed', 'drift-failed']);

/** "Protected" is decided only where nothing speaks against it. */
function verdictKind(counts: Counts, planHealth: PlanHealth, options: VerdictOptions): VerdictKind {
  const { failOnDrift, state, settings, coverage } = options;
  const results = settings.map(({ result }) => result);
  // No repository proves nothing, unless it is to be absent, or the Git host shows what there is.
  const isNothing = counts.checked === 0 && state === 'present' && coverage === undefined;
  if (counts.failed > 0 || isNothing) return 'failed';
  if (results.some(({ kind }) => kind === 'failed' || kind === 'skipped')) return 'settings-failed';
  if (isDrift(counts, options)) return failOnDrift ? 'drift-failed' : 'drift';
  if (counts.unverified > 0 || results.some(isUnverified)) return 'unverified';
  if (!isEverythingCovered(coverage)) return 'gaps';
  if (isTroubled(planHealth)) return 'unhealthy-plan';
  return counts.changed > 0 || results.some(isChange) ? 'corrected' : 'unchanged';
}

/** Whether a dry run found what a run that isn't dry would change. */
function isDrift({ drifted }: Counts, { dryRun, settings }: VerdictOptions): boolean {
  return dryRun && (drifted > 0 || settings.some(({ result }) => result.kind === 'would'));
}

/** Whether the host, where it was asked, is proved to have no selected repository that is not covered. */
function isEverythingCovered(coverage: Coverage | undefined): boolean {
  return coverage === undefined || (coverage.gaps.length === 0 && coverage.inventory.incomplete === undefined);
}

function causesOf(results: readonly ResourceResult[], settings: readonly SettingsResult[]): readonly Cause[] {
  const causes = new Map<string, { problem: Problem; names: Set<string> }>();
  const add = (name: string, problem: Problem): void => {
    const key = JSON.stringify([problem.title, problem.reason]);
    const cause = causes.get(key) ?? { problem, names: new Set() };
    // What was said of one together with more is less true of all of them.
    if (cause.problem.message.includes(problem.message)) cause.problem = problem;
    cause.names.add(name);
    causes.set(key, cause);
  };
  for (const { resource, problems } of results) for (const problem of problems) add(resource.name, problem);
  for (const { plan, result } of settings) if ('problem' in result) add(plan.name ?? plan.id, result.problem);
  return [...causes.values()]
    .map(({ problem, names }) => ({ problem, names: [...names] }))
    .sort((a, b) => b.names.length - a.names.length);
}
