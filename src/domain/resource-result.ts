import type { Problem } from '../shared/failure.ts';
import { DESIRED, type LicenseChange, type MembershipChange, type RemovalChange } from './diff.ts';
import { byId, type Resource } from './model.ts';
import type { ChangeResult, Outcome, Result } from './outcome.ts';

/** What became of a repository or project in one word, from what needs attention most to what needs none. */
export const STATUSES = [
  'failed',
  'not-tried',
  'would-change',
  'unverified',
  'not-read-again',
  'changed',
  'protected',
] as const;
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
  /** This run changed something, or may have: all that was sent, and not refused, counts, whatever was seen of it. */
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

/** What became of each repository; where projects were selected, `project-results` tells that. */
export function resourceResults({ results, projectOf }: Outcome): readonly ResourceResult[] {
  if (projectOf.size > 0) throw new Error('repositories of projects need their results');
  const grouped = Map.groupBy(results, ({ change }) => change.resource.id);
  return [...byId(results.map(({ change }) => change.resource)).values()].map((resource) =>
    resourceResult(resource, grouped.get(resource.id) ?? []),
  );
}

/** @param results its own, and what became of its project's plans */
export function resourceResult(resource: Resource, results: readonly ChangeResult[]): ResourceResult {
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
  return isSent(each.result) || (each.result.kind === 'done' && hadDrift(each));
}

/** Made, or perhaps made. */
export function isChange(result: Result): boolean {
  if (result.kind === 'failed') return isSent(result) || ['unreadable', 'damaged'].includes(result.cause);
  return result.kind === 'done' || isSent(result);
}

function isSent(result: Result): boolean {
  return 'sent' in result && result.sent;
}

/** All that became of a repository or project. */
export function changeResultsOf({
  license,
  plans,
  removal,
}: Pick<ResourceResult, 'license' | 'plans' | 'removal'>): readonly ChangeResult[] {
  return [license, ...plans, removal].filter((each) => each !== undefined);
}

/** The desired state was read. */
export function isSeen(result: Result): boolean {
  return result.kind === 'already' ? result.isOld !== true : result.kind === 'done' && result.verified;
}

export function isUnverified(result: Result): boolean {
  return result.kind === 'done' && !result.verified;
}

/** Accepted, but not seen; or it is not known whether another plan, which was to be left, contains it. */
function isUnproved({ change, result }: ChangeResult): boolean {
  return isUnverified(result) || (change.kind === 'detach' && result.kind === 'kept' && !isProved(result));
}

/** Seen to be so, or kept in plans that are all seen to contain it. */
export function isProved(result: Result): boolean {
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
  if (results.some((result) => result.kind === 'already' && !isSeen(result))) return 'not-read-again';
  return results.some(({ kind }) => kind === 'done') ? 'changed' : 'protected';
}

function problemsOf(results: readonly ChangeResult[]): readonly Problem[] {
  const problems = results.flatMap(({ result }) => ('problem' in result ? [result.problem] : []));
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}
