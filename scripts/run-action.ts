import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { EOL, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '..');

/** What a run of the committed bundle left behind; a line's end is `\n` on every system. */
export interface ActionRun {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly milliseconds: number;
}

export interface RunOptions {
  /** Of the step, under `with:`; what is left out takes its default in action.yml. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Besides what a runner sets; undefined takes one away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** With what the process ends its lines, where it isn't this system's way. */
  readonly newline?: string;
  /** Given the process's ID as soon as it runs. */
  readonly onStart?: (processId: number) => void;
  /** Nobody reads what the process prints. */
  readonly closeStdout?: boolean;
}

/**
 * Runs the committed `dist/index.js` as a runner does: in a process of its own, with inputs as `INPUT_*`, and files
 * for outputs and summary. Nothing of this process's environment goes along but PATH.
 */
export async function runAction({
  inputs,
  environment = {},
  newline = EOL,
  ...options
}: RunOptions): Promise<ActionRun> {
  const folder = await mkdtemp(join(tmpdir(), 'gitprotect-action-'));
  const outputFile = join(folder, 'output');
  const summaryFile = join(folder, 'summary');
  await Promise.all([writeFile(outputFile, ''), writeFile(summaryFile, '')]);
  const runner = {
    PATH: process.env['PATH'],
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'acme/api',
    GITHUB_REPOSITORY_OWNER: 'acme',
    GITHUB_EVENT_NAME: 'schedule',
    GITHUB_WORKSPACE: folder,
    GITHUB_OUTPUT: outputFile,
    GITHUB_STEP_SUMMARY: summaryFile,
  };
  const variables = { ...runner, ...environment };
  try {
    const defaults = await inputDefaults(variables.GITHUB_REPOSITORY_OWNER);
    const given = Object.entries({ ...defaults, ...inputs }).map(
      ([name, value]) => [inputVariable(name), value] as const,
    );
    const start = performance.now();
    const ended = await runBundle({ ...variables, ...Object.fromEntries(given) }, folder, options);
    const milliseconds = performance.now() - start;
    // Its own newline and no other: on Linux a CR stays what it is, something that must not be there.
    const normalised = (text: string): string => text.replaceAll(newline, '\n');
    return {
      ...ended,
      stdout: normalised(ended.stdout),
      stderr: normalised(ended.stderr),
      milliseconds,
      outputs: parseOutputs(normalised(await readFile(outputFile, 'utf8'))),
      summary: normalised(await readFile(summaryFile, 'utf8')),
    };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** As the runner names it: upper case, spaces as underscores, hyphens kept. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

/** The defaults of action.yml, for a repository of this owner. */
export async function inputDefaults(owner: string): Promise<Record<string, string>> {
  const { inputs } = await (action ??= readAction());
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { default: value = '' }]) => [
      name,
      value.replace('${{ github.repository_owner }}', owner),
    ]),
  );
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
}

/** Read once: hundreds of runs need it. */
let action: Promise<Action> | undefined;

async function readAction(): Promise<Action> {
  return parse(await readFile(join(ROOT, 'action.yml'), 'utf8')) as Action;
}

async function runBundle(
  environment: NodeJS.ProcessEnv,
  folder: string,
  { onStart, closeStdout = false }: Pick<RunOptions, 'onStart' | 'closeStdout'>,
): Promise<Pick<ActionRun, 'exitCode' | 'signal' | 'stdout' | 'stderr'>> {
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'index.js')], { cwd: folder, env: environment });
  const stdout: Uint8Array[] = [];
  const stderr: Uint8Array[] = [];
  child.stdout.on('data', (chunk: Uint8Array) => stdout.push(chunk));
  if (closeStdout) child.stdout.destroy();
  child.stderr.on('data', (chunk: Uint8Array) => stderr.push(chunk));
  if (child.pid !== undefined) onStart?.(child.pid);
  const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((settle, fail) => {
    child.on('error', fail);
    child.on('close', (code, by) => {
      settle([code, by]);
    });
  });
  return { exitCode, signal, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

/** `name<<delimiter`, the value's lines, `delimiter`. */
export function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const [, name, delimiter] = /^(.+?)<<(.+)$/.exec(lines[index] ?? '') ?? [];
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.indexOf(delimiter, index + 1);
    outputs[name] = lines.slice(index + 1, end).join('\n');
    index = end;
  }
  return outputs;
}
