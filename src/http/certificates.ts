import tls from 'node:tls';
import { Failure } from '../shared/failure.ts';

/**
 * Trusts private CAs besides those that Node trusts already, NODE_EXTRA_CA_CERTS among them. For the whole process,
 * since a tunnel through a proxy takes no certificates of its own.
 * @param certificates PEM texts, one certificate each
 * @throws Failure when Node is too old for it
 */
export function trustCertificates(certificates: readonly string[]): void {
  if (certificates.length === 0) return;
  // Node 24.5 and later; a self-hosted runner may bring an older one.
  if (typeof tls.setDefaultCACertificates !== 'function')
    throw new Failure(
      'ca-certificate needs a newer Node',
      `the runner's Node is ${process.version}, which cannot take a CA at run time (24.5 and later can)`,
      'Update the runner, or set the environment variable NODE_EXTRA_CA_CERTS to the path of the PEM file for the runner.',
    );
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...certificates]);
}
