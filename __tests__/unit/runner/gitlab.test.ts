import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { othersOf } from '../../../src/report/others.ts';
import { ActionInputs } from '../../../src/runner/action-inputs.ts';
import { GitLabRunner, gitLabPlace } from '../../../src/runner/gitlab.ts';
import { anOutcome, aRunResult } from '../../support/build.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { anInventory, atHost } from '../../support/inventories.ts';
import { linkFile } from '../../support/links.ts';

describe('the report of a job of GitLab', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gitprotect-gitlab-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows a link to what the Git host has and is not protected, beside the job', async () => {
    const url = 'https://gitlab.com/acme/new';
    const coverage = {
      inventory: anInventory('gitlab', ['api', 'new']),
      covered: 1,
      gaps: [{ repository: { ...atHost('new'), url }, reason: 'not-listed', hasFailed: false }],
      notSelected: [],
      skipped: [],
      orphans: [],
    } as const;
    const environment = { CI_PROJECT_DIR: folder };
    const inputs = new ActionInputs(environment, gitLabPlace(environment));
    const runner = new GitLabRunner({ stdout: { write: () => true }, clock: new FakeClock() }, inputs);
    const others = othersOf(aRunResult(anOutcome(), {}, coverage));

    for (const { deliver } of runner.deliveries({ outputs: () => ({}), summary: () => '', others })) await deliver();

    expect(JSON.parse(readFileSync(join(folder, 'gitprotect-annotations.json'), 'utf8'))).toEqual({
      gitprotect: [{ external_link: { label: 'Not proved to be protected: new (not listed by GitProtect)', url } }],
    });
  });

  it('is written where it belongs, though a link stands there that leads elsewhere', async () => {
    const outside = join(folder, 'outside');
    const job = join(folder, 'job');
    mkdirSync(job);
    const names = ['gitprotect.env', 'gitprotect-junit.xml', 'gitprotect-annotations.json'];
    writeFileSync(outside, 'kept');
    for (const name of names) linkFile(outside, join(job, name));
    const environment = { CI_PROJECT_DIR: job };
    const inputs = new ActionInputs(environment, gitLabPlace(environment));
    const runner = new GitLabRunner({ stdout: { write: () => true }, clock: new FakeClock() }, inputs);
    const others = othersOf(aRunResult());

    for (const { deliver } of runner.deliveries({ outputs: () => ({}), summary: () => '', others })) await deliver();

    expect(readFileSync(outside, 'utf8')).toBe('kept');
    expect(names.map((name) => readFileSync(join(job, name), 'utf8') === 'kept')).toEqual([false, false, false]);
  });
});
