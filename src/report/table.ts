import type { ResourceResult } from '../domain/resource-result.ts';
import { counted, label, shortened } from '../shared/text.ts';
import type { RunResult } from './run-result.ts';
import { stateAfter, statusInWords } from './words.ts';

/** Nobody reads more in a terminal; the report file has all. */
const MAX_ROWS = 200;

const MAX_NAME_LENGTH = 60;
const MAX_PLANS = 3;

/** What became of each repository, what needs attention first. */
export function tableOf(run: RunResult): readonly string[] {
  const { ranked } = run.verdict;
  const rows = ranked.slice(0, MAX_ROWS).map((each) => cellsOf(each, run));
  if (rows.length === 0) return [];
  const all = [['REPOSITORY', 'LICENSE', 'BACKUP PLANS', 'RESULT'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const rest = ranked.length - rows.length;
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
