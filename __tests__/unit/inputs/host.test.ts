import { describe, expect, it } from '@jest/globals';
import { HOSTS } from '../../../src/domain/inventory.ts';
import { readInputs } from '../../../src/inputs/inputs.ts';
import { Redactor } from '../../../src/shared/redactor.ts';
import { inputsOf, mistakesIn, sourceOf } from '../../support/inputs.ts';

/* The inputs about a Git host. */

const HOST = { host: 'github', 'host-token': 'a-token-of-the-host' };

describe('the inputs about a Git host', () => {
  it('ask none where none is given', async () => {
    expect(await inputsOf({ archived: 'include', 'fail-on-gap': 'false' })).toMatchObject({
      ...{ hostAccess: undefined, failOnGap: false, request: { host: undefined } },
    });
  });

  it.each(HOSTS)('ask %s', async (host) => {
    const { request, hostAccess, failOnGap } = await inputsOf({ host, 'host-token': ' tok:en ' });
    expect(request.host).toEqual({ kind: host, owner: undefined, skipsArchived: false });
    expect(hostAccess).toEqual({ url: expect.any(URL), token: 'tok:en' });
    expect(failOnGap).toBe(false);
  });

  it.each([
    ['github', 'https://api.github.com/'],
    ['gitlab', 'https://gitlab.com/'],
    ['azure-devops', 'https://dev.azure.com/'],
    ['bitbucket', 'https://api.bitbucket.org/'],
    ['git.dev', 'https://api.git.dev/v2'],
  ])('ask the public service of %s where no address is given', async (host, address) => {
    expect((await inputsOf({ ...HOST, host })).hostAccess?.url.href).toBe(address);
  });

  it('are all read', async () => {
    const { request, hostAccess, failOnGap } = await inputsOf({
      ...{ ...HOST, 'host-url': 'https://git.example.com/api/v3', 'host-owner': 'acme/sub group' },
      ...{ archived: 'skip', 'fail-on-gap': 'true' },
    });
    expect(request.host).toEqual({ kind: 'github', owner: 'acme/sub group', skipsArchived: true });
    expect(hostAccess?.url.href).toBe('https://git.example.com/api/v3');
    expect(failOnGap).toBe(true);
  });

  it.each(['http://127.0.0.1:3000/api', 'http://localhost:3000', 'http://[::1]:3000'])(
    'take http on loopback: %s',
    async (url) => {
      expect((await inputsOf({ ...HOST, 'host-url': url })).hostAccess?.url.protocol).toBe('http:');
    },
  );

  it('mask the token before anything is checked', async () => {
    const masked: string[] = [];
    const source = sourceOf({ ...HOST, host: 'nowhere', 'server-url': 'no address' });
    await expect(readInputs(source, new Redactor((secret) => masked.push(secret)))).rejects.toThrow();
    expect(masked).toContain(HOST['host-token']);
  });

  it.each<[string, Readonly<Record<string, string>>, readonly unknown[]]>([
    [
      'an unknown host',
      { ...HOST, host: 'GitHub' },
      [expect.stringMatching(/^host is 'GitHub': it takes github, gitlab, azure-devops, bitbucket or git\.dev$/)],
    ],
    ['no token', { host: 'gitlab' }, [expect.stringMatching(/^host-token is empty, and host needs it/)]],
    [
      'a token with a line break',
      { ...HOST, 'host-token': 'a-token\nof-the-host' },
      [expect.stringMatching(/^host-token holds spaces/)],
    ],
    [
      'a token with other signs',
      { ...HOST, 'host-token': 'a-t\u00f6ken-of' },
      [expect.stringMatching(/^host-token holds spaces/)],
    ],
    [
      'http elsewhere',
      { ...HOST, 'host-url': 'http://git.example.com' },
      [expect.stringMatching(/^host-url 'http:.* is not https/)],
    ],
    [
      'no address',
      { ...HOST, 'host-url': 'git.example.com' },
      [expect.stringMatching(/^host-url 'git.* is not a URL/)],
    ],
    [
      'a path that leads elsewhere',
      { ...HOST, 'host-owner': 'acme/../globex' },
      [expect.stringMatching(/^host-owner is 'acme\/\.\.\/globex'/)],
    ],
    [
      'an address as the owner',
      { ...HOST, 'host-owner': 'https://github.com/acme' },
      [expect.stringMatching(/^host-owner is /)],
    ],
    ['an owner with a query', { ...HOST, 'host-owner': 'acme?x=1' }, [expect.stringMatching(/^host-owner is /)]],
    [
      'an owner with a line break',
      { ...HOST, 'host-owner': 'acme\nglobex' },
      [expect.stringMatching(/^host-owner is /)],
    ],
    ['an unknown value of archived', { ...HOST, archived: 'yes' }, [expect.stringMatching(/^archived is 'yes'/)]],
    [
      'an unknown value of fail-on-gap',
      { ...HOST, 'fail-on-gap': 'yes' },
      [expect.stringMatching(/^fail-on-gap is 'yes'/)],
    ],
    ['a state that leaves', { ...HOST, state: 'absent' }, [expect.stringMatching(/^host is given with state: absent/)]],
    // A forgotten host must not look like full coverage.
    [
      'archived without a host',
      { archived: 'skip' },
      [expect.stringMatching(/^archived is skip, but the input host is empty: .*git\.dev/)],
    ],
    [
      'fail-on-gap without a host',
      { 'fail-on-gap': 'true' },
      [expect.stringMatching(/^fail-on-gap is true, but the input host is empty/)],
    ],
    [
      'an address without a host',
      { 'host-url': 'https://git.example.com' },
      [expect.stringMatching(/^host-url is given, but/)],
    ],
    ['an owner without a host', { 'host-owner': 'acme' }, [expect.stringMatching(/^host-owner is given, but/)]],
    ['a token without a host', { 'host-token': 'a-token' }, [expect.stringMatching(/^host-token is given, but/)]],
    [
      'all of it at once',
      { 'host-url': 'x', 'host-token': 'a-token', archived: 'skip', 'fail-on-gap': 'true', organization: 'a\nb' },
      [
        expect.stringContaining('organization holds several lines'),
        ...['host-url', 'host-token', 'archived', 'fail-on-gap'].map((name): unknown =>
          expect.stringContaining(`${name} is`),
        ),
      ],
    ],
  ])('are refused: %s', async (_, given, expected) => {
    const mistakes = await mistakesIn(given);
    expect(mistakes).toEqual(expected);
    const token = given['host-token'] ?? '';
    if (token !== '') expect(mistakes.join('\n')).not.toContain(token.slice(0, 7));
  });
});
