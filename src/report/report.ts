import * as core from '@actions/core';
import type { Outcome, Problem } from '../protection/outcome.ts';
import type { Log } from './log.ts';
import { type Outputs, outputsOf, outputsOfFailure } from './outputs.ts';
import { tellEnd } from './story.ts';
import { summaryOf, summaryOfFailure } from './summary.ts';
import type { RunFacts } from './verdict.ts';

/**
 * Reports a run that came to its end, well or not: log, outputs, job summary.
 *
 * @returns whether everything was written
 */
export async function report(outcome: Outcome, facts: RunFacts, log: Log): Promise<boolean> {
  tellEnd(outcome, facts, log);
  return await publish(outputsOf(outcome, facts), summaryOf(outcome, facts), log);
}

/** Reports a run that ended before the state could be compared. */
export async function reportFailure(failure: Problem, log: Log): Promise<void> {
  const { title } = failure;
  const problem = { title, message: log.redact(failure.message), remedy: log.redact(failure.remedy) };
  log.error(problem.title, `${problem.message}\nWhat to do: ${problem.remedy}`);
  await publish(outputsOfFailure(problem), summaryOfFailure(problem), log);
}

/** Other CI systems have neither outputs nor a summary. */
async function publish(outputs: Outputs, summary: string, log: Log): Promise<boolean> {
  const written = [
    await attempt('outputs', 'GITHUB_OUTPUT', log, () => {
      for (const [name, value] of Object.entries(outputs)) core.setOutput(name, log.redact(value));
    }),
    await attempt('job summary', 'GITHUB_STEP_SUMMARY', log, async () => {
      await core.summary.addRaw(log.redact(summary)).write();
    }),
  ];
  return written.every(Boolean);
}

async function attempt(what: string, file: string, log: Log, write: () => void | Promise<void>): Promise<boolean> {
  if ((process.env[file] ?? '') === '') return true;
  try {
    await write();
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    log.error(
      `The ${what} could not be written`,
      `${why}\nWhat to do: look at the disk and the permissions of the runner (${file}). What was done in GitProtect is told above.`,
    );
    return false;
  }
}
