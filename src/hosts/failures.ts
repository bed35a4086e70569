import type { HttpFailure } from '../http/failure.ts';

/** Why a list could not be read, and what to look at: 401 is about the token, 403 about its rights, 404 about the owner. */
export function describeFailure({ message, failure }: HttpFailure): string {
  const remedy = failure.kind === 'status' ? REMEDIES.get(failure.response.status) : undefined;
  return remedy === undefined ? message : `${message} (${remedy})`;
}

const REMEDIES = new Map([
  [401, 'the host does not accept host-token: is it right, and not expired?'],
  [403, 'host-token lacks a right or scope to list the repositories'],
  [404, 'the host knows no such owner, or host-token must not see it: look at host-owner and host-url'],
]);
