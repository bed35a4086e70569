import { randomUUID } from 'node:crypto';
import { generate } from 'selfsigned';

/** A certificate authority and a server certificate that it signed, both in PEM. */
export interface Certificates {
  readonly authority: string;
  readonly server: { readonly key: string; readonly cert: string };
}

const DAY_MS = 24 * 3600 * 1000;

/**
 * Makes a private CA and a certificate for these hosts. Nothing of it is kept: every start has its own.
 *
 * @param validDays how long the server's certificate is valid from now; negative for one that has expired
 */
export async function makeCertificates(
  hosts: readonly string[] = ['localhost', '127.0.0.1'],
  validDays = 30,
): Promise<Certificates> {
  const from = new Date(Date.now() - 60 * DAY_MS);
  const until = (days: number): Date => new Date(Date.now() + days * DAY_MS);
  // A name of its own: OpenSSL finds an issuer by its name.
  const ca = await generate([{ name: 'commonName', value: `Simulated private CA ${randomUUID()}` }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: from,
    notAfterDate: until(30),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: from,
    notAfterDate: until(validDays),
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames: hosts.map(altName) },
    ],
  });
  return { authority: ca.cert, server: { key: server.private, cert: server.cert } };
}

/** What is wrong with a certificate that was issued; with `by-intermediate` nothing is, but the authority is no root. */
export type CertificateFault = 'for-clients' | 'by-no-authority' | 'weak-key' | 'by-intermediate';

/** A certificate that a private CA should not have issued so, with the whole chain. */
export async function makeFaulty(fault: CertificateFault): Promise<Certificates> {
  const root = await issue('root', { cA: true, fault });
  const between = await issue('intermediate', { cA: fault !== 'by-no-authority', fault }, root);
  const isDirect = fault === 'for-clients' || fault === 'weak-key';
  const server = await issue('server', { cA: false, fault }, isDirect ? root : between);
  return {
    authority: fault === 'by-intermediate' ? between.cert : root.cert,
    server: { key: server.key, cert: isDirect ? server.cert : `${server.cert}\n${between.cert}` },
  };
}

/** Issues a certificate; without an issuer it is its own. */
async function issue(
  name: string,
  { cA, fault }: { readonly cA: boolean; readonly fault: CertificateFault },
  ca?: Certificates['server'],
): Promise<Certificates['server']> {
  const made = await generate([{ name: 'commonName', value: `Simulated ${name} ${randomUUID()}` }], {
    // Of one kind in the whole chain.
    ...(fault === 'weak-key' ? { keyType: 'rsa' as const, keySize: cA ? 2048 : 1024 } : { keyType: 'ec' as const }),
    algorithm: 'sha256',
    ...(ca === undefined ? {} : { ca }),
    extensions: [
      { name: 'basicConstraints', cA, critical: true },
      ...(fault === 'for-clients' && !cA ? [{ name: 'extKeyUsage' as const, clientAuth: true }] : []),
      ...(cA ? [] : [{ name: 'subjectAltName' as const, altNames: [altName('127.0.0.1')] }]),
    ],
  });
  return { key: made.private, cert: made.cert };
}

/** A certificate for these hosts that is its own authority. */
export async function makeSelfSigned(
  hosts: readonly string[] = ['localhost', '127.0.0.1'],
): Promise<Certificates['server']> {
  const made = await generate([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: hosts.map(altName) }],
  });
  return { key: made.private, cert: made.cert };
}

function altName(host: string): { type: 7; ip: string } | { type: 2; value: string } {
  return /^[\d.]+$|:/.test(host) ? { type: 7, ip: host } : { type: 2, value: host };
}
