import { csvOf, csvOfFailure } from './csv.ts';
import { type FailedRun, failureRecord, headOf, planRecords, recordOf } from './record.ts';
import type { RunResult } from './run-result.ts';

/** What machines read. */
export type DataFormat = 'json' | 'csv';

/** The whole report of a run that came to its end, in pieces, as it goes into a file. */
export function* wholeReport(run: RunResult, format: DataFormat): Generator<string> {
  if (format === 'csv') yield* csvOf(run);
  else yield* wholeJson(run);
}

/** What the file holds when a run ended before the state could be compared: not what an earlier run left there. */
export function* failureReport(failed: FailedRun, format: DataFormat): Generator<string> {
  if (format === 'csv') yield* csvOfFailure(failed);
  else yield `${JSON.stringify(failureRecord(failed), undefined, 2)}\n`;
}

function* wholeJson(run: RunResult): Generator<string> {
  const head = { ...headOf(run, false, run.coverage?.record), plans: planRecords(run) };
  yield `${JSON.stringify(head).slice(0, -1)},"repositories":[`;
  let separator = '\n';
  for (const result of run.verdict.ranked) {
    yield `${separator}${JSON.stringify(recordOf(result))}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}
