import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import type { Simulator } from '../../simulator/server.ts';
import { World } from '../../simulator/world.ts';
import { HttpFailure } from '../../src/http/failure.ts';
import type { HttpRequest } from '../../src/http/request.ts';
import type { Transport } from '../../src/http/transport.ts';
import { clientOf, serve, type TestClientOptions } from '../support/service.ts';

/* The transport by itself, as any REST service can use it: a service that answers each path alike. */

const OK: Fault = { kind: 'answer', status: 200, body: '{"ok":true}' };

const GET: HttpRequest = { method: 'GET', path: 'user/repos', purpose: 'list what is there', repeated: 'by-itself' };

async function serviceWith(
  faults: readonly Fault[] = [],
  options: TestClientOptions = {},
  prefix = '',
): Promise<{ transport: Transport; simulator: Simulator; base: string }> {
  const simulator = await serve(new World(), {
    prefix,
    faults: [
      ...faults.map((fault, index) => ({ endpoint: '*', occurrence: index + 1, fault })),
      { endpoint: '*', occurrence: 'every', fault: OK },
    ],
  });
  return { ...clientOf(simulator, { random: () => 0.5, ...options }), simulator, base: simulator.url };
}

/** The failure of a request. */
async function failureOf(work: Promise<unknown>): Promise<HttpFailure> {
  const thrown = await work.catch((error: unknown) => error);
  if (thrown instanceof HttpFailure) return thrown;
  throw new Error(`no failure of HTTP: ${String(thrown)}`);
}

describe('a GET', () => {
  it('is sent without a body, and its response is returned with status, headers and text', async () => {
    const fault: Fault = { kind: 'answer', status: 206, headers: { link: '<next>' }, body: '[1]' };
    const { transport, simulator } = await serviceWith([fault]);

    const response = await transport.send(GET);

    expect(response).toMatchObject({ status: 206, body: '[1]' });
    expect(response.headers['link']).toBe('<next>');
    expect(simulator.requests).toHaveLength(1);
    const { method, path, body, headers } = simulator.requests[0] ?? {};
    expect({ method, path, body }).toEqual({ method: 'GET', path: '/user/repos', body: '' });
    expect(headers).toMatchObject({ accept: 'application/json', 'user-agent': 'gitprotect-action' });
    expect(Object.keys(headers ?? {})).not.toContain('content-type');
    expect(Object.keys(headers ?? {})).not.toContain('transfer-encoding');
    expect(headers?.['content-length'] ?? '0').toBe('0');
  });

  it('is retried like any other request, under its own name', async () => {
    const { transport, simulator } = await serviceWith([{ kind: 'answer', status: 503 }]);

    await expect(transport.send(GET)).resolves.toMatchObject({ status: 200 });

    expect(simulator.requests.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('is logged with its method and path, not with its query', async () => {
    const simulator = await serve(new World(), { faults: [{ endpoint: '*', occurrence: 'every', fault: OK }] });
    const { transport, lines } = clientOf(simulator);

    await transport.send({ ...GET, query: { after: 'cursor' } });

    expect(lines.debug).toHaveLength(1);
    expect(lines.debug[0]).toMatch(/^GET \/user\/repos: HTTP 200, 11 characters, \d+ ms$/);
  });
});

describe('a query', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['of two parameters', { page: '2', per_page: '100' }, '?page=2&per_page=100'],
    ['with characters that mean something in it', { q: 'a&b=c#d+e /f?' }, '?q=a%26b%3Dc%23d%2Be+%2Ff%3F'],
    ['with characters beyond ASCII', { q: 'ä€🛡' }, '?q=%C3%A4%E2%82%AC%F0%9F%9B%A1'],
    ['with an empty value', { q: '' }, '?q='],
    ['without parameters', {}, ''],
  ])('%s is sent behind the path', async (_, query, sent) => {
    const { transport, simulator } = await serviceWith([], {}, '/api/v4');

    await transport.send({ ...GET, query });

    expect(simulator.requests.map(({ path }) => path)).toEqual([`/api/v4/user/repos${sent}`]);
  });

  it('arrives as it was given', async () => {
    const { transport, simulator } = await serviceWith();
    const query = { q: 'a&b=c#d+e /f?%', 'n ä': '€' };

    await transport.send({ ...GET, query });

    const { searchParams } = new URL(simulator.requests[0]?.path ?? '', simulator.url);
    expect(Object.fromEntries(searchParams)).toEqual(query);
  });

  it('goes along with a POST and its body', async () => {
    const { transport, simulator } = await serviceWith();

    await transport.send({ ...GET, method: 'POST', query: { dry: '1' }, body: { a: 'ä' } });

    expect(simulator.requests).toMatchObject([{ method: 'POST', path: '/user/repos?dry=1', body: { a: 'ä' } }]);
  });

  it('stands in the address that an error shows', async () => {
    const { transport, base } = await serviceWith([{ kind: 'answer', status: 404 }]);

    const failure = await failureOf(transport.send({ ...GET, query: { page: '2' } }));

    expect(failure.message).toBe(`could not list what is there: HTTP 404 (${base}/user/repos?page=2)`);
  });
});

describe('the headers of a request', () => {
  it('are sent with it, and take precedence over the usual ones', async () => {
    const { transport, simulator } = await serviceWith();

    await transport.send({
      ...GET,
      headers: { accept: 'application/vnd.github+json', authorization: 'Bearer abc', 'x-api-version': '7' },
    });

    expect(simulator.requests[0]?.headers).toMatchObject({
      accept: 'application/vnd.github+json',
      authorization: 'Bearer abc',
      'x-api-version': '7',
      'user-agent': 'gitprotect-action',
    });
  });

  it('do not stay for the next one', async () => {
    const { transport, simulator } = await serviceWith();

    await transport.send({ ...GET, headers: { authorization: 'Bearer abc' } });
    await transport.send(GET);

    expect(simulator.requests[1]?.headers.authorization).toBeUndefined();
  });
});

const TRANSIENT: readonly (readonly [string, Fault, boolean])[] = [
  ['a 503', { kind: 'answer', status: 503 }, true],
  ['a 503 with Retry-After', { kind: 'answer', status: 503, headers: { 'retry-after': '1' } }, true],
  ['a 408', { kind: 'answer', status: 408 }, true],
  ['a 429', { kind: 'answer', status: 429, headers: { 'retry-after': '1' } }, false],
  ['a cut connection', { kind: 'reset', at: 'before-headers' }, true],
  ['a cut body', { kind: 'reset', at: 'in-body' }, true],
];

describe('a request that is not retryable', () => {
  it.each(TRANSIENT)('is sent once, even after %s', async (_, fault, mayHaveApplied) => {
    const { transport, simulator, base } = await serviceWith([fault]);

    const failure = await failureOf(transport.send({ ...GET, method: 'POST', repeated: 'never' }));

    expect(failure).toMatchObject({ mayHaveApplied });
    expect(failure.message).toContain(`(${base}/user/repos)`);
    expect(failure.message).not.toContain('tried');
    expect(simulator.requests).toHaveLength(1);
  });

  it.each(TRANSIENT)('does not keep another one from being retried after %s', async (_, fault) => {
    const { transport, simulator } = await serviceWith([fault, fault]);

    await failureOf(transport.send({ ...GET, repeated: 'never' }));
    await expect(transport.send(GET)).resolves.toMatchObject({ status: 200 });

    expect(simulator.requests).toHaveLength(3);
  });
});

describe('a failure of HTTP', () => {
  it('keeps its last cause, and whether any attempt may have been carried out', async () => {
    const faults: readonly Fault[] = [
      { kind: 'answer', status: 503 },
      { kind: 'answer', status: 400, body: '{"message":"no"}' },
    ];
    const { transport, base } = await serviceWith(faults);

    const failure = await failureOf(transport.send(GET));

    expect(failure).toMatchObject({
      failure: { kind: 'status', response: { status: 400, message: 'no' } },
      message: `could not list what is there: HTTP 400: no (${base}/user/repos); tried 2 times`,
      mayHaveApplied: true,
    });
  });

  it('is certain not to have been carried out where the server only ever rejected it', async () => {
    const { transport } = await serviceWith([
      { kind: 'answer', status: 429, headers: { 'retry-after': '1' } },
      { kind: 'answer', status: 403 },
    ]);

    expect(await failureOf(transport.send(GET))).toMatchObject({ mayHaveApplied: false });
  });

  it('counts what an earlier request of the same content may have done', async () => {
    const { transport } = await serviceWith([{ kind: 'answer', status: 403 }]);

    expect(await failureOf(transport.send({ ...GET, earlier: { attempts: 0, mayHaveApplied: true } }))).toMatchObject({
      mayHaveApplied: true,
    });
  });
});
