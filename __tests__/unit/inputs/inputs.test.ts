import { describe, expect, it } from '@jest/globals';
import { inputDefaults } from '../../../scripts/run-action.ts';
import { InputError, readInputs } from '../../../src/inputs/inputs.ts';
import { INPUT_NAMES } from '../../../src/inputs/names.ts';
import { ActionInputs } from '../../../src/runner/action-inputs.ts';
import { Redactor } from '../../../src/shared/redactor.ts';
import { failureOf } from '../../support/failure.ts';
import { inputsOf, mistakesIn, sourceOf } from '../../support/inputs.ts';

describe('the inputs', () => {
  it('have the defaults of action.yml', async () => {
    expect(await inputsOf()).toEqual({
      serverUrl: new URL('https://gitprotect.example.com'),
      credentials: { kind: 'password', email: 'robot@example.com', password: 'hunter2000' },
      request: {
        organization: 'acme',
        selection: {
          included: [{ kind: 'name', text: 'octocat/api', names: ['octocat/api'], owner: 'octocat' }],
          excluded: [],
        },
        projects: undefined,
        state: { kind: 'present', exclusive: false },
        plans: ['Daily'],
        settings: { schedule: undefined, metadata: undefined },
        maxRemovals: 10,
        workflowOwner: 'octocat',
        host: undefined,
      },
      dryRun: false,
      failOnDrift: false,
      maxBackupAgeHours: undefined,
      failOnUnhealthyPlan: false,
      syncsFirst: false,
      syncTimeoutSeconds: 300,
      verifyTimeoutSeconds: 30,
      concurrency: 8,
      requestTimeoutSeconds: 30,
      retries: 4,
      rateLimitTimeoutSeconds: 900,
      certificateAuthorities: [],
      hostAccess: undefined,
      failOnGap: false,
      reportFiles: [],
    });
  });

  it('have the same values where the runner passes the defaults of action.yml', async () => {
    const defaults = Object.entries(await inputDefaults('acme')).filter(([, value]) => value !== '');
    expect(defaults.map(([name]) => name)).toEqual([
      'organization',
      'state',
      'exclusive',
      'max-removals',
      'delete-backups',
      'dry-run',
      'fail-on-drift',
      'fail-on-unhealthy-plan',
      'sync',
      'sync-timeout',
      'verify-timeout',
      'archived',
      'fail-on-gap',
      'concurrency',
      'request-timeout',
      'retries',
      'rate-limit-timeout',
    ]);
    expect(await inputsOf(Object.fromEntries(defaults))).toEqual(await inputsOf());
  });

  it.each(['', ' \n'])('have their defaults where a wrapper passes on %j for what it was not given', async (empty) => {
    const required = ['server-url', 'email', 'password', 'plan'];
    const optional = Object.keys(await inputDefaults('octocat')).filter((name) => !required.includes(name));
    expect(optional).toContain('organization');
    const given = Object.fromEntries(optional.map((name) => [name, empty]));
    expect(await inputsOf(given)).toEqual(await inputsOf({ organization: 'octocat' }));
  });

  it('take the owner from what is known of the workflow', async () => {
    const ownerOf = async (environment: Record<string, string>): Promise<string | undefined> =>
      (await inputsOf({ repository: 'api' }, environment)).request.workflowOwner;
    expect(await ownerOf({ GITHUB_REPOSITORY: 'acme/api', GITHUB_REPOSITORY_OWNER: 'acme' })).toBe('acme');
    expect(await ownerOf({ GITHUB_REPOSITORY: 'group/sub/api' })).toBe('group/sub');
    expect(await ownerOf({ GITHUB_REPOSITORY_OWNER: 'acme' })).toBe('acme');
    expect(await ownerOf({})).toBeUndefined();
  });

  it('are trimmed, as YAML leaves blanks', async () => {
    expect(await inputsOf({ organization: ' acme \n', plan: '\n  Daily  \r\n\n Weekly\nDaily\n' })).toMatchObject({
      request: { organization: 'acme', plans: ['Daily', 'Weekly'] },
    });
  });

  it('that are wrong are all reported together, each by its name', async () => {
    const wrong = {
      'server-url': 'gitprotect',
      password: '',
      organization: '',
      plan: ' \n ',
      'dry-run': 'maybe',
      'fail-on-drift': '1',
      sync: 'often',
      'sync-timeout': '3601',
      'verify-timeout': '601',
      'max-backup-age': '0',
      'fail-on-unhealthy-plan': 'no',
      concurrency: '33',
      'request-timeout': '0',
      retries: '-1',
      'rate-limit-timeout': '21601',
      'ca-certificate': '/no/such/file.pem',
      'report-file': 'report.txt',
    };
    const mistakes = await mistakesIn(wrong, {});
    for (const name of [...Object.keys(wrong), 'repository'])
      expect(mistakes.filter((mistake) => /^[\w-]+/.exec(mistake)?.[0] === name)).toHaveLength(1);
  });

  it('that are wrong say how many, and that nothing was sent', async () => {
    const one = await failureOf(inputsOf({ retries: 'x' }));
    const two = await failureOf(inputsOf({ retries: 'x', sync: 'x' }));
    expect(one).toBeInstanceOf(InputError);
    expect(one.title).toBe('An input is wrong');
    expect(two.title).toContain('2 inputs');
    expect(two.remedy).toContain('Nothing was sent');
  });
});

describe('the secrets among the inputs', () => {
  it('are masked before anything else, and are in no message', async () => {
    const secrets = { password: 'hunter2000', 'access-token': 'tokentoken', 'host-token': 'of-the-host' };
    const given = { ...secrets, 'server-url': '', plan: '', retries: 'x' };
    const values = Object.values(secrets);
    const masked: string[] = [];
    const redactor = new Redactor((secret) => masked.push(secret));
    class ReadAfterMasking extends ActionInputs {
      override input(name: string): string {
        if (!(name in secrets)) expect(masked).toEqual(values);
        return super.input(name);
      }
    }
    const { environment, place } = sourceOf(given, {});
    const failure = await failureOf(readInputs(new ReadAfterMasking(environment, place), redactor));
    expect(masked).toEqual(values);
    expect(redactor.redact('hunter2000 tokentoken of-the-host')).toBe('*** *** ***');
    expect(`${failure.title} ${failure.message} ${failure.remedy}`).not.toMatch(/hunter2000|tokentoken|of-the-host/);
  });
});

describe('the organization', () => {
  it('is one line', async () => {
    const mistakes = await mistakesIn({ organization: 'one\ntwo' });
    expect(mistakes).toEqual([expect.stringMatching(/^organization.*several lines/)]);
  });
});

describe.each([
  ['dry-run', 'dryRun'],
  ['fail-on-drift', 'failOnDrift'],
] as const)('%s', (name, field) => {
  it.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    [' false ', false],
    ['False', false],
    ['FALSE', false],
    ['', false],
  ])('may be "%s"', async (given, value) => {
    expect((await inputsOf({ [name]: given }))[field]).toBe(value);
  });

  it.each(['yes', 'maybe', '1', 'tRUE', 'true false'])('must not be "%s"', async (given) => {
    const [mistake] = await mistakesIn({ [name]: given });
    expect(mistake).toMatch(`${name} is '${given}'`);
    expect(mistake).toContain('true or false');
  });
});

describe.each([
  ['sync-timeout', 'syncTimeoutSeconds', 0, 3600],
  ['concurrency', 'concurrency', 1, 32],
  ['request-timeout', 'requestTimeoutSeconds', 1, 600],
  ['retries', 'retries', 0, 10],
  ['rate-limit-timeout', 'rateLimitTimeoutSeconds', 0, 21_600],
  ['verify-timeout', 'verifyTimeoutSeconds', 0, 600],
  ['max-backup-age', 'maxBackupAgeHours', 1, 999_999],
] as const)('%s', (name, field, least, most) => {
  it.each([least, most])('may be %i', async (value) => {
    expect((await inputsOf({ [name]: String(value) }))[field]).toBe(value);
  });

  it.each([String(least - 1), String(most + 1), '1.5', '1e1', '0x1', 'five', '5 s', '99999999999'])(
    'must not be %s',
    async (given) => {
      const [mistake, ...others] = await mistakesIn({ [name]: given });
      expect(mistake).toMatch(`${name} is '${given}'`);
      expect(mistake).toContain(`${String(least)} to ${String(most)}`);
      expect(others).toEqual([]);
    },
  );
});

describe('a synchronization', () => {
  it.each<[Record<string, string>, number | undefined]>([
    [{ sync: 'auto', 'sync-timeout': '60' }, 60],
    [{ sync: 'never', 'sync-timeout': '60' }, undefined],
    [{ sync: 'always', 'sync-timeout': '60' }, 60],
    [{ sync: 'auto', 'dry-run': 'true' }, undefined],
    [{ sync: 'always', 'dry-run': 'true' }, undefined],
  ])('is waited for as %j says', async (given, seconds) => {
    expect((await inputsOf(given)).syncTimeoutSeconds).toBe(seconds);
  });

  it.each([
    [{ sync: 'always' }, true],
    [{ sync: 'auto' }, false],
    [{ sync: 'never' }, false],
    [{ sync: 'always', 'dry-run': 'true' }, false],
  ])('is asked for before anything else with %j: %s', async (given, first) => {
    expect((await inputsOf(given)).syncsFirst).toBe(first);
  });

  it.each(['Auto', 'yes', 'true'])('is not asked for by sync: %s', async (sync) => {
    expect(await mistakesIn({ sync })).toEqual([expect.stringMatching(`sync is '${sync}'.*auto, always or never`)]);
  });
});

it.each(INPUT_NAMES.filter((name) => !['password', 'access-token', 'email', 'host-token', 'plan'].includes(name)))(
  'the password of an address that is given as %s is not shown',
  async (name) => {
    const mistakes = await mistakesIn({ [name]: 'https://user:hunter2000@git.example/x' });
    expect(mistakes.join()).not.toMatch(/hunter|user:/);
  },
);
