import { describe, expect, it } from '@jest/globals';
import { linksTo, redirectTo } from '../../simulator/hosts/faults.ts';
import type { HostApi } from '../../src/hosts/host.ts';
import { hosted, runWithHost } from '../support/coverage.ts';
import { APIS, hostOf, hostWorld, TOKEN } from '../support/hosts.ts';
import { smallWorld } from '../support/service.ts';

/* The token goes to the host alone, in one header, and is shown nowhere. */

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

const WITH_USER = 'ann:s3cret-token';
const BASIC = `Basic ${base64(WITH_USER)}`;

/** The headers that carry a token alone, and one with a user. */
const SENT: Readonly<Record<HostApi, readonly [alone: object, withUser: object]>> = {
  github: [{ authorization: `Bearer ${TOKEN}` }, { authorization: `Bearer ${WITH_USER}` }],
  gitlab: [
    { 'private-token': TOKEN, authorization: undefined },
    { 'private-token': WITH_USER, authorization: undefined },
  ],
  'azure-devops': [{ authorization: `Basic ${base64(`:${TOKEN}`)}` }, { authorization: BASIC }],
  'bitbucket-cloud': [{ authorization: `Bearer ${TOKEN}` }, { authorization: BASIC }],
  'bitbucket-data-center': [{ authorization: `Bearer ${TOKEN}` }, { authorization: BASIC }],
  'git-dev': [{ authorization: `Bearer ${TOKEN}` }, { authorization: `Bearer ${WITH_USER}` }],
};

it('goes, as a debug log shows, to the server that is named', async () => {
  const run = { environment: { RUNNER_DEBUG: '1' } };
  const { log, simulator, host } = await runWithHost(smallWorld().world, hosted('api'), { run });
  for (const { url } of [simulator, host]) expect(log).toContain(`::debug::Requests go to ${url}`);
});

describe('the token', () => {
  const cases = APIS.flatMap((api) => {
    const [alone, withUser] = SENT[api];
    return [[api, TOKEN, alone] as const, [api, WITH_USER, withUser] as const];
  });

  it.each(cases)('for %s, as %s, is sent as that host takes it', async (api, token, headers) => {
    const { read, simulator } = await hostOf(api, hostWorld(3, { token }), { token });
    expect((await read()).incomplete).toBeUndefined();
    for (const [name, value] of Object.entries(headers)) expect(simulator.requests[0]?.headers[name]).toBe(value);
  });

  it.each(['azure-devops', 'bitbucket-cloud'] as const)('of %s is masked in every form', async (api) => {
    const { masked, redactor } = await hostOf(api, hostWorld(3), { token: 'ann:s3cret-token' });
    expect(masked).toEqual(expect.arrayContaining(['ann:s3cret-token', 's3cret-token', base64('ann:s3cret-token')]));
    expect(
      redactor.redact(`x ${base64('ann:s3cret-token')} s3cret-token ${encodeURIComponent('ann:s3cret-token')}`),
    ).toBe('x *** *** ***');
  });

  it.each(APIS)('of %s is cut out of what the host says', async (api) => {
    const token = 'ann:s3cret-token';
    const body = JSON.stringify({ message: `no ${token} / ${base64(token)}` });
    const { read, lines } = await hostOf(api, hostWorld(3), {
      token,
      faults: [{ path: '*', occurrence: 'every', fault: { kind: 'answer', status: 503, body } }],
    });
    const shown = [(await read()).incomplete, ...lines].join('\n');
    expect(shown).toContain('HTTP 503: no *** / ***');
    expect(shown).not.toContain('s3cret-token');
  });

  it('is cut out of an address that the host gives for the next page', async () => {
    const next = `?after=1&access_token=${TOKEN}`;
    const first = { kind: 'answer', status: 200, headers: { link: `<${next}>; rel="next"` }, body: '[]' } as const;
    const { read, lines, simulator } = await hostOf('github', hostWorld(3), {
      faults: [
        { path: 'orgs/acme/repos', occurrence: 1, fault: first },
        { path: '', occurrence: 'every', fault: { kind: 'answer', status: 500 } },
      ],
    });
    const { incomplete } = await read();
    expect(simulator.requests.some(({ query }) => query['access_token'] === TOKEN)).toBe(true);
    expect(incomplete).toContain('access_token=***');
    expect([incomplete, ...lines].join('\n')).not.toContain(TOKEN);
  });

  it('is not shown as the name of another server, in which capitals become small letters', async () => {
    const token = 'Host-Token-Of-Acme';
    const headers = { link: `<http://${token}.example/?page=2>; rel="next"` };
    const fault = { kind: 'answer', status: 200, headers, body: '[]' } as const;
    const faults = [{ path: 'orgs/acme/repos', occurrence: 'every', fault }] as const;
    const { read } = await hostOf('github', hostWorld(0, { token }), { token, faults });
    const { incomplete } = await read();
    expect(incomplete).toMatch(/the next page lies at another address/);
    expect(incomplete?.toLowerCase()).not.toContain(token.toLowerCase());
  });

  it.each(APIS)('of %s does not go to another server, by a link or a redirect', async (api) => {
    const other = await hostOf(api, hostWorld(3));
    for (const fault of [redirectTo(`${other.simulator.url}/x`), linksTo(other.simulator.url)]) {
      const { read } = await hostOf(api, hostWorld(30, { pageCap: 10 }), {
        faults: [{ path: '*', occurrence: 'every', fault }],
      });
      await read();
    }
    expect(other.simulator.requests).toEqual([]);
  });
});
