import './one-realm.ts';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { EOL } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll } from '@jest/globals';
import { runCommand } from '../../src/run-command.ts';
import type { Simulator } from '../../simulator/server.ts';
import type { World } from '../../src/shared/world.ts';
import { FakeClock } from './fake-clock.ts';
import { smallFolder } from './folder.ts';

type Variables = Readonly<Record<string, string>>;

export interface CommandRun {
  readonly exitCode: number;
  /** A line's end is `\n` on every system. */
  readonly stdout: string;
  readonly stderr: string;
  /** The text of a file in the folder where it ran; empty where there is none. */
  readonly file: (name: string) => string;
}

export interface CommandOptions {
  readonly environment?: Variables;
  /** A text, or what gives one. */
  readonly stdin?: string | Readable;
  readonly isTerminal?: boolean;
  /** Of the terminal. */
  readonly columns?: number;
  /** The proxy beside a Bitbucket pipeline; `real`: where it always is. Nobody is there, if left out. */
  readonly pipelineProxy?: World['pipelineProxy'] | 'real';
  readonly cancelled?: AbortSignal;
  /** What standard output and standard error are to the system. */
  readonly fd?: number;
}

const root = smallFolder('gitprotect-command-');

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** A folder of its own, as a job has one. */
export function jobFolder(): string {
  return mkdtempSync(join(root, 'job-'));
}

/** Refuses every connection. */
const NOBODY = { host: '127.0.0.1', port: 1 };

/** Runs the command in this process, with a clock that never waits. @param folder where its files go */
export async function command(
  args: readonly string[],
  {
    environment = {},
    stdin = '',
    isTerminal = false,
    columns,
    cancelled,
    pipelineProxy = NOBODY,
    fd,
  }: CommandOptions = {},
  folder = jobFolder(),
): Promise<CommandRun> {
  const [out, err]: [string[], string[]] = [[], []];
  const world = {
    environment,
    stdout: { write: (text: string) => out.push(text) },
    clock: new FakeClock(),
    random: () => 0.5,
    cancelled: cancelled ?? new AbortController().signal,
    ...(pipelineProxy === 'real' ? {} : { pipelineProxy }),
  };
  const toSystem = fd === undefined ? {} : { fd };
  const shell = {
    argv: ['node', 'gitprotect-ensure', ...args],
    stdout: { isTTY: isTerminal, ...(columns === undefined ? {} : { columns }), ...toSystem },
    stderr: { write: (text: string) => err.push(text), ...toSystem },
    stdin: typeof stdin === 'string' ? Readable.from([Buffer.from(stdin)]) : stdin,
  };
  const exitCode = await runCommand(world, shell);
  const file = (name: string): string =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '';
  const text = (written: readonly string[]): string => written.join('').replaceAll(EOL, '\n');
  return { exitCode, stdout: text(out), stderr: text(err), file };
}

/** The variables with which the command signs in to a simulator, without further attempts. */
export function signedIn(simulator: Simulator): Variables {
  const { email, password } = simulator.world.account;
  return {
    GITPROTECT_SERVER_URL: simulator.url,
    GITPROTECT_EMAIL: email,
    GITPROTECT_PASSWORD: password,
    GITPROTECT_RETRIES: '0',
  };
}

/** A place where the command runs: what that sets for a job of repository `acme/api`. */
export interface Job {
  readonly name: 'GitHub' | 'GitLab' | 'Azure Pipelines' | 'Bitbucket' | 'terminal';
  readonly variables: (folder: string) => Variables;
}

/** @param folder of the job */
export function gitHubJob(folder: string): Variables {
  for (const name of ['output', 'summary']) writeFileSync(join(folder, name), '');
  return { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'acme/api', GITHUB_WORKSPACE: folder, RUNNER_DEBUG: '1' };
}

export const JOBS: readonly Job[] = [
  { name: 'GitHub', variables: gitHubJob },
  {
    name: 'GitLab',
    variables: (folder) => ({
      GITLAB_CI: 'true',
      CI_PROJECT_ROOT_NAMESPACE: 'acme',
      CI_PROJECT_PATH: 'acme/api',
      CI_PROJECT_DIR: folder,
      CI_JOB_URL: 'https://gitlab.example/acme/api/-/jobs/7',
      CI_DEBUG_TRACE: 'true',
    }),
  },
  {
    name: 'Azure Pipelines',
    variables: (folder) => ({
      TF_BUILD: 'True',
      SYSTEM_COLLECTIONURI: 'https://dev.azure.com/acme/',
      SYSTEM_TEAMPROJECT: 'Shop',
      BUILD_REPOSITORY_PROVIDER: 'TfsGit',
      BUILD_REPOSITORY_NAME: 'api',
      BUILD_SOURCESDIRECTORY: folder,
      AGENT_TEMPDIRECTORY: folder,
      SYSTEM_DEBUG: 'true',
    }),
  },
  {
    name: 'Bitbucket',
    variables: (folder) => ({
      BITBUCKET_BUILD_NUMBER: '7',
      BITBUCKET_WORKSPACE: 'acme',
      BITBUCKET_REPO_SLUG: 'api',
      BITBUCKET_COMMIT: '0123456789abcdef',
      BITBUCKET_CLONE_DIR: folder,
      BITBUCKET_PIPELINES_VARIABLES_PATH: join(folder, 'variables'),
      GITPROTECT_DEBUG: 'true',
    }),
  },
  {
    name: 'terminal',
    variables: () => ({ GITPROTECT_ORGANIZATION: 'acme', GITPROTECT_REPOSITORY: 'acme/api', GITPROTECT_DEBUG: 'true' }),
  },
];
