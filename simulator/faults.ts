import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { World } from './world.ts';

/**
 * What can go wrong with one request. Faults of the connection and made-up answers replace the endpoint's work;
 * `lost` and `truncated` spoil the answer to work that was done.
 */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | { readonly kind: 'reset'; readonly at: 'before-headers' | 'after-headers' | 'in-body' | 'in-chunked-body' }
  | { readonly kind: 'stall'; readonly at: 'before-headers' | 'after-headers' }
  | { readonly kind: 'drip'; readonly everyMs: number }
  | { readonly kind: 'endless' }
  /** A JSON text; where its length is announced, a client knows it before the body. */
  | { readonly kind: 'large'; readonly bytes: number; readonly isAnnounced?: boolean }
  /** The work is done, but its answer is lost. */
  | { readonly kind: 'lost' }
  /** The work is done, but its JSON is cut in the middle. */
  | { readonly kind: 'truncated' }
  /** Nothing is done, though the answer is 200. */
  | { readonly kind: 'ignored' }
  /** The world changes just before the work is done, or just after it: so a modification may lose a member. */
  | { readonly kind: 'change'; readonly change: (world: World) => void; readonly when?: 'before' | 'after' }
  /** Rows of a list are as they were some time ago, or are not there: this answer's rows become what is returned. */
  | { readonly kind: 'stale'; readonly rows: (rows: readonly Row[]) => readonly Row[] };

export type Row = Readonly<Record<string, unknown>>;

/** A fault at an endpoint: at its n-th request (from 1), from that one on, or at every one. */
export interface ScriptedFault {
  /** The path below the base address, in lower case, or `*` for all endpoints. */
  readonly endpoint: string;
  readonly occurrence: number | { readonly from: number } | 'every';
  readonly fault: Fault;
}

/** A fault's work on the connection, in place of the endpoint's. */
export type ConnectionFault = Exclude<Fault, { kind: 'lost' | 'truncated' | 'ignored' | 'change' | 'stale' }>;

export function isConnectionFault(fault: Fault): fault is ConnectionFault {
  return !['lost', 'truncated', 'ignored', 'change', 'stale'].includes(fault.kind);
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** Spoils the exchange as the fault says. */
export function carryOut(fault: ConnectionFault, request: IncomingMessage, response: ServerResponse): void {
  switch (fault.kind) {
    case 'answer':
      response.writeHead(fault.status, { ...JSON_TYPE, ...fault.headers }).end(fault.body ?? '');
      return;
    case 'reset':
      reset(fault.at, request, response);
      return;
    case 'stall':
      // The request is left open; the client, or the end of the simulator, closes it.
      if (fault.at === 'after-headers')
        response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' }).flushHeaders();
      return;
    case 'drip':
      pour(response, '[', Buffer.from(' '), fault.everyMs);
      return;
    case 'endless':
      pour(response, '[', Buffer.alloc(1024 * 1024, ' '), 0);
      return;
    case 'large':
      large(fault.bytes, fault.isAnnounced ?? false, response);
      return;
  }
}

/** A JSON string of so many bytes, made no faster than it is taken: a client may leave before it has taken any. */
function large(bytes: number, isAnnounced: boolean, response: ServerResponse): void {
  response.writeHead(200, { ...JSON_TYPE, ...(isAnnounced ? { 'content-length': String(bytes) } : {}) });
  // That the client leaves is what this fault is for, and no error of the simulator.
  pipeline(Readable.from(piecesOf(bytes), { objectMode: false }), response, () => undefined);
}

function* piecesOf(bytes: number): Generator<Buffer> {
  const piece = Buffer.alloc(1024 * 1024, 'x');
  yield Buffer.from('"');
  for (let left = bytes - 2; left > 0; left -= piece.length) yield piece.subarray(0, left);
  yield Buffer.from('"');
}

function reset(
  at: 'before-headers' | 'after-headers' | 'in-body' | 'in-chunked-body',
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const cut = (): void => {
    cutOff(request);
  };
  switch (at) {
    case 'before-headers':
      cut();
      return;
    case 'after-headers':
      response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' }).flushHeaders();
      setImmediate(cut);
      return;
    case 'in-body':
      response
        .writeHead(200, { ...JSON_TYPE, 'content-length': '1000' })
        .write('{"currentPage":1,', () => setImmediate(cut));
      return;
    case 'in-chunked-body':
      response.writeHead(200, JSON_TYPE).write('{"currentPage":1,', () => setImmediate(cut));
  }
}

/** Ends a request's connection without an answer, by a reset where that can be: under TLS it can't. */
export function cutOff({ socket }: IncomingMessage): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}

/** Writes pieces for ever: as fast as they are taken, or one every so many milliseconds. */
function pour(response: ServerResponse, first: string, piece: Buffer, everyMs: number): void {
  response.writeHead(200, JSON_TYPE).write(first);
  const more = (): void => {
    if (response.destroyed || response.writableEnded) return;
    response.write(piece, () => {
      // A timer of 0 would still take a millisecond.
      if (everyMs > 0) setTimeout(more, everyMs);
      else setImmediate(more);
    });
  };
  more();
}
