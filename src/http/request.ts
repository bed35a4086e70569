import type { IncomingHttpHeaders } from 'node:http';

/** What a request depends on, and may be gone by the time it is sent. */
export interface Dependency {
  /** When it was seen, by the clock that never jumps. */
  readonly seenAt: number;
  /** Looks at it again. */
  readonly holds: () => Promise<boolean>;
}

export interface HttpRequest {
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
  /** Whether it is sent again after a transient failure, in which it may have been carried out. */
  readonly isRetryable: boolean;
  /** What must still hold when it is sent, or sent again: that may be minutes after it was decided. */
  readonly dependency?: Dependency | undefined;
  /** An earlier request of the same content may have been carried out. */
  readonly mayHaveApplied?: boolean;
}

/** A response of which every byte has arrived. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
