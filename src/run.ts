import { type DesiredState, desiredState, withPlans } from './domain/desired-state.ts';
import { type Diff, diff } from './domain/diff.ts';
import type { Outcome } from './domain/outcome.ts';
import { diffSettings, dryRunSettings, type SettingsChange } from './domain/plan-settings.ts';
import { checkRemovals } from './domain/removals.ts';
import { missingNames, type Resolution } from './domain/resolution.ts';
import { resolve } from './domain/resolve.ts';
import { checkSelected, type Synchronized } from './domain/resolve-errors.ts';
import { decideVerdict } from './domain/verdict.ts';
import { dryRunOutcome } from './domain/verify.ts';
import { connect } from './gitprotect/connect.ts';
import { InputError, type Inputs, readInputs } from './inputs/inputs.ts';
import { apply } from './reconcile/apply.ts';
import type { Context } from './reconcile/context.ts';
import { modifyPlans } from './reconcile/modify-plans.ts';
import { observe } from './reconcile/observe.ts';
import type { Patience } from './reconcile/patience.ts';
import { observeOnceListed, synchronize, synchronizeFirst, syncPatience } from './reconcile/synchronize.ts';
import { verifyByReading, verifyPatience } from './reconcile/verify.ts';
import { logDiff, logOtherOwners, logSelection, subjectOf } from './report/log-run.ts';
import { type OthersMaker, report, reportFailure } from './report/report.ts';
import type { RunResult } from './report/run-result.ts';
import { withoutSecrets } from './report/without-secrets.ts';
import { ActionInputs } from './runner/action-inputs.ts';
import { GitHubRunner } from './runner/github.ts';
import type { Runner } from './runner/runner.ts';
import { Failure } from './shared/failure.ts';
import type { Logger } from './shared/logger.ts';
import type { World } from './shared/world.ts';

/** Runs as a step of a GitHub job that uses the action. @returns whether the step succeeds */
export async function run(world: World): Promise<boolean> {
  return (await ensure(world, new GitHubRunner(world, new ActionInputs(world.environment)))) === 'success';
}

/** How a run ended; where inputs are wrong nothing was sent. */
export type End = 'success' | 'failure' | 'wrong-inputs';

/**
 * The whole story: read what GitProtect has, compare it with what is wanted, change only the difference, verify, and
 * report. Never throws for a failure: it is reported.
 * @param others makes what is reported elsewhere than in a GitHub job
 */
export async function ensure(world: World, runner: Runner, others?: OthersMaker): Promise<End> {
  const inputs = await orFailure(readInputs(runner.inputs, runner.redactor), runner);
  if (inputs instanceof Failure) {
    await reportFailure(inputs, inputs instanceof InputError ? inputs.reportFile : undefined, runner, others);
    return inputs instanceof InputError ? 'wrong-inputs' : 'failure';
  }
  const result = await orFailure(reconcile(inputs, world, runner), runner);
  if (result instanceof Failure) {
    await reportFailure(result, inputs.reportFile, runner, others);
    return 'failure';
  }
  const isWritten = await report(result, inputs.reportFile, runner, others);
  return isWritten && result.verdict.success ? 'success' : 'failure';
}

/** @throws Failure when the run ends before the state could be compared, or would take away more than it may */
async function reconcile(inputs: Inputs, world: World, runner: Runner): Promise<RunResult> {
  const { request, dryRun, serverUrl } = inputs;
  const start = world.clock.monotonic();
  const service = connect(inputs, world, runner.redactor, runner);
  const context: Context = { ...world, service, log: runner };

  const note = dryRun ? ' (dry run: nothing will be changed)' : '';
  const heading = `Look at ${subjectOf(request)} in GitProtect at ${serverUrl.host}${note}`;
  const { desired, changes, settingsChanges, removedAtHost, unlistedPlans } = await runner.group(heading, async () => {
    await service.signIn();
    const { desired, resolution, unlistedPlans } = await observeDesired(context, inputs);
    const changes = diff(desired);
    const settingsChanges = diffSettings(desired);
    logSelection(resolution, request.state, runner);
    logDiff(changes, desired, runner);
    checkRemovals(changes, desired, request.maxRemovals);
    return { desired, changes, settingsChanges, removedAtHost: resolution.selected.removedAtHost, unlistedPlans };
  });
  const read = dryRun
    ? { ...dryRunOutcome(changes, desired), settings: dryRunSettings(settingsChanges) }
    : await runner.group('Change what differs', () =>
        change(context, changes, settingsChanges, desired, verifyPatience(context, inputs.verifyTimeoutSeconds)),
      );

  const outcome = withoutSecrets({ ...read, unlistedPlans }, runner.redactor, (text) => runner.inputs.worded(text));
  const state = request.state.kind;
  const options = { ...inputs, state, settings: outcome.settings, now: world.clock.now() };
  const verdict = decideVerdict(outcome, options);
  const milliseconds = Math.round(world.clock.monotonic() - start);
  return { ...outcome, state, verdict, dryRun, removedAtHost, requests: service.requests, milliseconds };
}

/** Makes the changes, the plans' settings first, and judges them by a reading. */
async function change(
  context: Context,
  changes: Diff,
  settingsChanges: readonly SettingsChange[],
  before: DesiredState,
  patience: Patience,
): Promise<Outcome & Pick<RunResult, 'settings'>> {
  let [desired, settings]: [DesiredState, RunResult['settings']] = [before, []];
  if (settingsChanges.length > 0) {
    const modified = await modifyPlans(context, settingsChanges, before, patience);
    [desired, settings] = [withPlans(before, modified.plans), modified.settings];
  }
  const attempted = await apply(context, changes, desired, patience);
  return { ...(await verifyByReading(context, attempted, desired, patience)), settings };
}

/** Observes what the request names; where GitProtect doesn't list a repository yet, has it synchronize and observes again. */
async function observeDesired(
  context: Context,
  { request, dryRun, syncsFirst, syncTimeoutSeconds }: Inputs,
): Promise<{ readonly desired: DesiredState; readonly resolution: Resolution } & Pick<RunResult, 'unlistedPlans'>> {
  const patience = syncPatience(context, syncTimeoutSeconds ?? 0);
  if (syncsFirst) await synchronizeFirst(context, request.organization, patience);
  let observed = await observe(context, request);
  logOtherOwners(request, observed, context.log);
  let resolution = resolve(request, observed);
  let synchronized = synchronizedBefore(dryRun, syncTimeoutSeconds, syncsFirst ? patience.waitedSeconds : undefined);
  const missing = missingNames(resolution);
  if (missing.repositories.length + missing.projects.length > 0 && syncTimeoutSeconds !== undefined) {
    if (!syncsFirst) await synchronize(context, observed.organization, missing, patience);
    observed = await observeOnceListed(context, request, observed.organization, resolution, patience);
    resolution = resolve(request, observed);
    synchronized = { waitedSeconds: syncTimeoutSeconds };
  }
  checkSelected(request, observed.organization, resolution, synchronized);
  const listed = new Set(observed.plans.map(({ id }) => id));
  const unlistedPlans = resolution.plans.filter(({ id }) => !listed.has(id));
  return { resolution, unlistedPlans, desired: desiredState(request, resolution, observed) };
}

/** What was synchronized before anything was looked for. @param waitedSeconds for a synchronization, if there was one */
function synchronizedBefore(
  dryRun: boolean,
  syncTimeoutSeconds: number | undefined,
  waitedSeconds: number | undefined,
): Synchronized {
  if (waitedSeconds !== undefined) return { waitedSeconds };
  if (syncTimeoutSeconds !== undefined) return 'names-only';
  return dryRun ? 'dry-run' : 'never';
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
