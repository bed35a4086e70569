import { describe, expect, it } from '@jest/globals';
import { connect } from '../../../src/gitprotect/connect.ts';
import { ActionInputs } from '../../../src/runner/action-inputs.ts';
import { GitHubRunner } from '../../../src/runner/github.ts';
import { Failure } from '../../../src/shared/failure.ts';
import { theInputs } from '../../support/build.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** Connects where the environment is this, and returns how many requests were sent, and what cuts the secrets out. */
function connectWith(environment: Record<string, string>): { requests: number; redact: (text: string) => string } {
  const stdout = { write: () => undefined };
  const runner = new GitHubRunner({ stdout }, new ActionInputs(environment));
  const { signal: cancelled } = new AbortController();
  const world = { environment, stdout, clock: new FakeClock(), random: () => 0, cancelled };
  const { requests } = connect(theInputs(), world, runner.redactor, runner).transport;
  return { requests, redact: (text) => runner.redactor.redact(text) };
}

describe('connecting', () => {
  it.each(['HTTPS_PROXY', 'https_proxy'])('reads the proxy from the environment that is passed in: %s', (name) => {
    const { redact } = connectWith({ [name]: 'http://user:pa55word@127.0.0.1:3128' });
    expect(redact('its pa55word')).toBe('its ***');
  });

  it('fails where the address of the proxy cannot be read', () => {
    const failing = (): unknown => connectWith({ HTTPS_PROXY: 'http://10%:secret-one@127.0.0.1:3128' });
    expect(failing).toThrow(Failure);
    expect(failing).toThrow('HTTPS_PROXY holds no address that can be read');
    expect(failing).not.toThrow('secret-one');
  });

  it('sends nothing yet', () => {
    expect(connectWith({}).requests).toBe(0);
  });
});
