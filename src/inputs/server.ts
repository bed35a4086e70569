import type { Credentials } from '../shared/credentials.ts';
import { shortened } from '../shared/text.ts';
import { MissingSecret, Mistake } from './values.ts';

/** The address of the Management Service, with its path prefix if it has one. @throws Mistake */
export function parseServerUrl(given: string): URL {
  if (given === '')
    throw new Mistake(
      'server-url is empty: give the address of the Management Service, as https://gitprotect.example.com',
    );
  return parseAddress('server-url', given);
}

/** The address of a service that gets secrets. @param name of the input or variable that holds it @throws Mistake */
export function parseAddress(name: string, given: string): URL {
  const [inputs, secret] =
    name === 'server-url' ? ['the inputs email and password', 'password'] : ['host-token', 'token'];
  // An address with credentials in it is a secret.
  const shown = given.includes('@') ? '' : `'${shortened(given)}' `;
  if (!URL.canParse(given))
    throw new Mistake(`${name} ${shown}is not a URL: write it as https://host, with port and path if it has them`);
  const url = new URL(given);
  if (url.username !== '' || url.password !== '')
    throw new Mistake(`${name} holds a user name or password: give them in ${inputs}`);
  if (/[?#]/.test(given)) throw new Mistake(`${name} '${url.origin}…' holds a query or fragment: leave it out`);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return url;
  throw new Mistake(
    `${name} ${shown}is not https: plain http would show the ${secret} to the network, and is accepted for a loopback host only`,
  );
}

/** Addresses that every system keeps to itself; a name below localhost may be resolved elsewhere. */
function isLoopback(hostname: string): boolean {
  return /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(hostname);
}

/** One way to sign in. @throws Mistake */
export function parseCredentials(email: string, password: string, token: string): Credentials {
  if (token !== '') {
    const others = [...(email === '' ? [] : ['email']), ...(password === '' ? [] : ['password'])].join(' and ');
    if (others !== '')
      throw new Mistake(
        `access-token is given, and so ${email === '' || password === '' ? 'is the input' : 'are the inputs'} ${others}: give one way to sign in, not both`,
      );
    if (/[^\x21-\x7e]/.test(token)) throw new Mistake('access-token holds spaces or line breaks: give the token alone');
    return { kind: 'token', token };
  }
  if (email === '' && password === '')
    throw new MissingSecret(
      ['email', 'password', 'access-token'],
      'email and password are empty, and so is access-token',
    );
  if (email === '') throw new MissingSecret(['email'], 'email is empty');
  if (password === '') throw new MissingSecret(['password'], 'password is empty');
  return { kind: 'password', email, password, oddity: oddityOf(password) };
}

/** What people don't see of a secret, and hardly ever mean to be in it. It is sent all the same. */
function oddityOf(password: string): string | undefined {
  const oddities = [
    ...(/^(\ufeff|ï»¿)/.test(password) ? ['begins with a byte order mark'] : []),
    ...(/^\s/.test(password.replace(/^\ufeff/, '')) ? ['begins with a blank or line break'] : []),
    ...(/[\r\n]$/.test(password) ? ['ends with a line break'] : /\s$/.test(password) ? ['ends with a blank'] : []),
  ];
  if (oddities.length === 0) return undefined;
  return `The password ${oddities.join(' and ')}, as happens when a whole file is stored as the secret. If that is not part of the password, store the secret again without it.`;
}

/** Node's own switch would send the password to anyone: there is no way to turn certificate checks off here. @throws Mistake */
export function checkTls(environment: NodeJS.ProcessEnv): void {
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    throw new Mistake(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 turns certificate checks off: remove it, and for a private CA give ca-certificate',
    );
}
