import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { inputsOf, mistakesIn } from '../../support/inputs.ts';

describe('report-file', () => {
  const WORKSPACE = resolve('/home/runner/work/acme');
  const inWorkspace = { GITHUB_REPOSITORY: 'octocat/api', GITHUB_WORKSPACE: WORKSPACE };

  it.each([
    ['report.json', 'report.json', 'json'],
    ['report.csv', 'report.csv', 'csv'],
    ['REPORT.JSON', 'REPORT.JSON', 'json'],
    ['out/Report.Csv', 'out/Report.Csv', 'csv'],
    [' out/report.json\n', 'out/report.json', 'json'],
    ['./out/../report.json', 'report.json', 'json'],
    [join(WORKSPACE, 'out/report.csv'), 'out/report.csv', 'csv'],
    ['report.csv.json', 'report.csv.json', 'json'],
  ])('may be %j', async (given, below, format) => {
    const { reportFile } = await inputsOf({ 'report-file': given }, inWorkspace);
    expect(reportFile).toEqual({ path: join(WORKSPACE, below), workspace: WORKSPACE, format });
  });

  it.each([
    ['report', /its ending must be \.json or \.csv/],
    ['report.txt', /its ending must be \.json or \.csv/],
    ['report.json.bak', /its ending must be \.json or \.csv/],
    ['.json', /its ending must be \.json or \.csv/],
    ['../report.json', `must be in the workspace (${WORKSPACE})`],
    ['out/../../report.json', /must be in the workspace/],
    ['/etc/report.json', /must be in the workspace/],
    [`${WORKSPACE}-2/report.json`, /must be in the workspace/],
  ])('must not be %j', async (given, reason) => {
    const [mistake, ...others] = await mistakesIn({ 'report-file': given }, inWorkspace);
    expect(mistake).toMatch(`report-file is '${given}': `);
    expect(mistake).toMatch(reason);
    expect(others).toEqual([]);
  });

  it('is below the working directory where there is no workspace', async () => {
    const { reportFile } = await inputsOf({ 'report-file': 'report.json' });
    expect(reportFile).toMatchObject({ path: join(process.cwd(), 'report.json'), workspace: process.cwd() });
  });
});
