import { shortName } from '../domain/find.ts';
import type { BackupPlan } from '../domain/model.ts';
import type { RepositoryResult, VerdictKind } from '../domain/verdict.ts';
import { counted, label, someOf } from '../shared/text.ts';
import type { RunResult } from './run-result.ts';

const MARKS: Readonly<Record<VerdictKind, string>> = {
  failed: '❌',
  'drift-failed': '❌',
  drift: '⚠️',
  unverified: '⚠️',
  'schedule-disabled': '⚠️',
  corrected: '✅',
  unchanged: '✅',
};

/** A sign that shows at a glance how the run ended. */
export function markOf({ verdict }: RunResult): string {
  return MARKS[verdict.kind];
}

/** The run in one sentence, for the end of the log and the top of the summary. */
export function headline(run: RunResult): string {
  const { plans, verdict } = run;
  const { counts } = verdict;
  const isOne = counts.checked === 1;
  const where = `${plans.length === 1 ? 'backup plan' : 'backup plans'} ${someOf(plans.map(label))}`;
  const holdAndAre = isOne ? 'holds an active license and is' : 'hold an active license and are';
  switch (verdict.kind) {
    case 'failed':
      return `Not protected: ${withVerb(run, counts.failed)} not, or not provably, in ${where} with an active license`;
    case 'drift':
    case 'drift-failed':
      return `Drift found, nothing changed (dry run): ${withVerb(run, counts.drifted)} not licensed and attached to ${where} as asked`;
    case 'unverified':
      return `Changes accepted, but not proved: GitProtect doesn't report the state of ${ofAll(run, counts.unverified)} in ${where}`;
    case 'schedule-disabled':
      return `Licensed and attached, but not backed up on schedule: ${all(run)} in ${where}, of which ${someOf(disabledOf(plans).map(label))} is disabled`;
    case 'corrected': {
      const newly = isOne ? '' : `, ${String(counts.changed)} of them newly,`;
      return `Protected, drift corrected: ${all(run)}${newly} ${holdAndAre} attached to ${where}`;
    }
    case 'unchanged':
      return `Protected, nothing to do: ${all(run)} ${holdAndAre} attached to ${where}`;
  }
}

/** So many of the repositories, with the verb that fits. */
function withVerb(run: RunResult, count: number): string {
  return `${ofAll(run, count)} ${count === 1 ? 'is' : 'are'}`;
}

function ofAll(run: RunResult, count: number): string {
  return count === run.verdict.counts.checked ? all(run) : `${String(count)} of ${all(run)}`;
}

function all({ organization, verdict: { repositories } }: RunResult): string {
  const [only] = repositories;
  if (only === undefined || repositories.length > 1)
    return `${counted(repositories.length, 'repository', 'repositories')} of organization ${label(organization)}`;
  const { id, name } = only.repository;
  return label({ id, name: `${organization.name}/${shortName(name, organization.name)}` });
}

function disabledOf(plans: readonly BackupPlan[]): readonly BackupPlan[] {
  return plans.filter(({ schedule }) => schedule === 'disabled');
}

/** Something that the reader should know although it didn't fail. */
export interface Warning {
  readonly title: string;
  readonly text: string;
}

/** What to be careful about, in the order of weight. */
export function warningsOf({ plans, verdict: { repositories } }: RunResult): readonly Warning[] {
  const unverified = repositories.filter((each) => each.unverified);
  return [
    ...disabledOf(plans).map((plan) => ({
      title: 'The backup plan is not scheduled',
      text: `The schedule of backup plan ${label(plan)} is disabled: repositories attached to it are not backed up until it is enabled in GitProtect.`,
    })),
    ...(unverified.length === 0 ? [] : [unverifiedWarning(unverified)]),
  ];
}

function unverifiedWarning(results: readonly RepositoryResult[]): Warning {
  const names = someOf(
    results.map(({ repository }) => repository.name),
    5,
  );
  return {
    title: 'The protection could not be proved',
    text: `GitProtect accepted the changes to ${names}, but its answers don't report the state (state not reported by the server). Look at it in GitProtect once, and report the field names from a run with debug logging.`,
  };
}
