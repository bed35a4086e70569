import { afterEach, describe, expect, it } from '@jest/globals';
import { connect } from '../../src/connect.ts';
import { Failure } from '../../src/failure.ts';
import { NetworkError, ProxyError } from '../../src/gitprotect/errors.ts';
import type { Inputs } from '../../src/inputs.ts';
import { Log } from '../../src/report/log.ts';
import { Secrets } from '../../src/secrets.ts';
import { theInputs } from '../support/build.ts';
import '../support/printed.ts';

const before = { ...process.env };

afterEach(() => {
  process.env = { ...before };
});

/** Connects where the environment names proxies, and returns the secrets that it learned. */
function connectWith(environment: Record<string, string>, overrides: Partial<Inputs> = {}): Secrets {
  Object.assign(process.env, environment);
  const secrets = new Secrets();
  connect(theInputs(overrides), secrets, new Log(secrets));
  return secrets;
}

describe('the address of a proxy', () => {
  it.each([
    ['HTTPS_PROXY', 'http://user:pa55word@127.0.0.1:3128'],
    ['https_proxy', 'http://user:pa55word@127.0.0.1:3128'],
    ['HTTPS_PROXY', 'user:pa55word@127.0.0.1:3128'],
    ['HTTP_PROXY', 'http://user:pa55word@127.0.0.1:3128'],
    ['http_proxy', 'https://user:pa55word@127.0.0.1:3128'],
  ])('holds a password that is kept secret: %s=%s', (name, address) => {
    expect(connectWith({ [name]: address }).redact('its pa55word')).toBe('its ***');
  });

  it('holds a password that is secret as it is written, and as it is meant', () => {
    const secrets = connectWith({ HTTPS_PROXY: 'http://user:p%C3%A4ss%2Fword@127.0.0.1:3128' });
    expect(secrets.redact('päss/word, p%C3%A4ss%2Fword')).toBe('***, ***');
  });

  it.each(['::::', 'http://', 'http://user:100%@127.0.0.1:3128', 'http://10%:secret-one@127.0.0.1:3128'])(
    'is refused without being shown when it cannot be read: %s',
    (address) => {
      const failing = (): unknown => connectWith({ HTTPS_PROXY: address });
      expect(failing).toThrow(Failure);
      expect(failing).toThrow('HTTPS_PROXY holds no address that can be read');
      expect(failing).not.toThrow(address);
    },
  );

  it.each([
    [{ HTTP_PROXY: '::::' }, 'https://gitprotect.example'],
    [{ HTTPS_PROXY: '::::' }, 'http://127.0.0.1:8080'],
    [{ HTTPS_PROXY: '' }, 'https://gitprotect.example'],
  ])('does not matter where it is not used: %j for %s', (environment, server) => {
    expect(() => connectWith(environment, { serverUrl: new URL(server) })).not.toThrow();
  });
});

describe('a failure of the network', () => {
  const operation = { does: 'sign in', url: 'https://gitprotect.example/account/login' };
  const caused = (message: string, code?: string): string =>
    new NetworkError(operation, Object.assign(new Error(message), code === undefined ? {} : { code })).message;

  it.each([
    ['ENOTFOUND', 'the host name cannot be resolved'],
    ['EAI_AGAIN', 'the host name cannot be resolved'],
    ['ECONNREFUSED', 'the connection was refused'],
    ['ECONNRESET', 'the connection was cut'],
    ['EPIPE', 'the connection was cut'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'the connection was cut'],
    ['ETIMEDOUT', 'the host cannot be reached'],
    ['EHOSTUNREACH', 'the host cannot be reached'],
    ['ENETUNREACH', 'the host cannot be reached'],
    ['EWHATEVER', 'some text'],
  ])('of code %s is told as: %s', (code, says) => {
    expect(caused('some text', code)).toBe(`could not sign in: ${says} (${operation.url})`);
  });

  it('is told by its code where it has no text, and by its text where it has no code', () => {
    expect(caused('', 'EWHATEVER')).toContain('network failure EWHATEVER');
    expect(caused('some text')).toContain('some text');
  });

  it('at the proxy is told as such', () => {
    const refused = caused('tunneling socket could not be established, cause=connect ECONNREFUSED 127.0.0.1:9');
    expect(refused).toContain('the proxy did not open a tunnel (connect ECONNREFUSED 127.0.0.1:9)');
    expect(caused('tunneling socket could not be established, statusCode=502')).toContain('statusCode=502');
  });

  it.each([
    [401, 'user name and password'],
    [407, 'user name and password'],
    [403, 'NO_PROXY'],
  ])('by a proxy that answers %i says what to do: %s', (status, remedy) => {
    const error = new ProxyError(operation, status, new Error('tunnel'));
    expect(error.message).toContain(`the proxy answered HTTP ${String(status)}`);
    expect(error.remedy).toContain(remedy);
  });
});
