import type { HostKind } from '../domain/inventory.ts';
import { type HttpSettings, openTransport } from '../http/open-transport.ts';
import type { TransportOptions } from '../http/transport.ts';
import type { HostAccess } from '../shared/credentials.ts';
import type { Logger } from '../shared/logger.ts';
import type { Redactor } from '../shared/redactor.ts';
import type { World } from '../shared/world.ts';
import { isRateLimit } from './failures.ts';
import type { HostApi, HostService } from './host.ts';

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
export function addressOf(kind: HostKind, url: URL | undefined): { readonly api: HostApi; readonly baseUrl: URL } {
  switch (kind) {
    case 'github':
      return { api: 'github', baseUrl: url ?? PUBLIC.github };
    case 'gitlab':
      return { api: 'gitlab', baseUrl: completed(url ?? PUBLIC.gitlab, '/api/v4') };
    case 'azure-devops':
      return { api: 'azure-devops', baseUrl: url ?? PUBLIC['azure-devops'] };
    case 'git.dev':
      return { api: 'git-dev', baseUrl: url ?? PUBLIC['git.dev'] };
    case 'bitbucket': {
      const given = url ?? PUBLIC.bitbucket;
      const isCloud = given.hostname === PUBLIC.bitbucket.hostname || pathOf(given).endsWith('/2.0');
      return isCloud
        ? { api: 'bitbucket-cloud', baseUrl: completed(given, '/2.0') }
        : { api: 'bitbucket-data-center', baseUrl: completed(given, '/rest/api/1.0') };
    }
  }
}

const PUBLIC: Readonly<Record<HostKind, URL>> = {
  github: new URL('https://api.github.com'),
  gitlab: new URL('https://gitlab.com/api/v4'),
  'azure-devops': new URL('https://dev.azure.com'),
  bitbucket: new URL('https://api.bitbucket.org/2.0'),
  'git.dev': new URL('https://api.git.dev/v2'),
};

function completed(url: URL, ending: string): URL {
  const path = pathOf(url);
  const complete = new URL(url);
  complete.pathname = path.endsWith(ending) ? path : `${path}${ending}`;
  return complete;
}

function pathOf({ pathname }: URL): string {
  return pathname.replace(/\/+$/, '');
}

/** What carries the token; every form of it becomes a secret first. */
function headersOf(kind: HostKind, token: string, redactor: Redactor): Readonly<Record<string, string>> {
  redactor.addSecret(token);
  if (kind === 'gitlab') return { 'private-token': token };
  const hasUser = token.includes(':') && (kind === 'bitbucket' || kind === 'azure-devops');
  if (hasUser || kind === 'azure-devops') {
    const pair = hasUser ? token : `:${token}`;
    const encoded = Buffer.from(pair).toString('base64');
    for (const secret of [pair.slice(pair.indexOf(':') + 1), pair, encoded]) redactor.addSecret(secret);
    return { authorization: `Basic ${encoded}` };
  }
  const authorization = `Bearer ${token}`;
  if (kind !== 'github') return { authorization };
  return { authorization, accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };
}
