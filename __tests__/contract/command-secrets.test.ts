import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { command, gitHubJob, jobFolder, signedIn } from '../support/command.ts';
import { protectedWorld, serve } from '../support/service.ts';

const SECRET = 'hunter2000';

/** What the command says where nothing else is given. */
async function said(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await command(args, { environment });
  expect([exitCode, stderr]).toEqual([2, '']);
  return stdout;
}

describe('secrets', () => {
  it.each([
    [['--password', SECRET]],
    [[`--password=${SECRET}`]],
    [['--pasword', SECRET]],
    [[`--passwd=${SECRET}`]],
    [['-p', SECRET]],
    [[`-p${SECRET}`]],
    [['--access-token', SECRET]],
    [['--plan', `--password=${SECRET}`]],
    [[`password=${SECRET}`]],
    [['--password', `--${SECRET}`]],
    [['--pw', `--${SECRET}`]],
    [['--password', '--', SECRET]],
    [['--password', 'two', SECRET]],
    [['--password=two', SECRET]],
    [['--token', 'two', SECRET, '--dry-run']],
    [['-p', 'two', SECRET]],
    [['--password-stdin', SECRET]],
    [['--password-file', SECRET]],
    [['--password-file', 'two', SECRET]],
    [[`--password ${SECRET}`]],
    [[`--password: ${SECRET}`]],
    [['\u2014password', SECRET]],
    [['\u2013-password', SECRET]],
  ])('are no options, and are not shown: %j', async (args) => {
    expect(await said(args)).not.toContain('hunter');
  });

  it.each([
    'https://robot:hunter2000@github.com/acme',
    'robot:hunter2000@github.com/acme',
    'https://hunter2000@a.b/acme',
  ])('in an address that is given as the organization are not shown: %s', async (organization) => {
    const { stdout, stderr } = await command([`--organization=${organization}`, '--json']);
    expect(stderr).toContain('--organization holds an address with credentials');
    expect(stdout + stderr).not.toContain(SECRET);
  });

  it('leave other arguments shown', async () => {
    const text = await said(['--password', 'a', 'hidden', '--repository', 'b', 'seen', '--stat=x', 'told']);
    expect(text).toContain('1 argument behind an option for a secret belongs to no option');
    expect(text).toContain("'seen', 'told' belong to no option");
    expect(text).not.toContain('hidden');
  });

  it.each([
    [[`--email=${SECRET}`], '--email'],
    [['--repository=a', '--repository', SECRET], '--repository'],
  ])('are not taken as another option: %j', async (args, option) => {
    const text = await said(args, { GITPROTECT_PASSWORD: SECRET });
    expect(text).toContain(`${option} holds the password`);
    expect(text).not.toContain(SECRET);
  });

  it.each([
    ['', '\n'],
    ['', '\r\n'],
    ['', ''],
    ['\ufeff', '\r\n'],
  ])('come from a file or standard input, without a byte order mark and one line break: %j, %j', async (mark, end) => {
    const { world } = protectedWorld();
    const simulator = await serve(world);
    const file = join(jobFolder(), 'password');
    writeFileSync(file, `${mark}${world.account.password}${end}`);
    const args = ['--organization=acme', '--repository=api', '--plan=Daily'];
    const { GITPROTECT_PASSWORD: password = '', ...environment } = signedIn(simulator);
    const stdin = `${mark}${password}${end}`;
    expect((await command([...args, '--password-stdin'], { environment, stdin })).exitCode).toBe(0);
    expect((await command([...args, '--password-file', file], { environment })).exitCode).toBe(0);
  });

  it.each([
    [['--password-file=/nowhere/password'], '--password-file: the file cannot be read (ENOENT)'],
    [['--password-file=/dev/zero'], '--password-file holds more than 64 KiB: give the secret alone'],
    [['--password-stdin', '--access-token-stdin'], 'cannot both be read from standard input'],
    [['--password-stdin', '--password-file=/dev/null'], 'are both given'],
  ])('that cannot be read are told: %j', async (args, text) => {
    expect(await said(args)).toContain(text);
  });
});

it.each(['before', 'while'])('a run that is cancelled %s standard input is read ends, and says so', async (when) => {
  const cancellation = new AbortController();
  if (when === 'before') cancellation.abort();
  // It has no end, and asking for more is the first sign that it is read.
  const stdin = new Readable({
    read: () => {
      cancellation.abort();
    },
  });
  const { world } = protectedWorld();
  const simulator = await serve(world);
  const args = ['--organization=acme', '--repository=api', '--plan=Daily', '--password-stdin', '--json'];
  const run = await command(args, { environment: signedIn(simulator), stdin, cancelled: cancellation.signal });
  expect([run.exitCode, simulator.requests]).toEqual([1, []]);
  expect(JSON.parse(run.stdout)).toMatchObject({ error: { title: 'The job was cancelled' } });
});

describe('a secret that is waited for', () => {
  const ARGS = ['--organization=acme', '--repository=api', '--plan=Daily'];

  function pipe(): string {
    const path = join(jobFolder(), 'pipe');
    execFileSync('mkfifo', [path]);
    return path;
  }

  it('comes from a pipe in the file system, whenever another program writes it', async () => {
    const { world } = protectedWorld();
    const { GITPROTECT_PASSWORD: password = '', ...environment } = signedIn(await serve(world));
    const path = pipe();
    const run = command([...ARGS, '--password-file', path], { environment });
    await writeFile(path, `${password}\n`);
    expect((await run).exitCode).toBe(0);
  });

  it.each<[string, () => readonly string[]]>([
    ["'--bogus' is not an option", () => ['--bogus', '--password-stdin']],
    ["'--bogus' is not an option", () => ['--bogus', '--password-file', pipe()]],
    ['are both given', () => ['--password-stdin', '--password-file=/nowhere/password']],
  ])('is not waited for where the command is called wrongly: %s', async (text, args) => {
    const { exitCode, stdout } = await command([...ARGS, ...args()], {
      stdin: new Readable({ read: () => undefined }),
    });
    expect([exitCode, stdout]).toEqual([2, expect.stringContaining(text)]);
    expect(stdout).not.toMatch(/password-(stdin|file) is empty/);
  });

  it.each<[string, () => { readonly args: readonly string[]; readonly stdin?: Readable }]>([
    ['standard input', () => ({ args: ['--password-stdin'], stdin: new Readable({ read: () => undefined }) })],
    ['the file', () => ({ args: ['--password-file', pipe()] })],
  ])('is waited for no longer once the job is cancelled: %s', async (what, given) => {
    const cancellation = new AbortController();
    const { args, ...more } = given();
    const folder = jobFolder();
    const options = {
      ...more,
      cancelled: cancellation.signal,
      environment: { GITLAB_CI: 'true', CI_PROJECT_DIR: folder },
    };
    const run = command([...ARGS, ...args, '--report-file=report.json'], options, folder);
    cancellation.abort();
    const { exitCode, stdout, file } = await run;
    expect([exitCode, stdout]).toEqual([
      1,
      expect.stringContaining(`: ${what} had not come to its end; nothing was sent`),
    ]);
    expect(JSON.parse(file('report.json'))).toMatchObject({ error: { title: 'The job was cancelled' } });
  });

  it('is read no further than a secret may be long', async () => {
    const stdin = new Readable({
      read() {
        this.push(Buffer.alloc(40_000, 'a'));
      },
    });
    const { exitCode, stdout } = await command([...ARGS, '--password-stdin'], { stdin });
    expect([exitCode, stdout]).toEqual([2, expect.stringContaining('holds more than 64 KiB')]);
    expect(stdin.destroyed).toBe(true);
  });
});

describe('a file that holds a secret', () => {
  const NOTHING_ELSE = { GITPROTECT_SERVER_URL: 'https://gitprotect.example.com', GITPROTECT_EMAIL: 'a@acme.example' };
  const ARGS = ['--organization=acme', '--repository=api', '--plan=Daily'];

  it.each<[string, Uint8Array, string]>([
    ['is in UTF-16', Buffer.from('\ufeffhunter2000\n', 'utf16le'), 'holds no text in UTF-8'],
    ['is in UTF-16 without its mark', Buffer.from('hunter2000', 'utf16le'), 'holds no text in UTF-8'],
    ['is in Latin-1', Buffer.from('h\u00fcnter', 'latin1'), 'holds no text in UTF-8'],
    ['is another file', Buffer.alloc(70_000, 'a'), 'holds more than 64 KiB'],
    ['is empty', Buffer.from('\n'), 'is empty: put the password into that file'],
  ])('and %s is the only mistake', async (_, content, text) => {
    const file = join(jobFolder(), 'password');
    writeFileSync(file, content);
    const told = await said([...ARGS, '--password-file', file], NOTHING_ELSE);
    expect(told).toContain(`ERROR: An input is wrong: --password-file ${text}`);
    expect(told).not.toMatch(/hunter|branches/);
  });
});

describe('commands that mask secrets', () => {
  it.each(['stdout', 'stderr'] as const)('are not written to a file, which no CI reads: %s', async (stream) => {
    const folder = jobFolder();
    const simulator = await serve(protectedWorld().world);
    const environment = { ...signedIn(simulator), ...gitHubJob(folder), GITPROTECT_PLAN: 'Daily' };
    const args = stream === 'stderr' ? ['--json'] : [];

    const file = openSync(join(folder, 'gitprotect.log'), 'w');
    const toFile = await command(args, { environment, fd: file });
    const toPipe = await command(args, { environment });
    closeSync(file);

    expect([toFile.exitCode, toPipe.exitCode]).toEqual([0, 0]);
    expect(toPipe[stream]).toContain(`::add-mask::${simulator.world.account.password}`);
    expect(toFile[stream]).not.toContain(simulator.world.account.password);
    expect(toFile[stream]).not.toContain('add-mask');
  });
});
