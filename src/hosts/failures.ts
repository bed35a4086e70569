import type { ErrorResponse } from '../http/error-response.ts';
import { describeAttempt, type HttpFailure } from '../http/failure.ts';
import type { HttpRequest } from '../http/request.ts';
import { isTooManyRequests } from '../http/retry.ts';
import type { HostApi, HostService } from './host.ts';

/**
 * Whether a host limits the rate: 429, or GitHub's 403 with nothing remaining (primary limit), with `Retry-After`, or
 * with a message that says so (secondary limits). Source: "Rate limits for the REST API" in GitHub's documentation.
 */
export function isRateLimit(response: ErrorResponse): boolean {
  const { status, headers, message } = response;
  if (status !== 403) return isTooManyRequests(response);
  return (
    headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /\brate limit\b/i.test(message)
  );
}

/** Why a request for the list failed, and what to look at. */
export function describeFailure(error: HttpFailure, request: HttpRequest, service: HostService): string {
  const { failure, message, waitSeconds } = error;
  if (failure.kind !== 'status') return message;
  const { response } = failure;
  if (isRateLimit(response) || response.headers['retry-after'] !== undefined) {
    const attempt = describeAttempt(request, failure, service.transport.addressOf(request));
    return `${attempt}: the host limits the rate of requests, or its load; ${comeBack(waitSeconds, service.clock.now())}`;
  }
  const remedy = remedyFor(response, service.api);
  return remedy === undefined ? message : `${message}: ${remedy}`;
}

function comeBack(seconds: number | undefined, now: number): string {
  if (seconds === undefined || seconds === 0) return 'run again later';
  const time = new Date(now + seconds * 1000).toISOString().replace(/^(.*)T(\d\d:\d\d).*$/, '$1 $2 UTC');
  const wait = seconds < 120 ? `${String(seconds)} s` : `${String(Math.ceil(seconds / 60))} minutes`;
  return `run again in ${wait}, after ${time}, or raise rate-limit-timeout`;
}

function remedyFor({ status }: ErrorResponse, api: HostApi): string | undefined {
  if (status >= 300 && status <= 399)
    return 'a redirect to another address is not followed, since host-token would go along; set host-url to the final address';
  switch (status) {
    case 401:
      return 'the host does not accept host-token; check that it is the right one for host-url, and has not expired';
    case 403:
      return `host-token lacks the right to list the repositories; give it ${SCOPES[api]}`;
    case 404:
      return 'the host knows no such owner, or does not show it to host-token; check host-owner and host-url';
    default:
      return undefined;
  }
}

/** The least that lists every repository, as the host's own pages call it. */
const SCOPES: Readonly<Record<HostApi, string>> = {
  github: 'the scope repo (a fine-grained token or a GitHub App: Metadata, read-only, for all repositories)',
  gitlab: 'the scope read_api',
  'azure-devops': 'the scope Code (Read)',
  'bitbucket-cloud': 'the scope repository (an API token: read:repository:bitbucket)',
  'bitbucket-data-center': 'the permission Project read',
  'git-dev': "the permission to read the owner's repositories",
};
