import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import {
  InvalidResponseError,
  NetworkError,
  RateLimitError,
  ServerError,
  TimeoutError,
} from '../../src/gitprotect/errors.ts';
import { MAX_RESPONSE_BYTES } from '../../src/http/transport.ts';
import type { Failure } from '../../src/shared/failure.ts';
import { failureOf } from '../support/failure.ts';
import { faultyClient, ORGANIZATIONS } from '../support/faulty-client.ts';
import { clientOf, serve, smallWorld } from '../support/service.ts';

interface Faulty {
  readonly title: string;
  readonly fault: Fault;
  readonly error: new (...args: never) => Failure;
  /** What the message says between the operation and the URL. */
  readonly says: string;
  /** What the line of a further attempt says besides. */
  readonly besides?: string;
}

const HTML = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

const SHARED = '; all requests wait, then go on 4 at a time';

const BROKEN: readonly Faulty[] = [
  ...(['before-headers', 'after-headers', 'in-body', 'in-chunked-body'] as const).map((at) => ({
    title: `a reset ${at}`,
    fault: { kind: 'reset', at } as const,
    error: NetworkError,
    says: 'the connection was cut',
  })),
  {
    title: 'a lost response',
    fault: { kind: 'lost' },
    error: NetworkError,
    says: 'the connection was cut',
  },
  ...[408, 500, 501, 503, 504].map((status) => ({
    title: String(status),
    fault: { kind: 'answer', status, body: '{"message":"not now"}' } as const,
    error: ServerError,
    says: `HTTP ${String(status)}: not now`,
    ...(status === 503 ? { besides: SHARED } : {}),
  })),
  {
    title: '502 with a web page',
    fault: { kind: 'answer', status: 502, headers: { 'content-type': 'text/html' }, body: HTML },
    error: ServerError,
    says: "HTTP 502: an HTML page titled '502 Bad Gateway'",
  },
  {
    title: '429',
    fault: { kind: 'answer', status: 429, body: 'slow down' },
    error: RateLimitError,
    says: 'HTTP 429: slow down',
    besides: SHARED,
  },
];

const UNENDING: readonly Faulty[] = [
  {
    title: 'a stall before the headers',
    fault: { kind: 'stall', at: 'before-headers' },
    error: TimeoutError,
    says: 'not even headers',
  },
  {
    title: 'a stall after the headers',
    fault: { kind: 'stall', at: 'after-headers' },
    error: TimeoutError,
    says: 'HTTP 200 without the end of its body',
  },
  {
    title: 'a body that drips',
    fault: { kind: 'drip', everyMs: 20 },
    error: TimeoutError,
    says: 'HTTP 200 without the end of its body',
  },
];

describe('a transient failure', () => {
  it.each([...BROKEN, ...UNENDING])('is tried again: $title', async ({ fault, says, besides = '' }) => {
    const { service, lines, clock, calls } = await faultyClient(fault, 1, { requestTimeoutSeconds: 1 });

    await expect(service.organizations().read()).resolves.toMatchObject([{ name: 'acme' }]);

    expect(calls()).toBe(2);
    expect(clock.slept).toHaveLength(1);
    expect(lines.info).toHaveLength(1);
    expect(lines.info[0]).toContain('could not list the organizations: ');
    expect(lines.info[0]).toContain(says);
    expect(lines.info[0]).toMatch(new RegExp(`; attempt 2 of 5 in \\d+\\.\\d s${besides}$`));
  });
});

describe('a failure that goes on', () => {
  it.each(BROKEN)('fails after every attempt: $title', async ({ fault, error, says }) => {
    const { service, clock, calls, url } = await faultyClient(fault, 'every', { retries: 2 });

    const failure = await failureOf(service.organizations().read());

    expect(failure).toBeInstanceOf(error);
    expect(failure.message).toBe(`could not list the organizations: ${says} (${url}); tried 3 times`);
    expect(calls()).toBe(3);
    expect(clock.slept).toHaveLength(2);
  });

  it.each(UNENDING)('fails in bounded time: $title', async ({ fault, error, says }) => {
    const { service, calls, url, clock } = await faultyClient(fault, 'every', {
      retries: 1,
      requestTimeoutSeconds: 0.2,
    });
    const start = clock.now();

    const failure = await failureOf(service.organizations().read());

    const [pause = NaN, ...more] = clock.slept;
    expect(more).toEqual([]);
    expect(clock.now() - start).toBeCloseTo(200 + pause + 200);
    expect(failure).toBeInstanceOf(error);
    expect(failure.message).toBe(
      `could not list the organizations: no complete answer within 0.2 s, ${says} (${url}); tried 2 times`,
    );
    expect(calls()).toBe(2);
  });

  it('fails after one attempt when there are no retries', async () => {
    const { service, calls, url } = await faultyClient({ kind: 'answer', status: 503 }, 'every', { retries: 0 });

    const failure = await failureOf(service.organizations().read());

    expect(failure.message).toBe(`could not list the organizations: HTTP 503 (${url})`);
    expect(calls()).toBe(1);
  });

  it('is described by its last attempt', async () => {
    const simulator = await serve(smallWorld().world, {
      faults: [
        { endpoint: ORGANIZATIONS, occurrence: 1, fault: { kind: 'answer', status: 500 } },
        { endpoint: ORGANIZATIONS, occurrence: 2, fault: { kind: 'answer', status: 404, body: '{"message":"gone"}' } },
      ],
    });

    const failure = await failureOf(clientOf(simulator).service.organizations().read());

    expect(failure.message).toContain('HTTP 404: gone');
    expect(failure.message).toMatch(/; tried 2 times$/);
  });
});

describe('a server that is not there', () => {
  it('is tried for as often as set: connection refused', async () => {
    const simulator = await serve(smallWorld().world);
    const { service, transport, clock, lines } = clientOf(simulator, { retries: 2 });
    await simulator.close();

    const failure = await failureOf(service.signIn());

    expect(failure).toBeInstanceOf(NetworkError);
    expect(failure.message).toBe(
      `could not sign in: the connection was refused (${simulator.url}/account/login); tried 3 times`,
    );
    expect(failure.cause).toBeDefined();
    expect(transport.requests).toBe(3);
    expect(lines.debug).toEqual(Array.from({ length: 3 }, () => 'POST /account/login: no whole response'));
    expect(clock.slept).toHaveLength(2);
  });

  it('is tried for as often as set: unknown host', async () => {
    const simulator = await serve(smallWorld().world);
    // A label of more than 63 characters resolves nowhere, and no name server needs to be asked.
    const baseUrl = new URL(`http://${'a'.repeat(64)}.example`);
    const { service, transport } = clientOf(simulator, { retries: 1, baseUrl });

    const failure = await failureOf(service.signIn());

    expect(failure).toBeInstanceOf(NetworkError);
    expect(failure.message).toContain('the host name cannot be resolved');
    expect(transport.requests).toBe(2);
  });
});

describe('a response that is too large', () => {
  it.each<[string, Fault]>([
    ['endless', { kind: 'endless' }],
    ['a byte too long', { kind: 'large', bytes: MAX_RESPONSE_BYTES + 1 }],
    ['a byte too long, as its length says', { kind: 'large', bytes: MAX_RESPONSE_BYTES + 1, isAnnounced: true }],
  ])('fails at once, and its connection is dropped: %s', async (_, fault) => {
    const { service, calls, url, clock } = await faultyClient(fault, 1);

    const failure = await failureOf(service.organizations().read());

    expect(failure).toBeInstanceOf(InvalidResponseError);
    expect(failure.message).toBe(`could not list the organizations: the answer is larger than 32 MiB (${url})`);
    expect(calls()).toBe(1);
    expect(clock.slept).toEqual([]);
    await expect(service.organizations().read()).resolves.toHaveLength(1);
  });

  it.each([false, true])('is not one that just fits (its length is announced: %s)', async (isAnnounced) => {
    const { service } = await faultyClient({ kind: 'large', bytes: MAX_RESPONSE_BYTES, isAnnounced }, 1);

    const failure = await failureOf(service.organizations().read());

    expect(failure.message).toContain('the answer holds no list');
  });
});
