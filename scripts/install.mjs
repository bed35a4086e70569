import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

// Runs a script of this project for a stranger: installs first what it needs, once. Starts on whatever Node there is.
const [script, ...rest] = process.argv.slice(2);
const isNode24 = Number(process.versions.node.split('.')[0]) >= 24;

if (!existsSync('node_modules/.package-lock.json')) {
  console.log('Installing what is needed (once) …');
  // Node 24 is there: the package that brings it isn't asked for it, and isn't there for every system.
  const ways = isNode24 ? ['--ignore-scripts'] : [];
  const installed = run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error', ...ways], 'ignore');
  if (installed !== 0) {
    console.error('The installation failed. With Node 24 it needs no Node of its own: install that, and try again.');
    process.exit(installed);
  }
}
process.exit(
  run(
    isNode24 ? process.execPath : join('node_modules', '.bin', 'node'),
    ['--no-warnings', script, ...rest],
    'inherit',
  ),
);

function run(command, args, output) {
  const shell = process.platform === 'win32' && command !== process.execPath;
  return spawnSync(command, args, { stdio: ['inherit', output, 'inherit'], shell }).status ?? 1;
}
