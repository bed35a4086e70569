import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

/*
 * Writes the tables of inputs and outputs in README.md from action.yml, between markers. With --check it only looks
 * whether they are fresh.
 */

interface Action {
  readonly inputs: Readonly<Record<string, { description: string; default?: string; required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
}

const root = resolve(import.meta.dirname, '..');
const readme = join(root, 'README.md');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;

const inputs = Object.entries(action.inputs).map(([name, { description, default: value, required }]) => [
  `\`${name}\``,
  required === true ? 'required' : value === undefined ? '' : `\`${value}\``,
  description,
]);
const outputs = Object.entries(action.outputs).map(([name, { description }]) => [`\`${name}\``, description]);

const before = readFileSync(readme, 'utf8');
const after = between(
  between(before, 'inputs', table(['Input', 'Default', 'Meaning'], inputs)),
  'outputs',
  table(['Output', 'Value'], outputs),
);

if (!process.argv.includes('--check')) {
  writeFileSync(readme, after);
} else if (after !== before) {
  console.error('README.md: the tables of inputs and outputs are stale. Run: npm run format');
  process.exitCode = 1;
}

function between(text: string, name: string, content: string): string {
  const start = `<!-- ${name}: generated from action.yml -->`;
  const end = `<!-- end of ${name} -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md lacks the markers ${start} and ${end}`);
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
}

/** Columns padded as prettier pads them, so that both agree. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [heads, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = heads.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
