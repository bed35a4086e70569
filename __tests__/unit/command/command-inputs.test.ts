import { describe, expect, it } from '@jest/globals';
import { OPTIONS } from '../../../src/command/options.ts';
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
      '--host-token-file, GITPROTECT_HOST_URL, --sync-timeout, retries',
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

  it('stays as it is where it was worded before', () => {
    const { worded } = { worded: (text: string) => inputsOf([]).worded(text) };
    for (const { description } of OPTIONS) expect(worded(worded(description))).toBe(worded(description));
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
