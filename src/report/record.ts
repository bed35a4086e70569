import type { BackupPlan, LastRun } from '../domain/model.ts';
import type { Result } from '../domain/outcome.ts';
import type { RepositoryResult } from '../domain/verdict.ts';
import type { RunResult } from './run-result.ts';

/** What the report says of one repository. */
export interface RepositoryRecord {
  readonly id: string;
  readonly name: string;
  readonly license: string;
  readonly plans: readonly { readonly id: string; readonly name: string | null; readonly status: string }[];
  readonly proved: boolean;
  readonly error?: string;
}

export const LICENSE_STATUS: Readonly<Record<Result['kind'], string>> = {
  already: 'already-active',
  done: 'activated',
  would: 'would-activate',
  failed: 'failed',
  skipped: 'failed',
};

export const PLAN_STATUS: Readonly<Record<Result['kind'], string>> = {
  already: 'already-attached',
  done: 'attached',
  would: 'would-attach',
  failed: 'failed',
  skipped: 'failed',
};

/** What the report says of a repository. */
export function recordOf({ repository, license, plans, isProved, problems }: RepositoryResult): RepositoryRecord {
  return {
    id: repository.id,
    name: clipped(repository.name),
    license: LICENSE_STATUS[license.result.kind],
    plans: plans.map(({ change, result }) => ({ ...named(change.plan), status: PLAN_STATUS[result.kind] })),
    proved: isProved,
    ...(problems.length === 0 ? {} : { error: problems.map(({ message }) => message).join('; ') }),
  };
}

/** What the report says of the run, without its repositories. */
export function headOf(run: RunResult, truncated: boolean): { readonly plans: readonly object[] } {
  const { checked, changed, failed, notTried } = run.verdict.counts;
  const head = {
    'dry-run': run.dryRun,
    truncated,
    // Those that were not tried are among those that failed.
    counts: { checked, changed, failed, 'not-tried': notTried, 'passed-over': run.removedAtHost },
    organization: named(run.organization),
    plans: run.plans.map((plan) => ({
      ...named(plan),
      schedule: plan.schedule,
      health: run.verdict.healths.get(plan.id) ?? 'unknown',
      'last-run': plan.lastRun === undefined ? null : lastRunRecord(plan.lastRun),
    })),
  };
  return head;
}

function lastRunRecord({ successes, warnings, errors, finishedAt }: LastRun): object {
  return { successes, warnings, errors, finished: finishedAt === undefined ? null : finishedAt.toISOString() };
}

function named({ id, name }: Pick<BackupPlan, 'id' | 'name'>): { readonly id: string; readonly name: string | null } {
  return { id, name: name === undefined ? null : clipped(name) };
}

/** No Git service has longer names; a report must not be filled by one. */
function clipped(name: string): string {
  // A character of two code units is not cut in half.
  return name.length > 500 ? `${name.slice(0, 500).replace(/[\ud800-\udbff]$/, '')}…` : name;
}
