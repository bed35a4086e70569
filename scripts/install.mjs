import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { isNewEnough, NEEDED } from './node-version.mjs';

// Runs a script of this project for a stranger: installs first what it needs, once. Starts on whatever Node there is.
const [script, ...rest] = process.argv.slice(2);

if (!existsSync('node_modules/.package-lock.json')) {
  console.log('Installing what is needed (once) …');
  // A new enough Node is there: the package that brings one isn't asked for it, and hasn't one for every system.
  const ways = isNewEnough ? ['--ignore-scripts'] : [];
  const installed = run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error', ...ways], 'ignore');
  if (installed !== 0) {
    console.error('The installation failed: npm says why above.');
    process.exit(installed);
  }
}
const installedNode = join('node_modules', '.bin', 'node');
if (!isNewEnough && !existsSync(installedNode)) {
  console.error(NEEDED);
  process.exit(1);
}
process.exit(run(isNewEnough ? process.execPath : installedNode, ['--no-warnings', script, ...rest], 'inherit'));

function run(command, args, output) {
  const shell = process.platform === 'win32' && command !== process.execPath;
  return spawnSync(command, args, { stdio: ['inherit', output, 'inherit'], shell }).status ?? 1;
}
