import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

/* Builds dist/: the bundle, and the licenses of every package that may be in it. */

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** The file behind the command, of a syntax that an old Node knows: its bundle asks for a newer one itself, if it can. */
const COMMAND = `#!/usr/bin/env node
import('./cli/index.js').catch(function (error) {
  console.error(error instanceof SyntaxError ? 'gitprotect-ensure runs on Node 22.1 or later, and was started with ' + process.version + ', so nothing was sent to GitProtect: install a newer Node, or put it first in PATH.' : error);
  process.exitCode = 1;
});
`;

rmSync(dist, { recursive: true, force: true });
const ncc = join(root, 'node_modules', '@vercel', 'ncc', 'dist', 'ncc', 'cli.js');
// Each by itself: what two entries share would be called in a longer way, and the action loads no more than it needs.
for (const [entry, out] of [
  ['index.ts', dist],
  ['cli.ts', join(dist, 'cli')],
] as const) {
  execFileSync(process.execPath, [ncc, 'build', join(root, 'src', entry), '--out', out], { stdio: 'inherit' });
  for (const file of readdirSync(out).filter((name) => name.endsWith('.js'))) withoutComments(join(out, file));
}
writeFileSync(join(dist, 'cli.js'), COMMAND, { mode: 0o755 });
writeFileSync(join(dist, 'licenses.txt'), productionPackages().map(licenseOf).join('\n\n'));

/** Without comments, whose licenses are in a file of their own, and without indentation: all of it is loaded at each run. */
function withoutComments(path: string): void {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext, false, ts.ScriptKind.JS);
  const pieces: string[] = [];
  const add = (node: ts.Node): void => {
    const parts = node.getChildren(source).filter((part) => !ts.isJSDoc(part));
    if (parts.length > 0) for (const part of parts) add(part);
    else pieces.push(gapBefore(node, source), node.getText(source));
  };
  add(source);
  writeFileSync(path, `${pieces.join('').trim()}\n`);
}

/** What stands between a token and the one before: comments and blanks. A line break may end a statement, and stays. */
function gapBefore(token: ts.Node, source: ts.SourceFile): string {
  const gap = source.text.slice(token.getFullStart(), token.getStart(source));
  if (gap.includes('\n')) return '\n';
  return gap.trim() === '' ? gap : ' ';
}

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly optional?: boolean }>>;
}

/** The bundler names only those that it takes whole; the lock file knows all. */
function productionPackages(): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;
  return Object.entries(packages)
    .filter(([path, { dev, optional }]) => path !== '' && dev !== true && optional !== true)
    .map(([path]) => path)
    .sort();
}

function licenseOf(path: string): string {
  const folder = join(root, path);
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const file = existsSync(folder) ? readdirSync(folder).find((each) => /^licen[cs]e/i.test(each)) : undefined;
  const text = file === undefined ? '(no license file in the package)' : readFileSync(join(folder, file), 'utf8');
  return `${name} ${version}\n${license ?? ''}\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
}
