import type { ResourceResult } from '../domain/resource-result.ts';
import { counted, label, shortened } from '../shared/text.ts';
import type { RunResult } from './run-result.ts';
import { stateAfter, statusInWords } from './words.ts';

/** Nobody reads more in a terminal; the report file has all. */
const MAX_ROWS = 200;

const MAX_NAME_LENGTH = 60;
const MAX_PLANS = 3;

/** What became of each repository, what needs attention first; then what the Git host has and is not proved to be protected. */
export function textTable(run: RunResult): readonly string[] {
  const { ranked } = run.verdict;
  const gaps = run.coverage?.gaps ?? [];
  const rows = ranked.slice(0, MAX_ROWS).map((each) => cellsOf(each, run));
  const gapRows = gaps.slice(0, MAX_ROWS).map(({ name, why }) => [shortened(name, MAX_NAME_LENGTH), why]);
  return [
    ...aligned(['REPOSITORY', 'LICENSE', 'BACKUP PLANS', 'RESULT'], rows, ranked.length),
    ...aligned(['NOT PROVED TO BE PROTECTED', 'WHY'], gapRows, gaps.length),
  ];
}

/** @param count of all rows, of which these are the first */
function aligned(heads: readonly string[], rows: readonly (readonly string[])[], count: number): readonly string[] {
  if (rows.length === 0) return [];
  const all = [heads, ...rows];
  const widths = heads.slice(0, -1).map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const rest = count - rows.length;
  return [
    ...all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')),
    ...(rest === 0 ? [] : [`… and ${counted(rest, 'more', 'more')}: --report-file gives all`]),
  ];
}

function cellsOf({ resource, license, plans, removal, status }: ResourceResult, run: RunResult): readonly string[] {
  const memberships = plans.map((each) => `${label(each.change.plan)} ${stateAfter(each)}`);
  const more = memberships.length - MAX_PLANS;
  return [
    `${resource.kind === 'project' ? 'project ' : ''}${shortened(resource.name, MAX_NAME_LENGTH)}`,
    license === undefined ? '–' : stateAfter(license),
    [...memberships.slice(0, MAX_PLANS), ...(more > 0 ? [`${String(more)} more`] : [])].join(', ') || '–',
    removal === undefined ? statusInWords(status, run.state) : stateAfter(removal),
  ];
}
