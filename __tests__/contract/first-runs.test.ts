import { describe, expect, it } from '@jest/globals';
import { junitCases } from '../support/ci-readers.ts';
import { command, jobFolder, signedIn } from '../support/command.ts';
import { protectedWorld, serve, smallWorld } from '../support/service.ts';

/* What goes wrong with the first runs of the command in a CI, and what it says then. */

async function said(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> {
  const { exitCode, stdout } = await command(args, { environment });
  expect(exitCode).toBe(2);
  return stdout;
}

it('says at the start which variables are ignored, and which names may be those of files', async () => {
  const simulator = await serve(protectedWorld().world);
  const environment = { ...signedIn(simulator), GITPROTECT_REPO: 'web', GITPROTECT_USER: 'me', GITPROTECT_A1: 'x' };
  const { stdout } = await command(['--organization=acme', '--plan=Daily', '--repository=package.json'], {
    environment,
  });
  const [ignored, other, replaced] = [
    'GITPROTECT_REPO (did you mean GITPROTECT_REPOSITORY?), GITPROTECT_USER (did you mean GITPROTECT_EMAIL?)',
    'NOTICE: A variable was ignored: GITPROTECT_A1',
    "WARNING: The shell may have replaced a pattern: 'package.json' is a file here",
  ].map((text) => stdout.indexOf(text));
  const start = stdout.indexOf('Read the state of');
  expect([ignored, other, replaced].map((at = -1) => at >= 0 && at < start)).toEqual([true, true, true]);
});

describe('a password that was not given to the job', () => {
  const GIVEN = { GITPROTECT_SERVER_URL: 'https://gitprotect.example.com', GITPROTECT_PLAN: 'Daily' };
  const GITLAB = {
    GITLAB_CI: 'true',
    CI_PROJECT_ROOT_NAMESPACE: 'acme',
    CI_PROJECT_PATH: 'acme/api',
    CI_PROJECT_DIR: jobFolder(),
  };

  const EMAIL = { GITPROTECT_EMAIL: 'robot@acme.example' };

  it.each<[string, Readonly<Record<string, string>>, string | undefined]>([
    [
      'GitLab, on a branch that is not protected',
      { ...GITLAB, CI_COMMIT_REF_PROTECTED: 'false', CI_COMMIT_REF_NAME: 'x' },
      "Likely cause: 'x' is not protected, and GitLab gives protected variables to protected branches and tags only.",
    ],
    ['GitLab, on a protected branch', { ...GITLAB, CI_COMMIT_REF_PROTECTED: 'true' }, undefined],
    ['GitLab, which does not say', GITLAB, 'Possible cause: GitLab gives protected variables to'],
    ['Azure Pipelines', { TF_BUILD: 'True' }, 'Possible cause: Azure Pipelines gives a secret variable only to a step'],
    ['Bitbucket', { BITBUCKET_BUILD_NUMBER: '7' }, 'Possible cause: Bitbucket gives the variables of a deployment'],
    ['GitHub', { GITHUB_ACTIONS: 'true' }, 'Possible cause: GitHub gives a step only the secrets that are named'],
    ['a terminal', {}, undefined],
  ])('is told with the cause that fits the CI, once: %s', async (_, environment, cause) => {
    for (const email of [{}, EMAIL]) {
      const log = await said([], { ...GIVEN, ...environment, ...email, GITPROTECT_HOST: 'github' });
      const told = log.replaceAll(/^##vso\[task.setvariable .*/gm, '');
      expect(told.match(/(?:Likely|Possible) cause: /g) ?? []).toHaveLength(cause === undefined ? 0 : 1);
      if (cause !== undefined) expect(told).toContain(cause);
      expect(told.replace(/\w+ cause: .*/, '')).not.toMatch(/branches|deployment/);
    }
  });

  it.each([
    [
      'GitLab',
      { ...GITLAB, GITPROTECT_PASSWORD: '$GITPROTECT_PASSWORD' },
      'GITPROTECT_PASSWORD refers to itself and holds no value: this run is not given such a variable (GitLab gives protected variables to protected branches and tags only). Create it',
    ],
    [
      'a terminal',
      { GITPROTECT_PASSWORD: '$GITPROTECT_PASSWORD' },
      'GITPROTECT_PASSWORD refers to itself and holds no value: this run is not given such a variable. Create it',
    ],
    [
      'Jenkins',
      { GITPROTECT_PASSWORD: 'a:b', GITPROTECT_PASSWORD_USR: 'a', GITPROTECT_PASSWORD_PSW: 'b' },
      'as Jenkins joins',
    ],
  ])('is not sent as it stands there: %s', async (_, environment, text) => {
    const told = await said([], { ...GIVEN, GITPROTECT_EMAIL: 'robot@acme.example', ...environment });
    expect(told).toContain(text);
  });
});

it.each([
  [['--password-stdin'], '--password-stdin is empty: put the password into standard input'],
  [['--access-token-stdin'], '--access-token-stdin is empty: put the access-token into standard input'],
])('what was given and is empty is not advised again: %j', async (args, text) => {
  const told = await said([...args, '--server-url=https://gitprotect.example.com', '--organization=acme'], {});
  expect(told).toContain(text);
});

describe('to make the changes of a dry run', () => {
  it.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    ['an option', ['--dry-run'], {}, 'Run without --dry-run to make these changes'],
    ['a variable', [], { GITPROTECT_DRY_RUN: 'true' }, 'Run with GITPROTECT_DRY_RUN=false to make'],
    [
      "GitLab's template",
      [],
      { GITPROTECT_DRY_RUN: 'true', GITLAB_CI: 'true', CI_PROJECT_DIR: jobFolder() },
      "Run with 'dry-run: false' (GITPROTECT_DRY_RUN=false) to make",
    ],
    [
      "Azure's template",
      [],
      { GITPROTECT_DRY_RUN: 'true', TF_BUILD: 'True', AGENT_TEMPDIRECTORY: jobFolder() },
      "Run with 'dryRun: false' (GITPROTECT_DRY_RUN=false) to make",
    ],
  ])('one is told what to change where the dry run comes from %s', async (_, args, variables, text) => {
    const simulator = await serve(smallWorld().world);
    const environment = { ...signedIn(simulator), GITPROTECT_ORGANIZATION: 'acme', ...variables };
    const run = await command(['--repository=api', '--plan=Daily', ...args], { environment });
    expect([run.exitCode, run.stdout.includes(text)]).toEqual([0, true]);
  });
});

it("Azure's own repository is said to be the one that GitProtect lists, and a test case is kept for it", async () => {
  const simulator = await serve(protectedWorld().world);
  const folder = jobFolder();
  const azure = { TF_BUILD: 'True', SYSTEM_COLLECTIONURI: 'https://dev.azure.com/acme/', SYSTEM_TEAMPROJECT: 'Shop' };
  const job = { ...azure, BUILD_REPOSITORY_NAME: 'api', BUILD_SOURCESDIRECTORY: folder, AGENT_TEMPDIRECTORY: folder };
  const environment = { ...signedIn(simulator), ...job };
  const run = await command(['--plan=Daily', '--report-file=tests.xml'], { environment }, folder);
  expect(run.stdout).toContain("'Shop/api' is listed as 'api'");
  expect(junitCases(run.file('tests.xml'))).toEqual([{ name: 'api', outcome: 'passed' }]);

  const failed = await command(['--plan=None', '--report-file=tests.xml'], { environment }, folder);
  expect(junitCases(failed.file('tests.xml')).map(({ outcome }) => outcome)).toEqual(['error']);
});
