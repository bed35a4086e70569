import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { othersOf } from '../../../src/report/other-reports.ts';
import { ActionInputs } from '../../../src/runner/action-inputs.ts';
import { GitLabRunner, gitLabPlace } from '../../../src/runner/gitlab.ts';
import type { Delivery, OtherReports } from '../../../src/runner/runner.ts';
import { anOutcome, aRunResult } from '../../support/build.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { anInventory, atHost } from '../../support/inventories.ts';
import { linkFile } from '../../support/links.ts';

const FILES = ['gitprotect.env', 'gitprotect-junit.xml', 'gitprotect-annotations.json'];

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
      missingAtHost: [],
    } as const;
    for (const { deliver } of deliveries(othersOf(aRunResult(anOutcome(), {}, coverage)))) await deliver();

    expect(JSON.parse(readFileSync(join(folder, 'gitprotect-annotations.json'), 'utf8'))).toEqual({
      gitprotect: [{ external_link: { label: 'Not proved to be protected: new (not listed by GitProtect)', url } }],
    });
  });

  it('is in whole files, where a link stands, too', async () => {
    const outside = join(folder, 'outside');
    writeFileSync(outside, 'as before');
    for (const name of FILES) linkFile(outside, join(folder, name));

    for (const { deliver } of deliveries(othersOf(aRunResult(anOutcome())))) await deliver();

    expect(readFileSync(outside, 'utf8')).toBe('as before');
    expect(readdirSync(folder).sort()).toEqual([...FILES, 'outside'].sort());
    expect(readFileSync(join(folder, 'gitprotect-junit.xml'), 'utf8')).toMatch(/^<\?xml[^]*<\/testsuites>\n$/);
  });

  it("leaves nothing of an earlier job's where it cannot be made", async () => {
    for (const name of FILES) writeFileSync(join(folder, name), 'of an earlier job');
    const unmade = (): never => {
      throw new Error('no report');
    };
    const others = { ...othersOf(aRunResult(anOutcome())), variables: unmade, junit: unmade, gapLinks: unmade };

    for (const { deliver } of deliveries(others))
      await expect(
        (async () => {
          await deliver();
        })(),
      ).rejects.toThrow('no report');

    expect(readdirSync(folder)).toEqual([]);
  });

  function deliveries(others: OtherReports): readonly Delivery[] {
    const environment = { CI_PROJECT_DIR: folder };
    const inputs = new ActionInputs(environment, gitLabPlace(environment));
    const runner = new GitLabRunner({ stdout: { write: () => true }, clock: new FakeClock() }, inputs);
    return runner.deliveries({ outputs: () => ({}), summary: () => '', others });
  }
});
