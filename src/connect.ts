import tls from 'node:tls';
import { systemClock } from './clock.ts';
import { Failure } from './failure.ts';
import { GitProtect } from './gitprotect/client.ts';
import { Connection } from './gitprotect/connection.ts';
import type { Inputs } from './inputs.ts';
import type { Log } from './report/log.ts';
import type { Secrets } from './secrets.ts';

const USER_AGENT = 'gitprotect-action';

/** Makes a client of the Management Service that the inputs name. Nothing is sent yet. @throws Failure */
export function connect(
  inputs: Inputs,
  secrets: Secrets,
  log: Log,
): { connection: Connection; gitprotect: GitProtect } {
  readProxies(inputs.serverUrl, secrets);
  const connection = new Connection({ ...inputs, userAgent: USER_AGENT, clock: systemClock, secrets, log });
  // Takes a while, in which connections are opened.
  if (inputs.certificateAuthorities.length > 0) trust(inputs.certificateAuthorities);
  return { connection, gitprotect: new GitProtect(connection, inputs.credentials, secrets, log) };
}

/**
 * Keeps the passwords in the proxies' addresses secret, and checks the one that is used. An address that can't be read
 * would be told as the Management Service's, or passed over: `HttpClient` connects directly then. Not echoed.
 */
function readProxies(serverUrl: URL, secrets: Secrets): void {
  for (const name of ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']) {
    const given = process.env[name] ?? '';
    const isRead = given === '' || keepPassword(given, secrets);
    if (isRead || serverUrl.protocol !== 'https:' || !name.toLowerCase().startsWith('https')) continue;
    throw new Failure(
      'The address of the proxy is wrong',
      `the environment variable ${name} holds no address that can be read`,
      'Write it as http://host:port or http://user:password@host:port, with special characters of the password percent-encoded.',
    );
  }
}

/** Whether the address of a proxy can be read as `HttpClient` reads it. */
function keepPassword(address: string, secrets: Secrets): boolean {
  const url = URL.parse(/^https?:\/\//.test(address) ? address : `http://${address}`);
  if (url === null) return false;
  secrets.keep(url.password);
  try {
    secrets.keep(decodeURIComponent(url.password));
    decodeURIComponent(url.username);
    return true;
  } catch {
    return false;
  }
}

/**
 * Trusts a private CA besides those that Node trusts already, NODE_EXTRA_CA_CERTS among them. For the whole process,
 * since a tunnel through a proxy takes no certificates of its own.
 */
function trust(certificates: readonly string[]): void {
  // Node 24.5 and later; a self-hosted runner may bring an older one.
  if (typeof tls.setDefaultCACertificates !== 'function')
    throw new Failure(
      'ca-certificate needs a newer Node',
      `the runner's Node is ${process.version}, which cannot take a CA at run time (24.5 and later can)`,
      'Update the runner, or set the environment variable NODE_EXTRA_CA_CERTS to the path of the PEM file for the runner.',
    );
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...certificates]);
}
