import type { ErrorResponse } from '../http/error-response.ts';

/**
 * Whether an error response comes from a web server, proxy or firewall before the API: the API takes every endpoint by
 * POST, gives no web pages, and does not ask for a browser's sign-in.
 */
export function isFromInFront({ status, headers, isWebPage, message }: ErrorResponse): boolean {
  return (
    NOT_OF_THE_API.includes(status) ||
    isWebPage ||
    (OF_A_FIREWALL.test(message) && !/json/i.test(headers['content-type'] ?? '')) ||
    /\b(basic|digest|negotiate|ntlm)\b/i.test(headers['www-authenticate'] ?? '')
  );
}

/** What Cloudflare and Envoy answer to programs, in plain text. */
const OF_A_FIREWALL = /^(error code: 1\d{3}|RBAC: access denied)$/i;

/** Method not allowed, proxy authentication required, misdirected request, upgrade required. */
const NOT_OF_THE_API: readonly number[] = [405, 407, 421, 426];

export const IN_FRONT = {
  title: 'Something in front of GitProtect refused the request',
  remedy:
    "It was not the API that answered, so this says nothing about the account. Check that server-url is the address of the Management Service, that a firewall or allow list lets this runner's address through, and that a reverse proxy passes POST requests on without a sign-in of its own.",
};
