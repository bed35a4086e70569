import type { ChangeResult } from '../domain/outcome.ts';
import { isSeen, type PlanResult, type ResourceResult } from '../domain/resource-result.ts';
import { counted, shortened } from '../shared/text.ts';
import { fitting } from './fitting.ts';
import { asMarkdown, code, folded, row, table } from './markdown.ts';
import { FEW, FEW_PLANS, healthsInWords } from './numbers.ts';
import type { RunResult } from './run-result.ts';
import {
  healthInWords,
  lastRunOf,
  scheduleOf,
  settingsAfter,
  stateAfter,
  stateBefore,
  statusInWords,
} from './words.ts';

/** Nobody reads more. */
const MAX_ROWS = 500;
const MAX_ROW_BYTES = 384 * 1024;
const MAX_PLAN_BYTES = 128 * 1024;

/** More plans than these would make the table too wide: they share a column. */
const MAX_PLAN_COLUMNS = 5;

/** How many ended in which way, with a bar for each. */
export function totalsTable({ verdict: { resources, totals }, state, coverage }: RunResult): string {
  const all = resources.length;
  const rows = [...totals].map(([status, count]) => {
    const mark = status === 'failed' || status === 'not-tried' ? '❌ ' : '';
    return row([`${mark}${statusInWords(status, state)}`, String(count), bar(count, all)]);
  });
  return table([`Repositories${coverage === undefined ? '' : ' in GitProtect'}`, 'Count', 'Share'], rows);
}

const BAR_CELLS = 20;

/** A share as a bar; what isn't nothing shows, and what isn't all isn't full. Rounded down: no sum is more than 100 %. */
function bar(count: number, all: number): string {
  const cells = Math.min(count < all ? BAR_CELLS - 1 : BAR_CELLS, Math.max(1, Math.round((count * BAR_CELLS) / all)));
  const percent = Math.floor((count * 100) / all);
  return `\`${'█'.repeat(cells)}${'░'.repeat(BAR_CELLS - cells)}\` ${percent === 0 ? '< 1' : String(percent)} %`;
}

/** What needs attention first; of many repositories only what isn't as it was. Of a single one it is all there is to see. */
export function repositoryTable(run: RunResult): readonly string[] {
  const { resources, ranked, totals } = run.verdict;
  if (resources.length === 0) return [];
  if (resources.length === 1) return tableOfResources(resources, run);
  const isFew = resources.length <= FEW;
  const shown = isFew ? ranked : ranked.filter(({ status }) => status !== 'protected');
  if (shown.length === 0) return [];
  const counts = [...totals].flatMap(([status, count]) =>
    isFew || status !== 'protected' ? `${String(count)} ${statusInWords(status, run.state)}` : [],
  );
  return folded(`Repositories: ${counts.join('; ')}`, tableOfResources(shown, run));
}

function tableOfResources(shown: readonly ResourceResult[], run: RunResult): readonly string[] {
  const { plans } = run;
  const columns = new Set(plans.map(({ id }) => id));
  const hasReasons = shown.length > 1 && shown.some(({ problems }) => problems.length > 0);
  const hasOthers = shown.some((each) => each.plans.some(({ change }) => !columns.has(change.plan.id)));
  const heads = [
    'Repository',
    'License',
    ...(plans.length > MAX_PLAN_COLUMNS ? ['Plans'] : plans.map(({ id, name }) => `Plan ${code(name ?? id)}`)),
    ...(hasOthers ? ['Other plans'] : []),
    ...(run.state === 'removed' ? ['In GitProtect'] : []),
    ...(hasReasons ? ['Why'] : []),
  ];
  const rows = fitting(
    shown
      .slice(0, MAX_ROWS)
      .map((each) => row([...resourceRow(each, run, columns, hasOthers), ...(hasReasons ? [reasonsOf(each)] : [])])),
    MAX_ROW_BYTES,
  );
  const rest = shown.length - rows.length;
  return [
    table(heads, rows),
    ...(rest > 0
      ? [
          `… and ${counted(rest, 'repository', 'repositories')} more (<code>${run.worded('report-file')}</code> gives all).`,
        ]
      : []),
  ];
}

function resourceRow(
  { resource, license, plans: all, removal }: ResourceResult,
  { plans, state }: RunResult,
  columns: ReadonlySet<string>,
  hasOthers: boolean,
): string[] {
  const requested = all.filter(({ change }) => columns.has(change.plan.id));
  const inSome = (which: (plan: PlanResult) => boolean): string =>
    `in ${String(requested.filter(which).length)} of ${String(plans.length)}`;
  const memberships =
    plans.length > MAX_PLAN_COLUMNS
      ? [transition(inSome(isBefore), inSome(isAfter))]
      : plans.map(({ id }) =>
          requested
            .filter(({ change }) => change.plan.id === id)
            .map(changeCell)
            .join(', '),
        );
  const others = all
    .filter(({ change }) => !columns.has(change.plan.id))
    .map((each) => `${code(each.change.plan.name ?? each.change.plan.id)}: ${changeCell(each)}`);
  return [
    `${resource.kind === 'project' ? 'Project ' : ''}${code(resource.name)}`,
    license === undefined ? '–' : changeCell(license),
    ...memberships,
    ...(hasOthers ? [others.slice(0, MAX_PLAN_COLUMNS).join(', ')] : []),
    ...(state === 'removed' ? [removal === undefined ? '' : changeCell(removal)] : []),
  ];
}

/** In short: what to do stands above the table. */
function reasonsOf({ problems }: ResourceResult): string {
  return asMarkdown(shortened([...new Set(problems.map(({ title, inShort = title }) => inShort))].join('; ')));
}

function changeCell(each: ChangeResult): string {
  return transition(stateBefore(each.change.before), asMarkdown(stateAfter(each)));
}

function isBefore({ change }: PlanResult): boolean {
  return change.before === 'attached';
}

function isAfter({ change, result }: PlanResult): boolean {
  return change.kind === 'attach' ? isSeen(result) : !isSeen(result) && isBefore({ change, result });
}

/** Whether the plans' backups are well: of a few to be seen at once, of many folded. */
export function planTable(run: RunResult): readonly string[] {
  const { plans, settings, verdict, laterNow } = run;
  const { healths } = verdict;
  if (plans.length === 0) return [];
  const rows = plans.map((plan) => {
    const health = healths.get(plan.id);
    const changed = settings.find((each) => each.plan.id === plan.id);
    return row([
      code(plan.name ?? plan.id),
      ...(healths.size === 0 ? [] : [healthInWords(health ?? 'unknown')]),
      scheduleOf(plan),
      lastRunOf(plan.lastRun, laterNow),
      ...(settings.length === 0 ? [] : [changed === undefined ? '' : settingsAfter(changed.result)]),
    ]);
  });
  const heads = [
    'Backup plan',
    ...(healths.size === 0 ? [] : ['Health']),
    'Schedule',
    'Last run',
    ...(settings.length === 0 ? [] : ['Settings']),
  ];
  const shown = fitting(rows, MAX_PLAN_BYTES);
  const rest = rows.length - shown.length;
  const blocks = [table(heads, shown), ...(rest > 0 ? [`… and ${counted(rest, 'backup plan')} more.`] : [])];
  return plans.length <= FEW_PLANS ? blocks : folded(healthsInWords(run), blocks);
}

function transition(before: string, after: string): string {
  return before === after ? after : `${before} → **${after}**`;
}
