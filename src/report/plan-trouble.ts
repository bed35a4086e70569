import type { BackupPlan } from '../domain/model.ts';
import type { PlanHealth } from '../domain/plan-health.ts';
import { counted, label, upperFirst } from '../shared/text.ts';
import type { RunFacts } from './run-result.ts';
import { plansNamed } from './subjects.ts';
import { utc } from './text.ts';
import type { ToDo } from './to-do.ts';
import { ageOf } from './words.ts';

/** So many plans of one kind are told of; more are counted. */
const MAX_PLANS = 5;

/** What is wrong with a plan, as a part of a sentence. */
export function inTrouble(plan: BackupPlan, health: PlanHealth, run: RunFacts): string {
  if (health === 'disabled') return `the schedule of backup plan ${label(plan)} is disabled`;
  const { errors = 0, warnings = 0, finishedAt } = plan.lastRun ?? {};
  const lastRun = `the last run of backup plan ${label(plan)}`;
  const when = finishedAt === undefined ? '' : ` (${utc(finishedAt)})`;
  if (health === 'stale') return `${lastRun} ended ${longerAgoThan(run)}${when}`;
  return `${lastRun} had ${health === 'failing' ? counted(errors, 'error') : counted(warnings, 'warning')}${when}`;
}

/** How long ago a run ended that is too old, as a part of a sentence: `more than 24 hours ago, the limit of max-backup-age`. */
export function longerAgoThan({ worded, maxBackupAgeHours = 0 }: RunFacts): string {
  return `more than ${counted(maxBackupAgeHours, 'hour')} ago, the limit of ${worded('max-backup-age')}`;
}

/** Runs of plans are further apart than that where something is wrong, or where they are meant to be. */
const OLD_MS = 48 * 3_600_000;

/** The plans of which it is known when they last ran, the oldest run first. `ended` is in milliseconds since the epoch. */
export function lastRunsByAge(plans: readonly BackupPlan[]): readonly { plan: BackupPlan; ended: number }[] {
  return plans
    .flatMap((plan) => {
      const ended = plan.lastRun?.finishedAt?.getTime();
      return ended === undefined ? [] : { plan, ended };
    })
    .sort((a, b) => a.ended - b.ended);
}

/** Why plans that nothing is wrong with do not prove a recent backup, as a part of a sentence; empty where they do. */
export function doubtOf({ plans, laterNow: now, verdict }: Pick<RunFacts, 'plans' | 'laterNow' | 'verdict'>): string {
  const [oldest] = lastRunsByAge(plans);
  const isOld = oldest !== undefined && now - oldest.ended >= OLD_MS;
  return [
    ...notShownWell({ plans, verdict }),
    ...(isOld ? [`the last run of backup plan ${label(oldest.plan)} ended ${ageOf(now - oldest.ended) ?? ''}`] : []),
  ]
    .map((part) => `; ${part}`)
    .join('');
}

/** That some plans are not shown to run well, as a part of a sentence; none where all are. */
export function notShownWell({ plans, verdict }: Pick<RunFacts, 'plans' | 'verdict'>): readonly string[] {
  const unknown = plans.filter(({ id }) => verdict.healths.get(id) === 'unknown');
  if (unknown.length === 0) return [];
  const run = unknown.length === 1 ? 'runs' : 'run';
  return [`GitProtect does not show that ${plansNamed(unknown.map(label))} ${run} well`];
}

/** What to do about plans that are not well: one for all of one health. */
export function plansToDo(run: RunFacts): readonly ToDo[] {
  const { verdict, plans } = run;
  const { healths, failedFor, counts } = verdict;
  return TROUBLES.flatMap(({ health, title, remedy }): readonly ToDo[] => {
    // A schedule that is off is told in any case, whatever the last run was like.
    const some = plans.filter(({ id, schedule }) =>
      health === 'disabled' ? schedule === 'disabled' : healths.get(id) === health,
    );
    if (some.length === 0) return [];
    const level = some.some(({ id }) => failedFor.has(id)) ? 'error' : 'warning';
    const rest = some.length > MAX_PLANS ? [`and ${String(some.length - MAX_PLANS)} more`] : [];
    const told = [...some.slice(0, MAX_PLANS).map((plan) => inTrouble(plan, health, run)), ...rest];
    // A plan concerns all its repositories.
    return [
      { level, source: 'run', title, names: [], weight: counts.checked, text: upperFirst(told.join('; ')), remedy },
    ];
  });
}

const LOOK =
  "Look at the plan's last runs in GitProtect, and correct the cause: repositories attached to it may have no usable backup.";

const TROUBLES: readonly (Pick<ToDo, 'title' | 'remedy'> & { readonly health: PlanHealth })[] = [
  { health: 'failing', title: 'The last run of the backup plan had errors', remedy: LOOK },
  {
    health: 'disabled',
    title: 'The backup plan is not scheduled',
    remedy: 'Enable the schedule in GitProtect: until then, repositories attached to the plan are not backed up.',
  },
  { health: 'stale', title: 'The last run of the backup plan is too old', remedy: LOOK },
  { health: 'warnings', title: 'The last run of the backup plan had warnings', remedy: LOOK },
];
