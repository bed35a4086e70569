import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { EOL, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { run } from '../../src/run.ts';
import type { Simulator } from '../../simulator/server.ts';
import { printed } from './printed.ts';

// One for all runs of a test file: @actions/core remembers the first summary's path.
const folder = mkdtempSync(join(tmpdir(), 'gitprotect-run-'));
const OUTPUT_FILE = join(folder, 'output');
const SUMMARY_FILE = join(folder, 'summary');

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a run in this process left behind; a line's end is `\n` on every system. */
export interface Ended {
  readonly success: boolean;
  /** What the run printed, workflow commands included, but for masks. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The output `report`, read. */
  readonly report: unknown;
  readonly summary: string;
}

export type Inputs = Readonly<Record<string, string>>;

/**
 * Runs the action in this process against a simulator: to protect `acme/api` by plan `Daily`, without further attempts,
 * unless the inputs say otherwise.
 */
export async function runAgainst(simulator: Simulator, inputs: Inputs = {}, environment: Inputs = {}): Promise<Ended> {
  const { email, password } = simulator.world.account;
  const given = {
    'server-url': simulator.url,
    ...('access-token' in inputs ? {} : { email, password }),
    organization: 'acme',
    plan: 'Daily',
    retries: '0',
    ...inputs,
  };
  return await runWith(given, environment);
}

/** Runs the action in this process with these inputs and no others. */
export async function runWith(inputs: Inputs, environment: Inputs = {}): Promise<Ended> {
  writeFileSync(OUTPUT_FILE, '');
  writeFileSync(SUMMARY_FILE, '');
  const before = { ...process.env };
  const printedBefore = printed().length;
  const runner = { GITHUB_REPOSITORY: 'acme/api', GITHUB_OUTPUT: OUTPUT_FILE, GITHUB_STEP_SUMMARY: SUMMARY_FILE };
  const variables = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const);
  try {
    Object.assign(process.env, runner, Object.fromEntries(variables), environment);
    const success = await run();
    const outputs = parseOutputs(textOf(OUTPUT_FILE));
    const lines = printed().slice(printedBefore).split('\n');
    return {
      success,
      log: lines.filter((line) => !line.startsWith('::add-mask::')).join('\n'),
      outputs,
      report: outputs['report'] === undefined ? undefined : JSON.parse(outputs['report']),
      summary: textOf(SUMMARY_FILE),
    };
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
}

function textOf(file: string): string {
  return readFileSync(file, 'utf8').replaceAll(EOL, '\n');
}

/** `name<<delimiter`, the value's lines, `delimiter`; the last of a name counts. */
function parseOutputs(text: string): Record<string, string> {
  const blocks = text.matchAll(
    /^(?<name>[^\n]+?)<<(?<delimiter>ghadelimiter_[^\n]+)\n(?<value>[^]*?)\n\k<delimiter>$/gm,
  );
  return Object.fromEntries([...blocks].map(({ groups = {} }) => [groups['name'] ?? '', groups['value'] ?? '']));
}
