import * as core from '@actions/core';
import type { ReportFile } from '../input-files.ts';
import type { Outcome, Problem } from '../protection/outcome.ts';
import type { Log } from './log.ts';
import { type Outputs, outputsOf, outputsOfFailure } from './outputs.ts';
import { failureReport, wholeReport, writeReportFile } from './report-file.ts';
import { tellEnd } from './story.ts';
import { summaryOf, summaryOfFailure } from './summary.ts';
import type { RunFacts } from './verdict.ts';

/**
 * Reports a run that came to its end, well or not: log, report file, outputs, job summary.
 *
 * @param file where the whole report goes, if anywhere
 * @returns whether everything was written
 */
export async function report(
  outcome: Outcome,
  facts: RunFacts,
  file: ReportFile | undefined,
  log: Log,
): Promise<boolean> {
  tellEnd(outcome, facts, log);
  const pieces = file === undefined ? [] : wholeReport(outcome, facts.dryRun, file.format, log);
  return await publish(outputsOf(outcome, facts), summaryOf(outcome, facts), file, pieces, log);
}

/** Reports a run that ended before the state could be compared. */
export async function reportFailure(failure: Problem, file: ReportFile | undefined, log: Log): Promise<void> {
  const { title, reason } = failure;
  const problem = { title, message: log.redact(failure.message), remedy: log.redact(failure.remedy), reason };
  log.error(problem.title, `${problem.message}\nWhat to do: ${problem.remedy}`);
  const pieces = file === undefined ? [] : failureReport(problem, file.format);
  await publish(outputsOfFailure(problem), summaryOfFailure(problem), file, pieces, log);
}

/** Other CI systems have neither outputs nor a summary. */
async function publish(
  outputs: Outputs,
  summary: string,
  file: ReportFile | undefined,
  pieces: Iterable<string>,
  log: Log,
): Promise<boolean> {
  const failures: string[] = [];
  const attempt = async (what: string, write: () => void | Promise<void>): Promise<void> => {
    try {
      await write();
    } catch (error) {
      failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const all: Record<string, string> = { ...outputs };
  if (file !== undefined)
    await attempt('report file', async () => {
      await writeReportFile(file, pieces, log);
      all['report-path'] = file.path;
      log.info(`The whole report is in ${file.path}`);
    });
  if (isSet('GITHUB_OUTPUT'))
    await attempt('outputs (GITHUB_OUTPUT)', () => {
      for (const [name, value] of Object.entries(all)) core.setOutput(name, log.redact(value));
    });
  if (isSet('GITHUB_STEP_SUMMARY'))
    await attempt('job summary (GITHUB_STEP_SUMMARY)', async () => {
      await core.summary.addRaw(log.redact(summary)).write();
    });
  if (failures.length > 0)
    log.error(
      'The report could not be written',
      `${failures.join('\n')}\nWhat to do: look at the disk and the permissions of the runner. What was done in GitProtect is told above.`,
    );
  return failures.length === 0;
}

function isSet(variable: string): boolean {
  return (process.env[variable] ?? '') !== '';
}
