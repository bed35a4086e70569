import { RemovalLimitError } from '../domain/removals.ts';
import type { GitHubRunner } from '../runner/github.ts';
import type { Problem } from '../shared/failure.ts';
import type { ReportFile } from '../shared/paths.ts';
import { logEnd } from './log-run.ts';
import { type Outputs, outputsOf, outputsOfFailure } from './outputs.ts';
import { failureReport, wholeReport, writeReportFile } from './report-file.ts';
import type { RunResult } from './run-result.ts';
import { summaryOf, summaryOfFailure } from './summary.ts';

/**
 * Reports a run that came to its end, well or not: log, report file, outputs, job summary.
 * @param file where the whole report goes, if anywhere
 * @returns whether everything was written
 */
export async function report(run: RunResult, file: ReportFile | undefined, runner: GitHubRunner): Promise<boolean> {
  logEnd(run, runner);
  const pieces = file === undefined ? [] : wholeReport(run, file.format);
  return await publish(outputsOf(run), summaryOf(run), file, pieces, runner);
}

/** Reports a run that ended before the state could be compared. */
export async function reportFailure(
  failure: Problem,
  file: ReportFile | undefined,
  runner: GitHubRunner,
): Promise<void> {
  const { title, reason } = failure;
  const message = runner.redactor.redact(failure.message);
  const problem = { title, message, remedy: runner.redactor.redact(failure.remedy), reason };
  runner.error(title, `${message}\nWhat to do: ${problem.remedy}`);
  const pieces = file === undefined ? [] : failureReport(problem, file.format);
  await publish(
    outputsOfFailure(problem),
    summaryOfFailure(problem, failure instanceof RemovalLimitError),
    file,
    pieces,
    runner,
  );
}

/** Writes each part, also where another can't be written. */
async function publish(
  outputs: Outputs,
  summary: string,
  file: ReportFile | undefined,
  pieces: Iterable<string>,
  runner: GitHubRunner,
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
      await writeReportFile(file, pieces);
      all['report-path'] = file.path;
      runner.info(`The whole report is in ${file.path}`);
    });
  await attempt('outputs (GITHUB_OUTPUT)', () => {
    runner.setOutputs(all);
  });
  await attempt('job summary (GITHUB_STEP_SUMMARY)', () => runner.writeSummary(summary));
  if (failures.length > 0)
    runner.error(
      'The report could not be written',
      `${failures.join('\n')}\nWhat to do: look at the disk and the permissions of the runner. What was done in GitProtect is told above.`,
    );
  return failures.length === 0;
}
