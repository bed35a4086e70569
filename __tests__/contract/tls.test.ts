import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  type CertificateFault,
  type Certificates,
  makeCertificates,
  makeFaulty,
  makeSelfSigned,
} from '../../simulator/certificates.ts';
import type { Simulator } from '../../simulator/server.ts';
import type { GitProtect } from '../../src/gitprotect/client.ts';
import { connect } from '../../src/gitprotect/connect.ts';
import { CertificateError } from '../../src/gitprotect/errors.ts';
import { ActionInputs } from '../../src/runner/action-inputs.ts';
import { GitHubRunner } from '../../src/runner/github.ts';
import { Failure } from '../../src/shared/failure.ts';
import { theInputs } from '../support/build.ts';
import { failureOf } from '../support/failure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { runAgainst } from '../support/run.ts';
import { clientOf, passwordOf, serve, smallWorld } from '../support/service.ts';

// What is trusted is trusted by the whole process: every test begins with Node's own list.
const trustedAtFirst = tls.getCACertificates('default');

function trustAsAtFirst(): void {
  tls.setDefaultCACertificates(trustedAtFirst);
}

async function serveTls(certificates: Certificates['server']): Promise<Simulator> {
  return await serve(smallWorld().world, { tls: certificates });
}

/** As a run with the input `ca-certificate` connects. */
function connectWith({ url }: Pick<Simulator, 'url'>, certificateAuthorities: readonly string[]): GitProtect {
  const settings = theInputs({
    serverUrl: new URL(url),
    credentials: passwordOf(smallWorld().world),
    retries: 4,
    certificateAuthorities,
  });
  const world = {
    environment: {},
    stdout: { write: () => undefined },
    clock: new FakeClock(),
    random: () => 0.5,
    cancelled: new AbortController().signal,
  };
  const runner = new GitHubRunner(world, new ActionInputs(world.environment));
  return connect(settings, world, runner.redactor, runner);
}

describe('a certificate that is not trusted', () => {
  afterEach(trustAsAtFirst);

  it('fails at once when it is of a private CA', async () => {
    const simulator = await serveTls((await makeCertificates()).server);
    const { service, transport, clock } = clientOf(simulator);

    const failure = await failureOf(service.signIn());

    expect(failure).toBeInstanceOf(CertificateError);
    expect(failure.message).toContain('could not sign in: unable to verify the first certificate');
    expect(failure.message).toContain(`(${simulator.url}/account/login)`);
    expect(failure.remedy).toContain('For a private CA, give its root certificate in ca-certificate');
    expect(transport.requests).toBe(1);
    expect(clock.slept).toEqual([]);
    expect(simulator.requests).toEqual([]);
  });

  it('fails at once when it is self-signed', async () => {
    const simulator = await serveTls(await makeSelfSigned());
    const { service, transport } = clientOf(simulator);

    const failure = await failureOf(service.signIn());

    expect(failure).toBeInstanceOf(CertificateError);
    expect(failure.message).toContain('self-signed certificate');
    expect(transport.requests).toBe(1);
    expect(simulator.requests).toEqual([]);
  });

  it('fails at once when it is of another private CA than the one given', async () => {
    const simulator = await serveTls((await makeCertificates()).server);
    const other = await makeCertificates();
    const service = connectWith(simulator, [other.authority]);

    expect(await failureOf(service.signIn())).toBeInstanceOf(CertificateError);
    expect(simulator.requests).toEqual([]);
  });
});

describe('a server that asks for a certificate of the client', () => {
  afterEach(trustAsAtFirst);

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('is not one whose certificate is not trusted: %s', async (maxVersion) => {
    const { authority, server: own } = await makeCertificates();
    const asking = { ...own, ca: authority, requestCert: true, rejectUnauthorized: true, maxVersion };
    const server = tls.createServer(asking).on('tlsClientError', () => undefined);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;

    const failure = await failureOf(connectWith({ url: `https://127.0.0.1:${String(port)}` }, [authority]).signIn());

    server.close();
    expect(failure.title).toBe('No TLS connection to GitProtect could be made');
    expect(failure.message).toMatch(
      /no TLS connection could be made \([^)]* alert (certificate required|handshake failure)\)/,
    );
    expect(failure.remedy).toContain('no certificate of the client');
  });
});

describe('a private CA that is given', () => {
  afterEach(trustAsAtFirst);

  it('is trusted', async () => {
    const { authority, server } = await makeCertificates();
    const service = connectWith(await serveTls(server), [authority]);

    await expect(service.organizations().read()).resolves.toMatchObject([{ name: 'acme' }]);
    expect(service.transport.requests).toBe(2);
  });

  it('is trusted as one of several', async () => {
    const [one, two] = [await makeCertificates(), await makeCertificates()];
    const authorities = [one.authority, two.authority];

    for (const { server } of [one, two])
      await expect(connectWith(await serveTls(server), authorities).signIn()).resolves.toBeUndefined();
  });

  it('is trusted besides those that are trusted already', async () => {
    const [company, one] = [await makeCertificates(), await makeCertificates()];
    tls.setDefaultCACertificates([...trustedAtFirst, company.authority]);
    connectWith(await serveTls(one.server), [one.authority]);

    const { service } = clientOf(await serveTls(company.server));

    await expect(service.signIn()).resolves.toBeUndefined();
  });

  it.each([
    ['has expired', ['127.0.0.1'], -1, 'certificate has expired'],
    ['is for another host', ['gitprotect.example'], 30, "does not match certificate's altnames"],
  ])('does not help a certificate that %s', async (_, hosts, days, says) => {
    const { authority, server } = await makeCertificates(hosts, days);
    const simulator = await serveTls(server);
    const service = connectWith(simulator, [authority]);

    const failure = await failureOf(service.signIn());

    expect(failure).toBeInstanceOf(CertificateError);
    expect(failure.message).toContain(says);
    expect(failure.remedy).toContain(
      'If it is said to have expired, or not to be valid yet, renew it, or correct the clock of the runner where that is wrong. If it is for another host name, correct server-url or the certificate.',
    );
    expect(service.transport.requests).toBe(1);
    expect(simulator.requests).toEqual([]);
  });

  it.each<[CertificateFault, string, string]>([
    ['for-clients', 'unsuitable certificate purpose', 'reissued: for server authentication'],
    [
      'by-no-authority',
      'unsuitable certificate purpose',
      'reissued: for server authentication, by a certificate authority that may issue',
    ],
    ['weak-key', 'EE certificate key too weak', 'with a strong key and signature'],
    ['by-intermediate', 'unable to get issuer certificate (', 'give the root certificate'],
  ])('does not help a certificate that is faulty: %s', async (fault, says, remedy) => {
    const { authority, server } = await makeFaulty(fault);
    // A server of our time refuses to show a weak one.
    const lax = { ...server, ciphers: 'DEFAULT@SECLEVEL=0' };
    const service = connectWith(await serveTls(lax), [authority]);

    const failure = await failureOf(service.signIn());

    expect(failure).toBeInstanceOf(CertificateError);
    expect(failure.message).toContain(`could not sign in: ${says}`);
    expect(failure.remedy).toContain(remedy);
    expect(service.transport.requests).toBe(1);
  });

  it.each(['as text', 'as a file'])('serves a whole run when the input gives it %s', async (how) => {
    const { authority, server } = await makeCertificates();
    const simulator = await serveTls(server);
    const folder = mkdtempSync(join(tmpdir(), 'ca-'));
    const file = join(folder, 'ca.pem');
    writeFileSync(file, `# the CA of acme\n${authority}`);

    const ended = await runAgainst(simulator, { 'ca-certificate': how === 'as text' ? authority : file });
    rmSync(folder, { recursive: true });

    expect(ended.success).toBe(true);
    expect(ended.outputs).toMatchObject({ 'license-status': 'activated', 'plan-status': 'attached' });
  });

  it('fails with the remedy on a Node that cannot take it', async () => {
    const { authority, server } = await makeCertificates();
    const simulator = await serveTls(server);
    const { setDefaultCACertificates } = tls;
    Object.assign(tls, { setDefaultCACertificates: undefined });
    try {
      expect(() => connectWith(simulator, [authority])).toThrow(Failure);
      expect(() => connectWith(simulator, [authority])).toThrow(`the runner's Node is ${process.version}`);
    } finally {
      Object.assign(tls, { setDefaultCACertificates });
    }
  });
});
