import { apply } from './apply.ts';
import { systemClock } from './clock.ts';
import { connect } from './connect.ts';
import { Failure } from './failure.ts';
import { InputError, type Inputs, readInputs } from './inputs.ts';
import { observe } from './observe.ts';
import { findDrift } from './protection/drift.ts';
import { foresee } from './protection/judge.ts';
import type { Outcome } from './protection/outcome.ts';
import { Log } from './report/log.ts';
import { report, reportFailure } from './report/report.ts';
import { subjectOf, tellFindings } from './report/story.ts';
import { isSuccess, type RunFacts, verdictOn } from './report/verdict.ts';
import { Secrets } from './secrets.ts';

/**
 * The whole story: read what GitProtect has, compare it with what the workflow asks for, change only the difference,
 * check that the change took, and say so. Never throws for a failure: it is reported.
 *
 * @returns whether the step succeeds
 */
export async function run(): Promise<boolean> {
  const secrets = new Secrets();
  const log = new Log(secrets);
  const inputs = await orFailure(readInputs(secrets, process.env), log);
  if (inputs instanceof Failure) {
    await reportFailure(inputs, inputs instanceof InputError ? inputs.reportFile : undefined, log);
    return false;
  }
  const ended = await orFailure(ensureProtection(inputs, secrets, log), log);
  if (ended instanceof Failure) {
    await reportFailure(ended, inputs.reportFile, log);
    return false;
  }
  const { outcome, facts } = ended;
  const written = await report(outcome, facts, inputs.reportFile, log);
  return written && isSuccess(verdictOn(outcome, facts));
}

/** @throws Failure */
async function ensureProtection(
  inputs: Inputs,
  secrets: Secrets,
  log: Log,
): Promise<{ outcome: Outcome; facts: RunFacts }> {
  const start = systemClock.now();
  const { connection, gitprotect } = connect(inputs, secrets, log);
  const subject = subjectOf(inputs.selection);
  const drift = await log.group(`Look at ${subject} in GitProtect at ${inputs.serverUrl.host}`, async () => {
    await gitprotect.open();
    const found = findDrift(await observe(gitprotect, inputs, systemClock, log));
    tellFindings(found, log);
    return found;
  });
  const outcome = inputs.dryRun
    ? foresee(drift)
    : await log.group('Change what differs', () => apply(gitprotect, drift, systemClock, log));
  const { dryRun, failOnDrift } = inputs;
  const facts = { dryRun, failOnDrift, requests: connection.requests, milliseconds: systemClock.now() - start };
  return { outcome, facts };
}

async function orFailure<T>(work: Promise<T>, log: Log): Promise<T | Failure> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Failure) return error;
    log.debug(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return new Failure(
      'The action itself failed',
      error instanceof Error ? error.message : String(error),
      'This is a mistake in the action. Run again with debug logging and report what it shows.',
      { cause: error },
    );
  }
}
