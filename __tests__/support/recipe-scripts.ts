import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import { parse } from 'yaml';

/* The shell scripts of the recipes, as the documents show them. */

const recipes = join(import.meta.dirname, '..', '..', 'docs', 'recipes');

export interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly shell?: string;
}

/** The steps of this name in a document's blocks of YAML: those of workflows, and those that stand alone. */
export function stepsOf(document: string, name: string): Step[] {
  const markdown = readFileSync(join(recipes, document), 'utf8');
  const found = [...markdown.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']): Step[] => {
    const content = parse(block) as readonly Step[] | { jobs?: Record<string, { steps?: readonly Step[] }> };
    if (Array.isArray(content)) return content as Step[];
    const { jobs = {} } = content as { jobs?: Record<string, { steps?: readonly Step[] }> };
    return Object.values(jobs).flatMap(({ steps = [] }) => steps);
  });
  const steps = found.filter((step) => step.name === name && step.run !== undefined);
  if (steps.length === 0) throw new Error(`${document} has no script named ${name}`);
  return steps;
}

/** Where a script runs, anew for each test. */
export let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recipe-'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, '.github'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a step's script as a runner does. */
export function run(
  step: Step | undefined,
  env: Readonly<Record<string, string>> = {},
): { exitCode: number | null; log: string } {
  const script = join(folder, 'script.sh');
  writeFileSync(script, step?.run ?? 'exit 99');
  const options = step?.shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e'];
  const { status, stdout, stderr } = spawnSync('bash', [...options, script], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      LANG: 'C.UTF-8',
      GITHUB_OUTPUT: join(folder, 'output'),
      RUNNER_TEMP: folder,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'acme/backups',
      GITHUB_REPOSITORY_OWNER: 'acme',
      GITHUB_RUN_ID: '7',
      ...env,
    },
  });
  return { exitCode: status, log: stdout + stderr };
}

/** Puts a program into PATH that writes down how it was called, and what it read. */
export function fakeProgram(name: string, body = ''): void {
  const file = join(folder, 'bin', name);
  writeFileSync(file, `#!/usr/bin/env bash\nprintf '%s\\n' "$*" >> "${join(folder, `${name}.calls`)}"\n${body}\n`, {
    mode: 0o755,
  });
}

export function read(name: string): string {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
