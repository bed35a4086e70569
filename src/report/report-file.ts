import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReportFile } from '../input-files.ts';
import { leadsOut } from '../paths.ts';
import type { Outcome, Problem } from '../protection/outcome.ts';
import { printable } from '../wording.ts';
import type { Log } from './log.ts';
import { countsOf, named, recordOf } from './record.ts';
import { byAttention } from './totals.ts';

const CSV_HEADS = ['repository', 'repository-id', 'license', 'plan', 'plan-id', 'plan-status', 'proved', 'error'];

/** The whole report of a run that came to its end, in pieces, as it goes into a file. */
export function* wholeReport(
  outcome: Outcome,
  dryRun: boolean,
  format: ReportFile['format'],
  log: Log,
): Generator<string> {
  if (format === 'csv') yield* csvOf(outcome, log);
  else yield* jsonOf(outcome, dryRun);
}

/** What the file holds when a run ended before the state could be compared: not what an earlier run left there. */
export function* failureReport({ title, message, remedy }: Problem, format: ReportFile['format']): Generator<string> {
  if (format === 'csv') yield csvLine(CSV_HEADS) + csvLine(['', '', 'failed', '', '', 'failed', 'false', message]);
  else yield `${JSON.stringify({ error: { title, message, remedy } }, undefined, 2)}\n`;
}

function* jsonOf(outcome: Outcome, dryRun: boolean): Generator<string> {
  const head = JSON.stringify({
    'dry-run': dryRun,
    truncated: false,
    counts: countsOf(outcome),
    organization: named(outcome.organization),
    plans: outcome.plans.map((plan) => ({ ...named(plan), schedule: plan.schedule })),
  });
  yield `${head.slice(0, -1)},"repositories":[`;
  let separator = '\n';
  for (const repository of byAttention(outcome)) {
    yield `${separator}${JSON.stringify(recordOf(repository))}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** A line for each repository in each backup plan (RFC 4180). */
function* csvOf(outcome: Outcome, log: Log): Generator<string> {
  yield csvLine(CSV_HEADS);
  for (const repository of byAttention(outcome)) {
    const { id, name, license, plans, proved, error = '' } = recordOf(repository);
    for (const plan of plans)
      yield csvLine(
        // Before quotes are doubled: a secret that holds one would not be recognized.
        [name, id, license, plan.name ?? '', plan.id, plan.status, String(proved), error].map((cell) =>
          log.redact(cell),
        ),
      );
  }
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** One line, for people. What begins like a formula would be one in a spreadsheet: names are others' to choose. */
function csvCell(text: string): string {
  const plain = printable(text.replace(/\s*[\r\n]+\s*/g, '; '));
  const harmless = /^\s*[=+\-@]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * Writes a report into a file in the workspace, as a whole or not at all.
 *
 * @throws Error when it can't be written, or would be written elsewhere by a link
 */
export async function writeReportFile(
  { path, workspace }: ReportFile,
  pieces: Iterable<string>,
  log: Log,
): Promise<void> {
  const folder = dirname(path);
  // Looked at before folders are made, since they would be made where a link leads.
  if (leadsOut(await realpath(workspace), await realPlace(folder)))
    throw new Error(`${path} leads out of the workspace by a link`);
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `.gitprotect-report-${randomUUID()}`);
  try {
    await pipeline(Readable.from(redacted(pieces, log)), createWriteStream(unfinished, { flags: 'wx' }));
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

function* redacted(pieces: Iterable<string>, log: Log): Generator<string> {
  for (const piece of pieces) yield log.redact(piece);
}
