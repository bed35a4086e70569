import type { Change } from '../domain/diff.ts';
import type { PlanMembership } from '../domain/membership.ts';
import type { BackupPlan, LastRun, Resource } from '../domain/model.ts';
import type { ChangeResult, Result } from '../domain/outcome.ts';
import type { PlanHealth } from '../domain/plan-health.ts';
import type { RequestedState } from '../domain/request.ts';
import { changeResultsOf, type ResourceResult, type ResourceStatus } from '../domain/resource-result.ts';
import { counted, label, someOf } from '../shared/text.ts';
import { utc } from './text.ts';

const BEFORE: Readonly<Record<Change['before'], string>> = {
  active: 'active',
  inactive: 'inactive',
  attached: 'attached',
  detached: 'not attached',
  listed: 'listed',
  unknown: 'not reported',
};

/** A state as it was found, in words. */
export function stateBefore(state: Change['before']): string {
  return BEFORE[state];
}

/** A change's right state, and what was done to reach it, in words. */
const AFTER: Readonly<Record<Change['kind'], { readonly right: string; readonly done: string }>> = {
  activate: { right: 'active', done: 'activated' },
  attach: { right: 'attached', done: 'attached' },
  detach: { right: 'not attached', done: 'detached' },
  deactivate: { right: 'inactive', done: 'released' },
  remove: { right: 'removed', done: 'removed' },
};

/** What became of a license, a membership or a repository, in words. */
export function stateAfter({ change, result }: ChangeResult): string {
  const { right, done } = AFTER[change.kind];
  switch (result.kind) {
    case 'already':
      return result.isOld === true ? `${right} at first, not read again` : right;
    case 'would':
      return `would be ${done}`;
    case 'done':
      return result.verified ? right : `${done}, state not reported by the server`;
    case 'kept':
      if (change.kind === 'deactivate') return `kept, ${containedIn(result.plans)}`;
      return result.sent === true ? 'not reported whether it has left' : 'left as it is';
    case 'failed':
      if (result.cause !== 'unreadable') return 'failed';
      return result.sent === true ? 'sent, not checked' : 'not checked';
    case 'skipped':
      return result.cause === 'blocked' ? 'failed' : 'failed, not tried';
  }
}

/** The same with what it is the state of: `backup plan 'Daily': attached`. */
export function stateWithSubject(each: ChangeResult): string {
  const { change } = each;
  const after = stateAfter(each);
  if ('plan' in change) return `backup plan ${label(change.plan)}: ${after}`;
  return change.kind === 'remove' ? after : `license ${after}`;
}

/** The same of all that became of a repository or project. */
export function statesOf(result: ResourceResult): readonly string[] {
  return changeResultsOf(result).map(stateWithSubject);
}

export function nameOf(resource: Resource): string {
  return `${resource.kind === 'project' ? 'Project' : 'Repository'} ${label(resource)}`;
}

/** So many plans are named in the line of a repository; of more nobody reads it. */
const MAX_PLANS = 20;

/** What became of a repository or project, in a line of the log. */
export function lineOf(result: ResourceResult): string {
  const plans = result.plans.map((each) => ({ plan: each.change.plan, state: stateAfter(each) }));
  const others = statesOf({ ...result, plans: [] });
  return `${nameOf(result.resource)}: ${[...others, ...plansInWords(plans, MAX_PLANS)].join('; ')}`;
}

/** The states of something in its plans: one by one, or counted where there are more than so many. */
export function plansInWords(
  plans: readonly { readonly plan: Pick<BackupPlan, 'id' | 'name'>; readonly state: string }[],
  max: number,
): readonly string[] {
  if (plans.length <= max) return plans.map(({ plan, state }) => `backup plan ${label(plan)}: ${state}`);
  const counts = [...Map.groupBy(plans, ({ state }) => state)].map(
    ([state, { length }]) => `${state} ${String(length)}`,
  );
  return [`${counted(plans.length, 'backup plan')}: ${counts.join(', ')}`];
}

/** Why a license is kept, as a part of a sentence. */
function containedIn(plans: readonly PlanMembership[]): string {
  const [first] = plans;
  if (first === undefined) return 'not left';
  const attached = plans.filter(({ membership }) => membership === 'attached').map(({ plan }) => label(plan));
  return attached.length > 0
    ? `still in backup plan ${someOf(attached, 3)}`
    : `since backup plan ${label(first.plan)} may contain it`;
}

/** What became of a plan's settings, in words. */
export function settingsAfter(result: Result): string {
  switch (result.kind) {
    case 'already':
      return 'already as asked';
    case 'would':
      return 'would be changed';
    case 'done':
      return result.verified ? 'changed' : 'changed, not reported by the server';
    case 'kept':
    case 'failed':
    case 'skipped':
      return 'failed';
  }
}

export function scheduleOf({ schedule }: BackupPlan): string {
  return schedule === 'unknown' ? 'not reported' : schedule;
}

const SELECTIONS: Readonly<Record<BackupPlan['selection'], string | undefined>> = {
  all: 'all repositories, including new ones',
  rules: 'repositories selected by rules',
  manual: 'hand-picked repositories',
  unknown: undefined,
};

/** How a plan takes in repositories, where the server says. */
export function selectionOf({ selection, projects }: BackupPlan): string | undefined {
  const hasProjects = selection === 'manual' && (projects?.ids.size ?? 0) > 0;
  return hasProjects ? 'hand-picked projects and repositories' : SELECTIONS[selection];
}

/** A plan's last run in words, or that none is known. @param now to say how long ago it was, in milliseconds since the epoch */
export function lastRunOf(run: LastRun | undefined, now?: number): string {
  if (run === undefined) return 'not reported';
  const parts = [
    counted(run.errors, 'error'),
    counted(run.warnings, 'warning'),
    counted(run.successes, 'success', 'successes'),
  ].filter((part) => !part.startsWith('0 '));
  const result = parts.length === 0 ? 'no results' : parts.join(', ');
  if (run.finishedAt === undefined) return result;
  const when = utc(run.finishedAt);
  const age = now === undefined ? undefined : ageOf(now - run.finishedAt.getTime());
  return age === undefined ? `${result} (${when})` : `${result}, ${age} (${when})`;
}

const HOUR = 3_600_000;

/** How long ago something was; undefined for what is to come, since clocks differ. */
export function ageOf(milliseconds: number): string | undefined {
  const hours = Math.floor(milliseconds / HOUR);
  if (milliseconds < 0) return undefined;
  if (hours < 1) return 'less than an hour ago';
  return hours < 48 ? `${counted(hours, 'hour')} ago` : `${String(Math.floor(hours / 24))} days ago`;
}

/** What is not well stands out. No plan is marked as good: that would be read as the result of the run. */
const HEALTHS: Readonly<Record<PlanHealth, string>> = {
  failing: '❌ failing',
  disabled: '⚠️ disabled',
  stale: '⚠️ stale',
  warnings: '⚠️ warnings',
  unknown: 'unknown',
  healthy: 'healthy',
};

export function healthInWords(health: PlanHealth): string {
  return HEALTHS[health];
}

/** All that is known of how a plan is, as a part of a sentence. @param health undefined: it is no matter */
export function planInWords(plan: BackupPlan, health: PlanHealth | undefined, now: number): string {
  const facts = [`schedule ${scheduleOf(plan)}`, `last run ${lastRunOf(plan.lastRun, now)}`];
  return [...(health === undefined ? [] : [health === 'unknown' ? 'health unknown' : HEALTHS[health]]), ...facts].join(
    '; ',
  );
}

const STATUS: Readonly<Record<ResourceStatus, string>> = {
  failed: 'failed',
  'not-tried': 'not tried, since others failed',
  'would-change': 'would be changed',
  unverified: 'state not reported by the server',
  'not-read-again': 'as asked at first, not read again',
  changed: 'now licensed and attached',
  protected: 'already licensed and attached',
};

const STATUS_OF_LEAVING: Readonly<Record<ResourceStatus, string>> = {
  ...STATUS,
  changed: 'newly absent, or kept',
  protected: 'already absent, or kept',
};

export function statusInWords(status: ResourceStatus, state: RequestedState['kind']): string {
  return (state === 'present' ? STATUS : STATUS_OF_LEAVING)[status];
}
