import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, type Selection } from '../../../src/domain/request.ts';
import { aNameLine, guid } from '../../support/build.ts';
import { inputsOf, mistakesIn } from '../../support/inputs.ts';

function pattern(text: string): object {
  return { kind: 'pattern', text };
}

async function selectionOf(repository: string): Promise<Selection> {
  const { selection } = (await inputsOf({ repository })).request;
  if (selection === undefined) throw new Error('nothing is selected');
  return selection;
}

/** The lines as they were understood, exclusions with their mark. */
async function linesIn(repository: string): Promise<string[]> {
  const { included, excluded } = await selectionOf(repository);
  return [...included.map(({ text }) => text), ...excluded.map(({ text }) => `!${text}`)];
}

describe('the selection', () => {
  it.each<[string, string, string[]]>([
    ['one line', 'api', ['api']],
    ['several lines, in their order', 'web\napi\ncli', ['web', 'api', 'cli']],
    ['blank lines and blanks around', '\n\n  web  \n \t \napi\n\n', ['web', 'api']],
    ['lines that end as on Windows', 'web\r\napi\r\n\r\n!cli\r\n', ['web', 'api', '!cli']],
    ['lines that end as on old Macs', 'web\rapi\r\r!cli\r', ['web', 'api', '!cli']],
    ['a line twice', 'api\nweb\napi\n!cli\n!cli', ['api', 'web', '!cli']],
    ['names that differ in case', 'api\nAPI', ['api', 'API']],
    ['blanks within a name', 'my project', ['my project']],
    ['blanks after the mark', 'web*\n!  website', ['web*', '!website']],
    ['exclusions between', '!a\nb\n!c\nd', ['b', 'd', '!a', '!c']],
    ['a mark within a name', 'wow!', ['wow!']],
  ])('is read from %s', async (_, given, lines) => {
    expect(await linesIn(given)).toEqual(lines);
  });

  it.each(['!website', '!website\n!sandbox-*'])('of exclusions only is all the rest: %j', async (given) => {
    const { included, excluded } = await selectionOf(given);
    expect(included).toEqual([EVERYTHING]);
    expect(excluded).toHaveLength(given.split('\n').length);
  });

  it('is the current repository where nothing but blanks is given', async () => {
    expect(await linesIn(' \n\t\r\n ')).toEqual(['octocat/api']);
  });

  it.each<[string, object]>([
    ['web*', pattern('web*')],
    ['*', EVERYTHING],
    ['we?site', pattern('we?site')],
    ['acme/web*', pattern('acme/web*')],
    [`${guid(1)}*`, pattern(`${guid(1)}*`)],
    ['website', aNameLine('website')],
    [guid(1), aNameLine(guid(1))],
    ['acme/website', { ...aNameLine('acme/website'), owner: 'acme' }],
    ["o'neill (x)=y", aNameLine("o'neill (x)=y")],
    ['.github', aNameLine('.github')],
    ['api.gitx', aNameLine('api.gitx')],
    ['*.git', pattern('*.git')],
    [`{${guid(1)}}`, aNameLine(`{${guid(1)}}`)],
    [`(${guid(1)})`, aNameLine(`(${guid(1)})`)],
    ['-api', aNameLine('-api')],
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

describe('a list of another syntax', () => {
  it.each([
    ['api, web', "'api, web' (write 'api' and 'web', each on a line of its own)"],
    ['*\n!sandbox-1, web', "'!sandbox-1, web' (write '!sandbox-1' and '!web', each"],
    ['*\n!a, !b', "(write '!a' and '!b', each"],
    ['api,', "(write 'api')"],
    ['["api","web"]', `'["api","web"]' (write 'api' and 'web', each`],
    ["['api', 'acme/web']", "(write 'api' and 'acme/web', each"],
    ['[\n"api",\n"web"\n]', `'[' (leave it out), '"api",' (write 'api'), '"web"' (write 'web'), ']' (leave it out)`],
    ['"api"', "(write 'api')"],
    ["'web*'", "(write 'web*')"],
    ['`api`', "(write 'api')"],
    ['- api', "(write 'api')"],
    ['- "!api"', "(write '!api')"],
    ['# all but the sandboxes\n*', "'# all but the sandboxes' (leave it out)"],
    ['api # the main one', "(write 'api')"],
    ['https://github.com/acme/api.git', "(write 'acme/api')"],
    ['!https://gitlab.example.com/group/sub/api/', "(write '!group/sub/api')"],
    ['https://dev.azure.com/acme/Project/_git/web?path=/#top', "(write 'acme/Project/web')"],
    ['ssh://git@host.example:22/acme/api.git', "(write 'acme/api')"],
    ['git@github.com:acme/api.git', "(write 'acme/api')"],
    ['https://a.example/acme/api, https://a.example/acme/web', "(write 'acme/api' and 'acme/web', each"],
    ['web[1]', "'web[1]' (no name holds that, and a pattern has only * and ?)"],
    ['{api,web}', "'{api,web}' (no name holds that, and a pattern has only * and ?)"],
    ['C#-tools', "'C#-tools' (no name holds that"],
    ['acme/api/', "'acme/api/' (write 'acme/api')"],
    ['!acme/api//', "'!acme/api//' (write '!acme/api')"],
    ['acme//api', "'acme//api' (write 'acme/api')"],
    ['//', "'//' (leave it out)"],
    ['api.git', "'api.git' (write 'api', or the ID if the name does end so)"],
    ['!acme/api.GIT', "'!acme/api.GIT' (write '!acme/api', or the ID if"],
    ['api;web', "'api;web' (write 'api' and 'web', each"],
    ['api|web', "'api|web' (write 'api' and 'web', each"],
    ['api\tweb', "(write 'api' and 'web', each"],
    [
      String.raw`*\n!sandbox-1\r\nweb`,
      String.raw`(write '*' and '!sandbox-1' and 'web', each on a line of its own: \n is a line break in double quotes only)`,
    ],
    [String.raw`acme\network`, "; or write 'acme/network')"],
    [String.raw`api\n`, "(write 'api')"],
    ['acme\\web', "'acme\\web' (write 'acme/web')"],
    ['<api>', "'<api>' (write 'api')"],
    ['<owner>/api', "'<owner>/api' (no name holds that"],
    ['!!api', "'!!api' (write '!api')"],
    ['! !! api', "'! !! api' (write '!api')"],
    ['!!', "'!!' (leave it out)"],
    ['./api', "'./api' (write 'api')"],
    ['!acme/./api', "'!acme/./api' (write '!acme/api')"],
    ['../api', "'../api' (write 'api')"],
    ['acme / api', "'acme / api' (write 'acme/api')"],
    ['https:/x', "'https:/x' (no name holds that"],
    ['https:/github.com/acme/api', "(write 'acme/api')"],
    ['{api}', "'{api}' (no name holds that"],
  ])('is refused with what to write instead: %j', async (repository, says) => {
    const [mistake, ...others] = await mistakesIn({ repository });
    expect(mistake).toMatch(/^repository has lines that cannot be the name of a repository: /);
    expect(mistake).toContain(says);
    expect(others).toEqual([]);
  });

  it.each([
    ['https://robot:topsecret@github.com/acme/api', "'https://…@github.com/acme/api' (write 'acme/api')"],
    ['robot:topsecret@github.com:acme/api.git', "'…@github.com:acme/api.git' (write 'acme/api')"],
    ['//robot:topsecret@github.com/acme/api', "'…@github.com/acme/api' (write 'acme/api')"],
    ['robot:topsecret@github.com/acme/api', "'…@github.com/acme/api' (write 'acme/api')"],
    ['https://robot:top/secret@github.com/acme/api', "'https://…@github.com/acme/api' (write 'acme/api')"],
    ['https://github.com/acme/api?token=topsecret', "'https://github.com/acme/api?…' (write 'acme/api')"],
    ['robot:topsecret,2@github.com/acme/api', "'…@github.com/acme/api' (no name holds that"],
  ])('does not show the secret of an address: %j', async (repository, says) => {
    const said = (await mistakesIn({ repository })).join('\n');
    expect(said).toContain(says);
    expect(said).not.toMatch(/top|secret/);
  });

  it('is shown in part where it is long', async () => {
    const line = Array.from({ length: 3000 }, (_, index) => `repository-${String(index)}`).join(',');
    const repository = [line, ...Array.from({ length: 3000 }, (_, index) => `# ${String(index)}`)].join('\n');
    const said = (await mistakesIn({ repository })).join('\n');
    expect(said.length).toBeLessThan(3000);
    expect(said).toContain('and 2981 more');
  });
});

describe('the repository', () => {
  const ID = 'abcdef00-0000-4000-8000-000000000001';

  it.each([
    ['api', ['api'], undefined],
    [ID, [ID], undefined],
    ['acme/api', ['acme/api'], 'acme'],
    ['acme/group/api', ['acme/group/api'], 'acme/group'],
  ])('%s is looked for as %j', async (text, names, owner) => {
    const selection = { included: [{ kind: 'name', text, names, owner }], excluded: [] };
    expect((await inputsOf({ repository: text })).request.selection).toEqual(selection);
    expect((await inputsOf({}, { GITHUB_REPOSITORY: text })).request.selection).toEqual(selection);
  });

  it('that is given goes before the current one', async () => {
    const { request } = await inputsOf({ repository: 'website' }, { GITHUB_REPOSITORY: 'octocat/api' });
    expect(request.selection?.included).toEqual([expect.objectContaining({ names: ['website'] })]);
  });

  it.each(['acme/', '/api', '/'])('must not be "%s"', async (repository) => {
    expect(await mistakesIn({ repository })).toEqual([expect.stringMatching(`^repository has '${repository}'`)]);
  });

  it.each([{}, { GITHUB_REPOSITORY: '' }])('must be given where there is no current one: %j', async (environment) => {
    expect(await mistakesIn({}, environment)).toEqual([expect.stringMatching(/^repository.*GITHUB_REPOSITORY/)]);
  });
});
