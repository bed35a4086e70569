import type { ErrorResponse } from '../http/error-response.ts';
import { describeAttempt, type HttpFailure } from '../http/failure.ts';
import type { HttpRequest } from '../http/request.ts';
import { isTooManyRequests } from '../http/retry.ts';
import { leadsToSignIn } from '../http/sign-in-page.ts';
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
  const remedy = remedyFor(response, request, service);
  return remedy === undefined ? message : `${message}: ${remedy}`;
}

function comeBack(seconds: number | undefined, now: number): string {
  if (seconds === undefined || seconds === 0) return 'run again later';
  const time = new Date(now + seconds * 1000).toISOString().replace(/^(.*)T(\d\d:\d\d).*$/, '$1 $2 UTC');
  const wait = seconds < 120 ? `${String(seconds)} s` : `${String(Math.ceil(seconds / 60))} minutes`;
  return `run again in ${wait}, after ${time}, or raise rate-limit-timeout`;
}

function remedyFor(response: ErrorResponse, request: HttpRequest, service: HostService): string | undefined {
  const { status, headers, message, isWebPage } = response;
  if (status >= 300 && status <= 399) return ifRedirected(response, request, service);
  // A page for a browser is no answer of the API. With 401 and 404 hosts give some of their own.
  if (status === 405 || (status === 403 && isWebPage)) return IN_FRONT;
  switch (status) {
    case 401:
      return 'the host does not accept host-token; check that it is the right one for host-url, and has not expired';
    case 403: {
      if (headers['x-github-sso'] !== undefined) return AUTHORIZE;
      const own = OTHER_REASONS.find(([said]) => said.test(message));
      return own?.[1] ?? `host-token lacks the right to list the repositories; give it ${SCOPES[service.api]}`;
    }
    case 404:
      return 'the host knows no such owner, or does not show it to host-token; check host-owner and host-url';
    default:
      return undefined;
  }
}

const IN_FRONT =
  "something in front of the host may have answered, such as a firewall, which says nothing of host-token; check host-url, and that this runner's address is let through";

const AUTHORIZE =
  "authorize host-token for the organization's single sign-on, which the user of the token does in their settings, or use another token";

/** What keeps a token out besides its own rights, as the hosts say it. */
const OTHER_REASONS: readonly (readonly [RegExp, string])[] = [
  [/\bSAML\b|\bSSO\b|single[- ]sign[- ]?on/i, AUTHORIZE],
  [
    /\bIP\b|\b(allow|white)[- ]?list|conditional access/i,
    "the host lets in certain addresses only, or under certain conditions; let this runner's address through there, or run it where it is",
  ],
  [/\bforbids access via\b/i, 'the owner does not accept such a token; use one of the kind that the message asks for'],
  [
    /captcha|terms of (service|use)|password.*expired|suspended|blocked|locked|deactivated|two[- ](factor|step)|\b2FA\b/i,
    'this is about the user of host-token, not about its rights; settle it with that user, or use the token of another one',
  ],
];

/** Redirects at the host are followed, unless there are too many. */
function ifRedirected({ location }: ErrorResponse, request: HttpRequest, service: HostService): string {
  if (location === undefined)
    return 'the API of the host gives no such answer, but something in front of it may; check host-url';
  const url = URL.parse(location, service.transport.urlOf(request).href);
  if (url?.origin === service.baseUrl.origin) return 'the host redirects again and again; check host-url';
  return leadsToSignIn(location, request.path)
    ? 'this leads to a sign-in: the host does not accept host-token, or something in front of it asks for one of its own; check host-token and host-url'
    : 'a redirect to another address is not followed, since host-token would go along; set host-url to the final address';
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
