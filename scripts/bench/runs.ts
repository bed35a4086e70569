import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ActionRun, runAction } from '../run-action.ts';
import type { Host } from './host.ts';
import { timed } from './processes.ts';
import type { Served, ServeSpec, State } from './protocol.ts';

/** One run against a fresh world, that ended as it should. */
export interface Run {
  readonly milliseconds: number;
  /** The server's state afterwards. */
  readonly state: State;
}

/** What is run, and on what. */
export interface Task extends ServeSpec {
  readonly selects: 'one' | 'all';
  readonly concurrency?: number;
  /** Where the whole report goes; nowhere without it. */
  readonly reportFile?: string;
}

export const CONCURRENCY = 8;
const ONE_OF_ALL = '*';

/** Runs the committed bundle. @throws if it, or the world afterwards, isn't as it should be */
export async function runOfAction(
  host: Host,
  task: Task,
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const served = await host.serve(task);
  const { url, email, password, authority, target, gitHost } = served;
  const run = await runAction({
    inputs: {
      'server-url': url,
      email,
      password,
      organization: 'acme',
      repository: task.selects === 'one' ? target : ONE_OF_ALL,
      plan: 'Daily',
      concurrency: String(task.concurrency ?? CONCURRENCY),
      ...(task.reportFile !== undefined && { 'report-file': task.reportFile }),
      ...(authority === undefined ? {} : { 'ca-certificate': authority }),
      // What GitProtect doesn't list, a case leaves out on purpose.
      ...(gitHost && { host: 'github', 'host-url': gitHost.url, 'host-token': gitHost.token, sync: 'never' }),
    },
    environment,
  });
  const state = await host.state();
  const wrong = [...wrongOutputs(task, run), ...wrongState(task, state)];
  if (wrong.length > 0)
    throw new Error(`the action did not do what it should: ${wrong.join('; ')}\n${run.stdout}\n${run.stderr}`);
  return { milliseconds: run.milliseconds, state };
}

/** The most memory that a run of the action held, in MiB. */
export async function memoryOfAction(host: Host, task: Task): Promise<Run & { readonly peakMiB: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'gitprotect-bench-'));
  const file = join(folder, 'peak');
  try {
    const probe = pathToFileURL(join(import.meta.dirname, 'peak-memory.mjs')).href;
    const run = await runOfAction(host, task, { NODE_OPTIONS: `--import=${probe}`, BENCH_PEAK_MEMORY_FILE: file });
    const kilobytes = Number(await readFile(file, 'utf8'));
    if (!(kilobytes > 0)) throw new Error('the peak of memory was not written');
    return { ...run, peakMiB: kilobytes / 1024 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs protect.sh. @throws if it, or the world afterwards, isn't as it should be */
export async function runOfScript(host: Host, task: Task): Promise<Run> {
  const served = await host.serve(task);
  const folder = await mkdtemp(join(tmpdir(), 'gitprotect-bench-'));
  try {
    const environment = await scriptEnvironment(served, task, join(folder, 'ca.pem'));
    const milliseconds = await timed('bash', [join(import.meta.dirname, 'protect.sh')], environment);
    const state = await host.state();
    const wrong = wrongState(task, state);
    if (wrong.length > 0) throw new Error(`the plain script did not do what it should: ${wrong.join('; ')}`);
    return { milliseconds, state };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function scriptEnvironment(
  { url, email, password, authority, target }: Served,
  task: Task,
  authorityFile: string,
): Promise<Record<string, string>> {
  if (authority !== undefined) await writeFile(authorityFile, authority);
  return {
    GITPROTECT_URL: url,
    GITPROTECT_EMAIL: email,
    GITPROTECT_PASSWORD: password,
    GITPROTECT_ORGANIZATION: 'acme',
    GITPROTECT_PLAN: 'Daily',
    GITPROTECT_REPOSITORY: task.selects === 'one' ? target : ONE_OF_ALL,
    ...(authority === undefined ? {} : { GITPROTECT_CA: authorityFile }),
  };
}

function wrongOutputs({ drift, selects, repositories, gitHost }: Task, { exitCode, outputs }: ActionRun): string[] {
  const drifted = String(drift !== 'none');
  const changed =
    drift === 'none' ? 0 : drift === 'one' ? 1 : drift === 'all' ? repositories : countOfTwentieth(repositories);
  const expected = {
    drift: drifted,
    changed: drifted,
    'repositories-checked': String(selects === 'one' ? 1 : repositories),
    'repositories-changed': String(changed),
    'repositories-failed': '0',
    ...(gitHost && {
      'host-repositories': String(gitHost.repositories),
      'inventory-complete': 'true',
      'repositories-uncovered': String(gitHost.repositories - repositories),
    }),
  };
  return [
    ...(exitCode === 0 ? [] : [`exit code ${String(exitCode)}`]),
    ...Object.entries(expected)
      .filter(([name, value]) => outputs[name] !== value)
      .map(([name, value]) => `output ${name} is ${outputs[name] ?? 'missing'}, not ${value}`),
  ];
}

/** How many in a world where every twentieth drifted. */
function countOfTwentieth(repositories: number): number {
  return repositories / 20;
}

/** All cases ask for everything that isn't protected yet, so all is protected in the end. */
function wrongState({ repositories }: Task, { protectedCount }: State): string[] {
  return protectedCount === repositories
    ? []
    : [`${String(protectedCount)} of ${String(repositories)} repositories are protected`];
}
