import type { Problem } from '../shared/failure.ts';
import { label } from '../shared/text.ts';
import { DESIRED, type LicenseChange, type MembershipChange, type RemovalChange } from './diff.ts';
import type { PlanMembership } from './membership.ts';
import { type BackupPlan, byId, type Id, type Resource } from './model.ts';
import type { ChangeResult, Outcome, Result } from './outcome.ts';

/** What became of a repository or project in one word, from what needs attention most to what needs none. */
export const STATUSES = ['failed', 'not-tried', 'would-change', 'unverified', 'changed', 'protected'] as const;
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

/** What became of each repository and project. */
export function resourceResults(outcome: Outcome): readonly ResourceResult[] {
  const { results, projectOf, byItself, plans, leavesEveryPlan } = outcome;
  const latest = byId(plans);
  const grouped = Map.groupBy(results, ({ change }) => change.resource.id);
  return [...byId(results.map(({ change }) => change.resource)).values()].map((resource) => {
    const ofProject = grouped.get(projectOf.get(resource.id) ?? '') ?? [];
    const own = (grouped.get(resource.id) ?? []).map((each) => orByProject(each, ofProject, latest));
    const alone = byItself.get(resource.id) ?? [];
    const result = resourceResult(resource, [
      ...own,
      ...projectsPlans(own, ofProject, alone).map((each) => unlessLeftOut(each, resource, latest)),
      ...(leavesEveryPlan ? plansOfItsOwn(resource, [...own, ...ofProject], alone) : []),
    ]);
    // What left a plan by itself is there as long as its project is.
    const isLeft = ofProject.every((each) => each.change.kind !== 'detach' || isProved(each.result));
    return { ...result, isProved: result.isProved && isLeft };
  });
}

/**
 * What became of the project with which a repository was selected, and not by itself: it is in the project's plans.
 * @param byItself the plans that the repository is in by itself, or may be
 */
function projectsPlans(
  own: readonly ChangeResult[],
  ofProject: readonly ChangeResult[],
  byItself: readonly PlanMembership[],
): readonly ChangeResult[] {
  if (own.some(({ change }) => 'plan' in change)) return [];
  const kept = own.flatMap(({ result }) => (result.kind === 'kept' ? result.plans : []));
  const alsoIn = [...kept, ...byItself];
  // What is in the plan by itself, too, has not left it with its project.
  return ofProject.map((each) => {
    const { change, result } = each;
    if (change.kind !== 'detach' || 'problem' in result) return each;
    const also = alsoIn.find(({ plan }) => plan.id === change.plan.id);
    return also === undefined
      ? each
      : { change: { ...change, before: also.membership }, result: { kind: 'kept', plans: [also] } };
  });
}

/** What was not in a plan by itself, and is selected with its project, too, is where that is. */
function orByProject(
  each: ChangeResult,
  ofProject: readonly ChangeResult[],
  latest: ReadonlyMap<Id, BackupPlan>,
): ChangeResult {
  const { change, result } = each;
  if (change.kind !== 'detach' || result.kind !== 'already') return each;
  const { id } = change.plan;
  if ((latest.get(id) ?? change.plan).excluded.ids.has(change.resource.id)) return each;
  const [project] = ofProject.flatMap((other) =>
    other.change.kind === 'detach' && other.change.plan.id === id ? [{ ...other, before: other.change.before }] : [],
  );
  if (project === undefined || project.result.kind === 'already') return each;
  return { change: { ...change, before: project.before }, result: project.result };
}

/** The plans that something is in by itself, or may be, and that its project is not in: it was to leave with that alone. */
function plansOfItsOwn(
  resource: Resource,
  known: readonly ChangeResult[],
  alone: readonly PlanMembership[],
): readonly ChangeResult[] {
  const told = new Set(known.flatMap(({ change }) => ('plan' in change ? change.plan.id : [])));
  return alone.flatMap((also): ChangeResult[] =>
    told.has(also.plan.id)
      ? []
      : [
          {
            change: { kind: 'detach', resource, plan: also.plan, before: also.membership },
            result: { kind: 'kept', plans: [also] },
          },
        ],
  );
}

/** A plan may contain a project, and leave out this repository of it: its exclusions win. */
function unlessLeftOut(each: ChangeResult, { id }: Resource, latest: ReadonlyMap<Id, BackupPlan>): ChangeResult {
  const { change, result } = each;
  if (change.kind !== 'attach' || 'problem' in result) return each;
  const plan = latest.get(change.plan.id) ?? change.plan;
  const isLeftOut = plan.excluded.ids.has(id);
  if (!isLeftOut && plan.excluded.complete) return each;
  const problem: Problem = {
    title: 'The backup plan does not include the repository',
    reason: plan.id,
    message: isLeftOut
      ? `backup plan ${label(plan)} contains the project, and leaves out this repository of it`
      : `backup plan ${label(plan)} contains the project, and what it leaves out is not understood: this repository may be among it`,
    remedy: isLeftOut
      ? 'Take the repository from what the plan leaves out in GitProtect, or name another plan.'
      : 'Look in GitProtect at what the plan leaves out, and report the field names from a run with debug logging.',
  };
  const before = isLeftOut ? 'detached' : 'unknown';
  return { change: { ...change, before }, result: { kind: 'skipped', cause: 'blocked', problem } };
}

/** @param results its own, and what became of its project's plans */
function resourceResult(resource: Resource, results: readonly ChangeResult[]): ResourceResult {
  let license: LicenseResult | undefined;
  let removal: ChangeResult<RemovalChange> | undefined;
  const plans: PlanResult[] = [];
  for (const { change, result } of results)
    if ('plan' in change) plans.push({ change, result });
    else if (change.kind === 'remove') removal = { change, result };
    else license = { change, result };
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
export function isChange(result: Result): boolean {
  return result.kind === 'done' || (result.kind === 'failed' && ['unreadable', 'damaged'].includes(result.cause));
}

/** The desired state was read. */
export function isSeen(result: Result): boolean {
  return result.kind === 'already' || (result.kind === 'done' && result.verified);
}

export function isUnverified(result: Result): boolean {
  return result.kind === 'done' && !result.verified;
}

/** Accepted, but not seen; or another plan, which was to be left, of which it is not known whether it is one. */
function isUnproved({ change, result }: ChangeResult): boolean {
  return isUnverified(result) || (change.kind === 'detach' && result.kind === 'kept' && !isProved(result));
}

function isProved(result: Result): boolean {
  if (result.kind === 'kept') return result.plans.every(({ membership }) => membership === 'attached');
  return isSeen(result);
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
