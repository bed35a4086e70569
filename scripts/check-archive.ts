import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

/*
 * A runner downloads this repository's archive for every job that uses the action. This looks at that archive, as
 * `git archive` makes it of HEAD with the .gitattributes that are here: that it is small, holds what the action needs,
 * holds nothing else, and that the action starts from it alone.
 */

const LARGEST_KIB = 300;

const EXPECTED =
  /^(action\.yml|package\.json|LICENSE|README\.md|SECURITY\.md|dist\/((cli\/)?[\w.-]+\.(js|json|txt)|cli\/)?)$/;

const root = resolve(import.meta.dirname, '..');
const archive = execFileSync('git', ['archive', '--format=tar.gz', '--worktree-attributes', 'HEAD'], {
  cwd: root,
  maxBuffer: 64 * 1024 * 1024,
});
const folder = mkdtempSync(join(tmpdir(), 'check-archive-'));
let complaints: readonly string[];
try {
  complaints = findComplaints();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`The archive that runners download: ${kib(archive.length)} of ${String(LARGEST_KIB)} KiB`);
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exitCode = 1;

function findComplaints(): string[] {
  execFileSync('tar', ['-xzf', '-', '-C', folder], { input: archive });
  const names = execFileSync('tar', ['-tzf', '-'], { input: archive, encoding: 'utf8' })
    .split('\n')
    .filter((name) => name !== '');
  const tooLarge = archive.length > LARGEST_KIB * 1024 ? [`It is larger than ${String(LARGEST_KIB)} KiB.`] : [];
  const unexpected = names
    .filter((name) => !EXPECTED.test(name))
    .map((name) => `${name} is in it, and no runner needs it: see .gitattributes.`);
  if (!names.includes('action.yml')) return [...tooLarge, ...unexpected, 'action.yml is missing from it.'];
  const main = mainOfAction();
  const cannotStart = names.includes(main) ? startComplaints(main) : [`${main}, which action.yml runs, is missing.`];
  return [...tooLarge, ...unexpected, ...cannotStart];
}

function mainOfAction(): string {
  const action = parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as {
    readonly runs: { readonly main: string };
  };
  return action.runs.main.replace(/^\.\//, '');
}

/** Without inputs the action gets as far as to complain about them. */
function startComplaints(main: string): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, main)], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (status === 1 && /^::error title=\d+ inputs are wrong::/m.test(stdout)) return [];
  return [`The action doesn't start from the archive alone (exit code ${String(status)}):\n${stdout}\n${stderr}`];
}

function kib(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KiB`;
}
