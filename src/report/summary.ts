import type { Problem } from '../shared/failure.ts';
import { counted, shortened, upperFirst } from '../shared/text.ts';
import { fitting } from './fitting.ts';
import { headline, MARK_OF_FAILURE, markOf } from './headline.ts';
import { licensesInWords } from './licenses.ts';
import { asMarkdown, code, folded } from './markdown.ts';
import { cost, FEW_PLANS, passedOver } from './numbers.ts';
import type { RunResult } from './run-result.ts';
import { planTable, repositoryTable, totalsTable } from './summary-tables.ts';
import { withRest } from './text.ts';
import { withPeriod, shownOf, type ToDo } from './to-do.ts';

/*
 * GitHub shows 1 MiB of a step's summary, and nothing of a longer one: each part has a share of it. What somebody has to
 * know stands first, what takes room is folded.
 */
const MAX_TO_DO_BYTES = 96 * 1024;
const MAX_REASONS_BYTES = 128 * 1024;
const MAX_TEXT_LENGTH = 1000;
const MAX_NAMES = 5;

/** The job summary, as Markdown, of a run that came to its end. Names from the server show as text, whatever they hold. */
export function summaryOf(run: RunResult): string {
  const { coverage, plans, verdict } = run;
  const isOne = verdict.resources.length === 1;
  const repositories = repositoryTable(run);
  const planRows = planTable(run);
  const isFewPlans = plans.length <= FEW_PLANS;
  return document([
    `## ${markOf(run)} GitProtect backup`,
    `**${asMarkdown(headline(run))}.**`,
    ...toDoList(run),
    '### Numbers',
    ...(verdict.resources.length > 1 ? [totalsTable(run)] : []),
    ...(isOne ? repositories : []),
    ...licenses(run),
    ...(isFewPlans ? planRows : []),
    ...(coverage?.section.numbers ?? []),
    ...(coverage?.section.gaps ?? []),
    ...allReasons(run),
    ...(isOne ? [] : repositories),
    ...(isFewPlans ? [] : planRows),
    ...(coverage?.section.others ?? []),
    `<sub>${[`Organization ${code(run.organization.name)}`, ...passedOver(run), cost(run)].join(' · ')}</sub>`,
  ]);
}

/** The job summary of a run that ended before the state could be compared. */
export function summaryOfFailure({ title, message, remedy }: Problem, headlineOfIt: string): string {
  return document([
    `## ${MARK_OF_FAILURE} GitProtect backup`,
    `**${asMarkdown(headlineOfIt)}: ${asMarkdown(title)}.**`,
    TO_DO,
    `- ❌ **${asMarkdown(remedy)}**`,
    '### Why',
    ...message.split('\n').map((line) => asMarkdown(line)),
  ]);
}

const TO_DO = '### What to do now';

/** What to do, in ten lines at most, with what there is to say of it. */
function toDoList({ toDo }: RunResult): readonly string[] {
  if (toDo.length === 0) return [];
  return [TO_DO, listOf(shownOf(toDo).shown, MAX_TO_DO_BYTES, toDo.length, `: see “${ALL_REASONS}” below`)];
}

const ALL_REASONS = 'All reasons';

/** Where there are more of them than ten. */
function allReasons({ toDo, worded }: RunResult): readonly string[] {
  if (shownOf(toDo).rest.length === 0) return [];
  const list = listOf(toDo, MAX_REASONS_BYTES, toDo.length, ` (<code>${worded('report-file')}</code> gives all)`);
  return folded(`${ALL_REASONS} (${String(toDo.length)})`, [list]);
}

/** As much of a list as fits. @param count of all there are, of which these are the first @param where the others are */
function listOf(toDo: readonly ToDo[], bytes: number, count: number, where: string): string {
  const lines = fitting(linesOf(toDo), bytes);
  const rest = count - lines.length;
  return [...lines, ...(rest === 0 ? [] : [`- … and ${counted(rest, 'more reason')}${where}`])].join('\n');
}

const MARKS: Readonly<Record<ToDo['level'], string>> = { error: '❌ ', warning: '⚠️ ' };

/** Made one by one: most of very many don't fit. */
function* linesOf(toDo: readonly ToDo[]): Generator<string> {
  for (const each of toDo) yield toDoLine(each);
}

function toDoLine({ level, names, text, remedy }: ToDo): string {
  const what = asMarkdown(withPeriod(shortened(names.length === 0 ? upperFirst(text) : text, MAX_TEXT_LENGTH)));
  const who = names.length === 0 ? '' : `${withRest(names.slice(0, MAX_NAMES).map(code), names.length)}: `;
  return `- ${MARKS[level]}**${asMarkdown(remedy)}** ${who}${what}`;
}

function licenses(run: RunResult): readonly string[] {
  const words = licensesInWords(run);
  return words === undefined ? [] : [`**Licenses:** ${asMarkdown(words)}`];
}

function document(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
