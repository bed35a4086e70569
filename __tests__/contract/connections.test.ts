import dns from 'node:dns';
import net from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Certificates, makeCertificates } from '../../simulator/certificates.ts';
import type { Simulator, SimulatorOptions } from '../../simulator/server.ts';
import { NetworkError } from '../../src/gitprotect/errors.ts';
import { failureOf } from '../support/failure.ts';
import { freePort } from '../support/proxy.ts';
import { clientOf, serve, smallWorld } from '../support/service.ts';
import { manyWorld } from '../support/sweep.ts';

/* Connections are kept alive and used again, over TLS as well as without it. */

// What is trusted is trusted by the whole process.
const trustedAtFirst = tls.getCACertificates('default');
// How long Node waits for an address before it tries the next: a quarter of a second, for each connection.
const addressTimeoutAtFirst = net.getDefaultAutoSelectFamilyAttemptTimeout();
let certificates: Certificates | undefined;

/** The options of a simulator that speaks so. */
function speaking(protocol: 'http' | 'https'): SimulatorOptions {
  return protocol === 'http' || certificates === undefined ? {} : { tls: certificates.server };
}

/** Which connection each request came over. */
function connectionsOf({ requests }: Simulator): readonly number[] {
  return requests.map(({ connection }) => connection);
}

/** Does some work while every name means these addresses; returns the names that were looked up. */
async function withAddresses(addresses: readonly string[], work: () => Promise<void>): Promise<readonly string[]> {
  const { lookup } = dns;
  const names: string[] = [];
  const answer = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  const lookUp = (name: string, _: object, callback: (error: null, found: typeof answer) => void): void => {
    names.push(name);
    callback(null, answer);
  };
  Object.assign(dns, { lookup: lookUp });
  try {
    await work();
  } finally {
    Object.assign(dns, { lookup });
  }
  return names;
}

describe.each(['http', 'https'] as const)('connections over %s', (protocol) => {
  beforeAll(async () => {
    net.setDefaultAutoSelectFamilyAttemptTimeout(10);
    certificates = await makeCertificates();
  });

  // Before each test: another file of the same process may take back what it trusts after each of its own.
  if (protocol === 'https')
    beforeEach(() => {
      tls.setDefaultCACertificates([
        ...trustedAtFirst,
        ...(certificates === undefined ? [] : [certificates.authority]),
      ]);
    });

  afterAll(() => {
    tls.setDefaultCACertificates(trustedAtFirst);
    net.setDefaultAutoSelectFamilyAttemptTimeout(addressTimeoutAtFirst);
  });

  it('are kept alive: calls one after another share one', async () => {
    const { world, acme } = smallWorld();
    const simulator = await serve(world, speaking(protocol));
    const { service, transport } = clientOf(simulator);

    await service.organizations().read();
    await service.plans(acme).read();
    await service.repositories(acme).read();

    expect(simulator.url).toMatch(new RegExp(`^${protocol}:`));
    expect(connectionsOf(simulator)).toEqual([1, 1, 1, 1]);
    expect(transport.requests).toBe(4);
  });

  it('are used again by later calls after two calls at once needed a second one', async () => {
    const { world, acme } = smallWorld();
    const simulator = await serve(world, { ...speaking(protocol), latencyMs: 20 });
    const { service } = clientOf(simulator);

    await service.signIn();
    await Promise.all([service.plans(acme).read(), service.repositories(acme).read()]);
    await Promise.all([service.plans(acme).read(), service.repositories(acme).read()]);

    expect(new Set(connectionsOf(simulator))).toEqual(new Set([1, 2]));
  });

  it('are no more than requests at a time', async () => {
    const { world, acme } = manyWorld(60);
    const simulator = await serve(world, { ...speaking(protocol), pageCap: 2 });
    const { service } = clientOf(simulator, { concurrency: 4 });

    await Promise.all([
      service.repositories(acme).read(),
      service.repositories(acme).read(),
      service.plans(acme).read(),
    ]);

    expect(simulator.requests.length).toBeGreaterThan(100);
    expect(new Set(connectionsOf(simulator))).toEqual(new Set([1, 2, 3, 4]));
  });

  it('are opened anew after the server cut one', async () => {
    const { world, acme } = smallWorld();
    const simulator = await serve(world, {
      ...speaking(protocol),
      faults: [{ endpoint: '*', occurrence: 3, fault: { kind: 'reset', at: 'before-headers' } }],
    });
    const { service } = clientOf(simulator);

    await service.organizations().read();
    await expect(service.plans(acme).read()).resolves.toHaveLength(1);

    expect(connectionsOf(simulator)).toEqual([1, 1, 1, 2]);
  });

  it('are made to the next address of a name where the first one refuses', async () => {
    const { world } = smallWorld();
    const simulator = await serve(world, speaking(protocol));
    const baseUrl = new URL(`${protocol}://localhost:${String(simulator.port)}`);
    const { service } = clientOf(simulator, { baseUrl, retries: 0 });

    // The simulator listens on 127.0.0.1 only.
    const asked = await withAddresses(['::1', '127.0.0.1'], async () => {
      await expect(service.organizations().read()).resolves.toHaveLength(1);
    });

    expect(asked).toEqual(['localhost']);
    expect(connectionsOf(simulator)).toEqual([1, 1]);
  });

  it.each(['refuses', 'is silent, or has no route'])(
    'are made eight at a time where the first address %s',
    async (how) => {
      const { world, acme } = manyWorld(40);
      const simulator = await serve(world, { ...speaking(protocol), pageCap: 2, latencyMs: 5 });
      const baseUrl = new URL(`${protocol}://localhost:${String(simulator.port)}`);
      const { service } = clientOf(simulator, { baseUrl, retries: 0, concurrency: 8 });

      await withAddresses([how === 'refuses' ? '127.0.0.2' : '192.0.2.1', '127.0.0.1'], async () => {
        await expect(service.repositories(acme).read()).resolves.toHaveLength(40);
      });

      expect(simulator.mostAtOnce).toBe(8);
    },
  );

  it('that cannot be made to any address fail with all that were tried', async () => {
    const { world } = smallWorld();
    const simulator = await serve(world, speaking(protocol));
    const port = await freePort();
    const baseUrl = new URL(`${protocol}://localhost:${String(port)}`);
    const { service } = clientOf(simulator, { baseUrl, retries: 0 });

    await withAddresses(['127.0.0.1', '::1'], async () => {
      const failure = await failureOf(service.organizations().read());

      expect(failure).toBeInstanceOf(NetworkError);
      expect(failure.message).toMatch(
        /none of the host's addresses could be reached; all were tried: 127\.0\.0\.1 \(the connection was refused\), ::1 \(.+\) \(http/,
      );
    });
  });
});
