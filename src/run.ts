import { diff } from './domain/diff.ts';
import type { DesiredState } from './domain/desired-state.ts';
import { desiredState, type Resolution, resolve, type Synchronized } from './domain/resolve.ts';
import { decideVerdict } from './domain/verdict.ts';
import { dryRunOutcome } from './domain/verify.ts';
import { connect } from './gitprotect/connect.ts';
import { InputError, type Inputs, readInputs } from './inputs/inputs.ts';
import { apply } from './reconcile/apply.ts';
import type { Context } from './reconcile/context.ts';
import { observe } from './reconcile/observe.ts';
import { observeOnceListed, synchronize, synchronizeFirst, syncPatience } from './reconcile/synchronize.ts';
import { verifyByReading, verifyPatience } from './reconcile/verify.ts';
import { logDiff, logOtherOwners, logSelection, subjectOf } from './report/log-run.ts';
import { report, reportFailure } from './report/report.ts';
import type { RunResult } from './report/run-result.ts';
import { withoutSecrets } from './report/without-secrets.ts';
import { GitHubRunner } from './runner/github.ts';
import { Failure } from './shared/failure.ts';
import type { Logger } from './shared/logger.ts';
import type { World } from './shared/world.ts';

/**
 * The whole story: read what GitProtect has, compare it with what is wanted, change only the difference, verify, and
 * report. Never throws for a failure: it is reported.
 * @returns whether the step succeeds
 */
export async function run(world: World): Promise<boolean> {
  const runner = new GitHubRunner(world);
  const inputs = await orFailure(readInputs(runner, runner.redactor), runner);
  if (inputs instanceof Failure) {
    await reportFailure(inputs, inputs instanceof InputError ? inputs.reportFile : undefined, runner);
    return false;
  }
  const result = await orFailure(reconcile(inputs, world, runner), runner);
  if (result instanceof Failure) {
    await reportFailure(result, inputs.reportFile, runner);
    return false;
  }
  const isWritten = await report(result, inputs.reportFile, runner);
  return isWritten && result.verdict.success;
}

/** @throws Failure when the run ends before the state could be compared */
async function reconcile(inputs: Inputs, world: World, runner: GitHubRunner): Promise<RunResult> {
  const { request, dryRun, serverUrl } = inputs;
  const start = world.clock.monotonic();
  const service = connect(inputs, world, runner.redactor, runner);
  const context: Context = { ...world, service, log: runner };

  const heading = `Look at ${subjectOf(request.selection)} in GitProtect at ${serverUrl.host}`;
  const { desired, changes, removedAtHost, unlistedPlans } = await runner.group(heading, async () => {
    await service.signIn();
    const { desired, selected, unlistedPlans } = await observeDesired(context, inputs);
    const changes = diff(desired);
    logSelection(selected, runner);
    logDiff(changes, desired, runner);
    return { desired, changes, removedAtHost: selected.removedAtHost, unlistedPlans };
  });
  const read = dryRun
    ? dryRunOutcome(changes, desired)
    : await runner.group('Change what differs', async () => {
        const patience = verifyPatience(context, inputs.verifyTimeoutSeconds);
        const attempted = await apply(context, changes, desired, patience);
        return await verifyByReading(context, attempted, desired, patience);
      });

  const outcome = withoutSecrets({ ...read, unlistedPlans }, runner.redactor);
  const verdict = decideVerdict(outcome, { ...inputs, now: world.clock.now() });
  const milliseconds = Math.round(world.clock.monotonic() - start);
  return { ...outcome, verdict, dryRun, removedAtHost, requests: service.requests, milliseconds };
}

/** Observes what the request names; where GitProtect doesn't list a repository yet, has it synchronize and observes again. */
async function observeDesired(
  context: Context,
  { request, dryRun, syncsFirst, syncTimeoutSeconds }: Inputs,
): Promise<Resolution & Pick<RunResult, 'unlistedPlans'> & { readonly desired: DesiredState }> {
  const patience = syncPatience(context, syncTimeoutSeconds ?? 0);
  if (syncsFirst) await synchronizeFirst(context, request.organization, patience);
  let observed = await observe(context, request);
  const { organization } = observed;
  logOtherOwners(request, organization, context.log);
  let resolution = resolve(request, observed);
  let synchronized: Synchronized = dryRun ? 'dry-run' : 'never';
  if (resolution.missing.length > 0 && syncTimeoutSeconds !== undefined) {
    if (!syncsFirst) await synchronize(context, organization, resolution.missing, patience);
    observed = await observeOnceListed(context, request, organization, resolution.missing, patience);
    resolution = resolve(request, observed);
    synchronized = { waitedSeconds: syncTimeoutSeconds };
  }
  const listed = new Set(observed.plans.map(({ id }) => id));
  const unlistedPlans = resolution.plans.filter(({ id }) => !listed.has(id));
  return { ...resolution, unlistedPlans, desired: desiredState(resolution, observed.organization, synchronized) };
}

async function orFailure<T>(work: Promise<T>, log: Logger): Promise<T | Failure> {
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
