import { DESIRED } from '../domain/diff.ts';
import type { BackupPlan } from '../domain/model.ts';
import type { PlanHealth } from '../domain/plan-health.ts';
import { isUnverified, type ResourceResult } from '../domain/resource-result.ts';
import type { VerdictKind } from '../domain/verdict.ts';
import { headlineOfLeaving } from './headline-of-leaving.ts';
import { ofAll, resourcesOf, withVerb } from './subjects.ts';
import { counted, label, someOf, upperFirst } from '../shared/text.ts';
import type { RunResult } from './run-result.ts';
import { utc } from './text.ts';
import type { Warning } from './warning.ts';

const MARKS: Readonly<Record<VerdictKind, string>> = {
  failed: '❌',
  'settings-failed': '❌',
  'drift-failed': '❌',
  drift: '⚠️',
  unverified: '⚠️',
  gaps: '⚠️',
  'unhealthy-plan': '⚠️',
  corrected: '✅',
  unchanged: '✅',
};

/** A sign that shows at a glance how the run ended. */
export function markOf({ verdict, coverage }: RunResult): string {
  if (!verdict.success) return MARKS.failed;
  return coverage !== undefined && coverage.sentence !== '' ? MARKS.gaps : MARKS[verdict.kind];
}

/** The run in one sentence, for the end of the log and the top of the summary. */
export function headline(run: RunResult): string {
  const { state, verdict, coverage } = run;
  if (state !== 'present') return headlineOfLeaving(run, state);
  const ofGitProtect = headlineOfPresence(run);
  const gaps = coverage?.sentence ?? '';
  if (gaps === '') return ofGitProtect;
  if (verdict.kind !== 'gaps') return `${ofGitProtect}; ${gaps}`;
  const isGap = coverage !== undefined && coverage.record.gaps.length > 0;
  const note = run.dryRun ? ' (dry run)' : '';
  return `${isGap ? 'Gaps found' : 'Coverage not proved'}${note}: ${gaps}; ${ofGitProtect}`;
}

function headlineOfPresence(run: RunResult): string {
  const { plans, verdict } = run;
  const { counts } = verdict;
  const isOne = counts.checked === 1;
  const where = `${plans.length === 1 ? 'backup plan' : 'backup plans'} ${someOf(plans.map(label))}`;
  const hold = isOne ? 'holds an active license and' : 'hold an active license and';
  // A project has no license of its own.
  const isLicensed = verdict.resources.some(({ license }) => license !== undefined);
  const holdAndAre = [...(isLicensed ? [hold] : []), isOne ? 'is' : 'are'].join(' ');
  switch (verdict.kind) {
    case 'failed':
      return `Not protected: ${ofAll(run, counts.failed)} could not be shown to be licensed and attached to ${where}`;
    case 'settings-failed':
      if (!verdict.resources.every(({ isProved }) => isProved))
        return `Not proved: neither ${resourcesOf(run)} to be licensed and attached, nor the settings of ${where} to be as asked`;
      return `Licensed and attached, but the settings of ${where} could not be shown to be as asked: ${resourcesOf(run)}`;
    case 'drift':
    case 'drift-failed':
      if (isOnlyUnreported(run))
        return `Not proved, nothing changed (dry run): GitProtect doesn't report whether ${withVerb(run, counts.drifted)} licensed and attached to ${where}${troubleOf(run)}`;
      return counts.drifted === 0 && run.settings.length > 0
        ? `Drift found, nothing changed (dry run): the settings of ${where} are not as asked${troubleOf(run)}`
        : `Drift found, nothing changed (dry run): ${withVerb(run, counts.drifted)} not licensed and attached to ${where}${leavesOthers(run) ? ' alone' : ''} as asked${troubleOf(run)}`;
    case 'unverified':
      if (counts.unverified > 0 && !verdict.resources.some(isAcceptedOnly))
        return `Not proved: GitProtect doesn't report whether ${withVerb(run, counts.unverified)} in other plans than ${where}${troubleOf(run)}`;
      return counts.unverified === 0 && run.settings.length > 0
        ? `Changes accepted, but not proved: GitProtect doesn't report the settings of ${where}${troubleOf(run)}`
        : `Changes accepted, but not proved: GitProtect doesn't report the state of ${ofAll(run, counts.unverified)} in ${where}${troubleOf(run)}`;
    case 'gaps':
      return counts.checked === 0
        ? 'nothing of what is selected was left to protect in GitProtect'
        : `${resourcesOf(run)} ${holdAndAre} attached to ${where}${troubleOf(run)}`;
    case 'unhealthy-plan':
      return `Licensed and attached, but ${verdict.planHealth === 'disabled' ? 'not backed up on schedule' : 'the backups need attention'}: ${resourcesOf(run)} in ${where}${troubleOf(run)}`;
    case 'corrected': {
      const newly = isOne || counts.changed === 0 ? '' : `, ${String(counts.changed)} of them newly,`;
      return `Protected, drift corrected: ${resourcesOf(run)}${newly} ${holdAndAre} attached to ${where}`;
    }
    case 'unchanged':
      if (counts.checked === 0) return 'Nothing to protect: what is selected is archived at the Git host, and skipped';
      return `Protected, nothing to do${run.dryRun ? ' (dry run)' : ''}: ${resourcesOf(run)} ${holdAndAre} attached to ${where}`;
  }
}

/** Whether all that differs is what GitProtect does not report. */
function isOnlyUnreported({ verdict: { resources }, settings }: RunResult): boolean {
  const drifted = resources.filter((each) => each.drifted);
  const changes = drifted.flatMap(({ license, plans }) => [license, ...plans].flatMap((each) => each?.change ?? []));
  return (
    drifted.length > 0 &&
    settings.length === 0 &&
    changes.every(({ kind, before }) => before === 'unknown' || before === DESIRED[kind])
  );
}

/** Whether something is to be in no other plan. */
function leavesOthers({ verdict: { resources } }: RunResult): boolean {
  return resources.some(({ plans }) => plans.some(({ change }) => change.kind === 'detach'));
}

/** Whether a change was accepted of which the state is not reported. */
function isAcceptedOnly({ license, plans, removal }: ResourceResult): boolean {
  const results = [license, ...plans, removal].flatMap((each) => each?.result ?? []);
  return results.some(isUnverified);
}

/** Other plans, to be left, of which it is not reported whether they contain it. */
function mayBeIn({ plans }: ResourceResult): readonly BackupPlan[] {
  return plans.flatMap(({ change, result }) =>
    change.kind === 'detach' && result.kind === 'kept' && result.plans.some((each) => each.membership === 'unknown')
      ? change.plan
      : [],
  );
}

/** What is wrong with the plan that is worst off, and how many others something is wrong with. */
function troubleOf({ plans, verdict: { healths, planHealth } }: RunResult): string {
  const troubled = plans.filter(({ id }) => isTroubled(healths.get(id)));
  const worst = troubled.find(({ id }) => healths.get(id) === planHealth);
  if (worst === undefined) return '';
  const more = troubled.length === 1 ? '' : `, and ${counted(troubled.length - 1, 'more plan')} not well`;
  return `; ${inTrouble(worst, planHealth)}${more}`;
}

/** Whether a plan's health is something to warn of. */
function isTroubled(health: PlanHealth | undefined): boolean {
  return health === 'failing' || health === 'disabled' || health === 'stale' || health === 'warnings';
}

/** What is wrong with a plan, as a part of a sentence. */
function inTrouble(plan: BackupPlan, health: PlanHealth): string {
  if (health === 'disabled') return `the schedule of backup plan ${label(plan)} is disabled`;
  const { errors = 0, warnings = 0, finishedAt } = plan.lastRun ?? {};
  const lastRun = `the last run of backup plan ${label(plan)}`;
  const when = finishedAt === undefined ? '' : ` (${utc(finishedAt)})`;
  if (health === 'stale')
    return `${lastRun} ended ${finishedAt === undefined ? '' : `${utc(finishedAt)}, `}longer ago than max-backup-age`;
  return `${lastRun} had ${health === 'failing' ? counted(errors, 'error') : counted(warnings, 'warning')}${when}`;
}

/** What to be careful about, in the order of weight. */
export function warningsOf(run: RunResult): readonly Warning[] {
  const { plans, verdict, dryRun, unlistedPlans, state } = run;
  const unverified = verdict.resources.filter(isAcceptedOnly);
  const others = verdict.resources.filter((each) => mayBeIn(each).length > 0);
  return [
    ...(run.coverage?.warnings ?? []),
    // What leaves a plan is not backed up by it any more.
    ...(state === 'present' ? plans.flatMap((plan) => planWarnings(run, plan)) : []),
    ...(unverified.length === 0 ? [] : [unverifiedWarning(unverified, state === 'present')]),
    ...(others.length === 0 ? [] : [othersWarning(others)]),
    ...run.settings.flatMap(({ plan, result }) => (isUnverified(result) ? settingsWarning(plan) : [])),
    // Where changes are made, what was asked of the plan tells.
    ...(dryRun ? unlistedPlans.map(uncheckedWarning) : []),
  ];
}

/** A schedule that is off is told in any case, whatever the last run was like. */
function planWarnings({ verdict: { healths, failedFor } }: RunResult, plan: BackupPlan): readonly Warning[] {
  const health = healths.get(plan.id) ?? 'unknown';
  const remedy = failedFor.has(plan.id)
    ? "look at the plan's last runs in GitProtect, and correct the cause."
    : undefined;
  const ofSchedule = {
    title: 'The backup plan is not scheduled',
    text: `The schedule of backup plan ${label(plan)} is disabled: repositories attached to it are not backed up until it is enabled in GitProtect.`,
    remedy,
  };
  const text = `${upperFirst(inTrouble(plan, health))}: look in GitProtect why, since repositories attached to it may have no usable backup.`;
  return [
    ...(isTroubled(health) && health !== 'disabled' ? [{ title: 'The backup plan is not healthy', text, remedy }] : []),
    ...(plan.schedule === 'disabled' ? [ofSchedule] : []),
  ];
}

function uncheckedWarning(plan: BackupPlan): Warning {
  return {
    title: 'The backup plan could not be checked',
    text: `No list of GitProtect holds a backup plan with the ID ${label(plan)}: a dry run cannot tell whether it exists, and whether repositories can be attached to it.`,
    remedy: undefined,
  };
}

function settingsWarning(plan: BackupPlan): Warning {
  return {
    title: 'The settings of the backup plan could not be proved',
    text: `GitProtect accepted the change of the settings of backup plan ${label(plan)}, but its answers don't report them. Look at the plan in GitProtect once.`,
    remedy: undefined,
  };
}

function othersWarning(results: readonly ResourceResult[]): Warning {
  const names = someOf(
    results.map(({ resource }) => resource.name),
    5,
  );
  const plans = someOf([...new Set(results.flatMap((each) => mayBeIn(each)).map(label))], 5);
  return {
    title: 'The protection could not be proved',
    text: `GitProtect doesn't report whether ${names} ${results.length === 1 ? 'is' : 'are'} in backup plan ${plans}, too: nothing was detached from it. Look in GitProtect once, and detach it there if it is.`,
    remedy: undefined,
  };
}

function unverifiedWarning(results: readonly ResourceResult[], isPresent: boolean): Warning {
  const names = someOf(
    results.map(({ resource }) => resource.name),
    5,
  );
  return {
    title: isPresent ? 'The protection could not be proved' : 'The changes could not be proved',
    text: `GitProtect accepted the changes to ${names}, or answered that they had been made before, but its answers don't report the state (state not reported by the server). Look at it in GitProtect once, and report the field names from a run with debug logging.`,
    remedy: undefined,
  };
}
