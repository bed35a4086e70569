import { describe, expect, it } from '@jest/globals';
import { checkProxies } from '../../../src/http/proxy.ts';
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
    ['HTTPS_PROXY', 'user:pa55word@127.0.0.1:3128'],
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
    [{ HTTP_PROXY: '::::' }, SERVER],
    [{ HTTPS_PROXY: '::::' }, 'http://127.0.0.1:8080'],
    [{ HTTPS_PROXY: '' }, SERVER],
  ])('does not matter where it is not used: %j for %s', (environment, server) => {
    expect(() => secretsOf(environment, server)).not.toThrow();
  });
});
