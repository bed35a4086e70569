import type { ErrorResponse } from '../http/error-response.ts';
import { HttpFailure } from '../http/failure.ts';
import type { HttpRequest, HttpResponse } from '../http/request.ts';
import type { JsonObject } from '../shared/json-object.ts';
import { describeFailure } from './failures.ts';
import { type HostService, type PageRequest, UnreadableError } from './host.ts';
import { parsedBody, objectOf } from './rows.ts';

const MAX_REDIRECTS = 3;

/** Why something could not be read, for people. */
export interface Unread {
  readonly why: string;
  /** Where there was one. */
  readonly response?: ErrorResponse | undefined;
}

export function isUnread(read: object): read is Unread {
  return 'why' in read;
}

/** Asks the host, and reads what it answers. Never throws for what the host does. */
export async function askHost<T extends object>(
  service: HostService,
  page: PageRequest,
  parse: (response: HttpResponse) => T,
): Promise<T | Unread> {
  const { headers } = service;
  const common = {
    method: 'GET',
    headers,
    purpose: 'list the repositories at the Git host',
    repeated: 'by-itself',
  } as const;
  try {
    let request: HttpRequest =
      'path' in page ? { ...common, ...page } : { ...common, path: '', url: urlAtHost(service, page.url) };
    for (let redirects = 0; ; redirects++) {
      try {
        return parse(await service.transport.send(request));
      } catch (error) {
        if (!(error instanceof HttpFailure)) throw error;
        const url = redirects < MAX_REDIRECTS ? redirectAtHost(service, request, error) : undefined;
        if (url === undefined) {
          const response = error.failure.kind === 'status' ? error.failure.response : undefined;
          return { why: describeFailure(error, request, service), response };
        }
        request = { ...common, path: '', url };
      }
    }
  } catch (error) {
    if (error instanceof UnreadableError) return { why: error.message };
    throw error;
  }
}

/** Asks for one object instead of a list. Never throws for what the host does. */
export async function readObject(
  service: HostService,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<JsonObject | Unread> {
  return await askHost(service, { path, query }, (response) => objectOf(parsedBody(response)));
}

/** An address that the host gave, to which the token may be sent. @throws UnreadableError */
export function urlAtHost({ baseUrl, redactor }: HostService, address: string): URL {
  const url = URL.parse(address, baseUrl.href);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UnreadableError('the address of the next page cannot be read');
  if (url.origin !== baseUrl.origin)
    throw new UnreadableError(
      // The name of a host is lower-cased, so that a secret in it would not be found.
      `the next page lies at another address, ${redactor.redact(address) === address ? url.origin : '***'}, to which host-token is not sent; set host-url to the address that the host itself gives`,
    );
  return withoutCredentials(url);
}

/** What stands before the host in an address is not sent, and must not be shown. */
function withoutCredentials(url: URL): URL {
  url.username = '';
  url.password = '';
  return url;
}

/** Where a redirect leads, if that is at the host. */
function redirectAtHost(service: HostService, request: HttpRequest, { failure }: HttpFailure): URL | undefined {
  if (failure.kind !== 'status' || ![301, 302, 303, 307, 308].includes(failure.response.status)) return undefined;
  const { location } = failure.response.headers;
  const url = location === undefined ? null : URL.parse(location, service.transport.urlOf(request).href);
  return url?.origin === service.baseUrl.origin ? withoutCredentials(url) : undefined;
}
