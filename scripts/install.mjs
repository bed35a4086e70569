import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// For the scripts that a stranger runs first: installs what they need, once. Runs on whatever Node there is.
if (!existsSync('node_modules/.package-lock.json')) {
  console.log('Installing what is needed (once) …');
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  process.exit(status ?? 1);
}
