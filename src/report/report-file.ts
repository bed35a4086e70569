import { mkdir, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeWhole } from '../runner/whole-file.ts';
import { leadsOut, type ReportFile } from '../shared/paths.ts';
import { csvOf, csvOfFailure } from './csv.ts';
import { type FailedRun, failureRecord, headOf, planRecords, recordOf } from './record.ts';
import type { RunResult } from './run-result.ts';

/** What machines read. */
export type DataFormat = 'json' | 'csv';

/** The whole report of a run that came to its end, in pieces, as it goes into a file. */
export function* wholeReport(run: RunResult, format: DataFormat): Generator<string> {
  if (format === 'csv') yield* csvOf(run);
  else yield* jsonOf(run);
}

/** What the file holds when a run ended before the state could be compared: not what an earlier run left there. */
export function* failureReport(failed: FailedRun, format: DataFormat): Generator<string> {
  if (format === 'csv') yield* csvOfFailure(failed);
  else yield `${JSON.stringify(failureRecord(failed), undefined, 2)}\n`;
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
  await writeWhole(path, pieces);
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
