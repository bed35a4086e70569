import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { InputError } from '../../../src/inputs/inputs.ts';
import { parseReportFiles } from '../../../src/inputs/report-file.ts';
import { failureOf } from '../../support/failure.ts';
import { inputsOf, mistakesIn } from '../../support/inputs.ts';

describe('report-file', () => {
  const WORKSPACE = resolve('/home/runner/work/acme');
  const inWorkspace = { GITHUB_REPOSITORY: 'octocat/api', GITHUB_WORKSPACE: WORKSPACE };

  it('is a mistake where the folder of the process was removed, and nothing fails without one', () => {
    const before = process.cwd();
    const folder = mkdtempSync(join(tmpdir(), 'report-file-'));
    const mistakesOf = (given: string): readonly string[] =>
      parseReportFiles(given, '').mistakes.map(({ message }) => message);
    process.chdir(folder);
    try {
      // Windows does not let go of it.
      rmSync(folder, { recursive: true, force: true });
      const why = "report-file is 'report.json': the folder in which this was started is not there any more";
      expect(mistakesOf('report.json')).toEqual(existsSync(folder) ? [] : [why]);
      expect(mistakesOf('')).toEqual([]);
    } finally {
      process.chdir(before);
    }
  });

  it.each([
    ['report.json', 'report.json', 'json'],
    ['report.csv', 'report.csv', 'csv'],
    ['report.html', 'report.html', 'html'],
    ['REPORT.JSON', 'REPORT.JSON', 'json'],
    ['out/Report.Csv', 'out/Report.Csv', 'csv'],
    [' out/report.json\n', 'out/report.json', 'json'],
    ['./out/../report.json', 'report.json', 'json'],
    [join(WORKSPACE, 'out/report.csv'), 'out/report.csv', 'csv'],
    ['report.csv.json', 'report.csv.json', 'json'],
  ])('may be %j', async (given, below, format) => {
    const { reportFiles } = await inputsOf({ 'report-file': given }, inWorkspace);
    expect(reportFiles).toEqual([{ path: join(WORKSPACE, below), workspace: WORKSPACE, format }]);
  });

  it('may be several, one a line', async () => {
    const given = 'report.json\r\n\n  audit/page.html \nreport.csv\nother/report.json\n';
    const { reportFiles } = await inputsOf({ 'report-file': given }, inWorkspace);
    expect(reportFiles.map(({ path, format }) => [path, format])).toEqual([
      [join(WORKSPACE, 'report.json'), 'json'],
      [join(WORKSPACE, 'audit/page.html'), 'html'],
      [join(WORKSPACE, 'report.csv'), 'csv'],
      [join(WORKSPACE, 'other/report.json'), 'json'],
    ]);
  });

  it('may have a comma in its name', async () => {
    const { reportFiles } = await inputsOf({ 'report-file': 'acme, all.json' }, inWorkspace);
    expect(reportFiles).toMatchObject([{ path: join(WORKSPACE, 'acme, all.json') }]);
  });

  it.each(['', ' \n '])('may be none: %j', async (given) => {
    expect(await inputsOf({ 'report-file': given }, inWorkspace)).toMatchObject({ reportFiles: [] });
  });

  it.each([
    ['report', /its ending must be \.json, \.csv, \.html or \.xml/],
    ['report.txt', /its ending must be \.json, \.csv, \.html or \.xml/],
    ['report.htm', /its ending must be \.json, \.csv, \.html or \.xml/],
    ['report.json.bak', /its ending must be \.json, \.csv, \.html or \.xml/],
    ['.json', /its ending must be \.json, \.csv, \.html or \.xml/],
    ['a.json, b.csv', /write each file on a line of its own/],
    ['a.json;b.json', /write each file on a line of its own/],
    ['../report.json', `must be in the workspace (${WORKSPACE})`],
    ['out/../../report.json', /must be in the workspace/],
    ['/etc/report.html', /must be in the workspace/],
    [`${WORKSPACE}-2/report.json`, /must be in the workspace/],
  ])('must not be %j', async (given, reason) => {
    const [mistake, ...others] = await mistakesIn({ 'report-file': given }, inWorkspace);
    expect(mistake).toMatch(`report-file is '${given}': `);
    expect(mistake).toMatch(reason);
    expect(others).toEqual([]);
  });

  it.each([['a.json', 'a.json'] as const, ['a.json', './b/../a.json'] as const, ['a.html', 'A.HTML'] as const])(
    'is wrong where a file is given twice, however it is written: %j and %j',
    async (first, second) => {
      const mistakes = await mistakesIn({ 'report-file': `${first}\n${second}` }, inWorkspace);
      expect(mistakes).toEqual([
        `report-file is '${second}': it is the same file as ${join(WORKSPACE, first)}: give each file once`,
      ]);
    },
  );

  it('has all its mistakes told at once, among those of other inputs; the right lines still get a report', async () => {
    const given = { 'report-file': 'a.txt\nok.html\n../b.json\nok.html', retries: 'x' };
    const failure = await failureOf(inputsOf(given, inWorkspace));
    expect(failure.message.split('\n')).toEqual([
      expect.stringContaining("retries is 'x'"),
      expect.stringContaining("report-file is 'a.txt'"),
      expect.stringContaining("report-file is '../b.json'"),
      expect.stringContaining("report-file is 'ok.html'"),
    ]);
    expect(failure).toBeInstanceOf(InputError);
    expect(failure).toMatchObject({ title: '4 inputs are wrong', reportFiles: [{ path: join(WORKSPACE, 'ok.html') }] });
  });

  it('is below the working directory where there is no workspace', async () => {
    const { reportFiles } = await inputsOf({ 'report-file': 'report.json' });
    expect(reportFiles).toMatchObject([{ path: join(process.cwd(), 'report.json'), workspace: process.cwd() }]);
  });
});
