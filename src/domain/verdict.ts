import type { Problem } from '../shared/failure.ts';
import { DESIRED, type LicenseChange, type MembershipChange, type RemovalChange } from './diff.ts';
import type { Id, Resource } from './model.ts';
import type { ChangeResult, Outcome, Result, SettingsResult } from './outcome.ts';
import { healthOfAll, type HealthOptions, isUnhealthy, type PlanHealth, worstOf } from './plan-health.ts';
import type { RequestedState } from './request.ts';

/** The run in one word; the first three end the step with exit code 1. */
export type VerdictKind =
  'failed' | 'settings-failed' | 'drift-failed' | 'drift' | 'unverified' | 'unhealthy-plan' | 'corrected' | 'unchanged';

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
  readonly counts: Counts;
  readonly resources: readonly ResourceResult[];
  /** The same with what needs attention first: what failed, what changed, the rest. */
  readonly ranked: readonly ResourceResult[];
  /** How many have each status, in the order of attention; a status that none has is left out. */
  readonly totals: ReadonlyMap<ResourceStatus, number>;
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

/** What became of a repository or project in one word, from what needs attention most to what needs none. */
const STATUSES = ['failed', 'not-tried', 'would-change', 'unverified', 'changed', 'protected'] as const;
export type ResourceStatus = (typeof STATUSES)[number];

export interface ResourceResult {
  readonly resource: Resource;
  /** Undefined: a project has none. */
  readonly license: LicenseResult | undefined;
  /** In the order of the requested plans; those of its project, where it was selected with that. */
  readonly plans: readonly PlanResult[];
  /** Undefined where it is not to be removed. */
  readonly removal: ChangeResult<RemovalChange> | undefined;
  readonly status: ResourceStatus;
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

/** Problems of one title and reason, with the names of the repositories, projects or plans that have them. */
export interface Cause {
  /** The first of them. */
  readonly problem: Problem;
  readonly names: readonly string[];
}

export interface VerdictOptions extends HealthOptions {
  readonly state: RequestedState['kind'];
  readonly settings: readonly SettingsResult[];
  readonly dryRun: boolean;
  readonly failOnDrift: boolean;
  readonly failOnUnhealthyPlan: boolean;
}

/** Decides how a run ended: the least good that can be said of it. */
export function decideVerdict(outcome: Outcome, options: VerdictOptions): Verdict {
  const grouped = Map.groupBy(outcome.results, ({ change }) => change.resource.id);
  const resources = [...grouped.values()].map((results) =>
    resourceResult(results, projectsPlans(results, grouped, outcome)),
  );
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
  const healths = options.state === 'present' ? healthOfAll(outcome.plans, options) : new Map<Id, PlanHealth>();
  const planHealth = worstOf(healths.values());
  const kind = verdictKind(counts, planHealth, options);
  const unhealthy = [...healths].flatMap(([id, health]) => (isUnhealthy(health) ? [id] : []));
  const failedFor = new Set(options.failOnUnhealthyPlan ? unhealthy : []);
  const present = STATUSES.map((status) => [status, byStatus.get(status) ?? []] as const);
  const settings = options.settings.map(({ result }) => result);
  return {
    kind,
    success: !FAILURES.has(kind) && failedFor.size === 0,
    drifted: counts.drifted > 0 || settings.some((result) => result.kind !== 'already'),
    changed: counts.changed > 0 || settings.some(isChange),
    planHealth,
    healths,
    failedFor,
    counts,
    resources,
    ranked: present.flatMap(([, results]) => results),
    totals: new Map(present.flatMap(([status, { length }]) => (length === 0 ? [] : [[status, length] as const]))),
    causes: causesOf(resources, options.settings),
  };
}

const FAILURES: ReadonlySet<VerdictKind> = new Set(['failed', 'settings-failed', 'drift-failed']);

/** "Protected" is decided only where nothing speaks against it. */
function verdictKind(
  counts: Counts,
  planHealth: PlanHealth,
  { dryRun, failOnDrift, state, settings }: VerdictOptions,
): VerdictKind {
  const results = settings.map(({ result }) => result);
  // No repository proves nothing, unless it is to be absent.
  if (counts.failed > 0 || (counts.checked === 0 && state === 'present')) return 'failed';
  if (results.some(({ kind }) => kind === 'failed' || kind === 'skipped')) return 'settings-failed';
  if (dryRun && (counts.drifted > 0 || results.some(({ kind }) => kind === 'would')))
    return failOnDrift ? 'drift-failed' : 'drift';
  if (counts.unverified > 0 || results.some(isUnverified)) return 'unverified';
  if (isUnhealthy(planHealth) || planHealth === 'warnings') return 'unhealthy-plan';
  return counts.changed > 0 || results.some(isChange) ? 'corrected' : 'unchanged';
}

/** What became of the project with which a repository was selected, and not by itself: it is in the project's plans. */
function projectsPlans(
  own: readonly ChangeResult[],
  grouped: ReadonlyMap<Id, readonly ChangeResult[]>,
  { projectOf }: Outcome,
): readonly ChangeResult[] {
  const project = projectOf.get(own[0]?.change.resource.id ?? '');
  const isByItself = own.some(({ change }) => 'plan' in change);
  if (project === undefined || isByItself) return [];
  const kept = own.flatMap(({ result }) => (result.kind === 'kept' ? result.plans : []));
  // What is in the plan by itself, too, has not left it with its project.
  return (grouped.get(project) ?? []).map((each) => {
    const { change, result } = each;
    if (!('plan' in change) || 'problem' in result) return each;
    const also = kept.find(({ plan }) => plan.id === change.plan.id);
    return also === undefined
      ? each
      : { change: { ...change, before: also.membership }, result: { kind: 'kept', plans: [also] } };
  });
}

/**
 * @param own those of one repository or project
 * @param ofProject those of its project
 */
function resourceResult(own: readonly ChangeResult[], ofProject: readonly ChangeResult[]): ResourceResult {
  const [first] = own;
  if (first === undefined) throw new Error('a resource without a result');
  const results = ofProject.length === 0 ? own : [...own, ...ofProject];
  let license: LicenseResult | undefined;
  let removal: ChangeResult<RemovalChange> | undefined;
  const plans: PlanResult[] = [];
  for (const { change, result } of results)
    if ('plan' in change) plans.push({ change, result });
    else if (change.kind === 'remove') removal = { change, result };
    else license = { change, result };
  const { resource } = first.change;
  if (license === undefined && resource.kind === 'repository')
    throw new Error('the outcome of a repository lacks its license');
  return {
    resource,
    license,
    plans,
    removal,
    status: statusOf(results),
    drifted: results.some(hadDrift),
    changed: results.some(mayHaveChanged),
    unverified: results.some(isUnproved),
    isProved: results.every((each) => isProved(each.result)),
    problems: problemsOf(results),
  };
}

function hadDrift({ change, result }: ChangeResult): boolean {
  return result.kind !== 'kept' && change.before !== DESIRED[change.kind];
}

function mayHaveChanged(each: ChangeResult): boolean {
  return isChange(each.result) && hadDrift(each);
}

/** Made, or perhaps made. */
function isChange(result: Result): boolean {
  return result.kind === 'done' || (result.kind === 'failed' && ['unverified', 'damaged'].includes(result.cause));
}

function isUnverified(result: Result): boolean {
  return result.kind === 'done' && !result.verified;
}

/** Accepted, but not seen; or another plan, which was to be left, of which it is not known whether it is one. */
function isUnproved({ change, result }: ChangeResult): boolean {
  return isUnverified(result) || (change.kind === 'detach' && result.kind === 'kept' && !isProved(result));
}

function isProved(result: Result): boolean {
  if (result.kind === 'kept') return result.plans.every(({ membership }) => membership === 'attached');
  return result.kind === 'already' || (result.kind === 'done' && result.verified);
}

/** The least good that can be said of a repository. */
function statusOf(changes: readonly ChangeResult[]): ResourceStatus {
  const results = changes.map(({ result }) => result);
  if (results.some(({ kind }) => kind === 'failed')) return 'failed';
  const skipped = results.flatMap((result) => (result.kind === 'skipped' ? [result.cause] : []));
  // What depends on something that was not tried was not tried either.
  if (skipped.length > 0) return skipped.includes('circuit-open') ? 'not-tried' : 'failed';
  if (results.some(({ kind }) => kind === 'would')) return 'would-change';
  if (changes.some(isUnproved)) return 'unverified';
  return results.some(({ kind }) => kind === 'done') ? 'changed' : 'protected';
}

function problemsOf(results: readonly ChangeResult[]): readonly Problem[] {
  const problems = results.flatMap(({ result }) => ('problem' in result ? [result.problem] : []));
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}

function causesOf(results: readonly ResourceResult[], settings: readonly SettingsResult[]): readonly Cause[] {
  const causes = new Map<string, { problem: Problem; names: Set<string> }>();
  const add = (name: string, problem: Problem): void => {
    const key = JSON.stringify([problem.title, problem.reason]);
    const cause = causes.get(key) ?? { problem, names: new Set() };
    cause.names.add(name);
    causes.set(key, cause);
  };
  for (const { resource, problems } of results) for (const problem of problems) add(resource.name, problem);
  for (const { plan, result } of settings) if ('problem' in result) add(plan.name ?? plan.id, result.problem);
  return [...causes.values()]
    .map(({ problem, names }) => ({ problem, names: [...names] }))
    .sort((a, b) => b.names.length - a.names.length);
}
