import { describe, expect, it } from '@jest/globals';
import { inputDefaults } from '../../scripts/run-action.ts';
import { command, jobFolder, signedIn } from '../support/command.ts';
import { protectedWorld, serve, smallWorld } from '../support/service.ts';
import { azureJob } from '../support/templates.ts';

const SECRET = 'hunter2000';

/** What the command says where nothing else is given. */
async function said(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await command(args, { environment });
  expect([exitCode, stderr]).toEqual([2, '']);
  return stdout;
}

describe('the options', () => {
  it('are the inputs of action.yml, each with its variable in --help; secrets are none', async () => {
    const { exitCode, stdout, stderr } = await command(['--help', '--wrong']);
    expect([exitCode, stderr]).toEqual([0, '']);
    const secrets = ['password', 'access-token', 'host-token'];
    for (const name of Object.keys(await inputDefaults(''))) {
      expect(stdout).toContain(`  --${name}${secrets.includes(name) ? '-file' : ''}`);
      expect(stdout.replace(/\s+/g, ' ')).toContain(`Variable GITPROTECT_${name.replaceAll('-', '_').toUpperCase()}`);
    }
    for (const secret of secrets) expect(stdout).not.toMatch(new RegExp(`--${secret}\\b(?!-)`));
    expect(stdout).not.toMatch(/GITHUB_|\bwith:/);
  });

  it('print the version', async () => {
    expect(await command(['--version'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it.each([
    ['an unknown one', ['--dryrun'], "'--dryrun' is not an option: did you mean --dry-run?"],
    ['one of a letter', ['-p'], "'-p' is not an option"],
    ['a stray argument', ['--repository', 'a', 'b'], "'b' belongs to no option: put patterns into quotes"],
    ['one that was meant to go on', ['--project', 'a', 'b'], 'and write --project before each of several'],
    ['a value of a switch', ['--dry-run', 'false'], "'false' belongs to no option: write --dry-run=false"],
    // The opposite of what was meant would make changes.
    ['that a switch is on', ['--dry-run', 'true'], 'write --dry-run=true, or --dry-run alone'],
    ['it in other words', ['--fail-on-gap', 'yes'], 'write --fail-on-gap=true, or --fail-on-gap alone'],
    ['what people call it', ['--user=x'], 'did you mean --email?'],
    ['one without its value', ['--plan', '--dry-run'], "--plan has no value: '--dry-run' stands behind it"],
    ['an empty one', ['--repository='], '--repository has no value'],
    ['one that is given twice', ['--state=absent', '--state=present'], '--state is given 2 times: give it once'],
    ['one that is not UTF-8', ['--repository', 'caf\ufffd'], "--repository 'caf\ufffd' is not UTF-8"],
    ['a wrong value', ['--retries=x'], "--retries is 'x': it takes a whole number"],
    ['a flag with a value', ['--json=yes'], '--json takes no value'],
  ])('are told where they are wrong: %s', async (_, args, text) => {
    const { stdout, stderr, exitCode } = await command(args);
    expect(exitCode).toBe(2);
    expect(stdout + stderr).toContain(text);
  });

  it('are called as the user wrote them, or by option and variable; all mistakes at once', async () => {
    const text = await said(['--retries=x', '--pan=Daily'], {
      GITPROTECT_CONCURRENCY: '99',
      GITPROTECT_DRYRUN: 'true',
    });
    expect(text).toMatch(/^ERROR: 8 inputs are wrong:\n(?:- .*\n){8}What to do: /m);
    expect(text).toContain("--retries is 'x'");
    expect(text).toContain("GITPROTECT_CONCURRENCY is '99'");
    expect(text).toContain('--organization or GITPROTECT_ORGANIZATION is empty');
    expect(text).not.toContain('GITPROTECT_PLAN is empty');
    expect(text).toContain("'--pan' is not an option: did you mean --plan?");
    expect(text).toContain('GITPROTECT_DRYRUN is not a variable: did you mean GITPROTECT_DRY_RUN?');
    expect(text).toContain('set GITPROTECT_EMAIL and GITPROTECT_PASSWORD');
    expect(text).not.toMatch(/GITHUB_|\bwith:|secrets\.|workflow/);
  });

  it('win over variables, and some can be repeated', async () => {
    const { world, api, website, daily } = smallWorld();
    const simulator = await serve(world);
    const environment = { ...signedIn(simulator), GITPROTECT_ORGANIZATION: 'acme', GITPROTECT_PLAN: 'Nightly' };
    const run = await command(['--plan', 'Daily', '--repository', 'api', '--repository=website'], { environment });
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect([api, website].map(({ id }) => world.isProtected(id, daily.id))).toEqual([true, true]);
  });
});

it.each([
  [{ GITHUB_ACTIONS: 'true', GITLAB_CI: 'true' }, 'GITHUB_ACTIONS and GITLAB_CI are both set'],
  [
    { TF_BUILD: 'True', GITLAB_CI: 'true', BITBUCKET_BUILD_NUMBER: '7' },
    'GITLAB_CI and TF_BUILD and BITBUCKET_BUILD_NUMBER are all set',
  ],
])(
  'where several CIs seem to run it, none of them gets a command, which might show a secret: %j',
  async (claims, text) => {
    const told = await said([], { ...claims, GITPROTECT_PASSWORD: SECRET });
    expect(told).toContain(text);
    expect(told).not.toMatch(/hunter|^::|^##|section_/m);
  },
);

it('a variable that is not UTF-8 is told, unless an option takes its place', async () => {
  const variables = { GITPROTECT_REPOSITORY: 'caf\ufffd', GITPROTECT_PASSWORD: 'p\ufffd', GITPROTECT_PLAN: '\ufffd' };
  const told = await said(['--plan=Daily'], variables);
  expect(told).toContain('GITPROTECT_REPOSITORY is not UTF-8');
  expect(told).toContain('GITPROTECT_PASSWORD is not UTF-8');
  expect(told).not.toContain('GITPROTECT_PLAN is not UTF-8');
});

it('a variable that Azure Pipelines does not have is told, and never sent', async () => {
  const simulator = await serve(smallWorld().world);
  const template = azureJob({ serverUrl: simulator.url, email: 'robot@acme.example', plan: '$(plan)' }, {});
  const place = { TF_BUILD: 'True', BUILD_SOURCESDIRECTORY: jobFolder(), AGENT_TEMPDIRECTORY: jobFolder() };
  const told = await said(['--organization=acme', '--repository=api'], { ...place, ...template.variables });
  expect(simulator.requests).toEqual([]);
  for (const name of ['GITPROTECT_PASSWORD', 'GITPROTECT_PLAN'])
    expect(told).toContain(`${name} holds the name of a variable that the pipeline does not have`);
  expect(await said([], { GITPROTECT_PASSWORD: '$(x)' })).not.toContain('does not have');
});

describe('--json', () => {
  it.each([
    [['--plan=Daily'], 0, { repositories: [{ name: 'api', proved: true }] }],
    [['--plan=Nightly'], 1, { error: { title: 'The backup plan is not in GitProtect' } }],
    [['--plan=Daily', '--retries=x'], 2, { error: { title: 'An input is wrong' } }],
  ])('prints one document, the report, and the log elsewhere: %j', async (args, exitCode, report) => {
    const simulator = await serve(protectedWorld().world);
    const run = await command([...args, '--json', '--organization=acme', '--repository=api'], {
      environment: signedIn(simulator),
    });
    expect(run.exitCode).toBe(exitCode);
    expect(JSON.parse(run.stdout)).toMatchObject(report);
    expect(run.stderr).not.toBe('');
  });
});

describe('a terminal', () => {
  it.each([
    ['shows color', {}, true, true],
    ['respects NO_COLOR', { NO_COLOR: '1' }, true, false],
    ['has none where it knows no escape sequences', { TERM: 'dumb' }, true, false],
    ['has none where another program reads it', {}, false, false],
  ] as const)('%s', async (_, environment, isTerminal, isColored) => {
    const { stdout } = await command([], { environment, isTerminal });
    expect(stdout.includes('\u001b[31m')).toBe(isColored);
  });
});

it('stops before the first change where it is cancelled, and says so', async () => {
  const { world, api, daily } = smallWorld();
  const simulator = await serve(world);
  const environment = { ...signedIn(simulator), GITPROTECT_ORGANIZATION: 'acme', GITPROTECT_PLAN: 'Daily' };
  const run = await command(['--repository=api'], { environment, cancelled: AbortSignal.abort() });
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain('The job was cancelled');
  expect(world.isProtected(api.id, daily.id)).toBe(false);
});

describe('the token for the Git host', () => {
  const VARIABLES = {
    GITPROTECT_ORGANIZATION: 'acme',
    GITPROTECT_PLAN: 'Daily',
    GITPROTECT_HOST_TOKEN: 'a-token-of-it',
  };

  it('is no mistake as a variable where nothing is asked of the host: that is a notice', async () => {
    const { world, api, daily } = smallWorld();
    const environment = { ...signedIn(await serve(world)), ...VARIABLES };

    const { exitCode, stdout } = await command(['--repository=api'], { environment });

    expect([exitCode, world.isProtected(api.id, daily.id)]).toEqual([0, true]);
    expect(stdout).toContain('GITPROTECT_HOST_TOKEN is set, and no Git host is to be asked: it is for --host');
  });

  it.each([['--host-token-stdin'], ['--host-owner=acme'], ['--fail-on-gap']])(
    'is one where anything else is: %s',
    async (option) => {
      const environment = { ...VARIABLES, GITPROTECT_SERVER_URL: 'https://127.0.0.1:1', GITPROTECT_ACCESS_TOKEN: 'a' };
      const { exitCode, stdout } = await command(['--repository=api', option], { environment, stdin: 'a-token' });

      expect(exitCode).toBe(2);
      expect(stdout).toContain('--host is empty');
    },
  );

  it('is told to be for the public service where nothing says which server is meant', async () => {
    const server = {
      GITPROTECT_SERVER_URL: 'https://127.0.0.1:1',
      GITPROTECT_ACCESS_TOKEN: 'a',
      GITPROTECT_RETRIES: '0',
    };
    const assumed = 'The Git host is taken to be the public service at https://api.github.com/';
    const told = async (...more: readonly string[]): Promise<boolean> => {
      const environment = { ...VARIABLES, ...server, GITPROTECT_HOST: 'github' };
      return (await command(['--repository=api', ...more], { environment })).stdout.includes(assumed);
    };

    expect(await told()).toBe(true);
    expect(await told('--host-url=https://api.github.com')).toBe(false);
  });
});
