import { changeResultsOf, isSeen, type ResourceResult } from '../domain/resource-result.ts';
import type { Logger } from '../shared/logger.ts';
import { counted, someOf, upperFirst } from '../shared/text.ts';
import { headline, markOf } from './headline.ts';
import { allPlans, FEW, FEW_PLANS, numbersOf } from './numbers.ts';
import type { RunResult } from './run-result.ts';
import { withPeriod, shownOf, type ToDo } from './to-do.ts';
import { lineOf, stateWithSubject } from './words.ts';

/** The heading of what stands before the end of the log. */
export const DETAILS = 'Details';

/** Annotations of each kind: together with those of other modules they stay below a CI's limit. The others are lines. */
const MAX_ANNOTATIONS = { error: 5, warning: 3 };

/** So many names stand at the end of the log, and so many before it. */
const MAX_NAMES = 5;
const MAX_ALL_NAMES = 200;

/** So many kinds of change are logged with the names of what they concern. */
const MAX_KINDS = 50;

/** So many reasons are logged that are not at the end of the log; the report file has all. */
const MAX_REASONS = 1000;

/**
 * What became of each repository, and whatever else is too long for the end of the log: it stands before that.
 * @param table takes the place of lines for each repository
 */
export function detailsOf(run: RunResult, table: readonly string[] = []): readonly string[] {
  const { resources } = run.verdict;
  const repositories = resources.length > FEW ? wouldAndKept(resources) : ofFew(resources);
  return [
    // Of a single one the numbers tell.
    ...(table.length > 0 ? table : resources.length === 1 ? [] : repositories),
    ...(run.coverage?.details ?? []),
    ...run.toDo.flatMap(({ title, names }) =>
      names.length > MAX_NAMES ? `${title}: ${someOf(names, MAX_ALL_NAMES)}` : [],
    ),
    ...(run.plans.length > FEW_PLANS ? allPlans(run) : []),
    ...limited(
      shownOf(run.toDo).rest.map((each) => `${each.title}: ${toDoLine(each)}`),
      MAX_REASONS,
    ),
  ];
}

/** What was as asked for is in the log already: it was read before. */
function ofFew(resources: readonly ResourceResult[]): readonly string[] {
  const { same = [], other = [] } = Object.groupBy(resources, (each) => (isUnchanged(each) ? 'same' : 'other'));
  const names = someOf(
    same.map(({ resource }) => resource.name),
    FEW,
  );
  return [...other.map(lineOf), ...(same.length === 0 ? [] : [`Unchanged: ${names}`])];
}

function isUnchanged(each: ResourceResult): boolean {
  return changeResultsOf(each).every(({ result }) => result.kind === 'already' && isSeen(result));
}

/** Of many: what a dry run would change, and the plans for which licenses are kept, a line for all of a kind. */
function wouldAndKept(resources: readonly ResourceResult[]): readonly string[] {
  const all = resources.flatMap((each) =>
    changeResultsOf(each)
      .filter(({ result }) => result.kind === 'would' || result.kind === 'kept')
      .map((result) => ({ words: stateWithSubject(result), name: each.resource.name })),
  );
  const lines = [...Map.groupBy(all, ({ words }) => words)].map(
    ([words, of]) => `${words} (${String(of.length)}): ${someOf(of.map(({ name }) => name))}`,
  );
  return limited(lines, MAX_KINDS);
}

/** So many lines, and how many there are more. */
export function limited(lines: readonly string[], max: number): readonly string[] {
  const rest = lines.length - max;
  return rest > 0 ? [...lines.slice(0, max), `… and ${counted(rest, 'more line')}`] : lines;
}

/** The end of the log: how it ended, what to do now, and the numbers, in the order of the job summary. */
export function logEnd(run: RunResult, log: Logger): void {
  log.info(`${markOf(run)} ${headline(run)}.`);
  logToDo(run, log);
  for (const line of numbersOf(run)) log.info(line);
}

function logToDo(run: RunResult, log: Logger): void {
  const { shown, rest } = shownOf(run.toDo);
  if (shown.length > 0) log.info('What to do now:');
  const left = { ...MAX_ANNOTATIONS };
  for (const each of shown) {
    if (left[each.level]-- > 0) log[each.level](each.title, toDoLine(each, '\n'));
    else log.info(`${each.title}: ${toDoLine(each)}`);
  }
  if (rest.length > 0) log.info(`… and ${counted(rest.length, 'more reason')}: see ${DETAILS} above`);
}

/** Whom it concerns, what happened, and what to do. @param between what happened and what to do */
export function toDoLine({ names, text, remedy }: ToDo, between = ' '): string {
  const what = names.length === 0 ? upperFirst(text) : `${someOf(names, MAX_NAMES)}: ${text}`;
  return `${withPeriod(what)}${between}What to do: ${remedy}`;
}
