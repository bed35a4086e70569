import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { optionsModule } from './command-options.ts';
import { between, table } from './generated.ts';
import type { Kind } from '../__tests__/support/called-endpoints.ts';
import { type FaultCase, FAULTS, passesAt, titleAt } from '../__tests__/support/faults.ts';
import { SERVERS } from '../__tests__/support/unreachable-servers.ts';
import { MEANINGS } from '../__tests__/support/meanings.ts';

/*
 * Writes the tables of inputs and outputs in README.md, and of the command's options in src/, from action.yml, and the table of faults in SECURITY.md from the
 * tests' own data, between markers. With --check it only looks whether they are fresh.
 */

interface Action {
  readonly inputs: Readonly<Record<string, { description: string; default?: string; required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
}

const root = resolve(import.meta.dirname, '..');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;

const inputs = Object.entries(action.inputs).map(([name, { description, default: value, required }]) => [
  `\`${name}\``,
  required === true ? 'required' : value === undefined ? '' : `\`${value}\``,
  description,
]);
const outputs = Object.entries(action.outputs).map(([name, { description }]) => [`\`${name}\``, description]);

const KINDS: readonly Kind[] = ['sign-in', 'read', 'write', 'sync'];

rewrite('src/command/options.ts', await optionsModule(root), 'the table of options');
refresh('README.md', [
  ['inputs: generated from action.yml', table(['Input', 'Default', 'Meaning'], inputs)],
  ['outputs: generated from action.yml', table(['Output', 'Value'], outputs)],
]);
refresh('SECURITY.md', [
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

function once(fault: FaultCase): string {
  return byKind((kind) => (passesAt(fault, kind) ? 'recovers' : 'fails'));
}

function everyTime(fault: FaultCase): string {
  return byKind((kind) => titleAt(fault, kind));
}

/** One text where all kinds of endpoints agree, else each with its own. */
function byKind(tell: (kind: Kind) => string): string {
  const kinds = Map.groupBy(KINDS, tell);
  return [...kinds].map(([text, of]) => (kinds.size === 1 ? text : `${of.join(', ')}: ${text}`)).join('; ');
}

/** Renews the parts of a file between the markers, or complains that they are stale. */
function refresh(file: string, parts: readonly (readonly [string, string])[]): void {
  const before = readFileSync(join(root, file), 'utf8');
  const after = parts.reduce((text, [marker, content]) => between(text, marker, content), before);
  rewrite(file, after, 'a generated table');
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
