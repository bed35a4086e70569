import { execFile, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { linksIn } from '../../scripts/documents/markdown.ts';
import { serve, smallWorld } from '../support/service.ts';

/* The npm package, as it is installed in an empty folder without any network. */

const ROOT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'gitprotect-package-'));
const installed = join(folder, 'empty');
let names: readonly string[] = [];

/** With the Node of this process, and nothing of its environment that npm would read. */
const env = { PATH: `${join(process.execPath, '..')}:${process.env['PATH'] ?? ''}`, HOME: folder };
const npm = (args: readonly string[], cwd: string): string =>
  execFileSync('npm', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

beforeAll(() => {
  // Packed elsewhere: packing changes package.json for a moment, which other tests read.
  const copy = join(folder, 'copy');
  for (const name of [
    '.gitignore',
    'package.json',
    'action.yml',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'SECURITY.md',
    'ci',
    'dist',
    'docs',
    'schema',
    'scripts',
  ])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  npm(['pack', '--pack-destination', folder], copy);
  const archive = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  names = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' }).trim().split('\n');
  mkdirSync(installed);
  npm(['install', '--offline', '--no-audit', '--no-fund', archive], installed);
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const bin = join(installed, 'node_modules', '.bin', 'gitprotect-ensure');

describe('the package', () => {
  it('holds what it needs, and no tests', () => {
    expect(names).toEqual(
      expect.arrayContaining(
        ['action.yml', 'README.md', 'LICENSE', 'dist/cli.js', 'dist/index.js', 'schema/report.schema.json'].map(
          (name) => `package/${name}`,
        ),
      ),
    );
    const EXPECTED =
      /^package\/(package\.json|action\.yml|(README|CHANGELOG|SECURITY)\.md|LICENSE|ci\/[\w/-]+\.yml|dist\/(cli\/)?[\w.-]+|docs\/(recipes\/)?[\w-]+\.md|schema\/[\w.]+)$/;
    expect(names.filter((name) => !EXPECTED.test(name))).toEqual([]);
    expect(readdirSync(join(installed, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'gitprotect-action',
    ]);
    expect(existsSync(bin)).toBe(true);
    // Packing leaves it as it was.
    expect(readFileSync(join(folder, 'copy', 'package.json'))).toEqual(readFileSync(join(ROOT, 'package.json')));
  });

  it('holds what its documents link to, but for pictures and what is for contributors', () => {
    const LEFT_OUT = /^(CONTRIBUTING\.md|docs\/adr\/.*|docs\/\w+\.png|\.github\/.*|\.\.\/.*)$/;
    const broken = names
      .filter((name) => name.endsWith('.md'))
      .flatMap((name) => {
        const file = name.replace('package/', '');
        const paths = linksIn(readFileSync(join(folder, 'copy', file), 'utf8')).flatMap(({ target }) => {
          const [path = ''] = target.split('#');
          return path === '' || /^\w+:/.test(path) ? [] : posix.join(posix.dirname(file), path);
        });
        return paths.filter((path) => !names.includes(`package/${path}`) && !LEFT_OUT.test(path));
      });
    expect(broken).toEqual([]);
  });

  it('is what npx starts by its name, offline', () => {
    expect(npm(['exec', '--offline', '--', 'gitprotect-action', '--version'], installed)).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('protects a repository', async () => {
    const { world, api, daily } = smallWorld();
    const simulator = await serve(world);
    const { email, password } = world.account;
    const args = ['--server-url', simulator.url, '--email', email, '--plan=Daily', '--repository=api'];
    const environment = { ...env, GITPROTECT_PASSWORD: password };
    const run = promisify(execFile);
    const { stdout, stderr } = await run(bin, [...args, '--organization=acme', '--json'], { env: environment });
    expect(JSON.parse(stdout)).toMatchObject({ repositories: [{ name: 'api', proved: true }] });
    expect(stderr).toContain('Protected, drift corrected');
    expect(world.isProtected(api.id, daily.id)).toBe(true);
  });

  it('does its work where nobody reads what it prints', async () => {
    const { world, api, daily } = smallWorld();
    const simulator = await serve(world);
    const { email, password } = world.account;
    const args = ['--server-url', simulator.url, '--email', email, '--plan=Daily', '--repository=api'];
    const child = spawn(bin, [...args, '--organization=acme'], { env: { ...env, GITPROTECT_PASSWORD: password } });
    child.stdout.destroy();
    const exitCode = await new Promise((ended) => child.once('close', ended));
    expect(exitCode).toBe(0);
    expect(world.isProtected(api.id, daily.id)).toBe(true);
  });
});
