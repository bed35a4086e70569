import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fakeProgram, folder, read, run, stepsOf } from '../support/recipe-scripts.ts';

/* The shell scripts of the recipes, as the documents show them, on input that people really have. */

const MARK = '\uFEFF';

describe('the list of repositories that a pull request changes', () => {
  const [step] = stepsOf('dry-run-on-pull-requests.md', 'Read the selection');

  function readList(content: string | Uint8Array | undefined): { exitCode: number | null; log: string; lines: string } {
    if (content !== undefined) writeFileSync(join(folder, '.github', 'backup-repositories.txt'), content);
    const result = run(step);
    const lines = /^lines<<(.+)\n([\s\S]*)\n\1\n$/.exec(read('output'))?.[2] ?? '';
    return { ...result, lines };
  }

  it.each([
    ['names and patterns', '*\n!sandbox-*\n', '*\n!sandbox-*'],
    ['comments and empty lines', '# all\n\n  # but\napi\n\t\n', 'api'],
    ['no line break at the end', 'api\nweb', 'api\nweb'],
    ['a byte order mark', `${MARK}api\nweb\n`, 'api\nweb'],
    ['a byte order mark before a comment', `${MARK}# all\napi\n`, 'api'],
    ['line breaks of Windows', '# all\r\napi\r\n\r\n', 'api\r'],
    ['names that are not in ASCII', 'größe\n日本\n', 'größe\n日本'],
    ['one name that is not in ASCII', '日本\n', '日本'],
    ['what would be code', '$(touch x)`touch x`\n', '$(touch x)`touch x`'],
  ])('takes %s', (_, content, lines) => {
    expect(readList(content)).toMatchObject({ exitCode: 0, lines });
    expect(existsSync(join(folder, 'x'))).toBe(false);
  });

  it.each([
    ['no file', undefined],
    ['an empty file', ''],
    ['only comments', '# api\n\n#web'],
    ['only a byte order mark', MARK],
    ['only a comment behind a byte order mark', `${MARK}# all\n`],
    ['only spaces that are not in ASCII', '\u00A0\n\u3000\n'],
    ['only characters without a width', '\u200B\n\uFEFF\uFEFF\n'],
    ['only signs', '!\n--\n'],
    ['UTF-16 with its mark, as PowerShell writes it', Buffer.from(`${MARK}api\r\nweb\r\n`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('api\r\nweb\r\n', 'utf16le')],
    ['UTF-16 of the other order', Buffer.from(`${MARK}api\nweb\n`, 'utf16le').swap16()],
    ['a NUL byte', 'api\n\0web\n'],
    ['Latin-1', Buffer.from('größe\napi\n', 'latin1')],
    ['a character cut off', Buffer.from([0x61, 0x0a, 0xe2, 0x82])],
    ['an overlong form', Buffer.from([0x61, 0xc0, 0xaf, 0x0a])],
  ])('refuses %s', (_, content) => {
    const { exitCode, log } = readList(content);
    expect(exitCode).toBe(1);
    expect(log).toContain("::error file=.github/backup-repositories.txt,title=The selection can't be used::");
    expect(read('output')).toBe('');
  });
});

describe('a selection from an expression', () => {
  const [step] = stepsOf('../selecting-repositories.md', 'Something must be selected');

  it.each(['api', '*', '!sandbox-*', '\n\napi\n', '日本'])('goes on with %j', (SELECTION) => {
    expect(run(step, { SELECTION }).exitCode).toBe(0);
  });

  it.each(['', ' ', '\n\n', '\t\r\n', '\u00A0', MARK, '!'])('fails with %j', (SELECTION) => {
    const { exitCode, log } = run(step, { SELECTION });
    expect(exitCode).toBe(1);
    expect(log).toContain('::error title=Nothing is selected::');
  });
});

describe('an entry of a matrix of organizations', () => {
  const [step] = stepsOf('several-organizations.md', 'Something must be selected');

  it('is used where it has an organization and a selection', () => {
    expect(run(step, { ORGANIZATION: 'Acme: Labs', SELECTION: '*\n!sandbox-*\n' })).toEqual({ exitCode: 0, log: '' });
  });

  it.each([
    ['acme', ''],
    ['acme', ' \n'],
    ['', '*'],
  ])('fails where one is empty: %j and %j', (ORGANIZATION, SELECTION) => {
    const { exitCode, log } = run(step, { ORGANIZATION, SELECTION });
    expect(exitCode).toBe(1);
    expect(log).toContain('::error title=Nothing is selected::');
  });
});

describe('the name of a new repository', () => {
  const steps = stepsOf('new-repositories.md', 'Check the name');

  it('is checked where a person types it, and where an event brings it', () => {
    expect(steps).toHaveLength(2);
    expect(steps[0]?.run).toBe(steps[1]?.run);
  });

  it.each(['my-service', 'My_Service.2', '.github', 'a', '-a'])('may be %j', (NAME) => {
    expect(run(steps[0], { NAME })).toEqual({ exitCode: 0, log: '' });
  });

  it.each([
    '',
    ' ',
    'my service',
    '*',
    'api?',
    '!api',
    'other/api',
    'api\n*',
    'api\n',
    'größe',
    'API\u212A',
    '.',
    '..',
    'api.git',
    'api.GIT',
    'api.wiki',
    '$(touch x)',
    MARK,
  ])('may not be %j', (NAME) => {
    const { exitCode, log } = run(steps[0], { NAME });
    expect(exitCode).toBe(1);
    expect(log).toContain("::error title=This can't be a repository's name::");
  });

  it.each([
    ['https://github.com', 'github.com'],
    ['https://github.example.com', 'github.example.com'],
  ])('is created on the server of the workflow: %s', (GITHUB_SERVER_URL, host) => {
    fakeProgram('gh', 'echo "$GH_HOST"');
    const [create] = stepsOf('new-repositories.md', 'Create the repository');
    expect(run(create, { NAME: 'api', GITHUB_SERVER_URL })).toEqual({ exitCode: 0, log: `${host}\n` });
    expect(read('gh.calls')).toBe('repo create acme/api --private --template acme/template\n');
  });
});

describe('the issue that a sweep keeps', () => {
  const [step] = stepsOf('issues.md', 'Keep the issue');
  const MARKER = '<!-- made by the backup sweep -->';
  const AUTHOR = 'github-actions[bot]';
  const issue = (number: number, login: string, body: string | null): object => ({ number, user: { login }, body });
  const ours = issue(5, AUTHOR, `${MARKER}\n\nThe last backup sweep failed`);
  const others = [
    issue(1, 'ada', 'Please back up my repository'),
    issue(2, 'ada', `${MARKER}\ncopied from the issue`),
    issue(3, AUTHOR, 'Made by another workflow'),
    issue(4, AUTHOR, null),
    // GitHub lists pull requests, too.
    { ...issue(6, AUTHOR, `${MARKER}\ncopied from the issue`), pull_request: { url: 'x' } },
  ];

  /** What gh is asked to do, besides listing. */
  function keep(
    OUTCOME: string,
    ...pages: readonly (readonly object[])[]
  ): { exitCode: number | null; calls: string[] } {
    const answer = pages.map((page) => JSON.stringify(page)).join('\n');
    fakeProgram(
      'gh',
      `if [ "$1" = api ]; then cat <<'JSON'\n${answer}\nJSON\nfi\nif [ "$2" = create ] && [ "$1" = label ]; then exit 1; fi`,
    );
    const { exitCode } = run(step, { OUTCOME, MARKER, AUTHOR, FAILED: '1', REPORT: 'report.json' });
    const calls = read('gh.calls')
      .split('\n')
      .filter((call) => call !== '' && !call.startsWith('api '));
    return { exitCode, calls };
  }

  it('leaves issues alone that others made', () => {
    expect(keep('success', others)).toEqual({ exitCode: 0, calls: [] });
  });

  it('opens one of its own beside them, though the label is there', () => {
    const { exitCode, calls } = keep('failure', others);
    expect(exitCode).toBe(0);
    expect(calls.map((call) => call.split(' ').slice(0, 2).join(' '))).toEqual(['label create', 'issue create']);
    expect(read('issue.md').startsWith(`${MARKER}\n`)).toBe(true);
  });

  it('writes into the one that it made, on whichever page, and keeps the marker', () => {
    writeFileSync(join(folder, 'report.json'), JSON.stringify({ repositories: [{ name: '@ada\n#1', error: 'x' }] }));
    expect(keep('failure', others, [ours])).toEqual({ exitCode: 0, calls: ['issue edit 5 --body-file issue.md'] });
    expect(read('issue.md')).toMatch(/^<!-- made by the backup sweep -->\n[\s\S]*\n {4}@ada #1\n$/);
  });

  it('closes the one that it made', () => {
    expect(keep('success', [...others, ours])).toMatchObject({
      exitCode: 0,
      calls: [expect.stringMatching(/^issue close 5 /)],
    });
  });

  it('fails when the issues cannot be listed, and opens none', () => {
    fakeProgram('gh', 'exit 1');
    expect(run(step, { OUTCOME: 'failure', MARKER, AUTHOR, FAILED: '', REPORT: '' }).exitCode).not.toBe(0);
    expect(read('gh.calls').split('\n')).toHaveLength(2);
  });
});

describe('the message to a chat', () => {
  const [step] = stepsOf('chat.md', 'Tell the chat');
  const address = 'https://hooks.example.com/services/T0/B0/secret';

  it.each([
    ['as it is', address],
    ['with a line break at its end', `${address}\n`],
    ['with one of Windows', `${address}\r\n`],
    ['with a byte order mark', `${MARK}${address}`],
    ['cut into lines', address.replace('/B0', '\n/B0')],
  ])('goes to the address in the secret, %s', (_, WEBHOOK) => {
    fakeProgram('curl', 'cat > config');
    expect(
      run(step, { WEBHOOK, OUTCOME: 'failure', CHECKED: '3', CHANGED: '1', FAILED: '1', HEALTH: 'failing' }).exitCode,
    ).toBe(0);
    expect(read('config')).toBe(`url = "${address}"\n`);
    expect(read('curl.calls')).toContain(
      'Backup sweep (failure): 3 repositories checked, 1 changed, 1 failed; backup plan: failing.',
    );
    expect(read('curl.calls')).not.toContain('secret');
  });
});

describe('the placeholder for the action', () => {
  const page = (name: string): string => readFileSync(join(import.meta.dirname, '..', '..', name), 'utf8');
  const blockIn = (text: string, heading: string, language: string): string =>
    new RegExp(`## ${heading}[\\s\\S]*?\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';

  it('is replaced in a copied workflow by the documented command', () => {
    const commits = ['a1'.repeat(20), 'b2'.repeat(20)];
    const workflow = blockIn(page('README.md'), 'Use it', 'yaml');
    expect(workflow).toContain('uses: YOUR_ORG/gitprotect-action@COMMIT_SHA\n');
    mkdirSync(join(folder, '.github', 'workflows'));
    const names = ['backup.yml', 'sweep.yaml'];
    for (const name of names) writeFileSync(join(folder, '.github', 'workflows', name), workflow);
    writeFileSync(join(folder, '.github', 'workflows', 'other.yml'), 'on: push\n');

    const script = blockIn(page('docs/your-own-copy.md'), 'Replace the placeholder', 'sh');

    // The second time it moves to a newer commit.
    for (const commit of commits) {
      const checked = script.replace('commit=COMMIT_SHA', `commit=${commit}`);
      expect(run({ run: checked })).toEqual({ exitCode: 0, log: '' });
      for (const name of names) {
        expect(read(`.github/workflows/${name}`)).toBe(
          workflow.replace('YOUR_ORG/gitprotect-action@COMMIT_SHA', `acme/gitprotect-action@${commit}`),
        );
        expect(existsSync(join(folder, '.github', 'workflows', `${name}.bak`))).toBe(false);
      }
    }
    expect(read('.github/workflows/other.yml')).toBe('on: push\n');
  });
});
