import { describe, expect, it } from '@jest/globals';
import { checkProxies, isProxyBypassed } from '../../../src/http/proxy.ts';
import { Failure } from '../../../src/shared/failure.ts';
import { Redactor } from '../../../src/shared/redactor.ts';

const SERVER = 'https://gitprotect.example';

/** The secrets that are known once the environment's proxies were checked. */
function secretsOf(environment: Record<string, string>, server = SERVER): Redactor {
  const redactor = new Redactor(() => undefined);
  checkProxies(new URL(server), environment, redactor);
  return redactor;
}

describe('the address of a proxy', () => {
  it.each([
    ['HTTPS_PROXY', 'http://user:pa55word@127.0.0.1:3128'],
    ['https_proxy', 'http://user:pa55word@127.0.0.1:3128'],
    ['HTTP_PROXY', 'http://user:pa55word@127.0.0.1:3128'],
    ['http_proxy', 'https://user:pa55word@127.0.0.1:3128'],
  ])('holds a password that is kept secret: %s=%s', (name, address) => {
    expect(secretsOf({ [name]: address }).redact('its pa55word')).toBe('its ***');
  });

  it('holds a password that is secret as it is written, and decoded', () => {
    const redactor = secretsOf({ HTTPS_PROXY: 'http://user:p%C3%A4ss%2Fword@127.0.0.1:3128' });
    expect(redactor.redact('päss/word, p%C3%A4ss%2Fword')).toBe('***, ***');
  });

  it.each(['::::', 'http://', 'http://user:100%@127.0.0.1:3128', 'http://10%:secret-one@127.0.0.1:3128'])(
    'is refused without being shown when it cannot be read: %s',
    (address) => {
      const failing = (): unknown => secretsOf({ HTTPS_PROXY: address });
      expect(failing).toThrow(Failure);
      expect(failing).toThrow('HTTPS_PROXY holds no address that can be read');
      expect(failing).not.toThrow(address);
    },
  );

  it.each([
    'localhost:3128',
    'user:pa55word@127.0.0.1:3128',
    'proxy.example:3128',
    'socks5://127.0.0.1:1080',
    'ftp://proxy.example',
  ])('is refused where the request would pass it by: %s', (address) => {
    const failing = (): unknown => secretsOf({ HTTPS_PROXY: address });
    expect(failing).toThrow('HTTPS_PROXY holds no address that can be read');
    expect(failing).not.toThrow(address);
  });

  it.each(['127.0.0.1:3128', 'http://proxy.example:3128', 'HTTP://proxy.example'])('may be %s', (address) => {
    expect(() => secretsOf({ HTTPS_PROXY: address })).not.toThrow();
  });

  it.each([
    [{ HTTP_PROXY: '::::' }, SERVER],
    [{ HTTPS_PROXY: '::::' }, 'http://127.0.0.1:8080'],
    [{ HTTPS_PROXY: '' }, SERVER],
  ])('does not matter where it is not used: %j for %s', (environment, server) => {
    expect(() => secretsOf(environment, server)).not.toThrow();
  });
});

describe('NO_PROXY', () => {
  const isBypassed = (server: string, noProxy: string, name = 'NO_PROXY'): boolean =>
    isProxyBypassed(new URL(server), { [name]: noProxy });

  it.each([
    ['https://git.example.com', 'git.example.com'],
    ['https://git.example.com', 'example.com'],
    ['https://git.example.com', '.example.com'],
    ['https://example.com', '.example.com'],
    ['https://git.example.com', '*.example.com'],
    ['https://a.b.example.com', '*.example.com'],
    ['https://git.example.com', '*'],
    ['https://git.example.com', 'GIT.Example.COM'],
    ['https://git.example.com.', 'git.example.com'],
    ['https://git.example.com', 'git.example.com.'],
    ['https://git.example.com', 'localhost, 127.0.0.1 , git.example.com'],
    ['https://git.example.com', 'localhost git.example.com'],
    ['https://git.example.com', 'git.example.com:443'],
    ['https://git.example.com:8443', 'git.example.com:8443'],
    ['https://git.example.com:8443', 'git.example.com'],
    ['http://git.example.com', 'git.example.com:80'],
    ['https://10.1.2.3', '10.1.2.3'],
    ['https://10.1.2.3', '10.0.0.0/8'],
    ['https://10.1.2.3', '10.1.2.0/30'],
    ['https://10.1.2.3', '0.0.0.0/0'],
    ['https://10.1.2.3', '10.1.*'],
    ['https://10.1.2.3', '10.0.0.0/255.0.0.0'],
    ['https://10.1.2.3', '10.1.2.0/255.255.255.252'],
    ['https://10.1.2.3', '0.0.0.0/0.0.0.0'],
    ['https://10.1.2.3:8443', '10.1.2.3/255.255.255.255:8443'],
    ['https://münchen.example', 'münchen.example'],
    ['https://münchen.example', 'MÜNCHEN.example:443'],
    ['https://git.münchen.example', '.münchen.example'],
    ['https://git.münchen.example', '*.mu\u0308nchen.example'],
    ['https://git.münchen.example', 'xn--mnchen-3ya.example'],
    ['https://10.1.2.3:8443', '10.0.0.0/8:8443'],
    ['https://[fd00::1]', 'fd00::1'],
    ['https://[fd00::1]', 'FD00:0:0:0:0:0:0:1'],
    ['https://[fd00::1]', '[fd00::1]'],
    ['https://[fd00::1]:8443', '[fd00::1]:8443'],
    ['https://[fd00::1]', 'fd00::/8'],
    ['https://[fd00::1]', '[fd00::]/8'],
  ])('keeps %s from a proxy: %s', (server, noProxy) => {
    expect(isBypassed(server, noProxy)).toBe(true);
    expect(isBypassed(server, `other.test,${noProxy}`, 'no_proxy')).toBe(true);
  });

  it.each([
    ['https://git.example.com', ''],
    ['https://git.example.com', ' , ,'],
    ['https://git.example.com', 'git.example'],
    ['https://notexample.com', 'example.com'],
    ['https://notexample.com', '*.example.com'],
    ['https://example.com', '*.example.com'],
    ['https://gitxexample.com', 'git.example.com'],
    ['https://gitxexample.com', '*t.example.com'],
    ['https://git.example.com', 'git.example.com:8443'],
    ['https://10.1.2.3', '10.1.2.4/32'],
    ['https://10.1.2.3', '11.0.0.0/8'],
    ['https://10.1.2.3', '10.0.0.0/33'],
    ['https://10.1.2.3', '10.0.0.0/'],
    ['https://10.1.2.3', '10.0.0.0/x'],
    ['https://10.1.2.3', '11.0.0.0/255.0.0.0'],
    ['https://10.1.2.3', '10.0.0.0/255.0.255.0'],
    ['https://10.1.2.3', '10.0.0.0/0.0.0.255'],
    ['https://10.1.2.3', '10.0.0.0/255.0.0'],
    ['https://[fd00::1]', 'fd00::/255.0.0.0'],
    ['https://münchen.example', 'munchen.example'],
    ['https://10.1.2.3', 'fd00::/8'],
    ['https://git.example.com', '10.0.0.0/8'],
    ['https://git.example.com', '0.0.0.0/0'],
    ['https://[fd00::1]', 'fe00::/8'],
    ['https://[fd00::1]', '[fd00::1]:8443'],
    ['https://[fd00::1]', '[fd00'],
  ])('does not keep %s from a proxy: %s', (server, noProxy) => {
    expect(isBypassed(server, noProxy)).toBe(false);
  });

  it('is read in lower case first', () => {
    expect(isProxyBypassed(new URL(SERVER), { no_proxy: 'other.test', NO_PROXY: '*' })).toBe(false);
    expect(isProxyBypassed(new URL(SERVER), { no_proxy: '', NO_PROXY: '*' })).toBe(true);
  });
});
