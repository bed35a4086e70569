import type { BackupPlan, LastRun } from '../domain/model.ts';
import type { Change } from '../domain/diff.ts';
import type { ChangeResult, Result } from '../domain/outcome.ts';
import type { ResourceResult } from '../domain/resource-result.ts';
import type { CoverageRecord } from './coverage-record.ts';
import type { Problem } from '../shared/failure.ts';
import type { Program } from '../shared/input-source.ts';
import { printable } from '../shared/text.ts';
import { VERSION } from '../shared/version.ts';
import { SharedSpace } from './fitting.ts';
import type { RunResult, SelectionLines } from './run-result.ts';
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
export const STATUS: Readonly<Record<Change['kind'], Statuses>> = {
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

/** What of the head may be long. */
interface HeadLists {
  readonly selection: SelectionLines;
  readonly passedOver: readonly Named[];
}

function listsOf({ selection, passedOver }: RunResult): HeadLists {
  return {
    selection: { repository: selection.repository.map(clipped), project: selection.project.map(clipped) },
    passedOver: passedOver.map(named),
  };
}

/** As much of them as fits into so many bytes of JSON. */
export function shortLists(
  run: RunResult,
  maxBytes: number,
): { readonly lists: HeadLists; readonly bytes: number; readonly isCut: boolean } {
  const all = listsOf(run);
  const space = new SharedSpace(maxBytes);
  const selection = { repository: space.take(all.selection.repository), project: space.take(all.selection.project) };
  const lists = { selection, passedOver: space.take(all.passedOver) };
  return { lists, bytes: Buffer.byteLength(JSON.stringify(lists)), isCut: space.isCut };
}

/** What the report says of the run, without its plans and repositories. @param coverage where a Git host was asked @param lists all of them, or what has room */
export function headOf(
  run: RunResult,
  truncated: boolean,
  coverage: CoverageRecord | undefined,
  lists: HeadLists = listsOf(run),
): object {
  const { passedOver, selection } = lists;
  const { checked, changed, failed, notTried } = run.verdict.counts;
  return {
    state: run.state,
    'dry-run': run.dryRun,
    truncated,
    // Those that were not tried are among those that failed.
    counts: { checked, changed, failed, 'not-tried': notTried, 'passed-over': run.passedOver.length },
    organization: named(run.organization),
    server: run.server,
    'started-at': new Date(run.startedAt).toISOString(),
    'read-at': new Date(run.now).toISOString(),
    version: VERSION,
    selection,
    'passed-over': passedOver,
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

/** A run that ended before the state could be compared, and what it was asked for, as far as that could be read. */
export interface FailedRun {
  readonly problem: Problem;
  /** What made the run. */
  readonly program: Program;
  /** When it ended. */
  readonly at: Date;
  readonly dryRun: boolean;
  /** As it was given, by name or ID; empty where it was not. */
  readonly organization: string;
  /** Without what may stand before the host's name; empty where it was no address. */
  readonly server: string;
}

/** What the report says of such a run: nothing of any repository. */
export function failureRecord({ problem, at, dryRun, organization, server }: FailedRun): object {
  const { title, message, remedy } = problem;
  return {
    error: { title, message, remedy },
    'dry-run': dryRun,
    'ended-at': at.toISOString(),
    version: VERSION,
    ...(organization === '' ? {} : { organization: printable(clipped(organization)) }),
    ...(server === '' ? {} : { server }),
  };
}
