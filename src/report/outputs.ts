import type { ChangeResult, Result } from '../domain/outcome.ts';
import { isProved, type ResourceResult } from '../domain/resource-result.ts';
import { fitting } from './fitting.ts';
import {
  type FailedRun,
  failureRecord,
  headOf,
  planRecords,
  recordOf,
  SETTINGS_STATUS,
  shortLists,
  statusOf,
} from './record.ts';
import type { RunResult } from './run-result.ts';

/** The step's outputs by their names in action.yml. */
export type Outputs = Readonly<Record<string, string>>;

/** From the least good to the best. */
const RANKED: readonly Result['kind'][] = ['failed', 'skipped', 'would', 'done', 'kept', 'already'];

/** The whole `report` stays below 512 KiB, GitHub's limit of all outputs of a job being 1 MiB. */
const MAX_REPORT_BYTES = 500 * 1024;

/** What of it the plans, and what a Git host lists, may take. */
const PLANS_SHARE = 0.2;
const COVERAGE_SHARE = 0.4;

/** What of it the lines of the selection may take, and what was passed over. */
const LISTS_SHARE = 0.1;

/** The outputs of a run that came to its end, well or not. @param reportBytes how long `report` may be, but for its head */
export function outputsOf(run: RunResult, reportBytes = MAX_REPORT_BYTES): Outputs {
  const { organization, plans, verdict, settings } = run;
  const { resources, counts } = verdict;
  const [only] = resources;
  return {
    drift: String(verdict.drifted),
    changed: String(verdict.changed),
    'organization-id': organization.id,
    'repository-id': only?.resource.kind === 'repository' && resources.length === 1 ? only.resource.id : '',
    'plan-id': plans.map(({ id }) => id).join('\n'),
    'license-status': licenseStatus(run),
    'plan-status': statusOfAll(run, plansOf(resources), 'already-detached'),
    'plan-health': run.state === 'present' ? verdict.planHealth : '',
    'plan-settings-status': settings.length === 0 ? '' : SETTINGS_STATUS[leastGood(settings)?.result.kind ?? 'failed'],
    'removal-status': run.state === 'removed' ? removalStatus(run) : '',
    'repositories-checked': String(counts.checked),
    'repositories-changed': String(counts.changed),
    'repositories-failed': String(counts.failed),
    ...(run.coverage?.outputs ?? NO_COVERAGE),
    report: reportOf(run, reportBytes),
  };
}

/** Empty where no Git host was asked. */
const NO_COVERAGE = { 'host-repositories': '', 'inventory-complete': '', 'repositories-uncovered': '' };

/** Empty for projects of which no repository is known: they have no license of their own. */
function licenseStatus(run: RunResult): string {
  const { resources } = run.verdict;
  const licenses = resources.flatMap(({ license }) => license ?? []);
  return resources.length > 0 && licenses.length === 0 ? '' : statusOfAll(run, licenses, 'already-inactive');
}

/** Of several the least good one. @param ifNone where nothing is left that is to be absent */
function statusOfAll({ state, coverage }: RunResult, changes: readonly ChangeResult[], ifNone: string): string {
  if (changes.length === 0 && state !== 'present') return ifNone;
  // What the Git host shows may be archived, or not in GitProtect.
  if (changes.length === 0 && coverage !== undefined) return '';
  const least = leastGood(changes);
  // No result at all is no good: it must not read as "already".
  return least === undefined ? 'failed' : statusOf(least);
}

/** What became of memberships: in exclusive plans the old ones count only if they are not left as they should be. */
function plansOf(resources: readonly ResourceResult[]): readonly ChangeResult[] {
  const plans = resources.flatMap((each) => each.plans);
  const attached = plans.filter(({ change }) => change.kind === 'attach');
  if (attached.length === 0) return ofLeaving(resources, plans);
  return [...attached, ...plans.filter((each) => each.change.kind === 'detach' && isUndone(each))];
}

function isUndone({ result }: ChangeResult): boolean {
  return result.kind === 'failed' || result.kind === 'skipped' || result.kind === 'would';
}

/**
 * That something may be in a plan that it was to leave is worse than what was detached, and better than what was not.
 * What a repository is in by itself, and only its project was to leave, does not count.
 */
function ofLeaving(resources: readonly ResourceResult[], plans: readonly ChangeResult[]): readonly ChangeResult[] {
  const itsOpen = ({ resource, plans: its }: ResourceResult): readonly ChangeResult[] =>
    its.filter(
      ({ change, result }) => change.resource.id === resource.id && result.kind === 'kept' && !isProved(result),
    );
  const open = plans.some(isUndone) ? [] : resources.flatMap(itsOpen);
  return open.length > 0 ? open : plans.filter(({ result }) => result.kind !== 'kept');
}

/** What isn't listed is removed already. */
function removalStatus({ verdict: { resources } }: RunResult): string {
  const [removal] = resources.flatMap((each) => each.removal ?? []);
  return removal === undefined ? 'already-removed' : statusOf(removal);
}

/**
 * The outputs of a run that ended before the state could be compared. The rest stays empty: nothing is known, and an
 * empty count is not taken for zero.
 * @param given an input as it was given, right or not: what it asked for has failed
 */
export function outputsOfFailure(failed: FailedRun, given: (name: string) => string): Outputs {
  const isGiven = (name: string): boolean => given(name).trim() !== '';
  return {
    'license-status': 'failed',
    'plan-status': 'failed',
    ...(isGiven('plan-schedule') || isGiven('plan-metadata') ? { 'plan-settings-status': 'failed' } : {}),
    ...(given('state').trim() === 'removed' ? { 'removal-status': 'failed' } : {}),
    report: JSON.stringify(failureRecord(failed)),
  };
}

/** As much of the report as an output holds, with what needs attention first. */
function reportOf(run: RunResult, bytes: number): string {
  const { ranked } = run.verdict;
  const coverage = run.coverage?.shortRecord(bytes * COVERAGE_SHARE);
  const planBytes = bytes * PLANS_SHARE;
  const short = shortLists(run, bytes * LISTS_SHARE);
  const repositoryBytes = bytes - planBytes - (coverage?.bytes ?? 0) - short.bytes;
  const plans = planRecords(run).map((plan) => JSON.stringify(plan));
  const shownPlans = fitting(plans, planBytes);
  const whole = fitting(records(ranked), repositoryBytes);
  // In very many plans not even one would fit.
  const shown = whole.length > 0 ? whole : fitting(recordsWithoutPlans(ranked), repositoryBytes);
  const isCut =
    whole.length < ranked.length || shownPlans.length < plans.length || coverage?.isCut === true || short.isCut;
  const head = JSON.stringify(headOf(run, isCut, coverage?.record, short.lists));
  return `${head.slice(0, -1)},"plans":[${shownPlans.join(',')}],"repositories":[${shown.join(',')}]}`;
}

/** Made one by one: most of many don't fit. */
function* records(results: readonly ResourceResult[]): Generator<string> {
  for (const result of results) yield JSON.stringify(recordOf(result));
}

function* recordsWithoutPlans(results: readonly ResourceResult[]): Generator<string> {
  for (const result of results) yield JSON.stringify({ ...recordOf(result), plans: [] });
}

function leastGood<R extends { readonly result: Result }>(all: readonly R[]): R | undefined {
  return RANKED.map((kind) => all.find(({ result }) => result.kind === kind)).find((each) => each !== undefined);
}
