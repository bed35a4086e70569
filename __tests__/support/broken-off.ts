import type { ActionRun } from '../../scripts/run-action.ts';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import { type SimulatorOptions, startSimulator } from '../../simulator/server.ts';
import type { World } from '../../simulator/world.ts';
import { FakeClock } from './fake-clock.ts';
import { runInProcess } from './run.ts';

/** Whether the last request that arrives has its effect on the server. */
export const EFFECTS = ['before its effect', 'after its effect'] as const;
export type Effect = (typeof EFFECTS)[number];

const RESET: Fault = { kind: 'reset', at: 'before-headers' };

/** From the n-th request to an endpoint on, nothing is answered any more. */
export function breakOff(endpoint: string, occurrence: number, effect: Effect): readonly ScriptedFault[] {
  const last: Fault = effect === 'before its effect' ? RESET : { kind: 'lost' };
  return [
    { endpoint, occurrence, fault: last },
    { endpoint, occurrence: { from: occurrence + 1 }, fault: RESET },
  ];
}

export interface Run {
  readonly run: ActionRun;
  readonly counts: ReadonlyMap<string, number>;
}

/** A run in this world, against a service of its own. */
export async function runOn(
  world: World,
  inputs: Readonly<Record<string, string>>,
  faults: readonly ScriptedFault[] = [],
  clock = new FakeClock(),
  options: SimulatorOptions = {},
): Promise<Run> {
  const simulator = await startSimulator(world, { ...options, faults });
  const { email, password } = world.account;
  try {
    const step = { 'server-url': simulator.url, email, password, plan: 'Daily', retries: '0' };
    const run = await runInProcess({ inputs: { ...step, ...inputs }, clock });
    return { run, counts: simulator.counts };
  } finally {
    await simulator.close();
  }
}
