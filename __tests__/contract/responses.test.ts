import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import type { Simulator } from '../../simulator/server.ts';
import {
  InvalidResponseError,
  NotFoundError,
  PermissionError,
  RedirectError,
  RejectedError,
  StatusError,
} from '../../src/gitprotect/errors.ts';
import { failureOf } from '../support/failure.ts';
import {
  calledEndpoints,
  callsOf,
  clientOf,
  serve,
  type SmallWorld,
  smallWorld,
  SEEN,
  repository,
} from '../support/service.ts';

const SIGN_IN = 'account/login';
const ORGANIZATIONS = 'git/organizations/getmany';
const ACTIVATE = 'git/repositories/activate';

function answer(status: number, body = '', headers: Readonly<Record<string, string>> = {}): Fault {
  return { kind: 'answer', status, body, headers };
}

/** A service of which one endpoint always goes wrong. */
async function serveWith(endpoint: string, fault: Fault): Promise<SmallWorld & { simulator: Simulator }> {
  const small = smallWorld();
  return { ...small, simulator: await serve(small.world, { faults: [{ endpoint, occurrence: 'every', fault }] }) };
}

describe('a request that is rejected', () => {
  it.each([
    [400, RejectedError, 'look whether a license is free in GitProtect'],
    [403, PermissionError, 'Give the account the role DataRemoveManagement or GitManagement'],
    [404, NotFoundError, 'check the IDs that are given as inputs'],
    [405, RejectedError, 'that a reverse proxy passes POST requests on'],
    [409, RejectedError, 'look whether a license is free in GitProtect'],
    [422, RejectedError, 'look whether a license is free in GitProtect'],
  ])('with %i is not repeated', async (status, error, remedy) => {
    const { simulator, api } = await serveWith(ACTIVATE, answer(status, '{"message":"no","requestId":"r-7"}'));
    const { service, clock } = clientOf(simulator);

    const failure = await failureOf(service.activateLicenses([api]));

    expect(failure).toBeInstanceOf(error);
    expect(failure.message).toBe(
      `could not activate the license of repository 'api' (${api.id}): HTTP ${String(status)}: no (${simulator.url}/${ACTIVATE}, request ID r-7)`,
    );
    expect(failure.remedy).toContain(remedy);
    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, ACTIVATE]);
    expect(clock.slept).toEqual([]);
  });

  it.each([
    ['attach', 'to', 'plans/attachgitrepository', 'repositories can be attached to it only if'],
    ['detach', 'from', 'plans/detachgitrepository', "See the server's message"],
  ] as const)('says what to look at: %s', async (does, preposition, endpoint, remedy) => {
    const { simulator, api, daily } = await serveWith(endpoint, answer(400, '{"message":"no"}'));
    const { service } = clientOf(simulator);
    const calls = {
      attach: () => service.attach(daily, repository(api)),
      detach: () => service.detach(daily, repository(api), SEEN),
    };

    const failure = await failureOf(calls[does]());

    expect(failure).toBeInstanceOf(RejectedError);
    expect(failure.message).toContain(
      `could not ${does} repository 'api' (${api.id}) ${preposition} backup plan 'Daily' (${daily.id}): HTTP 400: no`,
    );
    expect(failure.remedy).toContain(remedy);
  });

  it('names what it was to do, by count where there are many', async () => {
    const { simulator, api, website } = await serveWith(ACTIVATE, answer(400));

    const failure = await failureOf(clientOf(simulator).service.activateLicenses([api, website]));

    expect(failure.message).toContain('could not activate the license of 2 repositories: HTTP 400');
  });

  it('names a thing without a name by its ID', async () => {
    const { world, api } = smallWorld();
    const id = '00000000-0000-4000-8000-000000000000';
    const failure = await failureOf(
      clientOf(await serve(world)).service.attach({ id, name: undefined }, repository(api)),
    );

    expect(failure).toBeInstanceOf(NotFoundError);
    expect(failure.message).toContain(`could not attach repository 'api' (${api.id}) to backup plan ${id}: HTTP 404`);
    expect(failure.message).toContain('Plan not found.');
    expect(failure.message).toContain('request ID 00-simulated-');
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['a message', '{"message":"M","requestId":"1"}', {}, 'HTTP 400: M (URL, request ID 1)'],
    [
      'problem details',
      '{"title":"T","status":400,"detail":"D","traceId":"00-a-b"}',
      {},
      'HTTP 400: D (URL, request ID 00-a-b)',
    ],
    ['a title alone', '{"title":"T"}', {}, 'HTTP 400: T (URL)'],
    [
      'field errors, the most specific',
      '{"title":"T","detail":"D","errors":{"Ids":["is empty","is short"],"planid":["is no GUID"]}}',
      {},
      'HTTP 400: Ids: is empty is short; planid: is no GUID (URL)',
    ],
    [
      'an error with details',
      '{"error":{"code":"E42","message":"M","details":{"request_id":"r-1"}}}',
      { 'x-request-id': 'h-1' },
      'HTTP 400: M (URL, request ID r-1)',
    ],
    ["an error's code alone", '{"error":{"code":"E42"}}', {}, 'HTTP 400: E42 (URL)'],
    ['an OAuth error', '{"error":"e","error_description":"D"}', {}, 'HTTP 400: D (URL)'],
    ['plain text', '  just text\n', { 'x-correlation-id': 'c-1' }, 'HTTP 400: just text (URL, request ID c-1)'],
    ['a web page', '<html><title>Oops</title></html>', {}, "HTTP 400: an HTML page titled 'Oops' (URL)"],
    ['a web page without a title', '<html></html>', {}, 'HTTP 400: an HTML page (URL)'],
    ['nothing', '', { 'request-id': 'q-1' }, 'HTTP 400 (URL, request ID q-1)'],
    ['a list', '[1]', {}, 'HTTP 400: [1] (URL)'],
    ['keys in another case', '{"Message":"M","RequestId":"1"}', {}, 'HTTP 400: M (URL, request ID 1)'],
  ])('is described by what the server said: %s', async (_, body, headers, described) => {
    const { simulator } = await serveWith(ORGANIZATIONS, answer(400, body, headers));

    const failure = await failureOf(clientOf(simulator).service.organizations().read());

    const url = `${simulator.url}/${ORGANIZATIONS}`;
    expect(failure.message).toBe(`could not list the organizations: ${described.replace('URL', url)}`);
  });

  it('is described in short when the server says much', async () => {
    const { simulator } = await serveWith(ORGANIZATIONS, answer(400, 'x'.repeat(10_000_000)));

    const failure = await failureOf(clientOf(simulator).service.organizations().read());

    expect(failure.message).toContain(`${'x'.repeat(500)}…`);
    expect(failure.message.length).toBeLessThan(800);
  });
});

describe('a redirect', () => {
  const calls = ([301, 302, 303, 307, 308] as const).flatMap((status) =>
    ([SIGN_IN, ORGANIZATIONS] as const).map((endpoint) => ({ status, endpoint })),
  );

  it.each(calls)('with $status from $endpoint to another host is never followed', async ({ status, endpoint }) => {
    const other = await serve(smallWorld().world);
    const location = `${other.url}/${endpoint}`;
    const { simulator } = await serveWith(endpoint, answer(status, '', { location }));
    const { service, clock } = clientOf(simulator);

    const failure = await failureOf(service.organizations().read());

    expect(failure).toBeInstanceOf(RedirectError);
    expect(failure.message).toContain(`HTTP ${String(status)}, to ${location} (${simulator.url}/${endpoint})`);
    expect(failure.remedy).toContain('set server-url to the final address');
    expect(other.requests).toEqual([]);
    expect(callsOf(simulator, endpoint)).toBe(1);
    expect(clock.slept).toEqual([]);
  });

  it.each(['/git/organizations/getmany', '//127.0.0.1/', 'https://127.0.0.1:1/', ''])(
    "is not followed to '%s' either",
    async (location) => {
      const { simulator } = await serveWith(ORGANIZATIONS, answer(302, '', { location }));

      const failure = await failureOf(clientOf(simulator).service.organizations().read());

      expect(failure).toBeInstanceOf(RedirectError);
      expect(simulator.requests).toHaveLength(2);
    },
  );
});

const PAGE = '\n<!doctype html><html><head><title>Sign in</title></head></html>';

describe('a 200 that is no answer', () => {
  it.each<[string, Fault, string]>([
    ['a web page', answer(200, PAGE, { 'content-type': 'text/html' }), 'HTTP 200 with a web page instead of JSON'],
    [
      'a part of a web page',
      answer(200, '\n<script>location = "/login"</script>'),
      'HTTP 200 with a web page instead of JSON',
    ],
    ['nothing', answer(200), 'the answer is empty'],
    ['a 204', answer(204), 'the answer is empty'],
    ['JSON that is cut', { kind: 'truncated' }, 'the answer is not JSON, or was cut off'],
    ['plain text', answer(200, 'OK'), 'the answer is not JSON, or was cut off'],
    ['another object', answer(200, '{"status":"ok","code":0}'), 'the answer holds no list (its fields: status, code)'],
    ['a text', answer(200, '"ok"'), 'the answer holds no list (its fields: none)'],
    ['null', answer(200, 'null'), 'the answer holds no list (its fields: none)'],
    ['rows without an ID', answer(200, '{"result":[{"name":"acme"}]}'), 'a row has no id (its fields: name)'],
    ['rows without a name', answer(200, '[{"id":"1"}]'), 'a row has no name (its ID: 1; its fields: id)'],
    ['rows that are no objects', answer(200, '[7]'), 'a row is not an object'],
  ])('fails a list: %s', async (_, fault, says) => {
    const { simulator } = await serveWith(ORGANIZATIONS, fault);

    const failure = await failureOf(clientOf(simulator).service.organizations().read());

    expect(failure).toBeInstanceOf(InvalidResponseError);
    expect(failure.message).toBe(`could not list the organizations: ${says} (${simulator.url}/${ORGANIZATIONS})`);
    // What is empty or cut may come whole the next time, but is not asked for again and again.
    expect(callsOf(simulator, ORGANIZATIONS)).toBe(/is empty|was cut off/.test(says) ? 2 : 1);
  });

  it.each<[string, Fault]>([
    ['nothing', answer(200)],
    ['JSON that is cut', { kind: 'truncated' }],
  ])('does no harm where it comes once: %s', async (_, fault) => {
    for (const endpoint of [SIGN_IN, ORGANIZATIONS]) {
      const simulator = await serve(smallWorld().world, { faults: [{ endpoint, occurrence: 1, fault }] });

      expect(await clientOf(simulator, { retries: 0 }).service.organizations().read()).toHaveLength(1);
      expect(callsOf(simulator, endpoint)).toBe(2);
    }
  });

  it.each<[string, Fault, string]>([
    ['a web page', answer(200, PAGE), 'HTTP 200 with a web page instead of JSON'],
    ['nothing', answer(200), 'the answer is empty'],
    ['JSON that is cut', { kind: 'truncated' }, 'the answer is not JSON, or was cut off'],
  ])('fails a sign-in: %s', async (_, fault, says) => {
    const { simulator } = await serveWith(SIGN_IN, fault);

    const failure = await failureOf(clientOf(simulator).service.signIn());

    expect(failure).toBeInstanceOf(InvalidResponseError);
    expect(failure.message).toBe(`could not sign in: ${says} (${simulator.url}/${SIGN_IN})`);
    expect(callsOf(simulator, SIGN_IN)).toBe(/is empty|was cut off/.test(says) ? 2 : 1);
  });

  it.each([
    ['none', '{"userId":"1"}'],
    ['an empty one', '{"userId":"1","accessToken":""}'],
    ['one that is no text', '{"userId":"1","accessToken":7}'],
    ['none, but a demand for a second factor', '{"requiresTwoFactor":true}'],
  ])('fails a sign-in that gives no access token at once, with the likely reason: %s', async (_, body) => {
    const { simulator } = await serveWith(SIGN_IN, answer(200, body));

    const failure = await failureOf(clientOf(simulator).service.signIn());

    expect(failure).toBeInstanceOf(InvalidResponseError);
    expect(failure.title).toBe('GitProtect gave no access token');
    expect(failure.message).toBe(`could not sign in: the answer holds no accessToken (${simulator.url}/${SIGN_IN})`);
    expect(failure.remedy).toContain('a second factor or single sign-on');
    expect(callsOf(simulator, SIGN_IN)).toBe(1);
  });

  it('fails a change when it is a web page', async () => {
    const { simulator, api } = await serveWith(ACTIVATE, answer(200, PAGE));

    const failure = await failureOf(clientOf(simulator).service.activateLicenses([api]));

    expect(failure).toBeInstanceOf(InvalidResponseError);
    expect(callsOf(simulator, ACTIVATE)).toBe(1);
  });
});

describe('a change', () => {
  it.each<[string, Fault]>([
    ['an empty 200', answer(200)],
    ['a 204', answer(204)],
    ['a 202 with any text', answer(202, 'accepted')],
    ['JSON of any shape', answer(200, '{"success":true}')],
  ])('succeeds by any 2xx, since success bodies are not documented: %s', async (_, fault) => {
    const { simulator, api } = await serveWith(ACTIVATE, fault);

    await expect(clientOf(simulator).service.activateLicenses([api])).resolves.toBeUndefined();
    expect(callsOf(simulator, ACTIVATE)).toBe(1);
  });
});

describe('a JSON answer', () => {
  it('may begin with a byte order mark', async () => {
    const { simulator } = await serveWith(ORGANIZATIONS, answer(200, '\uFEFF[]'));

    await expect(clientOf(simulator).service.organizations().read()).resolves.toEqual([]);
  });
});

describe('an error', () => {
  it('of an error response keeps its status, text and request ID apart', async () => {
    const { simulator } = await serveWith(ORGANIZATIONS, answer(409, '{"message":"busy","requestId":"r-9"}'));

    const failure = await failureOf(clientOf(simulator).service.organizations().read());

    expect(failure).toBeInstanceOf(StatusError);
    expect(failure).toMatchObject({
      response: { status: 409, message: 'busy', requestId: 'r-9', location: undefined },
    });
  });
});
