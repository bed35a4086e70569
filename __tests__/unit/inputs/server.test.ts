import { describe, expect, it } from '@jest/globals';
import { inputsOf, mistakesIn } from '../../support/inputs.ts';

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

  it.each([
    ['hunter2000\n', 'ends with a line break'],
    ['hunter2000\r\n', 'ends with a line break'],
    ['hunter2000 ', 'ends with a blank'],
    ['\ufeffhunter2000', 'begins with a byte order mark'],
    ['ï»¿hunter2000\n', 'begins with a byte order mark and ends with a line break'],
    ['\nhunter2000', 'begins with a blank or line break'],
    ['hunter\n2000', undefined],
    ['hunter2000', undefined],
  ])('hold what is odd about the password: %j %s', async (password, oddity) => {
    const { credentials } = await inputsOf({ password });
    expect(credentials).toMatchObject({ kind: 'password', password });
    const said = credentials.kind === 'password' ? credentials.oddity : 'a token';
    if (oddity === undefined) expect(said).toBeUndefined();
    else expect(said).toMatch(new RegExp(`^The password ${oddity}, as`));
    expect(said ?? '').not.toContain('hunter');
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
});

describe('certificate checks', () => {
  it('cannot be turned off', async () => {
    const off = { GITHUB_REPOSITORY: 'octocat/api', NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    expect(await mistakesIn({}, off)).toEqual([expect.stringMatching(/NODE_TLS_REJECT_UNAUTHORIZED.*ca-certificate/)]);
    await expect(inputsOf({}, { ...off, NODE_TLS_REJECT_UNAUTHORIZED: '1' })).resolves.toBeDefined();
  });
});
