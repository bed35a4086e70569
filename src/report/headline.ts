import { DESIRED, isLeaving } from '../domain/diff.ts';
import { isTroubled } from '../domain/plan-health.ts';
import { changeResultsOf, isSeen, type ResourceResult } from '../domain/resource-result.ts';
import type { VerdictKind } from '../domain/verdict.ts';
import { headlineOfLeaving } from './headline-of-leaving.ts';
import { ofAll, plansNamed, plansOf, resourcesOf, withVerb } from './subjects.ts';
import { counted, label } from '../shared/text.ts';
import { doubtOf, inTrouble } from './plan-trouble.ts';
import type { RunFacts } from './run-result.ts';
import { isAcceptedOnly, isProtectionOpen } from './unproved.ts';

/** How well a run ended, for all that shows it by a sign, a color or a word. */
type Level = 'good' | 'attention' | 'bad';

const LEVELS: Readonly<Record<VerdictKind, Level>> = {
  failed: 'bad',
  'settings-failed': 'bad',
  'drift-failed': 'bad',
  drift: 'attention',
  unverified: 'attention',
  gaps: 'attention',
  'unhealthy-plan': 'attention',
  corrected: 'good',
  unchanged: 'good',
};

export function levelOf({ verdict }: Pick<RunFacts, 'verdict'>): Level {
  return verdict.success ? LEVELS[verdict.kind] : 'bad';
}

const MARKS: Readonly<Record<Level, string>> = { good: '✅', attention: '⚠️', bad: '❌' };

/** A sign that shows at a glance how the run ended. */
export function markOf(run: Pick<RunFacts, 'verdict'>): string {
  return MARKS[levelOf(run)];
}

/** The run in one sentence, for the end of the log and the top of the summary. A dry run says that it was one. */
export function headline(run: RunFacts): string {
  const { state, dryRun } = run;
  const text = state === 'present' ? headlineOfPresence(run) : headlineOfLeaving(run, state);
  return dryRun ? text.replace(':', `${DRY_RUN}:`) : text;
}

const DRY_RUN = ' (dry run)';

/**
 * How a run ended that could not compare anything, but for why.
 * @param when before any change: for what would have been too many removals, or for another reason; or unexpectedly
 * @param state as it was asked for, right or not
 */
export function headlineOfFailure(when: 'limit' | 'before' | 'unexpected', state: string, dryRun: boolean): string {
  const wanted = state === 'absent' || state === 'removed' ? state : 'protected';
  const proof = `Not proved to be ${wanted}`;
  const said = { limit: 'Nothing was changed', before: `${proof}, nothing was changed`, unexpected: proof }[when];
  return `${said}${dryRun ? DRY_RUN : ''}`;
}

export const MARK_OF_FAILURE = MARKS.bad;

/** With what the Git host has beside it. Each headline begins with a few words of ours and a colon. */
function headlineOfPresence(run: RunFacts): string {
  const { verdict, coverage } = run;
  const ofGitProtect = headlineOfGitProtect(run);
  if (coverage === undefined || coverage.sentence === '') return ofGitProtect;
  const { sentence, gaps } = coverage;
  if (verdict.kind !== 'gaps') return `${ofGitProtect}; ${sentence}`;
  return `${gaps.length > 0 ? 'Gaps found' : 'Coverage not proved'}: ${sentence}; ${ofGitProtect}`;
}

const NO_FAILURES = new Set<VerdictKind>(['unhealthy-plan', 'corrected', 'unchanged']);

function headlineOfGitProtect(run: RunFacts): string {
  const { verdict } = run;
  const { counts } = verdict;
  const isOne = counts.checked === 1;
  const isNothing = counts.checked === 0;
  const where = plansOf(run);
  const all = resourcesOf(run);
  const trouble = troubleOf(run);
  // Where some are not as asked, the others are not spoken of.
  const open = run.settings.filter(({ result }) => !isSeen(result));
  const settings = `the settings of ${open.length === 0 ? where : plansNamed(open.map(({ plan }) => label(plan)))}`;
  const [hold, are] = isOne ? ['holds', 'is'] : ['hold', 'are'];
  // A project has no license of its own.
  const isLicensed = verdict.resources.some(({ license }) => license !== undefined);
  const holdAndAre = isLicensed ? `${hold} an active license and ${are}` : are;
  if (isNothing && NO_FAILURES.has(verdict.kind))
    return `Nothing to protect: what is selected is archived at the Git host, and skipped${verdict.changed ? `; ${settings} are as asked now` : ''}${trouble}`;
  switch (verdict.kind) {
    case 'failed':
      if (isOnlyMoveOpen(run))
        return `Licensed and attached, but not moved: ${ofAll(run, counts.failed)} could not be shown to be in no plan other than ${where}`;
      return `Not protected: ${ofAll(run, counts.failed)} could not be shown to be licensed and attached to ${where}`;
    case 'settings-failed':
      if (isNothing) return `Not proved: ${settings} could not be shown to be as asked`;
      if (!verdict.resources.every(({ isProved }) => isProved))
        return `Not proved: it could not be shown that ${all} ${are} licensed and attached, or that ${settings} are as asked`;
      return `Licensed and attached, but ${settings} could not be shown to be as asked: ${all}`;
    case 'drift':
    case 'drift-failed':
      if (isDriftUnreported(run))
        return `Not proved, nothing changed: GitProtect doesn't report whether ${withVerb(run, counts.drifted)} licensed and attached to ${where}${trouble}`;
      return `Drift found, nothing changed: ${
        counts.drifted === 0
          ? `${settings} are not as asked`
          : `${withVerb(run, counts.drifted)} not licensed and attached ${leavesOthers(run) ? 'only ' : ''}to ${where} as asked${orUnreported(run)}`
      }${trouble}`;
    case 'unverified':
      if (counts.unverified === 0)
        return `Changes accepted, but not proved: GitProtect doesn't report ${settings}${trouble}`;
      return verdict.resources.some(isProtectionOpen)
        ? `Changes accepted, but not proved: GitProtect doesn't report the state of ${ofAll(run, counts.unverified)} in ${where}${trouble}`
        : `${verdict.resources.some(isAcceptedOnly) ? 'Changes accepted, but not' : 'Not'} proved: GitProtect doesn't report whether ${withVerb(run, counts.unverified)} in plans other than ${where}${trouble}`;
    case 'gaps':
      return isNothing
        ? 'no repository in GitProtect was checked'
        : `${all} ${holdAndAre} attached to ${where}${trouble}`;
    case 'unhealthy-plan':
      return `Licensed and attached, but ${verdict.planHealth === 'disabled' ? 'not backed up on schedule' : 'the backups need attention'}: ${all} in ${where}${trouble}`;
    case 'corrected': {
      const newcomers = verdict.resources.filter(isNewly).length;
      const newly = isOne || newcomers === 0 ? '' : `, ${String(newcomers)} of them newly,`;
      return `Protected, drift corrected: ${all}${newly} ${holdAndAre} attached to ${where}${doubtOf(run)}`;
    }
    case 'unchanged':
      return `Protected, nothing to do: ${all} ${holdAndAre} attached to ${where}${doubtOf(run)}`;
  }
}

/** Whether everything is seen to be licensed and attached, and only other plans could not be shown to be left. */
function isOnlyMoveOpen({ verdict: { counts, resources } }: RunFacts): boolean {
  const wanted = resources.flatMap(changeResultsOf).filter(({ change }) => change.kind !== 'detach');
  return counts.failed > 0 && wanted.every(({ result }) => isSeen(result));
}

/** Whether all that differs is what GitProtect does not report. */
function isDriftUnreported({ verdict: { resources }, settings }: RunFacts): boolean {
  return settings.length === 0 && resources.filter(({ drifted }) => drifted).every(isOnlyUnreported);
}

/** Of some GitProtect may only not report it. */
function orUnreported({ verdict: { resources } }: RunFacts): string {
  return resources.some((each) => each.drifted && isOnlyUnreported(each)) ? ', or not reported to be' : '';
}

function isOnlyUnreported(each: ResourceResult): boolean {
  return changeResultsOf(each).every(
    ({ change: { kind, before } }) => before === 'unknown' || before === DESIRED[kind],
  );
}

/** Whether it got a license, or was attached: what only left another plan was protected before. */
function isNewly(each: ResourceResult): boolean {
  return changeResultsOf(each).some(({ change, result }) => !isLeaving(change) && result.kind === 'done');
}

/** Whether something is to be in no other plan. */
function leavesOthers({ verdict: { resources } }: RunFacts): boolean {
  return resources.some(({ plans }) => plans.some(({ change }) => change.kind === 'detach'));
}

/** What is wrong with the plan that is worst off, and how many others something is wrong with. */
function troubleOf(run: RunFacts): string {
  const { plans, verdict } = run;
  const { healths, planHealth } = verdict;
  const troubled = plans.filter(({ id }) => isTroubled(healths.get(id)));
  const worst = troubled.find(({ id }) => healths.get(id) === planHealth);
  if (worst === undefined) return '';
  const count = troubled.length - 1;
  const more = count === 0 ? '' : `, and ${counted(count, 'more plan')} ${count === 1 ? 'needs' : 'need'} attention`;
  return `; ${inTrouble(worst, planHealth, run)}${more}`;
}
