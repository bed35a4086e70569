import { describe, expect, it } from '@jest/globals';
import type { HostKind } from '../../../src/domain/inventory.ts';
import { addressOf, connectHost } from '../../../src/hosts/connect.ts';
import { Failure } from '../../../src/shared/failure.ts';
import { Redactor } from '../../../src/shared/redactor.ts';
import { FakeClock } from '../../support/fake-clock.ts';

describe('the address of a host', () => {
  it.each<[HostKind, string, string, string]>([
    ['github', 'https://api.github.com', 'github', 'https://api.github.com/'],
    ['github', 'https://ghe.example/api/v3', 'github', 'https://ghe.example/api/v3'],
    ['gitlab', 'https://gitlab.com', 'gitlab', 'https://gitlab.com/api/v4'],
    ['gitlab', 'https://git.example', 'gitlab', 'https://git.example/api/v4'],
    ['gitlab', 'https://git.example/', 'gitlab', 'https://git.example/api/v4'],
    ['gitlab', 'https://git.example/gitlab/', 'gitlab', 'https://git.example/gitlab/api/v4'],
    ['gitlab', 'https://git.example/api/v4/', 'gitlab', 'https://git.example/api/v4'],
    ['azure-devops', 'https://dev.azure.com', 'azure-devops', 'https://dev.azure.com/'],
    ['azure-devops', 'https://tfs.example/tfs', 'azure-devops', 'https://tfs.example/tfs'],
    ['bitbucket', 'https://api.bitbucket.org', 'bitbucket-cloud', 'https://api.bitbucket.org/2.0'],
    ['bitbucket', 'http://127.0.0.1:8080/2.0/', 'bitbucket-cloud', 'http://127.0.0.1:8080/2.0'],
    ['bitbucket', 'https://git.example', 'bitbucket-data-center', 'https://git.example/rest/api/1.0'],
    ['bitbucket', 'https://git.example/rest/api/1.0', 'bitbucket-data-center', 'https://git.example/rest/api/1.0'],
    ['git.dev', 'https://api.git.dev/v2', 'git-dev', 'https://api.git.dev/v2'],
    ['git.dev', 'http://127.0.0.1:8080', 'git-dev', 'http://127.0.0.1:8080/'],
  ])('%s at %s is the API %s at %s', (kind, url, api, address) => {
    const found = addressOf(kind, new URL(url));
    expect([found.api, found.baseUrl.href]).toEqual([api, address]);
  });
});

describe('connecting', () => {
  function connectWith(environment: NodeJS.ProcessEnv): { requests: number } {
    const settings = {
      concurrency: 1,
      requestTimeoutSeconds: 5,
      retries: 0,
      rateLimitTimeoutSeconds: 0,
      certificateAuthorities: [],
    };
    const { signal: cancelled } = new AbortController();
    const world = {
      environment,
      stdout: { write: () => undefined },
      clock: new FakeClock(),
      random: () => 0,
      cancelled,
    };
    const log = { info: () => undefined, debug: () => undefined };
    const connection = { kind: 'github', url: new URL('https://api.github.com'), token: 'abcdef', settings } as const;
    const { requests } = connectHost(connection, world, new Redactor(() => undefined), log).transport;
    return { requests };
  }

  it('sends nothing yet', () => {
    expect(connectWith({})).toEqual({ requests: 0 });
  });

  it('fails where the address of the proxy cannot be read', () => {
    const failing = (): unknown => connectWith({ HTTPS_PROXY: 'http://10%:secret-one@127.0.0.1:3128' });
    expect(failing).toThrow(Failure);
    expect(failing).not.toThrow('secret-one');
  });
});
