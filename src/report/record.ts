import type { BackupPlan, LastRun } from '../domain/model.ts';
import type { Change } from '../domain/diff.ts';
import type { ChangeResult, Result } from '../domain/outcome.ts';
import type { ResourceResult } from '../domain/resource-result.ts';
import type { CoverageRecord } from './coverage-record.ts';
import type { RunResult } from './run-result.ts';
import { clipped } from './text.ts';

/** What the report says of one repository or project. */
export interface ResourceRecord {
  readonly kind: 'repository' | 'project';
  readonly id: string;
  readonly name: string;
  /** A project has none. */
  readonly license?: string;
  readonly plans: readonly PlanRecord[];
  /** The plans for which a license was kept. */
  readonly 'kept-for'?: readonly Named[];
  readonly removal?: string;
  readonly proved: boolean;
  readonly error?: string;
}

interface Named {
  readonly id: string;
  readonly name: string | null;
}

interface PlanRecord extends Named {
  readonly status: string;
}

type Statuses = Readonly<Record<Result['kind'], string>>;

/** The status of a change, as outputs and reports name it. */
const STATUS: Readonly<Record<Change['kind'], Statuses>> = {
  activate: statuses('already-active', 'activated', 'would-activate'),
  attach: statuses('already-attached', 'attached', 'would-attach'),
  detach: statuses('already-detached', 'detached', 'would-detach'),
  deactivate: statuses('already-inactive', 'released', 'would-release'),
  remove: statuses('already-removed', 'removed', 'would-remove'),
};

function statuses(already: string, done: string, would: string): Statuses {
  return { already, done, would, kept: 'kept', failed: 'failed', skipped: 'failed' };
}

export const SETTINGS_STATUS = statuses('already', 'changed', 'would-change');

/** No result at all is no good: it must not read as "already". */
export function statusOf({ change, result }: ChangeResult): string {
  return STATUS[change.kind][result.kind];
}

/** What the report says of a repository or project. */
export function recordOf({ resource, license, plans, removal, isProved, problems }: ResourceResult): ResourceRecord {
  const keptFor = license?.result.kind === 'kept' ? license.result.plans : [];
  return {
    kind: resource.kind,
    id: resource.id,
    name: clipped(resource.name),
    ...(license === undefined ? {} : { license: statusOf(license) }),
    plans: plans.map((each) => ({ ...named(each.change.plan), status: statusOf(each) })),
    ...(keptFor.length === 0 ? {} : { 'kept-for': keptFor.map(({ plan }) => named(plan)) }),
    ...(removal === undefined ? {} : { removal: statusOf(removal) }),
    proved: isProved,
    ...(problems.length === 0 ? {} : { error: problems.map(({ message }) => message).join('; ') }),
  };
}

/** What the report says of the run, without its plans and repositories. @param coverage where a Git host was asked */
export function headOf(run: RunResult, truncated: boolean, coverage: CoverageRecord | undefined): object {
  const { checked, changed, failed, notTried } = run.verdict.counts;
  return {
    state: run.state,
    'dry-run': run.dryRun,
    truncated,
    // Those that were not tried are among those that failed.
    counts: { checked, changed, failed, 'not-tried': notTried, 'passed-over': run.removedAtHost },
    organization: named(run.organization),
    ...coverage,
  };
}

/** What the report says of the requested plans. */
export function planRecords(run: RunResult): readonly object[] {
  return run.plans.map((plan) => ({
    ...named(plan),
    schedule: plan.schedule,
    metadata: plan.metadata,
    health: run.verdict.healths.get(plan.id) ?? 'unknown',
    ...settingsOf(run, plan),
    'last-run': plan.lastRun === undefined ? null : lastRunRecord(plan.lastRun),
  }));
}

function settingsOf({ settings }: RunResult, { id }: BackupPlan): { readonly settings?: string } {
  const changed = settings.find(({ plan }) => plan.id === id);
  return changed === undefined ? {} : { settings: SETTINGS_STATUS[changed.result.kind] };
}

function lastRunRecord({ successes, warnings, errors, finishedAt }: LastRun): object {
  return { successes, warnings, errors, finished: finishedAt === undefined ? null : finishedAt.toISOString() };
}

function named({ id, name }: Pick<BackupPlan, 'id' | 'name'>): Named {
  return { id, name: name === undefined ? null : clipped(name) };
}
