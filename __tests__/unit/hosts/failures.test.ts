import { describe, expect, it } from '@jest/globals';
import { connectHost } from '../../../src/hosts/connect.ts';
import { urlAtHost } from '../../../src/hosts/get.ts';
import { describeFailure } from '../../../src/hosts/failures.ts';
import type { HostService } from '../../../src/hosts/host.ts';
import type { HostKind } from '../../../src/domain/inventory.ts';
import { parseErrorResponse } from '../../../src/http/error-response.ts';
import { HttpFailure } from '../../../src/http/failure.ts';
import { Redactor } from '../../../src/shared/redactor.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const URLS: Readonly<Record<HostKind, string>> = {
  ...{ github: 'https://github.example/api/v3', gitlab: 'https://gitlab.example', bitbucket: 'https://git.example' },
  ...{ 'azure-devops': 'https://dev.azure.com', 'git.dev': 'https://git.dev' },
};

interface Said {
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function serviceOf(kind: HostKind, redactor = new Redactor(() => undefined)): HostService {
  const { signal: cancelled } = new AbortController();
  const world = { environment: {}, stdout: { write: () => undefined }, clock: new FakeClock(), random: () => 0 };
  const settings = {
    ...{ concurrency: 1, requestTimeoutSeconds: 5, retries: 0, rateLimitTimeoutSeconds: 0 },
    certificateAuthorities: [],
  };
  const log = { info: () => undefined, debug: () => undefined };
  const connection = { kind, url: new URL(URLS[kind]), token: 'abcdef', settings };
  return connectHost(connection, { ...world, cancelled }, redactor, log);
}

/** What a run says of a list that was answered so. */
function described(kind: HostKind, status: number, { message, headers = {}, body }: Said): string {
  const redactor = new Redactor(() => undefined);
  const response = parseErrorResponse({ status, headers, body: body ?? JSON.stringify({ message }) }, redactor);
  const error = new HttpFailure('it failed', { kind: 'status', response }, { mayHaveApplied: false });
  const request = { method: 'GET', headers: {}, path: 'list', purpose: 'list', repeated: 'by-itself' } as const;
  return describeFailure(error, request, serviceOf(kind, redactor));
}

const PAGE = '<!DOCTYPE html><title>Access denied</title>';

describe('what to do about a refusal of a Git host', () => {
  it.each<[HostKind, string, RegExp]>([
    [
      'github',
      'Resource protected by organization SAML enforcement. You must grant your token access.',
      /single sign-on/,
    ],
    ['github', 'the `acme` organization has an IP allow list enabled, and your IP address is not permitted', /address/],
    ['github', '`acme` forbids access via a personal access token (classic).', /does not accept such a token/],
    ['github', 'Sorry. Your account was suspended', /about the user/],
    ['gitlab', 'You (@bob) must accept the Terms of Service in order to perform this action.', /about the user/],
    ['gitlab', 'Your password expired. Please access GitLab from a web browser.', /about the user/],
    ['gitlab', '403 Forbidden - Your account has been blocked.', /about the user/],
    ['azure-devops', 'VS403463: The conditional access policy has failed.', /conditions/],
    ['bitbucket', 'an admin of this workspace needs to add your IP address to the allowlist', /address/],
    ['bitbucket', 'Two-step verification is required to access this workspace.', /about the user/],
    ['bitbucket', 'CAPTCHA required. Your Bitbucket account has been marked', /about the user/],
  ])('%s, which says why: %s', (kind, message, remedy) => {
    const text = described(kind, 403, { message });
    expect(text).toMatch(remedy);
    expect(text).not.toMatch(/lacks the right|scope|permission/);
  });

  it.each<[HostKind, string, RegExp]>([
    ['github', 'Resource not accessible by personal access token', /lacks the right.* scope repo/],
    ['gitlab', 'The request requires higher privileges than provided', /lacks the right.* read_api/],
    ['gitlab', '403 Forbidden', /lacks the right.* read_api/],
    ['bitbucket', 'You are not permitted to access this resource', /lacks the right.* Project read/],
  ])('%s, which speaks of rights: %s', (kind, message, remedy) => {
    expect(described(kind, 403, { message })).toMatch(remedy);
  });

  it("GitHub's header tells that single sign-on is the reason", () => {
    const headers = { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' };
    expect(described('github', 403, { message: 'Forbidden', headers })).toMatch(/authorize host-token/);
  });

  it.each([403, 405])('a web page with %i is not about the token', (status) => {
    const text = described('github', status, { body: PAGE });
    expect(text).toMatch(/in front of the host .* says nothing of host-token/);
    expect(text).not.toContain('lacks');
  });
});

describe('what to do about a redirect of a Git host', () => {
  it.each([
    'https://spsprodweu1.vssps.visualstudio.com/_signin?realm=dev.azure.com',
    'https://idp.example.com/login?return_to=x',
    'https://accounts.google.com/o/oauth2/v2/auth?client_id=x',
    'https://sso.example.com/adfs/ls?wa=wsignin1.0',
    'https://login.microsoftonline.com/x/saml2?SAMLRequest=abc',
  ])('to a sign-in: the token must not go there: %s', (location) => {
    const text = described('azure-devops', 302, { headers: { location }, body: '' });
    expect(text).toMatch(/leads to a sign-in.*check host-token and host-url$/);
    expect(text).not.toContain('set host-url');
  });

  it.each([
    'https://new.example/api/v3/list',
    'https://new.example/auth/list',
    'https://author.example/x',
    'https://git.example/logins?to=/login',
  ])('to another address: %s', (location) => {
    expect(described('github', 301, { headers: { location }, body: '' })).toMatch(/set host-url to the final address/);
  });

  it('at the host: it was followed as often as it is', () => {
    const headers = { location: '/api/v3/elsewhere' };
    expect(described('github', 302, { headers, body: '' })).toMatch(/redirects again and again; check host-url$/);
  });

  it.each([300, 302, 304])('%i without an address is no redirect', (status) => {
    expect(described('github', status, { body: '' })).toMatch(/gives no such answer.*check host-url$/);
  });
});

it('an address that the host gave is asked for, and shown, without a password in it', () => {
  const url = urlAtHost(serviceOf('github'), 'https://somebody:hunter2@github.example/api/v3/list?after=x');
  expect(url.href).toBe('https://github.example/api/v3/list?after=x');
});
