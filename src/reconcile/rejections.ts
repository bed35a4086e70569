import type { Attempt } from '../domain/verify.ts';
import { NotFoundError, RejectedError, type ServiceError } from '../gitprotect/errors.ts';

/**
 * What a failed request leaves of an attempt.
 * @param names of what it was about: they are no part of what the server says
 * @param mayHaveApplied this request or an earlier one
 */
export function attemptAfter(
  error: ServiceError,
  names: readonly (string | undefined)[],
  mayHaveApplied = error.mayHaveApplied,
): Attempt {
  if (saysAlready(error, names)) return { kind: 'already', problem: error };
  return { kind: 'failed', mayHaveApplied, problem: error };
}

/** Whether a server rejected a change since it has been made already [open]: any other conflict is a failure. */
function saysAlready(error: ServiceError, names: readonly (string | undefined)[]): boolean {
  if (!(error instanceof RejectedError) || error.response.status !== 409) return false;
  const message = withoutNames(error.response.message, names);
  return /\balready\b/i.test(message) && !OTHER_CONFLICT.test(message);
}

/** What else may be so already: another plan has the repository, licenses are used up, or something is under way. */
const OTHER_CONFLICT =
  /\b(an?other|other|different|running|progress|underway|being|locked|started|queued|pending|in use|used|taken|exhausted|reached|exceeded|limit|maximum|full|enough|free|archived|removed|deleted|disabled)\b/i;

/** Names, quoted or not, may hold any of these words. */
function withoutNames(message: string, names: readonly (string | undefined)[]): string {
  const known = names.flatMap((name) => (name === undefined || name === '' ? [] : name));
  // A long name first: a shorter one may be a part of it.
  const text = known
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, name) => left.replaceAll(name, '…'), message);
  return text.replace(/'[^']*'|"[^"]*"|`[^`]*`|“[^”]*”/g, '…');
}

/** Whether a server rejected a detachment since there is nothing to detach [open]. */
export function saysNotAttached(error: ServiceError): boolean {
  if (!(error instanceof RejectedError || error instanceof NotFoundError)) return false;
  return /\bnot (currently |yet )?(attached|assigned)\b|\bnot (a )?(member|part) of\b|\balready (detached|unassigned)\b/i.test(
    error.response.message,
  );
}
