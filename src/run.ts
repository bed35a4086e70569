import { type Attempt, attemptedIn } from './domain/attempt.ts';
import { type DesiredState, withPlans } from './domain/desired-state.ts';
import { type Change, changesOf, type Diff, diff, isLeaving } from './domain/diff.ts';
import type { Outcome, SettingsResult } from './domain/outcome.ts';
import type { SettingsChange } from './domain/plan-settings.ts';
import { checkRemovals } from './domain/max-removals.ts';
import { hasNoSettings, type Selection } from './domain/request.ts';
import { type ResourceResult, resourceResults } from './domain/resource-result.ts';
import { passedOver } from './domain/select.ts';
import { undoneMoves } from './domain/undone-move.ts';
import { decideVerdict } from './domain/verdict.ts';
import { dryRunOutcome } from './domain/verify.ts';
import { connect } from './gitprotect/connect.ts';
import type { HostSide } from './hosts/host-side.ts';
import { InputError, type Inputs, readInputs, UnreadInputs } from './inputs/inputs.ts';
import { CircuitBreaker } from './reconcile/circuit-breaker.ts';
import type { Context } from './reconcile/context.ts';
import { observe } from './reconcile/observe.ts';
import type { settingsInDryRun as judgeSettings } from './reconcile/dry-run-settings.ts';
import type { Patience } from './reconcile/patience.ts';
import { resolveOrSynchronize, syncPatience } from './reconcile/resolve-or-synchronize.ts';
import type { restore } from './reconcile/restore.ts';
import { isStateOutdated, verifyByFirstReading, verifyPatience } from './reconcile/verify.ts';
import type { verifyByReading } from './reconcile/verify-by-reading.ts';
import type { CoverageReport, coverageReport as makeCoverageReport } from './report/coverage.ts';
import { logDiff, logSelection, subjectOf } from './report/log-reading.ts';
import { type OthersMaker, report, reportFailure } from './report/report.ts';
import type { RunFacts, RunResult } from './report/run-result.ts';
import { withToDo } from './report/what-to-do.ts';
import { hostAndPath } from './report/text.ts';
import { withoutSecrets } from './report/without-secrets.ts';
import { ActionInputs } from './runner/action-inputs.ts';
import { GitHubRunner } from './runner/github.ts';
import type { Runner } from './runner/runner.ts';
import { Failure, UnexpectedFailure } from './shared/failure.ts';
import type { Logger } from './shared/logger.ts';
import { printable } from './shared/text.ts';
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
  runner.inputs.logRemarks?.(runner);
  if (inputs instanceof Failure) {
    const files = inputs instanceof UnreadInputs ? inputs.reportFiles : [];
    await reportFailure(inputs, files, new Date(world.clock.now()), runner, others);
    return inputs instanceof InputError ? 'wrong-inputs' : 'failure';
  }
  const result = await orFailure(reconcile(inputs, world, runner), runner);
  if (result instanceof Failure) {
    await reportFailure(result, inputs.reportFiles, new Date(world.clock.now()), runner, others);
    return 'failure';
  }
  const isWritten = await report(result, inputs.reportFiles, runner, others);
  if (!isWritten || !result.verdict.success) return 'failure';
  if (!world.cancelled.aborted) return 'success';
  // What started the run is to go no further, although nothing is left to do here.
  runner.error(
    'The job was cancelled',
    'what had been read by then is reported above; the run fails only since it was cancelled.',
  );
  return 'failure';
}

/** @throws Failure when the run ends before the state could be compared, or would take away more than it may */
async function reconcile(inputs: Inputs, world: World, runner: Runner): Promise<RunResult> {
  const { request, dryRun, serverUrl } = inputs;
  const start = world.clock.monotonic();
  const host = await openHost(inputs, world, runner);
  const service = connect({ ...inputs, budget: host?.budget }, world, runner.redactor, runner);
  const worded = (text: string): string => runner.inputs.worded(text);
  const context: Context = { ...world, service, log: runner, worded };

  const note = dryRun ? ' (dry run: nothing will be changed)' : '';
  const heading = `Read the state of ${subjectOf(request)} in GitProtect at ${serverUrl.host}${note}`;
  const before = await runner.group(heading, async () => {
    if (inputs.failOnDrift || inputs.failOnUnhealthyPlan)
      (await import('./report/without-effect.ts')).warnOfInputsWithoutEffect(inputs, worded, runner);
    await service.signIn();
    const patience = syncPatience(context, inputs);
    // Most runs synchronize nothing: what it takes is loaded where one does.
    if (inputs.syncsFirst)
      await (await import('./reconcile/synchronize.ts')).synchronizeFirst(context, request, patience);
    const first = await observe(context, request, host);
    const resolved = await resolveOrSynchronize(context, inputs, first, host, patience);
    const { desired, resolution, unlistedPlans, comparison } = resolved;
    const changes = diff(desired);
    // Few steps ask for settings of plans: what it takes is loaded where one does.
    const settings = hasNoSettings(desired.settings) ? undefined : await import('./domain/plan-settings.ts');
    const settingsChanges = settings?.diffSettings(desired) ?? [];
    logSelection(resolution, request.state, comparison?.lines ?? new Set(), runner);
    if (resolution.projects.length > 0)
      (await import('./report/log-projects.ts')).logProjects(resolution, request.state, runner);
    logDiff(changes, desired, runner);
    checkRemovals(changes, desired, request.maxRemovals);
    return { desired, changes, settingsChanges, removed: passedOver(resolution), unlistedPlans, comparison };
  });
  const { desired, changes, settingsChanges, removed, unlistedPlans, comparison } = before;
  const patience = verifyPatience(context, inputs.verifyTimeoutSeconds);
  const ended = dryRun
    ? {
        ...dryRunOutcome(changes, desired),
        settings: await settingsInDryRun(context, settingsChanges, desired, patience),
      }
    : await runner.group('Apply changes', () =>
        orMistake(change(context, changes, settingsChanges, desired, patience)),
      );

  const outcome = withoutSecrets({ ...ended, unlistedPlans }, runner.redactor, worded);
  const state = request.state.kind;
  const resources = await resultsOf(outcome);
  const coverage = comparison && host?.coverageOf(comparison, resources);
  const now = world.clock.now();
  // Of two clocks that differ the one that is slow would make old backups look recent.
  const laterNow = Math.max(now, service.transport.serverNow);
  const options = { ...inputs, state, settings: outcome.settings, coverage, now: laterNow };
  const verdict = decideVerdict(resources, outcome.plans, options);
  const milliseconds = Math.round(world.clock.monotonic() - start);
  const syncs = inputs.syncTimeoutSeconds !== undefined;
  const skipsArchived = request.host?.skipsArchived === true;
  const words = { fails: verdict.failedForGaps, dryRun, syncs, skipsArchived, worded };
  const facts: RunFacts = {
    ...outcome,
    program: runner.inputs.program,
    server: hostAndPath(serverUrl),
    startedAt: now - milliseconds,
    state,
    verdict,
    coverage:
      coverage && (await coverageReport(coverage, { ...words, removed: comparison.markedAsRemoved }, runner.redactor)),
    dryRun,
    passedOver: removed.map(({ id, name }) => ({ id, name: runner.redactor.redact(name) })),
    selection: {
      repository: linesOf(request.selection, runner),
      project: linesOf(request.projects, runner),
    },
    maxBackupAgeHours: inputs.maxBackupAgeHours,
    worded,
    requests: service.transport.requests,
    milliseconds,
    now,
    laterNow,
  };
  return withToDo(facts);
}

async function settingsInDryRun(...what: Parameters<typeof judgeSettings>): Promise<readonly SettingsResult[]> {
  const [, changes] = what;
  return changes.length === 0 ? [] : await (await import('./reconcile/dry-run-settings.ts')).settingsInDryRun(...what);
}

/** Few runs are for projects: what became of those is told by what is loaded where one is. */
async function resultsOf(outcome: Outcome): Promise<readonly ResourceResult[]> {
  if (outcome.projectOf.size === 0) return resourceResults(outcome);
  return (await import('./domain/project-results.ts')).projectResults(outcome);
}

/** The lines of a selection, as they are reported. */
function linesOf(selection: Selection | undefined, { redactor }: Runner): readonly string[] {
  const { included = [], excluded = [] } = selection ?? {};
  const lines = [...included.map(({ text }) => text), ...excluded.map(({ text }) => `!${text}`)];
  return lines.map((line) => printable(redactor.redact(line)));
}

/** Most runs ask no Git host: what is needed for that is loaded only where one is asked. */
async function openHost(inputs: Inputs, world: World, runner: Runner): Promise<HostSide | undefined> {
  const { request, hostAccess } = inputs;
  if (request.host === undefined || hostAccess === undefined) return undefined;
  const hosts = await import('./hosts/host-side.ts');
  return hosts.openHost(request.host, hostAccess, inputs, world, runner.redactor, runner);
}

async function coverageReport(...what: Parameters<typeof makeCoverageReport>): Promise<CoverageReport> {
  return (await import('./report/coverage.ts')).coverageReport(...what);
}

/** Makes the changes, the plans' settings first and what leaves last, and judges them by a reading. */
async function change(
  context: Context,
  planned: Diff,
  settingsChanges: readonly SettingsChange[],
  before: DesiredState,
  patience: Patience,
): Promise<Outcome & Pick<RunResult, 'settings'>> {
  // Few runs change settings: what it takes is loaded where one does.
  const plans = settingsChanges.length > 0 ? await import('./reconcile/modify-plans.ts') : undefined;
  const modified = (await plans?.modifyPlans(context, settingsChanges, before, patience)) ?? [];
  const latest = modified.map((each) => each.latest);
  const desired = withPlans(before, latest);
  const changes =
    plans === undefined
      ? planned
      : (await import('./domain/plan-settings.ts')).asPlansAreNow(planned, latest, desired.organization.id);
  const all = changesOf(changes);
  const breaker = new CircuitBreaker();
  // What the time is for, that modifying plans may have taken, begins now.
  patience.restart();
  // Most runs find everything in its place: what it takes to join plans is loaded where something is to.
  const joining = all.every(isLeaving) ? undefined : await import('./reconcile/apply.ts');
  const joined = (await joining?.apply(context, changes, desired, breaker, patience)) ?? new Map<Change, Attempt>();
  // In most runs nothing leaves: what it takes is loaded where something does.
  const leaving = all.some(isLeaving) ? await import('./reconcile/leave.ts') : undefined;
  const pending = plans?.pendingPlans(modified);
  const left = (await leaving?.leave(context, changes, desired, { joined, pending }, breaker, patience)) ?? [];
  const attempted = attemptedIn(changes, new Map([...joined, ...left]));
  // A plan that was read again, or could not be, says more of what holds now than the first reading does.
  const isReadSince = modified.some(({ plan, latest, result }) => latest !== plan || result.kind === 'failed');
  const outcome =
    isReadSince || isStateOutdated(attempted, desired)
      ? await verifiedByReading(context, attempted, desired, patience, {
          modified: plans?.uncheckedPlans(modified),
          failsForOthers: desired.leavesOthers,
        })
      : verifyByFirstReading(context, attempted, desired);
  const undone = undoneMoves(outcome);
  const end = undone.size === 0 ? outcome : await restored(context, outcome, undone, desired, patience);
  return (await plans?.withSettings(end, context, modified, before, patience)) ?? { ...end, settings: [] };
}

/** Most runs change nothing: what it takes to verify changes is loaded where something is changed. */
async function verifiedByReading(...what: Parameters<typeof verifyByReading>): Promise<Outcome> {
  return await (await import('./reconcile/verify-by-reading.ts')).verifyByReading(...what);
}

/** Hardly any move is undone by others: what it takes then is loaded where one is. */
async function restored(...what: Parameters<typeof restore>): Promise<Outcome> {
  return await (await import('./reconcile/restore.ts')).restore(...what);
}

/** What fails while changes are made is a result: a failure that is thrown then is a mistake. */
async function orMistake<T>(changes: Promise<T>): Promise<T> {
  try {
    return await changes;
  } catch (error) {
    throw error instanceof Failure ? new Error(error.message, { cause: error }) : error;
  }
}

async function orFailure<T>(work: Promise<T>, log: Logger): Promise<T | Failure> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Failure) return error;
    log.debug(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return new UnexpectedFailure(
      'The action itself failed',
      error instanceof Error ? error.message : String(error),
      'This is a mistake in the action. Run again with debug logging and report what it shows.',
      { cause: error },
    );
  }
}
