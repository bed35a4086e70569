import { counted, shortened } from '../wording.ts';
import {
  type Outcome,
  type PlanOutcome,
  type Problem,
  type RepositoryOutcome,
  statusOf,
} from '../protection/outcome.ts';
import { lastRunOf, licenseAfter, membershipAfter, scheduleOf, stateBefore } from './states.ts';
import { cost, FEW } from './story.ts';
import { asMarkdown } from './text.ts';
import { byAttention, fitting, inWords, totalsOf } from './totals.ts';
import { cautionsOn, headline, markOf, problemsByCause, type RunFacts, verdictOn } from './verdict.ts';

/**
 * GitHub shows 1 MiB of a step's summary, and nothing of a longer one. Half of it is for the table of repositories, of
 * which nobody reads so many; the rest for what stands around it.
 */
const MOST_ROWS = 500;
const MOST_ROW_BYTES = 512 * 1024;
const MOST_LIST_BYTES = 128 * 1024;
const MOST_TEXT = 2000;

/** More plans than these would make the table too wide: they share a column. */
const MOST_PLAN_COLUMNS = 5;

/** The job summary, as Markdown, of a run that came to its end. Names from the server show as text, whatever they hold. */
export function summaryOf(outcome: Outcome, facts: RunFacts): string {
  const verdict = verdictOn(outcome, facts);
  const isOne = outcome.repositories.length === 1;
  return document([
    `## ${markOf(verdict)} GitProtect backup`,
    `**${asMarkdown(headline(verdict, outcome))}.**`,
    ...list(
      cautionsOn(outcome).map(({ text }) => `> ⚠️ ${asMarkdown(text)}`),
      (count) => `> … and ${counted(count, 'warning')} more`,
    ),
    ...(isOne ? [] : [totalsTable(outcome)]),
    ...repositoryTable(outcome),
    ...planTable(outcome),
    ...nextSteps(outcome),
    `<sub>${[`Organization ${code(outcome.organization.name)}`, ...passedOver(outcome), cost(facts)].join(' · ')}</sub>`,
  ]);
}

/** The job summary of a run that ended before the state could be compared. */
export function summaryOfFailure({ title, message, remedy }: Problem): string {
  return document([
    '## ❌ GitProtect backup',
    `**Not proved to be protected: ${asMarkdown(title)}.**`,
    ...message.split('\n').map((line) => asMarkdown(line)),
    '### What to do next',
    asMarkdown(remedy),
  ]);
}

/** How many ended in which way, with a bar for each. */
function totalsTable(outcome: Outcome): string {
  const all = outcome.repositories.length;
  return table(
    ['Repositories', 'Count', 'Share'],
    [...totalsOf(outcome)].map(([status, count]) => [
      `${status === 'failed' || status === 'not-tried' ? '❌ ' : ''}${inWords(status)}`,
      String(count),
      bar(count / all),
    ]),
  );
}

const BAR_CELLS = 20;

/** A share as a bar; what isn't nothing shows, and what isn't all isn't full. */
function bar(share: number): string {
  const cells = Math.min(share < 1 ? BAR_CELLS - 1 : BAR_CELLS, Math.max(1, Math.round(share * BAR_CELLS)));
  const percent = share < 0.01 ? '< 1' : share < 1 ? String(Math.min(99, Math.round(share * 100))) : '100';
  return `\`${'█'.repeat(cells)}${'░'.repeat(BAR_CELLS - cells)}\` ${percent} %`;
}

/** What needs attention first; of many repositories only what isn't as it was. */
function repositoryTable(outcome: Outcome): string[] {
  const { plans, repositories } = outcome;
  const shown = repositories.length <= FEW ? repositories : byAttention(outcome).filter(isOfInterest);
  if (shown.length === 0) return [];
  const columns =
    plans.length > MOST_PLAN_COLUMNS ? ['Plans'] : plans.map(({ id, name }) => `Plan ${code(name ?? id)}`);
  const rows = fitting(
    shown.slice(0, MOST_ROWS).map((repository) => row(repositoryRow(repository))),
    MOST_ROW_BYTES,
  );
  const rest = shown.length - rows.length;
  return [
    [...head(['Repository', 'License', ...columns]), ...rows].join('\n'),
    ...(rest > 0
      ? [`… and ${counted(rest, 'repository', 'repositories')} more (the input <code>report-file</code> gives all).`]
      : []),
  ];
}

function isOfInterest(repository: RepositoryOutcome): boolean {
  return statusOf(repository) !== 'protected';
}

function repositoryRow({ repository, license, plans }: RepositoryOutcome): string[] {
  const memberships =
    plans.length > MOST_PLAN_COLUMNS
      ? [
          change(
            `in ${count(plans, isBefore)} of ${String(plans.length)}`,
            `in ${count(plans, isAfter)} of ${String(plans.length)}`,
          ),
        ]
      : plans.map(({ step }) => change(stateBefore(step.before), membershipAfter(step)));
  return [code(repository.name), change(stateBefore(license.before), licenseAfter(license)), ...memberships];
}

function count(plans: readonly PlanOutcome[], which: (plan: PlanOutcome) => boolean): string {
  return String(plans.filter(which).length);
}

function isBefore({ step }: PlanOutcome): boolean {
  return step.before === 'attached';
}

function isAfter({ step }: PlanOutcome): boolean {
  return step.status === 'already' || (step.status === 'done' && step.verified);
}

function passedOver({ passedOver: count }: Outcome): string[] {
  return count === 0 ? [] : [`${String(count)} passed over, removed at the Git host`];
}

function planTable({ plans }: Outcome): string[] {
  const rows = plans.map((plan) => {
    const troubled = plan.lastRun !== undefined && plan.lastRun.errors + plan.lastRun.warnings > 0;
    return row([code(plan.name ?? plan.id), scheduleOf(plan), `${troubled ? '⚠️ ' : ''}${lastRunOf(plan.lastRun)}`]);
  });
  const shown = fitting(rows, MOST_LIST_BYTES);
  const rest = rows.length - shown.length;
  return [
    [...head(['Backup plan', 'Schedule', 'Last run']), ...shown].join('\n'),
    ...(rest > 0 ? [`… and ${counted(rest, 'backup plan')} more.`] : []),
  ];
}

/** As many as fit, and how many more there are. */
function list(items: readonly string[], more: (count: number) => string): readonly string[] {
  const shown = fitting(items, MOST_LIST_BYTES);
  return shown.length === items.length ? shown : [...shown, more(items.length - shown.length)];
}

function nextSteps(outcome: Outcome): string[] {
  const causes = problemsByCause(outcome);
  if (causes.length === 0) return [];
  const items = causes.map(({ problem, repositories }) => {
    const names = repositories.slice(0, 5).map(code).join(', ');
    const rest = repositories.length > 5 ? ` and ${String(repositories.length - 5)} more` : '';
    const message = asMarkdown(shortened(problem.message, MOST_TEXT));
    return `- ${names}${rest}: ${message}. **${asMarkdown(problem.remedy)}**`;
  });
  return ['### What to do next', list(items, (count) => `- … and ${counted(count, 'reason')} more`).join('\n')];
}

function change(before: string, after: string): string {
  return before === after ? after : `${before} → **${after}**`;
}

function code(name: string): string {
  return `<code>${asMarkdown(shortened(name))}</code>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [...head(heads), ...rows.map(row)].join('\n');
}

function head(heads: readonly string[]): string[] {
  return [row(heads), row(heads.map(() => '---'))];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function document(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
