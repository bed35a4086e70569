import { RemovalLimitError } from '../domain/removals.ts';
import type { OtherReports, Reports, Runner } from '../runner/runner.ts';
import type { Problem } from '../shared/failure.ts';
import type { ReportFile } from '../shared/paths.ts';
import { DETAILS, detailsOf, logEnd } from './log-end.ts';
import { headlineOfFailure, MARK_OF_FAILURE } from './headline.ts';
import { outputsOf, outputsOfFailure } from './outputs.ts';
import { failureReport, wholeReport, writeReportFile } from './report-file.ts';
import type { RunResult } from './run-result.ts';
import { summaryOf, summaryOfFailure } from './summary.ts';

/** Makes what the action itself has no need of: its bundle does not hold it. */
export interface OthersMaker {
  readonly othersOf: (run: RunResult) => OtherReports;
  readonly othersOfFailure: (problem: Problem) => OtherReports;
}

/**
 * Reports a run that came to its end, well or not: log, report file, and what the CI is handed: outputs, a summary.
 * @param file where the whole report goes, if anywhere
 * @returns whether everything was written
 */
export async function report(
  run: RunResult,
  file: ReportFile | undefined,
  runner: Runner,
  others?: OthersMaker,
): Promise<boolean> {
  const reported = others?.othersOf(run);
  const details = detailsOf(run, runner.showsTable ? reported?.table() : []);
  if (details.length > 0)
    await runner.group(DETAILS, () => {
      for (const line of details) runner.info(line);
      return Promise.resolve();
    });
  logEnd(run, runner);
  const pieces = file === undefined ? [] : wholeReport(run, file.format);
  const reports: Reports = {
    outputs: (reportBytes) => outputsOf(run, reportBytes),
    summary: () => summaryOf(run),
    others: reported,
  };
  return await publish(reports, file, pieces, runner);
}

/** Reports a run that ended before the state could be compared. */
export async function reportFailure(
  failure: Problem,
  file: ReportFile | undefined,
  runner: Runner,
  others?: OthersMaker,
): Promise<void> {
  const { title, reason } = failure;
  const message = runner.redactor.redact(failure.message);
  const remedy = runner.redactor.redact(runner.inputs.worded(failure.remedy));
  const problem = { title: runner.inputs.worded(title), message, remedy, reason };
  const [state, dryRun] = [runner.inputs.input('state').trim(), runner.inputs.input('dry-run').trim()];
  const verdict = headlineOfFailure(failure instanceof RemovalLimitError, state, dryRun.toLowerCase() === 'true');
  runner.info(`${MARK_OF_FAILURE} ${verdict}: ${problem.title}.`);
  runner.error(problem.title, `${message}\nWhat to do: ${remedy}`);
  const pieces = file === undefined ? [] : failureReport(problem, file.format);
  const reports: Reports = {
    outputs: () => outputsOfFailure(problem, (name) => runner.inputs.input(name)),
    summary: () => summaryOfFailure(problem, verdict),
    others: others?.othersOfFailure(problem),
  };
  await publish(reports, file, pieces, runner);
}

/** Writes each part, also where another can't be written. */
async function publish(
  reports: Reports,
  file: ReportFile | undefined,
  pieces: Iterable<string>,
  runner: Runner,
): Promise<boolean> {
  const failures: string[] = [];
  const attempt = async (what: string, write: () => void | Promise<void>): Promise<boolean> => {
    try {
      await write();
      return true;
    } catch (error) {
      failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  };
  let outputs: Reports['outputs'] = (reportBytes) => reports.outputs(reportBytes);
  if (file !== undefined && (await attempt('report file', () => writeReportFile(file, pieces)))) {
    outputs = (reportBytes) => ({ ...reports.outputs(reportBytes), 'report-path': file.path });
    runner.info(`The whole report is in ${file.path}`);
  }
  let isWritten = failures.length === 0;
  for (const { what, deliver } of runner.deliveries({ ...reports, outputs })) {
    const isDelivered = await attempt(what, deliver);
    isWritten &&= isDelivered || !runner.needsDeliveries;
  }
  if (!isWritten)
    runner.error(
      'The report could not be written',
      `${failures.join('\n')}\nWhat to do: look at the disk and the permissions of the runner. What was done in GitProtect is told above.`,
    );
  else if (failures.length > 0)
    runner.warning(
      'A report could not be handed over',
      `${failures.join('; ')}. That changes nothing else: what was done in GitProtect is told above.`,
    );
  return isWritten;
}
