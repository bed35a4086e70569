import type { Attempt } from '../domain/attempt.ts';
import { NotFoundError, RejectedError, ServiceError } from '../gitprotect/errors.ts';
import { withMessage } from '../shared/failure.ts';

/** What requests leave open: `mayHaveApplied` and `isUnclear` of a failed attempt. */
export type Before = Pick<ServiceError, 'mayHaveApplied' | 'isUnclear'>;

/** How a call of the service failed, if it did. @throws what is no failure of the service */
export async function failureOf(call: Promise<void>): Promise<ServiceError | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}

/**
 * What a failed request leaves of an attempt.
 * @param names of what it was about: they are no part of what the server says
 * @param open what this request or an earlier one leaves open
 */
export function attemptAfter(
  error: ServiceError,
  names: readonly (string | undefined)[],
  open: Before = error,
): Attempt {
  return saysAlready(error, names) ? madeBefore(error, open) : failedAttempt(error, open);
}

/** Of a rejection that says that it has been made already. */
export function madeBefore(error: ServiceError, { mayHaveApplied }: Before = error): Attempt {
  return { kind: 'already', mayHaveApplied, problem: error };
}

export function failedAttempt(error: ServiceError, { mayHaveApplied, isUnclear }: Before = error): Attempt {
  return { kind: 'failed', mayHaveApplied, isUnclear, problem: error };
}

/** An attempt whose problem says this, too. */
export function noted(attempt: Attempt, note: string | undefined): Attempt {
  if (note === undefined || !('problem' in attempt)) return attempt;
  return { ...attempt, problem: withMessage(attempt.problem, withNote(attempt.problem.message, note)) };
}

export function withNote(message: string, note: string | undefined): string {
  return note === undefined ? message : `${message}; ${note}`;
}

/** Whether a server rejected a change since it has been made already [open]: any other conflict is a failure. */
function saysAlready(error: ServiceError, names: readonly (string | undefined)[]): boolean {
  if (!(error instanceof RejectedError) || error.response.status !== 409) return false;
  const message = withoutTheseNames(error.response.message, names);
  return /\balready\b/i.test(message) && !OTHER_CONFLICT.test(message);
}

/** What else may be so already: another plan has the repository, licenses are used up, or something is under way. */
const OTHER_CONFLICT =
  /\b(an?other|other|different|running|progress|underway|being|locked|started|queued|pending|in use|used|taken|exhausted|reached|exceeded|limit|maximum|full|enough|free|archived|removed|deleted|disabled)\b/i;

/** Names, quoted or not, may hold any of these words. */
function withoutTheseNames(message: string, names: readonly (string | undefined)[]): string {
  const known = names.flatMap((name) => (name === undefined || name === '' ? [] : name));
  // A long name first: a shorter one may be a part of it.
  const text = known
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, name) => left.replace(wholeWord(name), '…'), message);
  // An apostrophe within a word is no quotation mark.
  return text.replace(/(?<!\w)'[^']*'(?!\w)|"[^"]*"|`[^`]*`|“[^“”]*”/g, '…');
}

/** A name as it is written, and not as a part of another word: `other` is none in `another`. */
function wholeWord(name: string): RegExp {
  const text = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_-])${text}(?![\\p{L}\\p{N}_-])`, 'gu');
}

/** Whether a server rejected a detachment since there is nothing to detach [open]. */
export function saysNotAttached(error: ServiceError): boolean {
  if (!(error instanceof RejectedError || error instanceof NotFoundError)) return false;
  const { message } = error.response;
  return NOT_ATTACHED.test(message) && !OTHER_REASON.test(message);
}

const NOT_ATTACHED =
  /(\bnot|n[’']t)\s+(currently\s+|yet\s+)?(attached|assigned|included|contained|added|selected|a member|part of|in (the |this |that |any )?(backup )?plan)\b|\balready (detached|removed from)\b/i;

/** What else may not be so: a plan for all or by rules is not left by hand, though it contains the repository. */
const OTHER_REASON =
  /\b(individual\w*|manual\w*|by hand|hand-picked|rules?|mode|selection|all repositories|roles?|permission|allowed|directly)\b/i;

/** Whether a server rejected the release of a license since there is none [open]. */
export function saysNotLicensed(error: ServiceError): boolean {
  return error instanceof RejectedError && NOT_LICENSED.test(error.response.message);
}

const NOT_LICENSED =
  /\b(has|have) no (active )?licen[cs]es?\s*[.!]?$|(\bnot|n[’']t) (currently )?(licen[cs]ed|activated)\b|\bunlicen[cs]ed\b|\balready (released|deactivated|inactive)\b/i;
