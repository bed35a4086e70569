import type { HostKind } from '../domain/inventory.ts';
import { type HttpSettings, openTransport } from '../http/open-transport.ts';
import type { TransportOptions } from '../http/transport.ts';
import type { HostAccess } from '../shared/credentials.ts';
import type { Logger } from '../shared/logger.ts';
import type { Redactor } from '../shared/redactor.ts';
import type { World } from '../shared/world.ts';
import { isRateLimit } from './failures.ts';
import type { HostApi, HostService } from './host.ts';
import { withoutTrailingSlashes } from '../shared/text.ts';

export interface HostConnection extends HostAccess, Pick<TransportOptions, 'budget'> {
  readonly kind: HostKind;
  readonly settings: HttpSettings;
}

/** A host's API. Nothing is sent yet. @throws Failure for a proxy or certificates that can't be used */
export function connectHost(
  { kind, url, token, settings, budget }: HostConnection,
  world: World,
  redactor: Redactor,
  log: Pick<Logger, 'info' | 'debug'>,
): HostService {
  const headers = headersOf(kind, token, redactor);
  const { api, baseUrl } = addressOf(kind, url);
  const transport = openTransport(settings, { baseUrl, isRateLimit, budget }, world, redactor, log);
  return { api, transport, baseUrl, headers, redactor, clock: world.clock };
}

/** Which API is spoken, and where: as it was given, but for two completions. */
export function addressOf(kind: HostKind, url: URL): { readonly api: HostApi; readonly baseUrl: URL } {
  switch (kind) {
    case 'github':
      return { api: 'github', baseUrl: url };
    case 'gitlab':
      return { api: 'gitlab', baseUrl: completed(url, '/api/v4') };
    case 'azure-devops':
      return { api: 'azure-devops', baseUrl: url };
    case 'git.dev':
      return { api: 'git-dev', baseUrl: url };
    case 'bitbucket': {
      const isCloud = url.hostname === 'api.bitbucket.org' || withoutTrailingSlashes(url.pathname).endsWith('/2.0');
      return isCloud
        ? { api: 'bitbucket-cloud', baseUrl: completed(url, '/2.0') }
        : { api: 'bitbucket-data-center', baseUrl: completed(url, '/rest/api/1.0') };
    }
  }
}

function completed(url: URL, ending: string): URL {
  const path = withoutTrailingSlashes(url.pathname);
  const complete = new URL(url);
  complete.pathname = path.endsWith(ending) ? path : `${path}${ending}`;
  return complete;
}

/** What carries the token; every form of it becomes a secret first. */
function headersOf(kind: HostKind, token: string, redactor: Redactor): Readonly<Record<string, string>> {
  redactor.addSecret(token);
  const bearer = { authorization: `Bearer ${token}` };
  switch (kind) {
    case 'github':
      return { ...bearer, accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };
    case 'gitlab':
      return { 'private-token': token };
    case 'azure-devops':
      return basic(token.includes(':') ? token : `:${token}`, redactor);
    case 'bitbucket':
      return token.includes(':') ? basic(token, redactor) : bearer;
    case 'git.dev':
      return bearer;
  }
}

function basic(pair: string, redactor: Redactor): Readonly<Record<string, string>> {
  const encoded = Buffer.from(pair).toString('base64');
  for (const secret of [pair.slice(pair.indexOf(':') + 1), pair, encoded]) redactor.addSecret(secret);
  return { authorization: `Basic ${encoded}` };
}
