import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll } from '@jest/globals';
import type { Simulator } from '../../simulator/server.ts';
import { FakeClock } from './fake-clock.ts';
import { smallFolder } from './folder.ts';
import { type RunAtOnce, runAtOnce } from './run-at-once.ts';

const workspace = smallFolder('gitprotect-two-');

afterAll(() => {
  rmSync(workspace, { recursive: true, force: true });
});

type Inputs = Readonly<Record<string, string>>;

export interface TwiceReport {
  readonly counts: Readonly<Record<string, number>>;
  readonly repositories: readonly { readonly proved: boolean }[];
}

export interface TwiceEnded extends RunAtOnce {
  readonly report: TwiceReport;
}

/**
 * How many requests the first of two runs has sent when the second begins. Both keep in step from then on: they share a
 * thread, and requests are answered as they come, so that a slow server would not change the order of their requests.
 */
export const LEADS = [0, 3, 5] as const;

/**
 * Runs the action twice at the same time, without a runner's files, which the process has once: each run writes its
 * report file.
 */
export async function runTwice(
  simulator: Simulator,
  inputs: Inputs,
  {
    second = inputs,
    lead = 0,
    clock = new FakeClock(),
  }: {
    /** Inputs of the second run, where they differ. */
    readonly second?: Inputs;
    readonly lead?: number;
    readonly clock?: FakeClock;
  } = {},
): Promise<readonly TwiceEnded[]> {
  return await withLead(
    simulator,
    lead,
    () => runOnce(simulator, inputs, 'first.json', clock),
    () => runOnce(simulator, second, 'second.json', clock),
  );
}

/** Does both at the same time, the second as soon as the first has sent so many requests. */
export async function withLead<T>(
  simulator: Simulator,
  lead: number,
  first: () => Promise<T>,
  second: () => Promise<T>,
): Promise<readonly [T, T]> {
  const before = simulator.requests.length;
  const leading = first();
  const over = leading.then(
    () => true,
    () => true,
  );
  while (simulator.requests.length - before < lead && !(await Promise.race([over, nextTurn(false)])));
  return await Promise.all([leading, second()]);
}

async function runOnce(simulator: Simulator, inputs: Inputs, file: string, clock: FakeClock): Promise<TwiceEnded> {
  const ended = await runAtOnce(simulator, { 'report-file': file, ...inputs }, clock, { GITHUB_WORKSPACE: workspace });
  return { ...ended, report: JSON.parse(readFileSync(join(workspace, file), 'utf8')) as TwiceReport };
}
