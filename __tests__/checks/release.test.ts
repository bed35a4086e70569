import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { fakeProgram, folder, read, run, type Step } from '../support/recipe-scripts.ts';

/* The scripts of the release workflow, on a repository of their own, with a `gh` that moves tags there. */

const workflow = parse(
  readFileSync(join(import.meta.dirname, '..', '..', '.github', 'workflows', 'release.yml'), 'utf8'),
) as { jobs: Record<string, { steps?: readonly Step[] }> };

function scriptsOf(job: string): Step[] {
  const scripts = (workflow.jobs[job]?.steps ?? []).filter((step) => step.run !== undefined);
  if (scripts.length === 0) throw new Error(`the job ${job} has no scripts`);
  return scripts;
}

const CHANGELOG =
  '# Changelog\n\n## [Unreleased]\n\nLater.\n\n## [1.3.0] - 2026-01-15\n\n- More.\n\n## [1.2.0] - 2026-01-01\n\n- Less.\n\n[1.3.0]: x\n';

const GH = `
if [ "$1" = api ]; then
  if [ -f refusal ]; then cat refusal >&2; exit 1; fi
  for argument in "$@"; do case "$argument" in sha=*) sha=\${argument#sha=} ;; esac; done
  git update-ref refs/tags/v1 "$sha"
elif [ "$2" = create ]; then touch released
else [ -f released ]
fi`;

function git(...args: readonly string[]): string {
  const settings = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...settings, ...args], { cwd: folder, encoding: 'utf8' }).trim();
}

function commit(version: string, workflowFile: string): void {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }));
  mkdirSync(join(folder, '.github', 'workflows'), { recursive: true });
  writeFileSync(join(folder, '.github', 'workflows', 'ci.yml'), workflowFile);
  git('add', 'package.json', 'CHANGELOG.md', '.github');
  git('commit', '--quiet', '--message', version);
  git('tag', `v${version}`);
}

/** Runs all scripts of a job, up to the first that fails. */
function runJob(job: string, tag: string): { exitCode: number | null; log: string } {
  let log = '';
  for (const step of scriptsOf(job)) {
    const result = run(step, { TAG: tag, MAIN: 'main' });
    log += result.log;
    if (result.exitCode !== 0) return { exitCode: result.exitCode, log };
  }
  return { exitCode: 0, log };
}

function calls(): string[] {
  return read('gh.calls')
    .split('\n')
    .filter((line) => line !== '');
}

beforeEach(() => {
  fakeProgram('gh', GH);
  writeFileSync(join(folder, 'CHANGELOG.md'), CHANGELOG);
  git('init', '--quiet');
  commit('1.2.0', 'name: old\n');
  git('tag', 'v1');
  commit('1.3.0', 'name: new\n');
});

describe('a release', () => {
  it('moves the major tag, then publishes the notes of its version', () => {
    expect(runJob('publish', 'v1.3.0').exitCode).toBe(0);
    expect(git('rev-parse', 'v1')).toBe(git('rev-parse', 'v1.3.0'));
    expect(calls().map((call) => call.split(' ').slice(0, 2).join(' '))).toEqual([
      'api --silent',
      'release view',
      'release create',
    ]);
    expect(read('notes.md').trim()).toBe('- More.');
  });

  it('says so before anything is published where the token may not move the tag, and goes on when it was moved', () => {
    writeFileSync(join(folder, 'refusal'), 'gh: Resource not accessible by integration (HTTP 403)\n');

    const refused = runJob('publish', 'v1.3.0');

    expect(refused.exitCode).toBe(1);
    expect(refused.log).toMatch(
      /^::error title=Not released::v1 could not be moved to v1\.3\.0, so nothing was published: gh: Resource not accessible by integration \(HTTP 403\)\. The GITHUB_TOKEN may not .*\(changed since v1: \.github\/workflows\/ci\.yml\).* What to do: move it yourself \(gh api -X PATCH repos\/acme\/backups\/git\/refs\/tags\/v1 -f sha=[0-9a-f]{40} -F force=true\), then re-run this job\./m,
    );
    expect(existsSync(join(folder, 'released'))).toBe(false);

    git('tag', '--force', 'v1', 'v1.3.0');
    expect(runJob('publish', 'v1.3.0')).toMatchObject({
      exitCode: 0,
      log: expect.stringContaining('v1 is at v1.3.0 already.'),
    });
    expect(existsSync(join(folder, 'released'))).toBe(true);
  });

  it('tells another failure as it is', () => {
    writeFileSync(join(folder, 'refusal'), 'gh: Not Found (HTTP 404)\n');
    const { exitCode, log } = runJob('publish', 'v1.3.0');
    expect([exitCode, log.includes('GITHUB_TOKEN')]).toEqual([1, false]);
    expect(log).toContain('nothing was published: gh: Not Found (HTTP 404).');
  });

  it('creates the major tag for the first version', () => {
    git('tag', '--delete', 'v1');
    expect(runJob('publish', 'v1.3.0').exitCode).toBe(0);
    expect(calls()[0]).toMatch(/-X POST repos\/acme\/backups\/git\/refs -f ref=refs\/tags\/v1 -f sha=/);
    expect(git('rev-parse', 'v1')).toBe(git('rev-parse', 'v1.3.0'));
  });

  it('leaves the major tag where a newer version is out', () => {
    git('tag', '--force', 'v1', 'v1.3.0');
    git('checkout', '--quiet', 'v1.2.0');
    expect(runJob('publish', 'v1.2.0')).toMatchObject({
      exitCode: 0,
      log: expect.stringContaining('v1.3.0 is newer than v1.2.0'),
    });
    expect(git('rev-parse', 'v1')).toBe(git('rev-parse', 'v1.3.0'));
  });

  it('ends before the tag is moved if the changelog says nothing', () => {
    writeFileSync(join(folder, 'CHANGELOG.md'), '# Changelog\n');
    expect(runJob('publish', 'v1.3.0')).toMatchObject({
      exitCode: 1,
      log: expect.stringContaining('CHANGELOG.md says nothing of v1.3.0'),
    });
    expect(calls()).toEqual([]);
  });
});

describe('the check of a tag', () => {
  it('takes one that agrees with package.json, changelog and main', () => {
    expect(runJob('version', 'v1.3.0').exitCode).toBe(0);
  });

  it.each([
    ['another version', 'v1.4.0', /package\.json says 1\.3\.0, the tag says v1\.4\.0/],
    ['no version', 'v1.3.0-rc.1', /is not a version/],
  ])('refuses %s', (_, tag, message) => {
    const { exitCode, log } = runJob('version', tag);
    expect([exitCode, message.test(log)]).toEqual([1, true]);
  });
});
