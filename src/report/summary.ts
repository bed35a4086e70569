import type { ChangeResult } from '../domain/outcome.ts';
import { isSeen, type PlanResult, type ResourceResult } from '../domain/resource-result.ts';
import type { Problem } from '../shared/failure.ts';
import { counted, shortened } from '../shared/text.ts';
import { fitting } from './fitting.ts';
import { headline, markOf, warningsOf } from './headline.ts';
import { cost, FEW } from './log-run.ts';
import { code, row, table } from './markdown.ts';
import type { RunResult } from './run-result.ts';
import { asMarkdown } from './text.ts';
import { lastRunOf, scheduleOf, settingsAfter, stateAfter, stateBefore, statusInWords } from './words.ts';

/**
 * GitHub shows 1 MiB of a step's summary, and nothing of a longer one. Half of it is for the table of repositories, of
 * which nobody reads so many; the rest for what stands around it.
 */
const MAX_ROWS = 500;
const MAX_ROW_BYTES = 512 * 1024;
const MAX_LIST_BYTES = 128 * 1024;
const MAX_TEXT_LENGTH = 2000;

/** More plans than these would make the table too wide: they share a column. */
const MAX_PLAN_COLUMNS = 5;

/** The job summary, as Markdown, of a run that came to its end. Names from the server show as text, whatever they hold. */
export function summaryOf(run: RunResult): string {
  const isOne = run.verdict.resources.length <= 1;
  return document([
    `## ${markOf(run)} GitProtect backup`,
    `**${asMarkdown(headline(run))}.**`,
    ...list(
      warningsOf(run).map(({ text }) => `> ⚠️ ${asMarkdown(text)}`),
      (count) => `> … and ${counted(count, 'warning')} more`,
    ),
    ...(isOne ? [] : [totalsTable(run)]),
    ...(run.coverage?.section ?? []),
    ...repositoryTable(run),
    ...planTable(run),
    ...nextSteps(run),
    `<sub>${[`Organization ${code(run.organization.name)}`, ...removedAtHost(run), cost(run)].join(' · ')}</sub>`,
  ]);
}

/** The job summary of a run that ended before the state could be compared. @param isLimit it would have taken away too much */
export function summaryOfFailure({ title, message, remedy }: Problem, isLimit: boolean): string {
  return document([
    '## ❌ GitProtect backup',
    `**${isLimit ? 'Nothing was changed' : 'Not proved to be protected'}: ${asMarkdown(title)}.**`,
    ...message.split('\n').map((line) => asMarkdown(line)),
    '### What to do next',
    asMarkdown(remedy),
  ]);
}

/** How many ended in which way, with a bar for each. */
function totalsTable({ verdict: { resources, totals }, state, coverage }: RunResult): string {
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

/** What needs attention first; of many repositories only what isn't as it was. */
function repositoryTable(run: RunResult): string[] {
  const { plans, verdict } = run;
  const shown =
    verdict.resources.length <= FEW ? verdict.resources : verdict.ranked.filter(({ status }) => status !== 'protected');
  if (shown.length === 0) return [];
  const columns = new Set(plans.map(({ id }) => id));
  const hasOthers = shown.some((each) => each.plans.some(({ change }) => !columns.has(change.plan.id)));
  const heads = [
    'Repository',
    'License',
    ...(plans.length > MAX_PLAN_COLUMNS ? ['Plans'] : plans.map(({ id, name }) => `Plan ${code(name ?? id)}`)),
    ...(hasOthers ? ['Other plans'] : []),
    ...(run.state === 'removed' ? ['In GitProtect'] : []),
  ];
  const rows = fitting(
    shown.slice(0, MAX_ROWS).map((each) => row(resourceRow(each, run, columns, hasOthers))),
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

function changeCell(each: ChangeResult): string {
  return transition(stateBefore(each.change.before), asMarkdown(stateAfter(each)));
}

function isBefore({ change }: PlanResult): boolean {
  return change.before === 'attached';
}

function isAfter({ change, result }: PlanResult): boolean {
  return change.kind === 'attach' ? isSeen(result) : !isSeen(result) && isBefore({ change, result });
}

function removedAtHost({ removedAtHost: count }: RunResult): string[] {
  return count === 0 ? [] : [`${String(count)} passed over, removed at the Git host`];
}

function planTable({ plans, settings, verdict: { healths } }: RunResult): string[] {
  const rows = plans.map((plan) => {
    const { errors = 0, warnings = 0 } = plan.lastRun ?? {};
    const mark = errors + warnings > 0 || healths.get(plan.id) === 'stale' ? '⚠️ ' : '';
    const changed = settings.find((each) => each.plan.id === plan.id);
    return row([
      code(plan.name ?? plan.id),
      scheduleOf(plan),
      `${mark}${lastRunOf(plan.lastRun)}`,
      ...(changed === undefined ? [] : [settingsAfter(changed.result)]),
    ]);
  });
  if (rows.length === 0) return [];
  const shown = fitting(rows, MAX_LIST_BYTES);
  const rest = rows.length - shown.length;
  return [
    table(['Backup plan', 'Schedule', 'Last run', ...(settings.length === 0 ? [] : ['Settings'])], shown),
    ...(rest > 0 ? [`… and ${counted(rest, 'backup plan')} more.`] : []),
  ];
}

/** As many as fit, and how many more there are. */
function list(items: readonly string[], more: (count: number) => string): readonly string[] {
  const shown = fitting(items, MAX_LIST_BYTES);
  return shown.length === items.length ? shown : [...shown, more(items.length - shown.length)];
}

function nextSteps({ verdict: { causes } }: RunResult): string[] {
  if (causes.length === 0) return [];
  const items = causes.map(({ problem, names: all }) => {
    const names = all.slice(0, 5).map(code).join(', ');
    const rest = all.length > 5 ? ` and ${String(all.length - 5)} more` : '';
    const message = asMarkdown(shortened(problem.message, MAX_TEXT_LENGTH));
    return `- ${names}${rest}: ${message}. **${asMarkdown(problem.remedy)}**`;
  });
  return ['### What to do next', list(items, (count) => `- … and ${counted(count, 'reason')} more`).join('\n')];
}

function transition(before: string, after: string): string {
  return before === after ? after : `${before} → **${after}**`;
}

function document(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
