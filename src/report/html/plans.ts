import type { BackupPlan } from '../../domain/model.ts';
import type { PlanHealth } from '../../domain/plan-health.ts';
import type { RunResult } from '../run-result.ts';
import { longerAgoThan } from '../plan-trouble.ts';
import { lastRunOf, scheduleOf, selectionOf, settingsAfter } from '../words.ts';
import { type Html, markup, EMPTY, type Part } from './markup.ts';
import { nameOf } from './sentence.ts';
import { htmlTable } from './table.ts';

const HEALTHS: Readonly<Record<Exclude<PlanHealth, 'stale'>, Html>> = {
  failing: markup`<strong class="bad">failing</strong>: its last run had errors`,
  disabled: markup`<strong class="bad">disabled</strong>: it does not run by itself`,
  warnings: markup`<strong class="attention">warnings</strong>: its last run had warnings`,
  unknown: markup`<strong class="attention">unknown</strong>: GitProtect does not report enough`,
  healthy: markup`<strong class="good">healthy</strong>: its last run had no errors`,
};

function healthCell(health: PlanHealth, run: RunResult): Html {
  return health === 'stale'
    ? markup`<strong class="bad">stale</strong>: its last run ended ${longerAgoThan(run)}`
    : HEALTHS[health];
}

/** The backup plans, and how their backups are. */
export function planSection(run: RunResult): Html {
  const { plans, settings } = run;
  if (plans.length === 0) return EMPTY;
  const heads = [
    'Backup plan',
    'Health',
    'Last run',
    'Schedule',
    'Includes',
    ...(settings.length === 0 ? [] : ['Settings']),
  ];
  const isUnchecked = run.state === 'present' && run.maxBackupAgeHours === undefined;
  const rows = plans.map((plan) => cellsOf(plan, run));
  return markup`
<section class="plans">
<h2 id="plans">Backup plans</h2>
${isUnchecked ? markup`<p>The age of the last runs was not checked (<code>${run.worded('max-backup-age')}</code> is not given): a plan counts as healthy however long ago its last run was.</p>` : EMPTY}
<div class="scroll" role="region" aria-labelledby="plans" tabindex="0">
${htmlTable('', [...heads, 'ID'], rows)}</div>
</section>
`;
}

function cellsOf(plan: BackupPlan, run: RunResult): readonly Part[] {
  const { settings, verdict, laterNow } = run;
  const health = verdict.healths.get(plan.id);
  const changed = settings.find((each) => each.plan.id === plan.id);
  return [
    nameOf(plan.name ?? plan.id),
    // Where something leaves a plan, its health is not looked at.
    health === undefined ? 'not looked at' : healthCell(health, run),
    lastRunOf(plan.lastRun, laterNow),
    scheduleOf(plan),
    selectionOf(plan) ?? 'not reported',
    ...(settings.length === 0 ? [] : [changed === undefined ? '–' : settingsAfter(changed.result)]),
    markup`<span class="id">${plan.id}</span>`,
  ];
}
