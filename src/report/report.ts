import { RemovalLimitError } from '../domain/max-removals.ts';
import type { OtherReports, Reports, Runner } from '../runner/runner.ts';
import { type Problem, UnexpectedFailure } from '../shared/failure.ts';
import type { ReportFile } from '../shared/report-file.ts';
import { holdsCredentials } from '../shared/text.ts';
import { DETAILS, detailsOf, logEnd } from './log-end.ts';
import { headlineOfFailure, MARK_OF_FAILURE } from './headline.ts';
import { outputsOf, outputsOfFailure } from './outputs.ts';
import type { FailedRun } from './record.ts';
import type { RunResult } from './run-result.ts';
import { summaryOf, summaryOfFailure } from './summary.ts';
import { hostAndPath } from './text.ts';
import { withRemedy } from './to-do.ts';

/** Makes what the action itself has no need of: its bundle does not hold it. */
export interface OthersMaker {
  readonly othersOf: (run: RunResult) => OtherReports;
  readonly othersOfFailure: (failed: FailedRun) => OtherReports;
}

/**
 * Reports a run that came to its end, well or not: log, report files, and what the CI is handed: outputs, a summary.
 * @param files where the whole report goes
 * @returns whether everything was written
 */
export async function report(
  run: RunResult,
  files: readonly ReportFile[],
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
  const reports: Reports = {
    outputs: (reportBytes) => outputsOf(run, reportBytes),
    summary: () => summaryOf(run),
    others: reported,
  };
  const pieces = async (format: ReportFile['format']): Promise<Iterable<string>> => {
    if (format === 'html') return (await import('./html/page.ts')).pageOf(run);
    if (format === 'junit') return [(await import('./junit.ts')).junitOf(run)];
    if (format === 'csv') return (await import('./csv.ts')).csvOf(run);
    return (await import('./json.ts')).jsonOf(run);
  };
  return await publish(reports, files, pieces, runner);
}

function whenItEnded(failure: Problem): Parameters<typeof headlineOfFailure>[0] {
  if (failure instanceof UnexpectedFailure) return 'unexpected';
  return failure instanceof RemovalLimitError ? 'limit' : 'before';
}

/** Reports a run that ended before the state could be compared. @param at when */
export async function reportFailure(
  failure: Problem,
  files: readonly ReportFile[],
  at: Date,
  runner: Runner,
  others?: OthersMaker,
): Promise<void> {
  const problem = {
    title: runner.inputs.worded(failure.title),
    message: runner.redactor.redact(failure.message),
    remedy: runner.redactor.redact(runner.inputs.worded(failure.remedy)),
    reason: failure.reason,
  };
  const input = (name: string): string => runner.inputs.input(name).trim();
  const [state, dryRun] = [input('state'), input('dry-run').toLowerCase() === 'true'];
  const server = URL.parse(input('server-url'));
  const failed: FailedRun = {
    ...{ problem, at, dryRun, program: runner.inputs.program },
    // An address may have been given by mistake, with a token in it.
    organization: holdsCredentials(input('organization')) ? '' : runner.redactor.redact(input('organization')),
    server: runner.redactor.redact(server === null ? '' : hostAndPath(server)),
  };
  const headline = headlineOfFailure(whenItEnded(failure), state, dryRun);
  runner.info(`${MARK_OF_FAILURE} ${headline}: ${problem.title}.`);
  runner.error(problem.title, withRemedy(problem), failure.listed);
  const pieces = async (format: ReportFile['format']): Promise<Iterable<string>> => {
    if (format === 'html') return (await import('./html/failure-page.ts')).failurePage(failed, headline);
    if (format === 'junit') return [(await import('./junit.ts')).junitOfFailure(problem)];
    if (format === 'csv') return (await import('./csv.ts')).csvOfFailure(failed);
    return [(await import('./json.ts')).jsonOfFailure(failed)];
  };
  const reports: Reports = {
    outputs: () => outputsOfFailure(failed, (name) => runner.inputs.input(name)),
    summary: () => summaryOfFailure(problem, headline),
    others: others?.othersOfFailure(failed),
  };
  await publish(reports, files, pieces, runner);
}

/**
 * Writes each part, also where another can't be written.
 * @param pieces what goes into a file; what only files need is loaded where one is asked for
 */
async function publish(
  reports: Reports,
  files: readonly ReportFile[],
  pieces: (format: ReportFile['format']) => Promise<Iterable<string>>,
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
  const written: string[] = [];
  for (const file of files) {
    const what = files.length === 1 ? 'report file' : `report file ${file.path}`;
    const write = async (): Promise<void> => {
      const { writeWhole } = await import('../runner/whole-file.ts');
      await writeWhole(file, await pieces(file.format));
    };
    if (await attempt(what, write)) written.push(file.path);
  }
  const outputs: Reports['outputs'] = (reportBytes) => {
    const paths = written.length === 0 ? {} : { 'report-path': written.join('\n') };
    return { ...reports.outputs(reportBytes), ...paths };
  };
  for (const path of written) runner.info(`The whole report is in ${path}`);
  let isWritten = failures.length === 0;
  for (const { what, deliver } of runner.deliveries({ ...reports, outputs })) {
    const isDelivered = await attempt(what, deliver);
    isWritten &&= isDelivered || !runner.needsDeliveries;
  }
  if (!isWritten)
    runner.error(
      'The report could not be written',
      `${failures.join('\n')}\nWhat to do: Check the runner's disk and permissions. The log above says what was done in GitProtect.`,
      failures.length,
    );
  else if (failures.length > 0)
    runner.warning(
      'A report could not be delivered',
      `${failures.join('; ')}. Nothing else is affected: the log above says what was done in GitProtect.`,
    );
  return isWritten;
}
