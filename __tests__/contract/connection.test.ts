import { describe, expect, it, jest } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import { LARGEST_ANSWER } from '../../src/gitprotect/connection.ts';
import {
  InvalidAnswerError,
  NetworkError,
  RateLimitError,
  ServerError,
  TimeoutError,
} from '../../src/gitprotect/errors.ts';
import type { Failure } from '../../src/failure.ts';
import { failureOf } from '../support/failure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { callsOf, clientOf, serve, smallWorld, type TestClient } from '../support/service.ts';

const ORGANIZATIONS = 'git/organizations/getmany';

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

const BROKEN: readonly Faulty[] = [
  ...(['before-headers', 'after-headers', 'in-body', 'in-chunked-body'] as const).map((at) => ({
    title: `a reset ${at}`,
    fault: { kind: 'reset', at } as const,
    error: NetworkError,
    says: 'the connection was cut',
  })),
  {
    title: 'a lost answer',
    fault: { kind: 'lost' },
    error: NetworkError,
    says: 'the connection was cut',
  },
  ...[408, 500, 501, 503, 504].map((status) => ({
    title: String(status),
    fault: { kind: 'answer', status, body: '{"message":"not now"}' } as const,
    error: ServerError,
    says: `HTTP ${String(status)}: not now`,
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
    besides: '; all requests wait, then go on 4 at a time',
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

async function clientWith(
  fault: Fault,
  occurrence: number | 'every',
  options: Parameters<typeof clientOf>[1] = {},
): Promise<TestClient & { calls: () => number; url: string }> {
  const simulator = await serve(smallWorld().world, { faults: [{ endpoint: ORGANIZATIONS, occurrence, fault }] });
  const url = `${simulator.url}/${ORGANIZATIONS}`;
  return { ...clientOf(simulator, options), calls: () => callsOf(simulator, ORGANIZATIONS), url };
}

describe('what goes wrong in passing', () => {
  it.each([...BROKEN, ...UNENDING])('is tried again: $title', async ({ fault, says, besides = '' }) => {
    const { gitprotect, lines, clock, calls } = await clientWith(fault, 1, { requestTimeoutSeconds: 1 });

    await expect(gitprotect.listOrganizations()).resolves.toMatchObject([{ name: 'acme' }]);

    expect(calls()).toBe(2);
    expect(clock.slept).toHaveLength(1);
    expect(lines.info).toHaveLength(1);
    expect(lines.info[0]).toContain('could not list the organizations: ');
    expect(lines.info[0]).toContain(says);
    expect(lines.info[0]).toMatch(new RegExp(`; attempt 2 of 5 in \\d+\\.\\d s${besides}$`));
  });
});

describe('what goes wrong for good', () => {
  it.each(BROKEN)('fails after every attempt: $title', async ({ fault, error, says }) => {
    const { gitprotect, clock, calls, url } = await clientWith(fault, 'every', { retries: 2 });

    const failure = await failureOf(gitprotect.listOrganizations());

    expect(failure).toBeInstanceOf(error);
    expect(failure.message).toBe(`could not list the organizations: ${says} (${url}); tried 3 times`);
    expect(calls()).toBe(3);
    expect(clock.slept).toHaveLength(2);
  });

  it.each(UNENDING)('fails in bounded time: $title', async ({ fault, error, says }) => {
    const { gitprotect, calls, url } = await clientWith(fault, 'every', { retries: 1, requestTimeoutSeconds: 0.2 });
    const start = performance.now();

    const failure = await failureOf(gitprotect.listOrganizations());

    expect(performance.now() - start).toBeLessThan(2000);
    expect(failure).toBeInstanceOf(error);
    expect(failure.message).toBe(
      `could not list the organizations: no complete answer within 0.2 s, ${says} (${url}); tried 2 times`,
    );
    expect(calls()).toBe(2);
  });

  it('fails after one attempt when there are no retries', async () => {
    const { gitprotect, calls, url } = await clientWith({ kind: 'answer', status: 503 }, 'every', { retries: 0 });

    const failure = await failureOf(gitprotect.listOrganizations());

    expect(failure.message).toBe(`could not list the organizations: HTTP 503 (${url})`);
    expect(calls()).toBe(1);
  });

  it('is told by its last failure', async () => {
    const simulator = await serve(smallWorld().world, {
      faults: [
        { endpoint: ORGANIZATIONS, occurrence: 1, fault: { kind: 'answer', status: 500 } },
        { endpoint: ORGANIZATIONS, occurrence: 2, fault: { kind: 'answer', status: 404, body: '{"message":"gone"}' } },
      ],
    });

    const failure = await failureOf(clientOf(simulator).gitprotect.listOrganizations());

    expect(failure.message).toContain('HTTP 404: gone');
    expect(failure.message).toMatch(/; tried 2 times$/);
  });
});

describe('a server that is not there', () => {
  it('is tried for as often as set: connection refused', async () => {
    const simulator = await serve(smallWorld().world);
    const { gitprotect, connection, clock } = clientOf(simulator, { retries: 2 });
    await simulator.close();

    const failure = await failureOf(gitprotect.open());

    expect(failure).toBeInstanceOf(NetworkError);
    expect(failure.message).toBe(
      `could not sign in: the connection was refused (${simulator.url}/account/login); tried 3 times`,
    );
    expect(failure.cause).toBeDefined();
    expect(connection.requests).toBe(3);
    expect(clock.slept).toHaveLength(2);
  });

  it('is tried for as often as set: unknown host', async () => {
    const simulator = await serve(smallWorld().world);
    // A label of more than 63 characters resolves nowhere, and no name server needs to be asked.
    const serverUrl = new URL(`http://${'a'.repeat(64)}.example`);
    const { gitprotect, connection } = clientOf(simulator, { retries: 1, serverUrl });

    const failure = await failureOf(gitprotect.open());

    expect(failure).toBeInstanceOf(NetworkError);
    expect(failure.message).toContain('the host name cannot be resolved');
    expect(connection.requests).toBe(2);
  });
});

describe('an answer that is too large', () => {
  it.each<[string, Fault]>([
    ['endless', { kind: 'endless' }],
    ['a byte too long', { kind: 'large', bytes: LARGEST_ANSWER - 1 }],
  ])('fails at once, and its connection is dropped: %s', async (_, fault) => {
    const { gitprotect, calls, url, clock } = await clientWith(fault, 1);

    const failure = await failureOf(gitprotect.listOrganizations());

    expect(failure).toBeInstanceOf(InvalidAnswerError);
    expect(failure.message).toBe(`could not list the organizations: the answer is larger than 32 MiB (${url})`);
    expect(calls()).toBe(1);
    expect(clock.slept).toEqual([]);
    await expect(gitprotect.listOrganizations()).resolves.toHaveLength(1);
  });

  it('is not one that just fits', async () => {
    const { gitprotect } = await clientWith({ kind: 'large', bytes: LARGEST_ANSWER - 2 }, 1);

    const failure = await failureOf(gitprotect.listOrganizations());

    expect(failure.message).toContain('the answer holds no list');
  });
});

describe('the wait before a further attempt', () => {
  it('doubles up to 30 seconds, and chance takes a part of it', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const { gitprotect, clock } = await clientWith({ kind: 'answer', status: 500 }, 'every', { retries: 7 });

    await failureOf(gitprotect.listOrganizations());

    expect(clock.slept).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  });

  it('differs by chance, within its bounds', async () => {
    const { gitprotect, clock } = await clientWith({ kind: 'reset', at: 'before-headers' }, 'every', { retries: 10 });

    await failureOf(gitprotect.listOrganizations());

    const shares = clock.slept.map((slept, index) => slept / Math.min(30_000, 1000 * 2 ** index));
    expect(shares).toHaveLength(10);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...shares)).toBeLessThan(1);
    expect(new Set(shares).size).toBeGreaterThan(1);
  });

  const soon = (clock: FakeClock, seconds: number): Date => new Date((Math.floor(clock.now() / 1000) + seconds) * 1000);

  it.each<[string, number, (clock: FakeClock) => Record<string, string>, (clock: FakeClock) => number]>([
    ['Retry-After in seconds', 429, () => ({ 'retry-after': '7' }), () => 7000],
    ['Retry-After of 0', 429, () => ({ 'retry-after': '0' }), () => 0],
    ['Retry-After on a 503', 503, () => ({ 'retry-after': '120' }), () => 120_000],
    [
      'Retry-After as a date',
      429,
      (clock) => ({ 'retry-after': soon(clock, 20).toUTCString() }),
      (clock) => soon(clock, 20).getTime() - clock.now(),
    ],
    ['Retry-After as a date that is past', 429, (clock) => ({ 'retry-after': soon(clock, -9).toUTCString() }), () => 0],
    [
      'X-RateLimit-Reset',
      429,
      (clock) => ({ 'x-ratelimit-reset': String(soon(clock, 60).getTime() / 1000) }),
      (clock) => soon(clock, 60).getTime() - clock.now(),
    ],
    ['no Retry-After that can be read', 429, () => ({ 'retry-after': 'in a while' }), () => 0],
  ])('is what the server asks for and up to a second more: %s', async (_, status, headers, expected) => {
    const clock = new FakeClock();
    const asked = expected(clock);
    const fault = { kind: 'answer', status, headers: headers(clock) } as const;
    const { gitprotect, calls } = await clientWith(fault, 1, { clock });

    await gitprotect.listOrganizations();

    const [slept = -1, ...more] = clock.slept;
    expect(more).toEqual([]);
    expect(slept).toBeGreaterThanOrEqual(asked);
    expect(slept).toBeLessThan(asked + 1000);
    expect(calls()).toBe(2);
  });

  it.each<[string, (clock: FakeClock) => Record<string, string>, string]>([
    ['a day in seconds', () => ({ 'retry-after': '86400' }), '86400 s'],
    ['a second too long', () => ({ 'retry-after': '121' }), '121 s'],
    ['a day as a date', (clock) => ({ 'retry-after': soon(clock, 86_400).toUTCString() }), '86400 s'],
    [
      'an hour by its reset',
      (clock) => ({ 'x-ratelimit-reset': String(soon(clock, 3600).getTime() / 1000) }),
      '3600 s',
    ],
  ])('is not waited when it is absurdly long: %s', async (_, headers, told) => {
    const clock = new FakeClock();
    const fault = { kind: 'answer', status: 429, headers: headers(clock), body: 'too many' } as const;
    const { gitprotect, calls, url } = await clientWith(fault, 'every', { clock });

    const failure = await failureOf(gitprotect.listOrganizations());

    expect(failure).toBeInstanceOf(RateLimitError);
    expect(failure.message).toBe(
      `could not list the organizations: HTTP 429: too many (${url}); the server asks to wait ${told}, longer than the 120 s that this action waits`,
    );
    expect(calls()).toBe(1);
    expect(clock.slept).toEqual([]);
  });
});
