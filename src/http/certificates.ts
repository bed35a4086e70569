import tls from 'node:tls';
import { Failure } from '../shared/failure.ts';

/**
 * Trusts private CAs besides those that Node trusts already, whatever these are. For the whole process, since a tunnel
 * through a proxy takes no certificates of its own.
 * @param certificates PEM texts, one certificate each
 * @param environment what Node was started with
 * @throws Failure when Node is too old for it
 */
export function trustCertificates(certificates: readonly string[], environment: NodeJS.ProcessEnv): void {
  if (certificates.length === 0) return;
  // A self-hosted runner may bring an older one.
  if (typeof tls.setDefaultCACertificates !== 'function')
    throw new Failure(
      'ca-certificate needs a newer Node',
      `the runner's Node is ${process.version}, which cannot take a CA at run time (22.19, 24.5 and later can)`,
      'Update the runner, or set the environment variable NODE_EXTRA_CA_CERTS to the path of the PEM file for the runner.',
    );
  // With this switch Node asks OpenSSL for its store (SSL_CERT_FILE, SSL_CERT_DIR), and does not list it by default.
  const isOpenSsl = [...process.execArgv, environment['NODE_OPTIONS'] ?? ''].join(' ').includes('--use-openssl-ca');
  const openSsl = isOpenSsl ? tls.getCACertificates('system') : [];
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...openSsl, ...certificates]);
}
