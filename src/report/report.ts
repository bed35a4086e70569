import * as core from '@actions/core';
import type { Outcome, Problem } from '../protection/outcome.ts';
import type { Log } from './log.ts';
import { type Outputs, outputsOf, outputsOfFailure } from './outputs.ts';
import { tellEnd } from './story.ts';
import { summaryOf, summaryOfFailure } from './summary.ts';
import type { RunFacts } from './verdict.ts';

/** Reports a run that came to its end, well or not: log, outputs, job summary. */
export async function report(outcome: Outcome, facts: RunFacts, log: Log): Promise<void> {
  tellEnd(outcome, facts, log);
  await publish(outputsOf(outcome, facts.dryRun), summaryOf(outcome, facts));
}

/** Reports a run that ended before the state could be compared. */
export async function reportFailure(problem: Problem, log: Log): Promise<void> {
  log.error(problem.title, `${problem.message}\nWhat to do: ${problem.remedy}`);
  await publish(outputsOfFailure(problem), summaryOfFailure(problem));
}

async function publish(outputs: Outputs, summary: string): Promise<void> {
  // Other CI systems have neither.
  if ((process.env['GITHUB_OUTPUT'] ?? '') !== '')
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  if ((process.env['GITHUB_STEP_SUMMARY'] ?? '') !== '') await core.summary.addRaw(summary).write();
}
