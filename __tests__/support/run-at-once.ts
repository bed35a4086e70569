import './one-realm.ts';
import { inputDefaults, inputVariable } from '../../scripts/run-action.ts';
import type { Simulator } from '../../simulator/server.ts';
import { run } from '../../src/run.ts';
import { FakeClock } from './fake-clock.ts';

/** How a run ended that took no turn. */
export interface RunAtOnce {
  readonly success: boolean;
  readonly log: string;
}

/**
 * Runs the action in this process while others run: without a runner's files, which the process has once.
 * @param environment variables that it sees besides
 */
export async function runAtOnce(
  simulator: Simulator,
  inputs: Readonly<Record<string, string>>,
  clock = new FakeClock(),
  environment: Readonly<Record<string, string>> = {},
): Promise<RunAtOnce> {
  const { email, password } = simulator.world.account;
  const step = { 'server-url': simulator.url, email, password, plan: 'Daily' };
  const given = Object.entries({ ...(await inputDefaults('acme')), ...step, ...inputs });
  const written: string[] = [];
  const success = await run({
    environment: {
      GITHUB_REPOSITORY: 'acme/api',
      ...environment,
      ...Object.fromEntries(given.map(([name, value]) => [inputVariable(name), value])),
    },
    stdout: { write: (text) => written.push(text) },
    clock,
    random: Math.random,
    cancelled: new AbortController().signal,
  });
  return { success, log: written.join('') };
}
