import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { linkFolder } from '../support/links.ts';
import { runAgainst } from '../support/run.ts';
import { serve, smallWorld } from '../support/service.ts';

describe('a run with report files', () => {
  let workspace = '';

  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), 'gitprotect-workspace-'));
  });

  afterEach(() => {
    rmSync(workspace, { recursive: true, force: true });
  });

  it('holds there what the output holds, and logs its path', async () => {
    const simulator = await serve(smallWorld().world);

    const ended = await runAgainst(
      simulator,
      { repository: '*', 'report-file': 'out/report.json' },
      { environment: { GITHUB_WORKSPACE: workspace } },
    );

    const path = join(workspace, 'out/report.json');
    expect(ended.success).toBe(true);
    expect(ended.outputs['report-path']).toBe(path);
    expect(ended.log).toContain(`The whole report is in ${path}`);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(ended.report);
    expect(ended.report).toMatchObject({ counts: { checked: 2, changed: 1 } });
  });

  it('that ends early overwrites the report of an earlier one', async () => {
    const simulator = await serve(smallWorld().world);
    writeFileSync(join(workspace, 'report.json'), '{"repositories":[]}');

    const ended = await runAgainst(
      simulator,
      { plan: 'No such plan', 'report-file': 'report.json' },
      { environment: { GITHUB_WORKSPACE: workspace } },
    );

    expect(ended.success).toBe(false);
    expect(ended.outputs['report-path']).toBe(join(workspace, 'report.json'));
    const written: unknown = JSON.parse(readFileSync(join(workspace, 'report.json'), 'utf8'));
    expect(written).toEqual(ended.report);
    expect(written).toHaveProperty('error.title', 'The backup plan is not in GitProtect');
  });

  it('is written in each format that is asked for, and each is told', async () => {
    const simulator = await serve(smallWorld().world);

    const ended = await runAgainst(
      simulator,
      { repository: '*', 'report-file': 'out/report.json\nreport.csv\nout/page.html' },
      { environment: { GITHUB_WORKSPACE: workspace } },
    );

    const paths = ['out/report.json', 'report.csv', 'out/page.html'].map((path) => join(workspace, path));
    expect(ended.success).toBe(true);
    expect(ended.outputs['report-path']).toBe(paths.join('\n'));
    for (const path of paths) expect(ended.log).toContain(`The whole report is in ${path}\n`);
    const [json = '', csv, page] = paths.map((path) => readFileSync(path, 'utf8'));
    expect(JSON.parse(json)).toEqual(ended.report);
    expect(csv).toContain('"api"');
    expect(page).toMatch(/^<!doctype html>[^]*<th scope="row"><bdi>api<\/bdi>[^]*<\/html>\n$/);
    expect(page).toContain(`<dt>GitProtect</dt><dd>${new URL(simulator.url).host}</dd>`);
  });

  it('of which one cannot be written is written in the other formats, and the step fails', async () => {
    const { world, api, daily } = smallWorld();
    linkFolder(tmpdir(), join(workspace, 'link'));
    mkdirSync(join(workspace, 'taken.json'));

    const ended = await runAgainst(
      await serve(world),
      { 'report-file': 'link/page.html\npage.html\ntaken.json\nreport.csv' },
      { environment: { GITHUB_WORKSPACE: workspace } },
    );

    expect(ended.success).toBe(false);
    const [error, ...others] = ended.log.split('\n').filter((line) => line.startsWith('::error '));
    expect(others).toEqual([]);
    expect(error).toContain('title=The report could not be written::');
    for (const path of ['link/page.html', 'taken.json'])
      expect(error).toContain(`report file ${join(workspace, path)}: `);
    expect(ended.outputs['report-path']).toBe(
      ['page.html', 'report.csv'].map((path) => join(workspace, path)).join('\n'),
    );
    expect(readdirSync(workspace).sort()).toEqual(['link', 'page.html', 'report.csv', 'taken.json']);
    expect(world.isProtected(api.id, daily.id)).toBe(true);
  });

  it('that ends early is told in each format', async () => {
    const simulator = await serve(smallWorld().world);

    const ended = await runAgainst(
      simulator,
      { plan: 'No such plan', 'report-file': 'report.json\npage.html' },
      { environment: { GITHUB_WORKSPACE: workspace } },
    );

    expect(ended.success).toBe(false);
    expect(readFileSync(join(workspace, 'report.json'), 'utf8')).toContain('The backup plan is not in GitProtect');
    const page = readFileSync(join(workspace, 'page.html'), 'utf8');
    expect(page).toContain('Failed: The backup plan is not in GitProtect');
    expect(page).toContain('Nothing is proved of any repository.');
  });

  it('fails where that cannot be written, and reports everywhere else', async () => {
    const { world, api, daily } = smallWorld();
    linkFolder(tmpdir(), join(workspace, 'link'));

    const ended = await runAgainst(
      await serve(world),
      { 'report-file': 'link/report.csv' },
      { environment: { GITHUB_WORKSPACE: workspace } },
    );

    expect(ended.success).toBe(false);
    expect(ended.log).toMatch(
      /^::error title=The report could not be written::report file: .* leads out of the workspace/m,
    );
    expect(ended.outputs).not.toHaveProperty('report-path');
    expect(ended.outputs).toMatchObject({ changed: 'true', 'plan-status': 'attached' });
    expect(ended.summary).toContain('Protected, drift corrected');
    expect(world.isProtected(api.id, daily.id)).toBe(true);
    expect(readdirSync(workspace)).toEqual(['link']);
  });
});
