import type { Simulator, SimulatorOptions } from '../../simulator/server.ts';
import { type Ended, runAgainst } from './run.ts';
import { callsOf, serve, type SmallWorld } from './service.ts';

/* Answers in other shapes than the simulator's own. */

export const ORGANIZATIONS = 'git/organizations/getmany';
export const REPOSITORIES = 'git/repositories/getmany';
export const PLANS = 'plans/listassignedtoorganization';
export const ACTIVATE = 'git/repositories/activate';
export const ATTACH = 'plans/attachgitrepository';

export type Row = Readonly<Record<string, unknown>>;
export interface Envelope {
  readonly result: readonly Row[];
}
export type Reshape = NonNullable<SimulatorOptions['reshape']>;

/** Each row of one endpoint's list is changed. */
export function rows(endpoint: string, change: (row: Row) => Row | readonly Row[]): Reshape {
  return (at, answer) => {
    if (at !== endpoint) return answer;
    const result = (answer as Envelope).result.flatMap(change);
    return { ...(answer as Envelope), totalEntries: result.length, result };
  };
}

/** The row of `api` is changed. */
export function apiRow(change: (row: Row) => Row | readonly Row[]): Reshape {
  return rows(REPOSITORIES, (row) => (row['name'] === 'api' ? change(row) : row));
}

export function without(row: Row, ...names: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
}

export async function runWith(
  small: SmallWorld,
  reshape: Reshape,
  inputs: Record<string, string> = {},
): Promise<Ended & { simulator: Simulator }> {
  const simulator = await serve(small.world, { reshape });
  return { ...(await runAgainst(simulator, inputs)), simulator };
}

export function writes(simulator: Simulator): number {
  return callsOf(simulator, ACTIVATE) + callsOf(simulator, ATTACH);
}
