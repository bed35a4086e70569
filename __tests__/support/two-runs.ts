import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { inputDefaults, inputVariable } from '../../scripts/run-action.ts';
import type { Simulator } from '../../simulator/server.ts';
import { run } from '../../src/run.ts';
import { FakeClock } from './fake-clock.ts';

const workspace = mkdtempSync(join(tmpdir(), 'gitprotect-two-'));

afterAll(() => {
  rmSync(workspace, { recursive: true, force: true });
});

type Inputs = Readonly<Record<string, string>>;

export interface TwiceReport {
  readonly counts: Readonly<Record<string, number>>;
  readonly repositories: readonly { readonly proved: boolean }[];
}

export interface TwiceEnded {
  readonly success: boolean;
  readonly log: string;
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
  const { email, password } = simulator.world.account;
  const step = { 'server-url': simulator.url, email, password, plan: 'Daily', 'report-file': file };
  const given = Object.entries({ ...(await inputDefaults('acme')), ...step, ...inputs });
  const written: string[] = [];
  const success = await run({
    environment: {
      GITHUB_REPOSITORY: 'acme/api',
      GITHUB_WORKSPACE: workspace,
      ...Object.fromEntries(given.map(([name, value]) => [inputVariable(name), value])),
    },
    stdout: { write: (text) => written.push(text) },
    clock,
    random: Math.random,
    cancelled: new AbortController().signal,
  });
  const report = JSON.parse(readFileSync(join(workspace, file), 'utf8')) as TwiceReport;
  return { success, log: written.join(''), report };
}
