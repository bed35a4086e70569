import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { delimiter, join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { azureJob, bitbucketJob, gitLabJob, type Job } from '../support/templates.ts';
import { listenAsPipelineProxy } from '../support/pipeline-proxy.ts';
import { serve, smallWorld } from '../support/service.ts';

/* The scripts of the templates in ci/, by bash, with the variables that the CIs document, and `npx` that starts dist/. */

const ROOT = join(import.meta.dirname, '..', '..');
const PACKAGE = '@YOUR_ORG/gitprotect-action';
const { version: VERSION } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

const folder = mkdtempSync(join(tmpdir(), 'gitprotect-templates-'));
const bin = join(folder, 'bin');

beforeAll(() => {
  mkdirSync(bin);
  // Takes the version that the package has, and no other.
  const npx = `#!/usr/bin/env bash\n[ "$1 $2" = "--yes ${PACKAGE}@${VERSION}" ] || exit 99\nshift 2\nexec "${process.execPath}" "${join(ROOT, 'dist', 'cli.js')}" "$@"\n`;
  writeFileSync(join(bin, 'npx'), npx, { mode: 0o755 });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Texts = Readonly<Record<string, string>>;

interface Ended {
  readonly exitCode: number | null;
  readonly log: string;
  /** Which of the files that are kept are there. */
  readonly kept: readonly string[];
  readonly report: unknown;
}

async function carryOut({ script, variables, kept }: Job, ofCi: (folder: string) => Texts): Promise<Ended> {
  const job = mkdtempSync(join(folder, 'job-'));
  const env = { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, ...ofCi(job), ...variables };
  const child = spawn('bash', ['-e', '-c', script.join('\n')], { cwd: job, env });
  const written: Uint8Array[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Uint8Array) => written.push(chunk));
  const exitCode = await new Promise<number | null>((ended) => child.once('close', ended));
  const there = kept.filter((name) => existsSync(join(job, name)));
  const file = join(job, 'gitprotect-report.json');
  const report: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  return { exitCode, log: Buffer.concat(written).toString(), kept: there, report };
}

const ofGitLab = (job: string): Texts => ({
  GITLAB_CI: 'true',
  CI_PROJECT_ROOT_NAMESPACE: 'acme',
  CI_PROJECT_PATH: 'acme/api',
  CI_PROJECT_DIR: job,
  CI_JOB_URL: 'https://gitlab.example/acme/api/-/jobs/7',
});

const ofAzure = (job: string): Texts => ({
  TF_BUILD: 'True',
  SYSTEM_COLLECTIONURI: 'https://dev.azure.com/acme/',
  SYSTEM_TEAMPROJECT: 'Shop',
  BUILD_REPOSITORY_PROVIDER: 'TfsGit',
  BUILD_REPOSITORY_NAME: 'api',
  BUILD_SOURCESDIRECTORY: job,
  AGENT_TEMPDIRECTORY: job,
});

const ofBitbucket = (job: string): Texts => ({
  BITBUCKET_BUILD_NUMBER: '7',
  BITBUCKET_WORKSPACE: 'acme',
  BITBUCKET_REPO_SLUG: 'api',
  BITBUCKET_COMMIT: '0123456789abcdef',
  BITBUCKET_CLONE_DIR: job,
});

interface Case {
  readonly isDryRun: boolean;
  readonly failOnDrift?: boolean;
  readonly exitCode: number;
}

const CASES: readonly (readonly [string, Case])[] = [
  ['a dry run, which is the default', { isDryRun: true, exitCode: 0 }],
  ['a dry run that fails for drift', { isDryRun: true, failOnDrift: true, exitCode: 1 }],
  ['a run that changes something', { isDryRun: false, exitCode: 0 }],
];

describe('the template of', () => {
  const expectEnded = (
    { exitCode, kept, report }: Ended,
    job: Job,
    { isDryRun, exitCode: expected }: Case,
    isProtected: boolean,
    names: readonly string[] = ['api'],
  ): void => {
    expect([exitCode, kept]).toEqual([expected, job.kept]);
    expect(report).toMatchObject({ 'dry-run': isDryRun, repositories: names.map((name) => ({ name })) });
    expect(isProtected).toBe(!isDryRun);
  };

  it.each(CASES)('GitLab carries out %s, and keeps what it writes', async (_, each) => {
    const { world, api, daily } = smallWorld();
    const simulator = await serve(world);
    const { email, password } = world.account;
    const inputs = {
      ...{ 'server-url': simulator.url, plan: 'Daily' },
      ...(each.isDryRun ? {} : { 'dry-run': false }),
      ...(each.failOnDrift === true ? { 'fail-on-drift': true } : {}),
    };
    const job = gitLabJob(inputs);
    const secrets = { GITPROTECT_EMAIL: email, GITPROTECT_PASSWORD: password };
    const run = await carryOut(job, (place) => ({ ...ofGitLab(place), ...secrets }));
    expect(job.kept).toHaveLength(4);
    expectEnded(run, job, each, world.isProtected(api.id, daily.id));
  });

  it.each(CASES)('Azure Pipelines carries out %s, and keeps what it writes', async (_, each) => {
    const { world, api, daily } = smallWorld();
    const simulator = await serve(world);
    const { email, password } = world.account;
    const parameters = {
      ...{ serverUrl: simulator.url, email, plan: 'Daily' },
      ...(each.isDryRun ? {} : { dryRun: 'false' }),
      ...(each.failOnDrift === true ? { failOnDrift: 'true' } : {}),
    };
    const job = azureJob(parameters, { GITPROTECT_PASSWORD: password });
    const run = await carryOut(job, ofAzure);
    expect(job.kept).toHaveLength(2);
    expectEnded(run, job, each, world.isProtected(api.id, daily.id));
    expect(run.log.includes('##vso[task.complete result=Failed;]')).toBe(each.exitCode !== 0);
  });

  it('Bitbucket carries out a dry run for all repositories, and keeps the report', async () => {
    const { world, api, daily } = smallWorld();
    const simulator = await serve(world);
    const { email, password } = world.account;
    const job = bitbucketJob();
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(request.method ?? '');
      response.end('{}');
    });
    await listenAsPipelineProxy(proxy);
    const run = await carryOut(job, (place) => ({
      ...ofBitbucket(place),
      ...{ GITPROTECT_SERVER_URL: simulator.url, GITPROTECT_EMAIL: email, GITPROTECT_PASSWORD: password },
      GITPROTECT_PLAN: 'Daily',
    }));
    proxy.close();
    expectEnded(run, job, { isDryRun: true, exitCode: 0 }, world.isProtected(api.id, daily.id), ['api', 'website']);
    // The report of an earlier run goes; then this one's, and an annotation of what would be changed.
    expect(asked).toEqual(['DELETE', 'PUT', 'POST']);
  });
});

it('their check says what to do where the program for the schemas is missing', () => {
  const args = ['--no-warnings', join(ROOT, 'scripts', 'check-templates.ts'), join(folder, 'missing')];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^Nothing was checked: '.*missing' can't be started .*\.ci\/run.*\n$/);
});
