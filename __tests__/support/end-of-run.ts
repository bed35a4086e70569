import type { Simulator } from '../../simulator/server.ts';
import { type Ended, runAgainst } from './run.ts';
import type { Stage } from './stage.ts';

export interface RunSettings {
  readonly dryRun: boolean;
  readonly retries: number;
}

/** Runs the action on a stage, in the time of its world. @throws Error where its parts contradict each other */
export async function runOn(stage: Stage, simulator: Simulator, { dryRun, retries }: RunSettings): Promise<Ended> {
  const { scenario, clock, planNames } = stage;
  const inputs = {
    plan: planNames.join('\n'),
    retries: String(retries),
    'dry-run': String(dryRun),
    ...(scenario.syncTimeoutSeconds === undefined
      ? { sync: 'never' }
      : { 'sync-timeout': String(scenario.syncTimeoutSeconds) }),
  };
  const ended = await runAgainst(simulator, inputs, { clock });
  const { success, outputs, log, summary } = ended;
  // What people read says no more than what programs read.
  if ((log.includes('✅') || summary.includes('✅')) && !(success && isProvedIn(outputs)))
    throw new Error(`the run looks good and is not: ${log}`);
  if (log.includes('The action itself failed')) throw new Error(log);
  return ended;
}

/** Whether the report says that the server was seen to report all that is asked for. */
export function isProvedIn(outputs: Ended['outputs']): boolean {
  const report = JSON.parse(outputs['report'] ?? '{}') as { repositories?: readonly { proved: boolean }[] };
  const { repositories = [] } = report;
  return repositories.length > 0 && repositories.every(({ proved }) => proved);
}
