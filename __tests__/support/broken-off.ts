import type { ActionRun } from '../../scripts/run-action.ts';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/server.ts';
import type { World } from '../../simulator/world.ts';
import { FakeClock } from './fake-clock.ts';
import { runInProcess } from './run.ts';

/** Whether the last request that arrives has its effect on the server. */
export const EFFECTS = ['before its effect', 'after its effect'] as const;
export type Effect = (typeof EFFECTS)[number];

/** A request that only reads, or signs in. */
const READING = /^account\/login$|getmany$|listassignedtoorganization$/;

/** A moment at which a run can be broken off. */
interface Moment {
  /** At which request, from 1. */
  readonly n: number;
  readonly effect: Effect;
}

/** The moments of a run that sends these requests. A reading has no effect: it is lost, whether it arrives or not. */
export function momentsOf(requests: Simulator['requests']): readonly Moment[] {
  return requests.flatMap(({ endpoint }, index) => {
    const effects = READING.test(endpoint) ? EFFECTS.slice(0, 1) : EFFECTS;
    return effects.map((effect) => ({ n: index + 1, effect }));
  });
}

/** How many of these ask for a change. */
export function changesIn(requests: Simulator['requests']): number {
  return requests.filter(({ endpoint }) => !READING.test(endpoint)).length;
}

/**
 * All that a service holds, but for sign-ins: a run knows nothing else of the run before it, so that what follows one
 * state needs to be tried once. IDs, which are random, are numbered.
 */
export function heldBy({ organizations, repositories, projects, plans, removals }: World): string {
  const rows = [organizations, repositories, projects, plans].map((all) => [...all.values()]);
  const text = JSON.stringify([...rows, removals], (_, value: unknown) => (value instanceof Set ? [...value] : value));
  const ids = new Map<string, string>();
  return text.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => {
    const number = ids.get(id) ?? String(ids.size);
    ids.set(id, number);
    return number;
  });
}

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
  readonly requests: Simulator['requests'];
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
    return { run, counts: simulator.counts, requests: simulator.requests };
  } finally {
    await simulator.close();
  }
}
