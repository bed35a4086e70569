import { describe, expect, it } from '@jest/globals';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import { NetworkError, RateLimitError, ServerError } from '../../src/gitprotect/errors.ts';
import { failureOf } from '../support/failure.ts';
import { faultyClient, ORGANIZATIONS } from '../support/faulty-client.ts';
import { PatientClock } from '../support/patient-clock.ts';
import { clientOf, serve, smallWorld } from '../support/service.ts';

/* All requests of a run together wait for a limited time, however much each of them is allowed. */

/** A server that asks for so many seconds. */
function askingFor(seconds: number): Fault {
  return { kind: 'answer', status: 429, headers: { 'retry-after': String(seconds) }, body: 'slow down' };
}

const HALF = { random: () => 0.5 };

describe('the time that all requests may wait', () => {
  it('ends the attempts when a server asks for more of it than is left', async () => {
    const { service, clock, calls, url } = await faultyClient(askingFor(40), 'every', {
      ...HALF,
      retries: 10,
      rateLimitTimeoutSeconds: 100,
    });

    const failure = await failureOf(service.organizations().read());

    expect(failure).toBeInstanceOf(RateLimitError);
    expect(failure.message).toBe(
      `could not list the organizations: HTTP 429: slow down (${url}); another attempt would have to wait 41 s, and this run has already waited 81 s of at most 100 s for rate limits and before further attempts; the next run continues from here`,
    );
    expect(calls()).toBe(3);
    // Half a second of chance is added to each.
    expect(clock.slept).toEqual([40_500, 40_500]);
  });

  it.each<[string, Fault, new (...args: never) => Error, string]>([
    ['an overload', { kind: 'answer', status: 503 }, ServerError, 'HTTP 503'],
    ['a lost connection', { kind: 'reset', at: 'before-headers' }, NetworkError, 'the connection was cut'],
  ])('is spent by backoff as well, after %s', async (_, fault, error, says) => {
    const { service, clock, calls, url } = await faultyClient(fault, 'every', {
      ...HALF,
      retries: 10,
      rateLimitTimeoutSeconds: 4,
    });

    const failure = await failureOf(service.organizations().read());

    expect(failure).toBeInstanceOf(error);
    expect(failure.message).toBe(
      `could not list the organizations: ${says} (${url}); another attempt would have to wait 4 s, and this run has already waited 4 s of at most 4 s for rate limits and before further attempts; the next run continues from here`,
    );
    // 4 s more would be too much.
    expect(clock.slept).toEqual([500, 1000, 2000]);
    expect(calls()).toBe(4);
  });

  it('leaves nothing to continue where it is spent before the sign-in', async () => {
    const simulator = await serve(smallWorld().world, {
      faults: [{ endpoint: 'account/login', occurrence: 'every', fault: askingFor(40) }],
    });
    const { service } = clientOf(simulator, { ...HALF, rateLimitTimeoutSeconds: 30 });

    const failure = await failureOf(service.organizations().read());

    expect(failure).toBeInstanceOf(RateLimitError);
    expect(failure.message).toMatch(/for rate limits and before further attempts$/);
    expect(failure).toHaveProperty('remedy', expect.stringMatching(/^Run it again later\. To wait longer/));
  });

  it('may be used up to its end', async () => {
    const { service, calls } = await faultyClient(askingFor(10), 1, { random: () => 0, rateLimitTimeoutSeconds: 10 });

    await expect(service.organizations().read()).resolves.toHaveLength(1);
    expect(calls()).toBe(2);
  });

  it('may not be exceeded by a tenth of a second', async () => {
    const { service, calls } = await faultyClient(askingFor(10), 1, { random: () => 0, rateLimitTimeoutSeconds: 9.9 });

    expect((await failureOf(service.organizations().read())).message).toContain(
      'another attempt would have to wait 10 s',
    );
    expect(calls()).toBe(1);
  });

  it('of nothing lets no request wait', async () => {
    const { service, clock, calls } = await faultyClient(askingFor(1), 1, { ...HALF, rateLimitTimeoutSeconds: 0 });

    expect(await failureOf(service.organizations().read())).toBeInstanceOf(RateLimitError);
    expect(calls()).toBe(1);
    expect(clock.slept).toEqual([]);
  });

  it('is shared by requests that come one after another', async () => {
    const { world } = smallWorld();
    const faults = [2, 4].map((occurrence): ScriptedFault => ({ endpoint: '*', occurrence, fault: askingFor(30) }));
    const simulator = await serve(world, { faults });
    const { service } = clientOf(simulator, { ...HALF, rateLimitTimeoutSeconds: 50 });

    await expect(service.organizations().read()).resolves.toHaveLength(1);
    const failure = await failureOf(service.organizations().read());

    expect(failure.message).toContain('this run has already waited 31 s of at most 50 s');
    expect(simulator.requests).toHaveLength(4);
  });

  it('is spent once by requests that wait at the same time', async () => {
    const { world } = smallWorld();
    const clock = new PatientClock();
    const faults = [1, 2, 3, 4, 5, 6, 7, 8].map((occurrence): ScriptedFault => ({
      endpoint: ORGANIZATIONS,
      occurrence,
      fault: askingFor(60),
    }));
    const simulator = await serve(world, { faults });
    const { service, session } = clientOf(simulator, { ...HALF, clock, concurrency: 8, rateLimitTimeoutSeconds: 61 });
    await session.signIn();
    const start = clock.now();

    const lists = await Promise.all(Array.from({ length: 8 }, () => service.organizations().read()));

    expect(lists.map((list) => list.length)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    expect(clock.now() - start).toBe(60_500);
  });

  it('is not spent while requests are under way', async () => {
    const { world } = smallWorld();
    const clock = new PatientClock();
    const faults: readonly ScriptedFault[] = [
      { endpoint: ORGANIZATIONS, occurrence: 1, fault: askingFor(5) },
      {
        endpoint: ORGANIZATIONS,
        occurrence: 2,
        fault: {
          kind: 'change',
          change: () => {
            clock.advance(4000);
          },
        },
      },
      { endpoint: ORGANIZATIONS, occurrence: 3, fault: askingFor(5) },
    ];
    const simulator = await serve(world, { faults });
    const { service } = clientOf(simulator, { random: () => 0, clock, rateLimitTimeoutSeconds: 10 });

    await service.organizations().read();
    await expect(service.organizations().read()).resolves.toHaveLength(1);

    expect(clock.slept).toEqual([5000, 5000]);
  });

  it('does not hide that a server asks for too long a wait', async () => {
    const { service } = await faultyClient(askingFor(3600), 'every', { rateLimitTimeoutSeconds: 10 });

    const failure = await failureOf(service.organizations().read());

    expect(failure.message).toContain(
      'another attempt would have to wait 3601 s, and this run has already waited 0 s of at most 10 s',
    );
  });
});
