import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Problem } from '../shared/failure.ts';
import { leadsOut, type ReportFile } from '../shared/paths.ts';
import { printable } from '../shared/text.ts';
import { headOf, planRecords, recordOf } from './record.ts';
import type { RunResult } from './run-result.ts';

/** What machines read. */
export type DataFormat = 'json' | 'csv';

/** Without it spreadsheets take UTF-8 for an encoding of their country. */
const BYTE_ORDER_MARK = '\ufeff';

const CSV_HEADS = [
  'repository',
  'repository-id',
  'license',
  'plan',
  'plan-id',
  'plan-status',
  'proved',
  'error',
  'kind',
  'kept-for',
  'removal',
];

/** A repository that is spoken of in no plan has a line, too. */
const NO_PLAN = { id: '', name: null, status: '' };

/** The whole report of a run that came to its end, in pieces, as it goes into a file. */
export function* wholeReport(run: RunResult, format: DataFormat): Generator<string> {
  if (format === 'csv') yield* csvOf(run);
  else yield* jsonOf(run);
}

/** What the file holds when a run ended before the state could be compared: not what an earlier run left there. */
export function* failureReport({ title, message, remedy }: Problem, format: DataFormat): Generator<string> {
  if (format === 'csv')
    yield (
      BYTE_ORDER_MARK + csvLine(CSV_HEADS) + csvLine(['', '', 'failed', '', '', 'failed', 'false', message, '', '', ''])
    );
  else yield `${JSON.stringify({ error: { title, message, remedy } }, undefined, 2)}\n`;
}

function* jsonOf(run: RunResult): Generator<string> {
  const head = { ...headOf(run, false, run.coverage?.record), plans: planRecords(run) };
  yield `${JSON.stringify(head).slice(0, -1)},"repositories":[`;
  let separator = '\n';
  for (const result of run.verdict.ranked) {
    yield `${separator}${JSON.stringify(recordOf(result))}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** A line for each repository in each backup plan, and for each gap at the Git host (RFC 4180); one for a list of the host that is not complete. */
function* csvOf({ verdict, coverage }: RunResult): Generator<string> {
  yield BYTE_ORDER_MARK + csvLine(CSV_HEADS);
  for (const result of verdict.ranked) {
    const {
      kind,
      id,
      name,
      license = '',
      plans,
      proved,
      error = '',
      removal = '',
      'kept-for': kept = [],
    } = recordOf(result);
    const keptFor = kept.map((plan) => plan.name ?? plan.id).join('; ');
    for (const plan of plans.length === 0 ? [NO_PLAN] : plans)
      yield csvLine([
        name,
        id,
        license,
        plan.name ?? '',
        plan.id,
        plan.status,
        String(proved),
        error,
        kind,
        keptFor,
        removal,
      ]);
  }
  const why = coverage?.record.inventory.why;
  if (why !== undefined) yield csvLine(['', '', '', '', '', '', 'false', why, 'inventory', '', '']);
  for (const { name, reason } of coverage?.record.gaps ?? [])
    yield csvLine([name, '', '', '', '', '', 'false', reason, 'gap', '', '']);
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * One line, for people. Always in quotes, since where decimals have a comma spreadsheets separate cells by `;`. What
 * begins like a formula would be one in a spreadsheet, names being others' to choose: an apostrophe is put before it.
 */
function csvCell(text: string): string {
  const plain = printable(text.replace(/\s*[\r\n]+\s*/g, '; '));
  return `"${plain.replace(FORMULA, "'").replaceAll('"', '""')}"`;
}

/** Where a formula would begin: also behind a `;`, which ends a cell in many countries, and with full-width signs. */
const FORMULA = /(?<=^|;)(?=[\s"]*[=+\-@＝＋－＠﹦﹢﹣﹫])/gu;

/**
 * Writes a report into a file in the workspace, as a whole or not at all.
 * @throws Error when it can't be written, or would be written elsewhere by a link
 */
export async function writeReportFile({ path, workspace }: ReportFile, pieces: Iterable<string>): Promise<void> {
  const folder = dirname(path);
  // Looked at before folders are made, since they would be made where a link leads.
  if (leadsOut(await realpath(workspace), await realPlace(folder)))
    throw new Error(`${path} leads out of the workspace by a link`);
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `.gitprotect-report-${randomUUID()}`);
  try {
    await pipeline(Readable.from(pieces), createWriteStream(unfinished, { flags: 'wx' }));
    // A link that stands there is replaced, not followed.
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Where a folder really is, or its nearest parent that is there. */
async function realPlace(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    if (!isMissing(error) || dirname(folder) === folder) throw error;
    return await realPlace(dirname(folder));
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
