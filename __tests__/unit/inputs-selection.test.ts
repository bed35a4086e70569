import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, type Selection } from '../../src/protection/select.ts';
import { aNameLine, guid } from '../support/build.ts';
import { inputsOf, mistakesIn } from '../support/inputs.ts';

const PATTERN = (asked: string): object => ({ kind: 'pattern', asked });

async function selectionOf(repository: string): Promise<Selection> {
  return (await inputsOf({ repository })).selection;
}

/** The lines as they were understood, exclusions with their mark. */
async function askedIn(repository: string): Promise<string[]> {
  const { included, excluded } = await selectionOf(repository);
  return [...included.map(({ asked }) => asked), ...excluded.map(({ asked }) => `!${asked}`)];
}

describe('the selection', () => {
  it.each<[string, string, string[]]>([
    ['one line', 'api', ['api']],
    ['several lines, in their order', 'web\napi\ncli', ['web', 'api', 'cli']],
    ['blank lines and blanks around', '\n\n  web  \n \t \napi\n\n', ['web', 'api']],
    ['lines that end as on Windows', 'web\r\napi\r\n\r\n!cli\r\n', ['web', 'api', '!cli']],
    ['a line twice', 'api\nweb\napi\n!cli\n!cli', ['api', 'web', '!cli']],
    ['names that differ in case', 'api\nAPI', ['api', 'API']],
    ['blanks within a name', 'my project', ['my project']],
    ['blanks after the mark', 'web*\n!  website', ['web*', '!website']],
    ['exclusions between', '!a\nb\n!c\nd', ['b', 'd', '!a', '!c']],
    ['a mark within a name', 'wow!', ['wow!']],
  ])('is read from %s', async (_, given, asked) => {
    expect(await askedIn(given)).toEqual(asked);
  });

  it.each(['!website', '!website\n!sandbox-*'])('of exclusions only is all the rest: %j', async (given) => {
    const { included, excluded } = await selectionOf(given);
    expect(included).toEqual([EVERYTHING]);
    expect(excluded).toHaveLength(given.split('\n').length);
  });

  it('is the current repository where nothing but blanks is given', async () => {
    expect(await askedIn(' \n\t\r\n ')).toEqual(['octocat/api']);
  });

  it.each<[string, object]>([
    ['web*', PATTERN('web*')],
    ['*', EVERYTHING],
    ['we?site', PATTERN('we?site')],
    ['acme/web*', PATTERN('acme/web*')],
    [`${guid(1)}*`, PATTERN(`${guid(1)}*`)],
    ['website', aNameLine('website')],
    [guid(1), aNameLine(guid(1))],
    ['acme/website', { ...aNameLine('acme/website', 'website'), owner: 'acme' }],
    ['web[1]', aNameLine('web[1]')],
  ])('takes %s for what it is, included or excluded', async (given, line) => {
    expect(await selectionOf(`${given}\n!${given}`)).toEqual({ included: [line], excluded: [line] });
  });

  it.each([
    ['!', '!'],
    ['! ', '!'],
    ['api\n!', '!'],
    ['/', '/'],
    ['/api', '/api'],
    ['acme/', 'acme/'],
    ['!acme/', '!acme/'],
    ['api\n/web*', '/web*'],
  ])('must not hold a line that means nothing: %j', async (repository, line) => {
    const [mistake, ...others] = await mistakesIn({ repository });
    expect(mistake).toBe(`repository has '${line}': a line is a name, owner/name, ID, or a pattern with * and ?`);
    expect(others).toEqual([]);
  });

  it('reports all of its wrong lines together', async () => {
    const said = (await mistakesIn({ repository: '/api\nweb\nacme/\n!/cli' })).join('\n');
    for (const line of ['/api', 'acme/', '!/cli']) expect(said).toContain(`'${line}'`);
  });
});

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
