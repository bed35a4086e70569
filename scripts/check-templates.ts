import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { yamlBlocksIn } from './documents/markdown.ts';
import { filledIn } from './gitlab-component.ts';

/*
 * Checks the templates in ci/, and the files that include them in docs/, against the schemas that the CIs publish, as the
 * program `check-jsonschema` brings them. A GitLab component is filled in first: its header says what it takes, and the
 * rest is what GitLab makes of it.
 */

const root = resolve(import.meta.dirname, '..');
const program = process.argv[2] ?? 'check-jsonschema';
const folder = mkdtempSync(join(tmpdir(), 'templates-'));
try {
  const component = textOf('ci', 'gitlab', 'templates', 'gitprotect-ensure.yml');
  const files = [
    ['vendor.gitlab-ci', 'component.yml', stringify(filledIn(component, { 'server-url': 'https://x', plan: 'Daily' }))],
    ['vendor.gitlab-ci', 'docs-gitlab.yml', exampleOf('gitlab-ci.md')],
    ['vendor.azure-pipelines', 'azure.yml', textOf('ci', 'azure-pipelines', 'gitprotect-ensure.yml')],
    ['vendor.azure-pipelines', 'docs-azure.yml', asTexts(exampleOf('azure-pipelines.md'))],
    ['vendor.bitbucket-pipelines', 'bitbucket.yml', textOf('ci', 'bitbucket', 'bitbucket-pipelines.yml')],
  ] as const;
  const problems = files.map(([schema, name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return problemOf(schema, file);
  });
  // The same for each, where the program can't be started.
  for (const problem of new Set(problems)) if (problem !== undefined) console.error(problem);
  if (problems.some((problem) => problem !== undefined)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function textOf(...path: readonly string[]): string {
  return readFileSync(join(root, ...path), 'utf8');
}

/** The whole file that a page shows: its first block. */
function exampleOf(page: string): string {
  const [example] = yamlBlocksIn(textOf('docs', page));
  if (example === undefined) throw new Error(`${page} shows no file`);
  return example;
}

/** To Azure every value is a text, and so its schema has it: `true` is not what a parser of YAML makes of it. */
function asTexts(yaml: string): string {
  return stringify(parse(yaml, { schema: 'failsafe' }));
}

function problemOf(schema: string, file: string): string | undefined {
  // Azure's schema escapes more in its expressions than their newer form allows.
  const { error, status, stdout, stderr } = spawnSync(
    program,
    ['--regex-variant', 'nonunicode', '--builtin-schema', schema, file],
    {
      encoding: 'utf8',
    },
  );
  if (error !== undefined)
    return `Nothing was checked: '${program}' can't be started (${error.message}). It is a Python program: install it as .ci/run does, and put it into PATH, or name its file: npm run check-templates -- FILE`;
  return status === 0 ? undefined : `${file} does not fit ${schema}:\n${stdout}${stderr}`;
}
