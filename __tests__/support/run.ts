import './one-realm.ts';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { EOL } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { run } from '../../src/run.ts';
import { type ActionRun, inputDefaults, inputVariable, parseOutputs } from '../../scripts/run-action.ts';
import type { Simulator } from '../../simulator/server.ts';
import { FakeClock } from './fake-clock.ts';
import { smallFolder } from './folder.ts';

// One for all runs of a test file: @actions/core remembers the first summary's path.
const folder = smallFolder('gitprotect-run-');
const OUTPUT_FILE = join(folder, 'output');
const SUMMARY_FILE = join(folder, 'summary');

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Texts = Readonly<Record<string, string>>;
type Environment = Readonly<Record<string, string | undefined>>;

/** What packages read of the process's own environment, so that a job's variables don't get into the runs. */
const READ_BY_PACKAGES: Environment = {
  ...{ https_proxy: undefined, HTTPS_PROXY: undefined, http_proxy: undefined, HTTP_PROXY: undefined },
  ...{ no_proxy: undefined, NO_PROXY: undefined },
  ...{ GITHUB_EVENT_PATH: undefined, GITHUB_ACTOR: undefined },
  ...{ GITHUB_OUTPUT: OUTPUT_FILE, GITHUB_STEP_SUMMARY: SUMMARY_FILE },
};

export interface RunInProcess {
  /** Of the step, under `with:`; what is left out takes its default in action.yml. */
  readonly inputs: Texts;
  /** Besides what a runner sets; undefined takes one away. */
  readonly environment?: Environment;
  readonly clock?: FakeClock;
  /** Chance; 0 is no jitter. */
  readonly random?: () => number;
  readonly cancelled?: AbortSignal;
}

/** Runs take turns: they share the files for outputs and summary. */
let turn: Promise<unknown> = Promise.resolve();

/** The clocks of the run that is under way. */
const clocks = new Set<FakeClock>();

/** For a simulator's `onStall`: the run that is under way waits no longer for what does not come. */
export function expireDeadlines(): void {
  for (const clock of clocks) clock.expireDeadlines();
}

/**
 * Runs the whole action in this process, as `index.ts` does, with a clock that never waits, and returns what
 * `runAction` returns of the bundle.
 */
export function runInProcess(options: RunInProcess): Promise<ActionRun> {
  const mine = turn.then(() => carryOut(options));
  turn = mine.catch(() => undefined);
  return mine;
}

async function carryOut({ inputs, environment = {}, clock, random, cancelled }: RunInProcess): Promise<ActionRun> {
  writeFileSync(OUTPUT_FILE, '');
  writeFileSync(SUMMARY_FILE, '');
  const variables: NodeJS.ProcessEnv = {
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'acme/api',
    GITHUB_REPOSITORY_OWNER: 'acme',
    GITHUB_EVENT_NAME: 'schedule',
    GITHUB_WORKSPACE: folder,
    GITHUB_OUTPUT: OUTPUT_FILE,
    GITHUB_STEP_SUMMARY: SUMMARY_FILE,
    ...environment,
  };
  const given = { ...(await inputDefaults(variables['GITHUB_REPOSITORY_OWNER'] ?? '')), ...inputs };
  for (const [name, value] of Object.entries(given)) variables[inputVariable(name)] = value;
  const written: string[] = [];
  const start = performance.now();
  const time = clock ?? new FakeClock();
  const before = setEnvironment({ ...READ_BY_PACKAGES, ...environment });
  clocks.add(time);
  try {
    const isSuccess = await run({
      environment: variables,
      stdout: { write: (text) => written.push(text) },
      clock: time,
      random: random ?? (() => 0.5),
      cancelled: cancelled ?? new AbortController().signal,
    });
    return {
      exitCode: isSuccess ? 0 : 1,
      signal: null,
      stdout: written.join('').replaceAll(EOL, '\n'),
      stderr: '',
      outputs: parseOutputs(textOf(OUTPUT_FILE)),
      summary: textOf(SUMMARY_FILE),
      milliseconds: performance.now() - start,
    };
  } finally {
    clocks.delete(time);
    setEnvironment(before);
  }
}

/** Sets these variables of the process, or takes them away; returns what they were. */
function setEnvironment(variables: Environment): Environment {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  // First those that go: on Windows two names that differ by case only are one.
  for (const [name, value] of Object.entries(variables))
    if (value === undefined) Reflect.deleteProperty(process.env, name);
  for (const [name, value] of Object.entries(variables)) if (value !== undefined) process.env[name] = value;
  return Object.fromEntries(before);
}

function textOf(file: string): string {
  return readFileSync(file, 'utf8').replaceAll(EOL, '\n');
}

/** What a run left behind. */
export interface Ended {
  readonly success: boolean;
  /** What the run printed, workflow commands included, but for masks. */
  readonly log: string;
  /** The same with masks. */
  readonly stdout: string;
  readonly outputs: Texts;
  /** The output `report`, parsed. */
  readonly report: unknown;
  readonly summary: string;
}

/**
 * Runs the action in this process against a simulator: to protect `acme/api` by plan `Daily`, without further attempts,
 * unless the inputs say otherwise.
 */
export async function runAgainst(
  simulator: Simulator,
  inputs: Texts = {},
  options: Omit<RunInProcess, 'inputs'> = {},
): Promise<Ended> {
  const { email, password } = simulator.world.account;
  const given = {
    'server-url': simulator.url,
    ...('access-token' in inputs ? {} : { email, password }),
    organization: 'acme',
    plan: 'Daily',
    retries: '0',
    ...inputs,
  };
  return await runWith(given, options);
}

/** Runs the action in this process with these inputs; what is left out takes its default. */
export async function runWith(inputs: Texts, options: Omit<RunInProcess, 'inputs'> = {}): Promise<Ended> {
  const { exitCode, stdout, outputs, summary } = await runInProcess({ inputs, ...options });
  const lines = stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  const report: unknown = outputs['report'] === undefined ? undefined : JSON.parse(outputs['report']);
  return { success: exitCode === 0, log: lines.join('\n'), stdout, outputs, report, summary };
}
