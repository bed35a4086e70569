import type { IncomingHttpHeaders } from 'node:http';

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
  /** Asked before it is sent again, which may be minutes later: whether what it depends on still holds. */
  readonly mayRepeat?: (() => Promise<boolean>) | undefined;
  /** An earlier request of the same content may have been carried out. */
  readonly mayHaveApplied?: boolean;
}

/** A response of which every byte has arrived. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
