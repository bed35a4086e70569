import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setInterval, clearInterval } from 'node:timers';
import { isNewEnough, NEEDED } from './node-version.mjs';

// Runs a script of this project for a stranger: installs first what it needs, once. Starts on whatever Node there is.
const [script, ...rest] = process.argv.slice(2);

if (!existsSync('node_modules/.package-lock.json')) {
  // A new enough Node is there: the package that brings one isn't asked for it, and hasn't one for every system.
  const ways = isNewEnough ? ['--ignore-scripts'] : [];
  const stopProgress = showProgress('Installing the dependencies, the first time only');
  const installed = await run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error', ...ways], 'ignore');
  stopProgress();
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
process.exit(await run(isNewEnough ? process.execPath : installedNode, ['--no-warnings', script, ...rest], 'inherit'));

/** Resolves to the exit code. A signal that ends this process ends the program first. */
function run(command, args, output) {
  const shell = process.platform === 'win32' && command !== process.execPath;
  return new Promise((settle) => {
    const child = spawn(command, args, { stdio: ['inherit', output, 'inherit'], shell });
    // Ctrl+C goes to the child as well: it ends by itself, and what it says last is still seen.
    process.on('SIGINT', () => undefined);
    // These go to one process only: without this the child would go on by itself.
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    // npm sends them to the shell between, and some shells end without passing them on.
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) child.kill('SIGTERM');
    }, 500);
    child.on('error', ({ message }) => {
      console.error(`${command} could not be started: ${message}`);
      clearInterval(watch);
      settle(1);
    });
    child.on('close', (code, signal) => {
      clearInterval(watch);
      // As a shell reports a program that a signal ended.
      settle(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Says every other second that it still goes on: in a terminal by the seconds so far, elsewhere by a dot. */
function showProgress(what) {
  const start = Date.now();
  process.stdout.write(`${what} `);
  const timer = setInterval(() => {
    const seconds = String(Math.round((Date.now() - start) / 1000));
    process.stdout.write(process.stdout.isTTY ? `\r${what}: ${seconds} s ` : '.');
  }, 2000);
  return () => {
    clearInterval(timer);
    process.stdout.write('\n');
  };
}
