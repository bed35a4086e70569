import type { IncomingHttpHeaders } from 'node:http';

export interface HttpRequest extends Partial<SoFar> {
  readonly method: 'GET' | 'POST';
  /** Below the base address, without a leading slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** An address that the service gave for what follows, in place of path and query; its origin is to be checked before. */
  readonly url?: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** What it does, for "could not …". */
  readonly purpose: string;
  /**
   * How it is sent again after a transient failure, in which it may have been carried out. By the caller: once the pause
   * is over the failure is thrown, since what the request depends on may have changed meanwhile. Once it is refused: only
   * where it was certainly not carried out.
   */
  readonly repeated: 'by-itself' | 'by-caller' | 'by-caller-once-refused' | 'never';
  /** Nothing is done before it that a next run could go on from. */
  readonly isFirst?: boolean;
}

/** What there was before a request is sent: the caller sends it again with more. */
export interface SoFar {
  /**
   * When what it depends on was seen, by the clock that never jumps. It is not sent once that is too long ago: the
   * caller looks again.
   */
  readonly seenAt: number;
  /** The attempts before this one: those that the caller repeats, or that were made with another token. */
  readonly earlier: EarlierAttempts | undefined;
}

/** Attempts at a request that failed. */
export interface EarlierAttempts {
  /** How many count for `retries`. */
  readonly attempts: number;
  /** One of them may have been carried out all the same. */
  readonly mayHaveApplied: boolean;
}

/** A response of which every byte has arrived. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** An attempt before it got no answer, and may have been carried out, whatever this response says. */
  readonly mayHaveAppliedBefore?: boolean;
}
