import { BlockList, isIP, isIPv4 } from 'node:net';
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

/** Returns whether the address can be read, and `HttpClient` reads the same of it. */
function registerPassword(address: string, redactor: Redactor): boolean {
  const url = URL.parse(/^https?:\/\//i.test(address) ? address : `http://${address}`);
  if (url === null) return false;
  redactor.addSecret(url.password);
  try {
    redactor.addSecret(decodeURIComponent(url.password));
    decodeURIComponent(url.username);
    // `HttpClient` takes the host of `proxy:8080` for a scheme, and would connect without a proxy.
    const read = URL.parse(address) ?? url;
    return /^https?:$/.test(read.protocol) && read.hostname !== '';
  } catch {
    return false;
  }
}

/**
 * Whether `NO_PROXY` names a server: by name, with all names below it, by a pattern with `*`, by address or by network
 * (`10.0.0.0/8`, `10.0.0.0/255.0.0.0`), each also with a port; separated by commas or blanks. `HttpClient` knows names
 * and addresses only; `proxy-from-env` patterns besides, and Node itself ranges of addresses, but none of them networks,
 * by which companies except what is theirs.
 */
export function isProxyBypassed(url: URL, environment: NodeJS.ProcessEnv): boolean {
  const given = [environment['no_proxy'], environment['NO_PROXY']].find((each) => (each ?? '') !== '') ?? '';
  const entries = given.toLowerCase().split(/[\s,]+/);
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const host = url.hostname.replace(/^\[|\]$|\.$/g, '');
  return entries.some((entry) => {
    // An IPv6 address takes its port only behind brackets.
    const [, name = '', itsPort] = /^(\[.*\](?:\/\d+)?|[^:]*):(\d+)$/.exec(entry) ?? [undefined, entry];
    return (itsPort === undefined || itsPort === port) && isNamed(host, asInUrl(name.replace(/[[\]]/g, '')));
  });
}

/** URLs hold names that are not in ASCII as Punycode. */
function asInUrl(name: string): string {
  return /[\u0080-\uffff]/.test(name) ? (URL.parse(`https://${name}`)?.hostname ?? name) : name;
}

/** @param entry of `NO_PROXY`, without its port */
function isNamed(host: string, entry: string): boolean {
  if (entry === '') return false;
  const [network = '', prefix] = entry.split('/');
  if (isIP(network) !== 0) return isIP(host) !== 0 && isInNetwork(host, network, prefix);
  if (entry.includes('*')) {
    const parts = entry.split(/\*+/).map((part) => part.replace(/[\\^$.+?(){}|]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(host);
  }
  const name = entry.replace(/^\.|\.$/g, '');
  return host === name || host.endsWith(`.${name}`);
}

function isInNetwork(host: string, network: string, prefix: string | undefined): boolean {
  const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6');
  const most = isIP(network) === 4 ? 32 : 128;
  const bits = prefix === undefined ? most : bitsOf(prefix, most);
  if (!(bits <= most)) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, family(network));
  return list.check(host, family(host));
}

/** How many bits of a network's addresses are the same: `8`, or as a mask `255.0.0.0`; not a number for anything else. */
function bitsOf(prefix: string, most: number): number {
  if (/^\d{1,3}$/.test(prefix)) return Number(prefix);
  if (most !== 32 || !isIPv4(prefix)) return NaN;
  const mask = prefix
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  return /^1*0*$/.test(mask) ? mask.replaceAll('0', '').length : NaN;
}
