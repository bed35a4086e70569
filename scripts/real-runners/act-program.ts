import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ACT = 'github.com/nektos/act@v0.2.89';

/**
 * Builds act, which is written in Go. Its schema does not know `queue` of a concurrency group yet
 * (https://github.com/nektos/act/issues/6095), and it refuses the whole workflow. The recipes need that line, and are run
 * as they are: so the schema gets what GitHub's documentation and its own schema say of it.
 *
 * @returns the program
 */
export function buildAct(folder: string): string {
  const source = join(folder, 'act-source');
  cpSync(downloaded(), source, { recursive: true });
  makeWritable(source);
  const schema = join(source, 'pkg', 'schema', 'workflow_schema.json');
  writeFileSync(schema, withQueue(readFileSync(schema, 'utf8')));
  const program = join(folder, 'act');
  execFileSync('go', ['build', '-o', program, '.'], { cwd: source, stdio: 'inherit' });
  return program;
}

/** @returns the folder that holds act's source, which Go keeps read-only */
function downloaded(): string {
  const answer: unknown = JSON.parse(execFileSync('go', ['mod', 'download', '-json', ACT], { encoding: 'utf8' }));
  if (typeof answer === 'object' && answer !== null && 'Dir' in answer && typeof answer.Dir === 'string') {
    return answer.Dir;
  }
  throw new Error(`go mod download names no folder: ${JSON.stringify(answer)}`);
}

function makeWritable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
}

const GROUP = '"concurrency-mapping": {';
const CANCEL = '"cancel-in-progress": {';

/** @throws Error where act's schema is not what it was, or knows `queue` by now */
function withQueue(schema: string): string {
  const group = schema.indexOf(GROUP);
  const cancel = schema.indexOf(CANCEL, group);
  if (group < 0 || cancel < 0 || schema.includes('"queue"')) throw new Error(`The schema of ${ACT} is another one now`);
  return [
    schema.slice(0, group),
    '"concurrency-queue": { "allowed-values": ["single", "max"] },',
    schema.slice(group, cancel),
    '"queue": { "type": "concurrency-queue" },',
    schema.slice(cancel),
  ].join('\n');
}
