import { describe, expect, it } from '@jest/globals';
import { InputError, readInputs } from '../../src/inputs.ts';
import { Secrets } from '../../src/secrets.ts';
import { failureOf } from '../support/failure.ts';
import { inputsOf, mistakesIn, setInputs } from '../support/inputs.ts';
import { printed } from '../support/printed.ts';

describe('the inputs', () => {
  it('have the defaults of action.yml', async () => {
    expect(await inputsOf()).toEqual({
      serverUrl: new URL('https://gitprotect.example.com'),
      credentials: { kind: 'password', email: 'robot@example.com', password: 'hunter2000' },
      organization: 'acme',
      selection: {
        included: [{ kind: 'name', asked: 'octocat/api', names: ['octocat/api', 'api'], owner: 'octocat' }],
        excluded: [],
      },
      plans: ['Daily'],
      dryRun: false,
      failOnDrift: false,
      syncTimeoutSeconds: 300,
      concurrency: 8,
      requestTimeoutSeconds: 30,
      retries: 4,
      certificateAuthorities: [],
      reportFile: undefined,
    });
  });

  it('are trimmed, as YAML leaves blanks', async () => {
    expect(await inputsOf({ organization: ' acme \n', plan: '\n  Daily  \r\n\n Weekly\nDaily\n' })).toMatchObject({
      organization: 'acme',
      plans: ['Daily', 'Weekly'],
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
      sync: 'always',
      'sync-timeout': '3601',
      concurrency: '33',
      'request-timeout': '0',
      retries: '-1',
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

describe('server-url', () => {
  it.each([
    ['https://gitprotect.example.com', 'https://gitprotect.example.com/'],
    ['https://10.0.0.1:8443/prefix/', 'https://10.0.0.1:8443/prefix/'],
    ['HTTPS://GitProtect.example.com', 'https://gitprotect.example.com/'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['http://127.0.0.1/x', 'http://127.0.0.1/x'],
    ['http://127.8.9.1', 'http://127.8.9.1/'],
    ['http://[::1]:81', 'http://[::1]:81/'],
  ])('may be %s', async (given, href) => {
    expect((await inputsOf({ 'server-url': given })).serverUrl.href).toBe(href);
  });

  it.each([
    ['', /empty/],
    ['gitprotect.example.com', /not a URL/],
    ['https://', /not a URL/],
    ['http://gitprotect.example.com', /not https/],
    ['http://127.0.0.1.example.com', /not https/],
    ['http://localhost.example.com', /not https/],
    ['http://notlocalhost', /not https/],
    ['http://box.localhost', /not https/],
    ['http://10.0.0.1', /not https/],
    ['ftp://localhost', /not https/],
    ['https://host/?tenant=1', /query/],
    ['https://host/#top', /fragment/],
    ['https://host/?', /query/],
    ['https://robot@host', /user name/],
  ])('must not be %s', async (given, reason) => {
    expect(await mistakesIn({ 'server-url': given })).toEqual([expect.stringMatching(reason)]);
  });

  it.each([
    'https://robot:topsecret@host',
    'https://:topsecret@host',
    'robot:topsecret@host',
    'https://host?key=topsecret',
  ])('with a secret in it is not echoed: %s', async (given) => {
    const [mistake, ...others] = await mistakesIn({ 'server-url': given });
    expect(mistake).toMatch(/^server-url/);
    expect(mistake).not.toContain('topsecret');
    expect(others).toEqual([]);
  });
});

describe('credentials', () => {
  it('hold the password as it is, blanks and line breaks too', async () => {
    expect(await inputsOf({ password: '  pass word\n', email: ' robot@example.com ' })).toMatchObject({
      credentials: { kind: 'password', email: 'robot@example.com', password: '  pass word\n' },
    });
  });

  it('may be a token instead, without the line break that a file ends with', async () => {
    const { credentials } = await inputsOf({ email: '', password: '', 'access-token': 'ey.J-_.x\n' });
    expect(credentials).toEqual({ kind: 'token', token: 'ey.J-_.x' });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['nothing', { email: '', password: '' }, /email and password are empty.*secrets available/],
    ['no password', { password: '' }, /^password is empty.*secret available/],
    ['no email', { email: '' }, /^email is empty/],
    ['both ways', { 'access-token': 'token' }, /both/],
    ['a token and an email', { 'access-token': 'token', password: '' }, /both/],
    ['a token and a password', { 'access-token': 'token', email: '' }, /both/],
    ['a token of two lines', { email: '', password: '', 'access-token': 'to\nken' }, /^access-token/],
    ['a token with a blank', { email: '', password: '', 'access-token': 'Bearer token' }, /^access-token/],
    ['a token that no header takes', { email: '', password: '', 'access-token': 'tökén' }, /^access-token/],
  ])('are refused: %s', async (_, given, reason) => {
    const mistakes = await mistakesIn(given);
    expect(mistakes[0]).toMatch(reason);
  });

  it('are masked before anything else, and are in no message', async () => {
    setInputs({ password: 'hunter2000', 'access-token': 'tokentoken', 'server-url': '', plan: '', retries: 'x' });
    const secrets = new Secrets();
    const failure = await failureOf(readInputs(secrets, {}));
    expect(printed()).toMatch(/^::add-mask::hunter2000\n::add-mask::tokentoken\n/);
    expect(secrets.redact('hunter2000 tokentoken')).toBe('*** ***');
    expect(`${failure.title} ${failure.message} ${failure.remedy}`).not.toMatch(/hunter2000|tokentoken/);
  });
});

describe('the repository', () => {
  const ID = 'abcdef00-0000-4000-8000-000000000001';

  it.each([
    ['api', ['api'], undefined],
    [ID, [ID], undefined],
    ['acme/api', ['acme/api', 'api'], 'acme'],
    ['acme/group/api', ['acme/group/api', 'group/api'], 'acme'],
  ])('%s is looked for as %j', async (asked, names, owner) => {
    const selection = { included: [{ kind: 'name', asked, names, owner }], excluded: [] };
    expect((await inputsOf({ repository: asked })).selection).toEqual(selection);
    expect((await inputsOf({}, { GITHUB_REPOSITORY: asked })).selection).toEqual(selection);
  });

  it('that is given goes before the current one', async () => {
    const { selection } = await inputsOf({ repository: 'website' }, { GITHUB_REPOSITORY: 'octocat/api' });
    expect(selection.included).toEqual([expect.objectContaining({ names: ['website'] })]);
  });

  it.each(['acme/', '/api', '/'])('must not be "%s"', async (repository) => {
    expect(await mistakesIn({ repository })).toEqual([expect.stringMatching(`^repository has '${repository}'`)]);
  });

  it.each([{}, { GITHUB_REPOSITORY: '' }])('must be given where there is no current one: %j', async (environment) => {
    expect(await mistakesIn({}, environment)).toEqual([expect.stringMatching(/^repository.*GITHUB_REPOSITORY/)]);
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
    [{ sync: 'auto', 'dry-run': 'true' }, undefined],
  ])('is waited for as %j says', async (given, seconds) => {
    expect((await inputsOf(given)).syncTimeoutSeconds).toBe(seconds);
  });

  it.each(['Auto', 'yes', 'true'])('is not asked for by sync: %s', async (sync) => {
    expect(await mistakesIn({ sync })).toEqual([expect.stringMatching(`sync is '${sync}'.*auto or never`)]);
  });
});

describe('certificate checks', () => {
  it('cannot be turned off', async () => {
    const off = { GITHUB_REPOSITORY: 'octocat/api', NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    expect(await mistakesIn({}, off)).toEqual([expect.stringMatching(/NODE_TLS_REJECT_UNAUTHORIZED.*ca-certificate/)]);
    await expect(inputsOf({}, { ...off, NODE_TLS_REJECT_UNAUTHORIZED: '1' })).resolves.toBeDefined();
  });
});
