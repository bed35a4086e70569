import { Failure } from '../shared/failure.ts';
import type { Redactor } from '../shared/redactor.ts';

/**
 * Registers the passwords in the proxies' addresses as secrets, and checks the address that is used: one that can't be
 * read would look like an error of the server's, or be ignored, since `HttpClient` connects directly then.
 * @param url the server that is to be reached
 * @throws Failure, which does not show the address
 */
export function checkProxies(url: URL, environment: NodeJS.ProcessEnv, redactor: Redactor): void {
  for (const name of ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']) {
    const address = environment[name] ?? '';
    const isReadable = address === '' || registerPassword(address, redactor);
    if (isReadable || url.protocol !== 'https:' || !name.toLowerCase().startsWith('https')) continue;
    throw new Failure(
      'The address of the proxy is wrong',
      `the environment variable ${name} holds no address that can be read`,
      'Write it as http://host:port or http://user:password@host:port, with special characters of the password percent-encoded.',
    );
  }
}

/** Returns whether the address can be read, as `HttpClient` reads it. */
function registerPassword(address: string, redactor: Redactor): boolean {
  const url = URL.parse(/^https?:\/\//.test(address) ? address : `http://${address}`);
  if (url === null) return false;
  redactor.addSecret(url.password);
  try {
    redactor.addSecret(decodeURIComponent(url.password));
    decodeURIComponent(url.username);
    return true;
  } catch {
    return false;
  }
}
