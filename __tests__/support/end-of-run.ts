import { apply } from '../../src/apply.ts';
import { Failure } from '../../src/failure.ts';
import type { ConnectionOptions } from '../../src/gitprotect/connection.ts';
import { observe } from '../../src/observe.ts';
import { findDrift } from '../../src/protection/drift.ts';
import { foresee } from '../../src/protection/judge.ts';
import { Log } from '../../src/report/log.ts';
import { type Outputs, outputsOf, outputsOfFailure } from '../../src/report/outputs.ts';
import { isSuccess, verdictOn } from '../../src/report/verdict.ts';
import { Secrets } from '../../src/secrets.ts';
import type { Simulator } from '../../simulator/server.ts';
import { aNameLine } from './build.ts';
import { runAgainst } from './run.ts';
import type { Stage } from './stage.ts';
import { clientOf } from './service.ts';

/** What a run says of itself. */
export interface EndOfRun {
  readonly success: boolean;
  readonly outputs: Outputs;
}

export interface RunSettings {
  readonly dryRun: boolean;
  readonly retries: number;
}

/** A way to carry out a run. */
export type Runner = (simulator: Simulator, stage: Stage, settings: RunSettings) => Promise<EndOfRun>;

/** Does what `run` does, with a clock that doesn't wait. @throws what is no `Failure`: a defect */
export const runWithoutWaiting: Runner = async (simulator, { scenario, clock, planNames }, { dryRun, retries }) => {
  const log = new Log(new Secrets());
  const options: Partial<ConnectionOptions> & { clock: typeof clock } = { clock, retries };
  const { gitprotect, connection } = clientOf(simulator, options);
  const wanted = {
    organization: 'acme',
    selection: { included: [{ ...aNameLine('acme/api', 'api'), owner: 'acme' }], excluded: [] },
    plans: planNames,
    syncTimeoutSeconds: dryRun ? undefined : scenario.syncTimeoutSeconds,
  };
  try {
    await gitprotect.open();
    const drift = findDrift(await observe(gitprotect, wanted, clock, log));
    const outcome = dryRun ? foresee(drift) : await apply(gitprotect, drift, clock, log);
    const facts = { dryRun, failOnDrift: false, requests: connection.requests, milliseconds: 0 };
    return { success: isSuccess(verdictOn(outcome, facts)), outputs: outputsOf(outcome, facts) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { success: false, outputs: outputsOfFailure(error) };
  }
};

/** The whole of `run`, in real time. */
export const runInFull: Runner = async (simulator, { scenario, planNames }, { dryRun, retries }) => {
  const { success, outputs, log, summary } = await runAgainst(simulator, {
    plan: planNames.join('\n'),
    retries: String(retries),
    'dry-run': String(dryRun),
    ...(scenario.syncTimeoutSeconds === undefined
      ? { sync: 'never' }
      : { 'sync-timeout': String(scenario.syncTimeoutSeconds) }),
  });
  // What people read says no more than what programs read.
  const proved = isProvedIn(outputs);
  if ((log.includes('✅') || summary.includes('✅')) && !(success && proved))
    throw new Error(`the run looks good and is not: ${log}`);
  if (log.includes('The action itself failed')) throw new Error(log);
  return { success, outputs };
};

/** Whether the report says that the server was seen to report all that is asked for. */
export function isProvedIn(outputs: Outputs): boolean {
  const report = JSON.parse(outputs['report'] ?? '{}') as { repositories?: readonly { proved: boolean }[] };
  const { repositories = [] } = report;
  return repositories.length > 0 && repositories.every(({ proved }) => proved);
}
