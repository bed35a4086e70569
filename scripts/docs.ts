import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import { optionsModule, versionModule } from './command-options.ts';
import { documentFaults } from './documents/check.ts';
import { between, table } from './generated.ts';
import { type Action, inputsByPurpose, mostUsedInputs, mostUsedOutputs, outputsByPurpose } from './reference.ts';
import { troubleshootingPage } from './troubleshooting/page.ts';
import type { Kind } from '../__tests__/support/called-endpoints.ts';
import { type FaultCase, FAULTS, passesAt, titleAt } from '../__tests__/support/faults.ts';
import { SERVERS } from '../__tests__/support/unreachable-servers.ts';
import { MEANINGS } from '../__tests__/support/meanings.ts';

/*
 * Writes what documents take from elsewhere, between markers: inputs and outputs from action.yml, what each error means
 * from src/, the tables of faults from the tests' own data; and the command's options in src/ from action.yml. With
 * --check it only looks whether they are fresh. Then it checks the documents: their links, and how long they are.
 */

const root = resolve(import.meta.dirname, '..');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;

const KINDS: readonly Kind[] = ['sign-in', 'read', 'write', 'sync'];

rewrite('src/command/options.ts', await optionsModule(root), 'the table of options');
rewrite('src/shared/version.ts', versionModule(root), 'the version');
await refresh('README.md', [
  ['inputs: generated from action.yml', mostUsedInputs(action)],
  ['outputs: generated from action.yml', mostUsedOutputs(action)],
]);
await refresh('docs/reference.md', [
  ['inputs: generated from action.yml', inputsByPurpose(action)],
  ['outputs: generated from action.yml', outputsByPurpose(action)],
]);
const { markdown, complaints } = troubleshootingPage(root);
await refresh('docs/troubleshooting.md', [['titles: generated from src/', markdown]]);
await refresh('SECURITY.md', [
  [
    'faults: generated from __tests__/support/faults.ts',
    table(
      ['Fault', 'Once', 'Every time'],
      FAULTS.map((fault) => [fault.name, once(fault), everyTime(fault)]),
    ),
  ],
  [
    'meanings: generated from __tests__/support/meanings.ts',
    table(
      ['When', 'the step ends'],
      [
        ...SERVERS.map(({ name, title }) => [`the server is ${name}`, title]),
        ...MEANINGS.map(({ name, title }) => [name, title ?? 'well: the repository is protected']),
      ],
    ),
  ],
]);

for (const complaint of [...complaints, ...documentFaults(root)]) {
  console.error(complaint);
  process.exitCode = 1;
}

function once(fault: FaultCase): string {
  return byKind((kind) => (passesAt(fault, kind) ? 'recovers' : 'fails'));
}

function everyTime(fault: FaultCase): string {
  return byKind((kind) => titleAt(fault, { kind }));
}

/** One text where all kinds of endpoints agree, else each with its own. */
function byKind(tell: (kind: Kind) => string): string {
  const kinds = Map.groupBy(KINDS, tell);
  return [...kinds].map(([text, of]) => (kinds.size === 1 ? text : `${of.join(', ')}: ${text}`)).join('; ');
}

/** Renews the parts of a file between the markers, or complains that they are stale. */
async function refresh(file: string, parts: readonly (readonly [string, string])[]): Promise<void> {
  const path = join(root, file);
  const before = readFileSync(path, 'utf8');
  const after = parts.reduce((text, [marker, content]) => between(text, marker, content), before);
  rewrite(file, await format(after, { ...(await resolveConfig(path)), filepath: path }), 'a generated part');
}

/** Writes a file, or complains that it is stale. */
function rewrite(file: string, after: string, what: string): void {
  const path = join(root, file);
  if (!process.argv.includes('--check')) writeFileSync(path, after);
  else if (!existsSync(path) || after !== readFileSync(path, 'utf8')) {
    console.error(`${file}: ${what} is stale. Run: npm run format`);
    process.exitCode = 1;
  }
}
