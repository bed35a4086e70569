import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

/*
 * Checks the templates in ci/ against the schemas that the CIs publish, as the program `check-jsonschema` brings them. A
 * GitLab component is filled in first: its header says what it takes, and the rest is what GitLab makes of it.
 */

const root = resolve(import.meta.dirname, '..');
const program = process.argv[2] ?? 'check-jsonschema';
const folder = mkdtempSync(join(tmpdir(), 'templates-'));
try {
  const component = join(folder, '.gitlab-ci.yml');
  writeFileSync(component, filledIn(join(root, 'ci', 'gitlab', 'templates', 'gitprotect-ensure.yml')));
  check('vendor.gitlab-ci', component);
  check('vendor.azure-pipelines', join(root, 'ci', 'azure-pipelines', 'gitprotect-ensure.yml'));
  check('vendor.bitbucket-pipelines', join(root, 'ci', 'bitbucket', 'bitbucket-pipelines.yml'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function check(schema: string, file: string): void {
  const { error, status, stdout, stderr } = spawnSync(program, ['--builtin-schema', schema, file], {
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  if (status === 0) return;
  console.error(`${file} does not fit ${schema}:\n${stdout}${stderr}`);
  process.exitCode = 1;
}

interface Header {
  readonly spec: { readonly inputs: Readonly<Record<string, { readonly default?: string | boolean }>> };
}

/** @throws Error where the template uses an input that its header does not have */
function filledIn(path: string): string {
  const [header = '', body = ''] = readFileSync(path, 'utf8').split('\n---\n');
  const { inputs } = (parse(header) as Header).spec;
  return body.replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => {
    const input = inputs[name];
    if (input === undefined) throw new Error(`${path} uses the input ${name}, which it does not have`);
    return String(input.default ?? 'given');
  });
}
