import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { Simulator } from '../../simulator/server.ts';
import { FakeClock } from './fake-clock.ts';
import { type RunAtOnce, runAtOnce } from './run-at-once.ts';

const workspace = mkdtempSync(join(tmpdir(), 'gitprotect-two-'));

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
 * Runs the action twice at the same time, without a runner's files, which the process has once: each run writes its
 * report file.
 * @param second of the second run, where they differ
 */
export async function runTwice(
  simulator: Simulator,
  inputs: Inputs,
  clock = new FakeClock(),
  second: Inputs = inputs,
): Promise<readonly TwiceEnded[]> {
  return await Promise.all([
    runOnce(simulator, inputs, 'first.json', clock),
    runOnce(simulator, second, 'second.json', clock),
  ]);
}

async function runOnce(simulator: Simulator, inputs: Inputs, file: string, clock: FakeClock): Promise<TwiceEnded> {
  const ended = await runAtOnce(simulator, { 'report-file': file, ...inputs }, clock, { GITHUB_WORKSPACE: workspace });
  return { ...ended, report: JSON.parse(readFileSync(join(workspace, file), 'utf8')) as TwiceReport };
}
