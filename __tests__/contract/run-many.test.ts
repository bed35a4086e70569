import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runInProcess } from '../support/run.ts';
import { serve } from '../support/service.ts';
import { ACTIVATE, annotationsIn, ATTACH, countOf, manyWorld, nameOf, PAGES, protectedOf } from '../support/sweep.ts';

const workspace = mkdtempSync(join(tmpdir(), 'gitprotect-many-'));

interface Report {
  readonly counts: Readonly<Record<string, number>>;
  readonly repositories: readonly { readonly name: string; readonly proved: boolean }[];
}

describe('a run for 1,000 repositories', () => {
  afterAll(() => {
    rmSync(workspace, { recursive: true, force: true });
  });

  it('protects all but one that cannot be, and reports each of them in the file', async () => {
    const many = manyWorld(1000, { attached: true });
    for (const { id } of many.repositories.slice(100, 200)) many.daily.repositories.delete(id);
    Object.assign(many.repositories[500] ?? {}, { archived: true });
    const simulator = await serve(many.world, { keepRequests: false });
    const { email, password } = many.world.account;
    const step = { 'server-url': simulator.url, email, password, plan: 'Daily', repository: '*' };

    const run = await runInProcess({
      inputs: { ...step, 'report-file': 'reports/sweep.json' },
      environment: { GITHUB_WORKSPACE: workspace },
    });

    const path = join(workspace, 'reports/sweep.json');
    expect(run.exitCode).toBe(1);
    expect(protectedOf(many)).toHaveLength(999);
    expect(run.outputs).toMatchObject({
      'repositories-checked': '1000',
      'repositories-changed': '999',
      'repositories-failed': '1',
      'report-path': path,
    });
    const whole = JSON.parse(readFileSync(path, 'utf8')) as Report;
    expect(whole.counts).toMatchObject({ checked: 1000, changed: 999, failed: 1 });
    expect(whole.repositories[0]).toMatchObject({ name: nameOf(500), license: 'failed', proved: false });
    const proved = whole.repositories.filter((each) => each.proved).map(({ name }) => name);
    expect(proved.sort()).toEqual(protectedOf(many).map(({ name }) => name));
    expect(annotationsIn(run.stdout)).toHaveLength(1);
    expect(Buffer.byteLength(run.summary)).toBeLessThan(1024 * 1024);
    // Ten batches and the halves of one of them; two readings of ten pages before, and two after: of a license that
    // could not be activated, and of all.
    expect(countOf(simulator, ACTIVATE)).toBeLessThanOrEqual(10 + 14);
    expect(countOf(simulator, ATTACH)).toBe(100);
    expect(countOf(simulator, PAGES)).toBeLessThanOrEqual(20 + 10 + 10);
  });
});
