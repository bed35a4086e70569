import { describe, expect, it } from '@jest/globals';
import { OPTIONS } from '../../../src/command/options.ts';
import { INPUT_NAMES } from '../../../src/inputs/names.ts';
import { gitLabPlace } from '../../../src/runner/gitlab.ts';
import { inputsOf } from '../../support/command-inputs.ts';

describe('a text of the action', () => {
  it.each<[string, string, string]>([
    ['an option', 'Raise request-timeout.', 'Raise --request-timeout.'],
    ['an option with its value', 'run with sync: auto', 'run with --sync auto'],
    ['a switch that is on', 'run with dry-run: true', 'run with --dry-run'],
    ['a switch that is off', 'run with dry-run: false', 'run with --dry-run=false'],
    ['two inputs', 'the inputs email and password', 'the inputs --email and GITPROTECT_PASSWORD'],
    ['a word that is marked as an input', 'correct the input organization', 'correct the input --organization'],
    ['a secret, which is not an option', 'host-token lacks a right', 'GITPROTECT_HOST_TOKEN lacks a right'],
    ['what is quoted', "'dry-run' and host-url", "'dry-run' and --host-url"],
    ['a word that is none', 'the plan and the repository', 'the plan and the repository'],
    ['a part of another word', 'my-dry-run, dry-runs, a/dry-run', 'my-dry-run, dry-runs, a/dry-run'],
    ['how to see more', 'Run again with debug logging.', 'Run again with GITPROTECT_DEBUG=true.'],
    ['what failed', 'The action itself failed', 'The command itself failed'],
    ['Markdown', '<code>report-file</code>', '<code>--report-file</code>'],
  ])('names %s', (_, text, worded) => {
    expect(inputsOf([]).worded(text)).toBe(worded);
  });

  it('names inputs as they were given', () => {
    const inputs = inputsOf(['--host-token-file=token', '--sync-timeout=9'], {
      GITPROTECT_HOST_URL: 'https://x.example',
    });
    expect(inputs.worded('host-token, host-url, sync-timeout, retries')).toBe(
      '--host-token-file, GITPROTECT_HOST_URL, --sync-timeout, --retries',
    );
  });

  it.each<[string, string, string]>([
    ['an input', 'Give the input organization.', 'Give the input GITPROTECT_ORGANIZATION.'],
    ['two inputs', 'the inputs email and password', 'the inputs GITPROTECT_EMAIL and GITPROTECT_PASSWORD'],
    ['an input with its value', 'run once with sync: always', 'run once with GITPROTECT_SYNC=always'],
    ['a switch that is on', 'run with dry-run: true', 'run with GITPROTECT_DRY_RUN=true'],
    ['a switch that is off', 'run once without dry-run', 'run once without GITPROTECT_DRY_RUN'],
    ['an input by its name', 'raise sync-timeout', 'raise GITPROTECT_SYNC_TIMEOUT'],
  ])('names %s by its variable in a CI that gives no option', (_, text, worded) => {
    const place = gitLabPlace({});
    expect(inputsOf([], {}, place).worded(text)).toBe(worded);
    expect(inputsOf(['--json'], {}, place).worded(text)).toBe(worded);
    for (const inputs of [inputsOf(['--plan=Daily'], {}, place), inputsOf(['--plna=Daily'], {}, place), inputsOf([])])
      expect(inputs.worded(text)).toContain('--');
  });

  it('tells of mistakes and of missing secrets by variables there, too', () => {
    const inputs = inputsOf([], {}, gitLabPlace({}));
    const told = [
      ...inputs.mistake('organization is empty'),
      ...inputs.missingSecrets(['email', 'password', 'access-token']),
      ...inputs.missingSecrets(['email']),
      ...inputs.missingSecrets(['host-token']),
    ];
    expect(told.map((text) => text.split(/[;:]/)[0])).toEqual([
      'GITPROTECT_ORGANIZATION is empty',
      'no way to sign in is given',
      'GITPROTECT_EMAIL is empty',
      'GITPROTECT_HOST_TOKEN is empty',
    ]);
    expect(told.join()).not.toContain('--');
  });

  it.each<[string, string, string]>([
    [
      'a host that is missing',
      'fail-on-gap is true, but the input host is empty',
      '--fail-on-gap or GITPROTECT_FAIL_ON_GAP is true, but the input --host is empty',
    ],
    [
      'two ways to sign in',
      'access-token is given, and so are the inputs email and password',
      'GITPROTECT_ACCESS_TOKEN is given, and so are the inputs --email and GITPROTECT_PASSWORD',
    ],
  ])('names every input of a mistake: %s', (_, text, told) => {
    expect(inputsOf([]).mistake(text)).toEqual([told]);
  });

  it('names an empty secret by what it can be given by', () => {
    expect(inputsOf([]).missingSecrets(['host-token'])).toEqual([
      'GITPROTECT_HOST_TOKEN is empty: set it, or give --host-token-file FILE or --host-token-stdin',
    ]);
    expect(inputsOf([]).missingSecrets(['email'])).toEqual([
      '--email or GITPROTECT_EMAIL is empty: give the one that belongs to the password',
    ]);
  });

  it('stays as it is where it was worded before', () => {
    const { worded } = { worded: (text: string) => inputsOf([]).worded(text) };
    for (const { description } of OPTIONS) expect(worded(worded(description))).toBe(worded(description));
  });
});

describe('what a mistake explains is not told besides', () => {
  const SIGN_IN = ['email', 'password', 'access-token'];

  it.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    ['an option with a typing mistake', ['--plna=Daily'], {}, 'plan is empty: give one'],
    ['what people call it', ['--repo=api'], {}, 'repository is empty: give one'],
    ['what others need', ['--hots=github'], {}, 'fail-on-gap is true, but the input host is empty'],
    ['an option in place of a value', ['--email', '--plan', 'Daily'], {}, 'plan is empty: give one'],
    ['a variable with a typing mistake', [], { GITPROTECT_SERVERURL: 'https://a.example' }, 'server-url is empty'],
    [
      'a variable that refers to itself',
      [],
      { GITPROTECT_DRY_RUN: '$GITPROTECT_DRY_RUN' },
      "dry-run is '$GITPROTECT…'",
    ],
    ['a variable that is not UTF-8', [], { GITPROTECT_HOST_OWNER: '?\ufffd' }, "host-owner is '?\ufffd'"],
    ['two CIs', [], { GITLAB_CI: 'true', TF_BUILD: 'True' }, 'organization is empty'],
    ['two CIs', [], { GITLAB_CI: 'true', TF_BUILD: 'True' }, 'repository is empty, and CI_PROJECT_PATH is not set'],
  ])('%s: %j %j', (_, args, environment, text) => {
    const inputs = inputsOf(args, environment);
    expect(inputs.mistakes([...INPUT_NAMES])).not.toEqual([]);
    expect(inputs.mistake(text)).toEqual([]);
    // What is wrong with another input is told.
    expect(inputs.mistake('retries is empty')).toHaveLength(1);
  });

  it('but what is wrong with the input itself is', () => {
    expect(inputsOf(['--plna=Daily', '--plan=a']).mistake('plan has lines that are too long')).toHaveLength(1);
    expect(inputsOf([], { GITLAB_CI: 'true', TF_BUILD: 'True' }).mistake('plan is empty')).toHaveLength(1);
  });

  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['a password as an option', ['--password=x'], ['password'], []],
    ['what people call it', ['--passwd=x'], ['password'], []],
    ['a file without a name', ['--password-file='], ['password'], []],
    ['two from standard input', ['--password-stdin', '--host-token-stdin', '--email=a'], ['host-token'], []],
    ['a token as an option', ['--access-token=x', '--email=a'], ['password'], []],
    ['a token as an option', ['--token=x'], SIGN_IN, []],
    ['a password as an option, without email', ['--password=x'], SIGN_IN, ['--email or GITPROTECT_EMAIL is empty']],
    ['an email with a typing mistake', ['--emial=a'], SIGN_IN, ['GITPROTECT_PASSWORD is empty']],
    [
      'an empty file',
      ['--password-file=f'],
      SIGN_IN,
      ['--password-file is empty', '--email or GITPROTECT_EMAIL is empty'],
    ],
    ['an empty file of a token', ['--access-token-file=f'], SIGN_IN, ['--access-token-file is empty']],
    ['nothing', [], SIGN_IN, ['no way to sign in is given']],
  ])('%s: %j', (_, args, names, told) => {
    expect(
      inputsOf(args)
        .missingSecrets(names)
        .map((text) => text.split(':')[0]),
    ).toEqual(told);
  });
});

describe('what the options say', () => {
  it('names options and variables, and quotes what a shell would change', () => {
    const text = (name: string): string => OPTIONS.find((option) => option.name === name)?.description ?? '';
    expect(text('host')).toContain('needs GITPROTECT_HOST_TOKEN');
    expect(text('confirm')).toContain(
      "the text of --repository again; with --delete-backups, followed by ' and its backups'",
    );
    expect(text('fail-on-drift')).toContain('With --dry-run,');
    expect(text('repository')).toContain("'*' selects every repository");
    for (const { description } of OPTIONS) expect(description).not.toMatch(/`|\b(workflow|with:)/);
  });
});
