import { type FailedRun, failureRecord, headOf, planRecords, recordOf } from './record.ts';
import type { RunResult } from './run-result.ts';

/** The whole report of a run that came to its end, in pieces. */
export function* jsonOf(run: RunResult): Generator<string> {
  const head = { ...headOf(run, false, run.coverage?.record), plans: planRecords(run) };
  yield `${JSON.stringify(head).slice(0, -1)},"repositories":[`;
  let separator = '\n';
  for (const result of run.verdict.ranked) {
    yield `${separator}${JSON.stringify(recordOf(result))}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** What the file holds when a run ended before the state could be compared: not what an earlier run left there. */
export function jsonOfFailure(failed: FailedRun): string {
  return `${JSON.stringify(failureRecord(failed), undefined, 2)}\n`;
}
