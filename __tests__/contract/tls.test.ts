import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Certificates, makeCertificates, makeSelfSigned } from '../../simulator/certificates.ts';
import type { Simulator } from '../../simulator/server.ts';
import { connect } from '../../src/connect.ts';
import { Failure } from '../../src/failure.ts';
import { CertificateError } from '../../src/gitprotect/errors.ts';
import { Log } from '../../src/report/log.ts';
import { Secrets } from '../../src/secrets.ts';
import { theInputs } from '../support/build.ts';
import { failureOf } from '../support/failure.ts';
import { runAgainst } from '../support/run.ts';
import { clientOf, passwordOf, serve, smallWorld } from '../support/service.ts';

// What is trusted is trusted by the whole process: every test begins with Node's own list.
const trustedAtFirst = tls.getCACertificates('default');

afterEach(() => {
  tls.setDefaultCACertificates(trustedAtFirst);
});

async function serveTls(certificates: Certificates['server']): Promise<Simulator> {
  return await serve(smallWorld().world, { tls: certificates });
}

/** As a run with the input `ca-certificate` connects. */
function connectWith(simulator: Simulator, certificateAuthorities: readonly string[]): ReturnType<typeof connect> {
  const secrets = new Secrets();
  const inputs = theInputs({
    serverUrl: new URL(simulator.url),
    credentials: passwordOf(simulator.world),
    retries: 4,
    certificateAuthorities,
  });
  return connect(inputs, secrets, new Log(secrets));
}

describe('a certificate that is not trusted', () => {
  it('fails at once when it is of a private CA', async () => {
    const simulator = await serveTls((await makeCertificates()).server);
    const { gitprotect, connection, clock } = clientOf(simulator);

    const failure = await failureOf(gitprotect.open());

    expect(failure).toBeInstanceOf(CertificateError);
    expect(failure.message).toContain('could not sign in: unable to verify the first certificate');
    expect(failure.message).toContain(`(${simulator.url}/account/login)`);
    expect(failure.remedy).toContain('For a private CA give its certificate in ca-certificate');
    expect(connection.requests).toBe(1);
    expect(clock.slept).toEqual([]);
    expect(simulator.requests).toEqual([]);
  });

  it('fails at once when it is self-signed', async () => {
    const simulator = await serveTls(await makeSelfSigned());
    const { gitprotect, connection } = clientOf(simulator);

    const failure = await failureOf(gitprotect.open());

    expect(failure).toBeInstanceOf(CertificateError);
    expect(failure.message).toContain('self-signed certificate');
    expect(connection.requests).toBe(1);
    expect(simulator.requests).toEqual([]);
  });

  it('fails at once when it is of another private CA than the one given', async () => {
    const simulator = await serveTls((await makeCertificates()).server);
    const other = await makeCertificates();
    const { gitprotect } = connectWith(simulator, [other.authority]);

    expect(await failureOf(gitprotect.open())).toBeInstanceOf(CertificateError);
    expect(simulator.requests).toEqual([]);
  });
});

describe('a private CA that is given', () => {
  it('is trusted', async () => {
    const { authority, server } = await makeCertificates();
    const { gitprotect, connection } = connectWith(await serveTls(server), [authority]);

    await expect(gitprotect.listOrganizations()).resolves.toMatchObject([{ name: 'acme' }]);
    expect(connection.requests).toBe(2);
  });

  it('is trusted as one of several', async () => {
    const [one, two] = [await makeCertificates(), await makeCertificates()];
    const authorities = [one.authority, two.authority];

    for (const { server } of [one, two])
      await expect(connectWith(await serveTls(server), authorities).gitprotect.open()).resolves.toBeUndefined();
  });

  it('is trusted besides those that are trusted already', async () => {
    const [company, one] = [await makeCertificates(), await makeCertificates()];
    tls.setDefaultCACertificates([...trustedAtFirst, company.authority]);
    connectWith(await serveTls(one.server), [one.authority]);

    const { gitprotect } = clientOf(await serveTls(company.server));

    await expect(gitprotect.open()).resolves.toBeUndefined();
  });

  it.each([
    ['has expired', ['127.0.0.1'], -1, 'certificate has expired'],
    ['is for another host', ['gitprotect.example'], 30, "does not match certificate's altnames"],
  ])('does not help a certificate that %s', async (_, hosts, days, says) => {
    const { authority, server } = await makeCertificates(hosts, days);
    const simulator = await serveTls(server);
    const { gitprotect, connection } = connectWith(simulator, [authority]);

    const failure = await failureOf(gitprotect.open());

    expect(failure).toBeInstanceOf(CertificateError);
    expect(failure.message).toContain(says);
    expect(failure.remedy).toContain('For an expired certificate or a wrong host name mend the server or server-url');
    expect(connection.requests).toBe(1);
    expect(simulator.requests).toEqual([]);
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
