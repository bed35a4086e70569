/**
 * A failure for the person who reads the log: a title for the annotation, a message that says what was being done to
 * what and how it went wrong, and a remedy that says what to do next.
 */
export class Failure extends Error {
  readonly title: string;
  readonly remedy: string;
  /** What went wrong, without what was being done to what: failures of one reason are told together. */
  readonly reason: string;
  /** What was asked for may have been carried out all the same: an attempt at it got no answer. */
  inDoubt = false;

  constructor(title: string, message: string, remedy: string, options: FailureOptions = {}) {
    super(message, options);
    this.name = new.target.name;
    this.title = title;
    this.remedy = remedy;
    this.reason = options.reason ?? message;
  }
}

export interface FailureOptions {
  readonly cause?: unknown;
  /** The message, if left out. */
  readonly reason?: string;
}
