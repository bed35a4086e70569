import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { filledIn } from './gitlab-component.ts';

/*
 * Checks the templates in ci/ against the schemas that the CIs publish, as the program `check-jsonschema` brings them. A
 * GitLab component is filled in first: its header says what it takes, and the rest is what GitLab makes of it.
 */

const root = resolve(import.meta.dirname, '..');
const program = process.argv[2] ?? 'check-jsonschema';
const folder = mkdtempSync(join(tmpdir(), 'templates-'));
try {
  const component = join(folder, '.gitlab-ci.yml');
  const text = readFileSync(join(root, 'ci', 'gitlab', 'templates', 'gitprotect-ensure.yml'), 'utf8');
  writeFileSync(
    component,
    stringify(filledIn(text, { 'server-url': 'https://gitprotect.example.com', plan: 'Daily' })),
  );
  const files = {
    'vendor.gitlab-ci': component,
    'vendor.azure-pipelines': join(root, 'ci', 'azure-pipelines', 'gitprotect-ensure.yml'),
    'vendor.bitbucket-pipelines': join(root, 'ci', 'bitbucket', 'bitbucket-pipelines.yml'),
  };
  const problems = Object.entries(files).map(([schema, file]) => problemOf(schema, file));
  // The same for each, where the program can't be started.
  for (const problem of new Set(problems)) if (problem !== undefined) console.error(problem);
  if (problems.some((problem) => problem !== undefined)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function problemOf(schema: string, file: string): string | undefined {
  const { error, status, stdout, stderr } = spawnSync(program, ['--builtin-schema', schema, file], {
    encoding: 'utf8',
  });
  if (error !== undefined)
    return `Nothing was checked: '${program}' can't be started (${error.message}). It is a Python program: install it as .ci/run does, and put it into PATH, or name its file: npm run check-templates -- FILE`;
  return status === 0 ? undefined : `${file} does not fit ${schema}:\n${stdout}${stderr}`;
}
