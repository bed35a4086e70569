/** Why something failed and what to do about it, for the person who reads the log. */
export interface Problem {
  /** A few words, the title of an annotation. */
  readonly title: string;
  /** What was being done, to what, and how it failed. */
  readonly message: string;
  readonly remedy: string;
  /** What failed, without what was being done to what: problems of one title and reason are reported together. */
  readonly reason: string;
  /** Why it failed in a few words, as a table shows it; left out: the title says it. */
  readonly inShort?: string;
  /** Where it was not tried after others failed for this reason: reports name it together with what failed. */
  readonly kind?: 'not-tried';
  /** So many lines at the beginning of the message are each about something else. */
  readonly listed?: number;
}

/** The same problem in other words. */
export function withMessage({ title, remedy, reason, inShort, kind, listed }: Problem, message: string): Problem {
  const details = {
    ...(inShort === undefined ? {} : { inShort }),
    ...(kind === undefined ? {} : { kind }),
    ...(listed === undefined ? {} : { listed }),
  };
  return { title, message, remedy, reason, ...details };
}

export class Failure extends Error implements Problem {
  readonly title: string;
  readonly remedy: string;
  readonly reason: string;

  constructor(title: string, message: string, remedy: string, options: FailureOptions = {}) {
    super(message, options);
    this.name = new.target.name;
    this.title = title;
    this.remedy = remedy;
    this.reason = options.reason ?? message;
  }
}

/** A mistake in the action: it may have come at any time, also while changes were made. */
export class UnexpectedFailure extends Failure {}

interface FailureOptions {
  readonly cause?: unknown;
  /** The message, if left out. */
  readonly reason?: string;
}
