import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..', '..');

const PACKAGES = ['@github/local-action@7.0.1', 'gitlab-ci-local@4.75.1'];

/** Installs the runners that are on npm. @returns the folder that holds them */
export function installTools(folder: string): string {
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  writeFileSync(join(tools, 'package.json'), '{"private":true}');
  npm(['install', '--ignore-scripts', ...PACKAGES], tools);
  return tools;
}

/** @returns the archive that `npm pack` makes of this project */
export function packed(folder: string): string {
  const name = npm(['pack', '--silent', '--pack-destination', folder], ROOT).trim().split('\n').at(-1) ?? '';
  return join(folder, name);
}

export function npm(args: readonly string[], cwd: string): string {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  return execFileSync('npm', [...args, ...quiet], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
