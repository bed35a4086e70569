import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { HttpClient } from '@actions/http-client';
import { Connection } from './connection.ts';
import { decode } from './decode.ts';
import type { Clock } from '../shared/clock.ts';
import { codeOf } from '../shared/error-code.ts';
import type { HttpCause } from './failure.ts';
import type { HttpRequest, HttpResponse } from './request.ts';

interface Limits {
  /** For the whole exchange, from the first byte sent to the last byte read. */
  readonly timeoutSeconds: number;
  readonly maxBytes: number;
  /** Ends the exchange before its time. */
  readonly cancelled: AbortSignal;
}

export type Exchanged =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  | { readonly kind: 'failed'; readonly cause: HttpCause };

/**
 * Sends one request and reads the whole response under one deadline and a size cap. Redirects are responses like any
 * other. Never throws.
 *
 * `HttpClient` brings proxies, keep-alive and `requestRaw`, which sends exactly one request; its `readBody` is not used
 * because it never settles when the connection breaks off after the headers.
 */
export async function exchange(
  client: HttpClient,
  url: URL,
  request: HttpRequest,
  { timeoutSeconds, maxBytes, cancelled }: Limits,
  clock: Clock,
): Promise<Exchanged> {
  const deadline = clock.deadline(timeoutSeconds * 1000);
  const signal = AbortSignal.any([deadline.signal, cancelled]);
  const over = new AbortController();
  const connection = new Connection();
  let received = 'not even headers';
  try {
    // Raced, since a request that waits for a proxy's tunnel does not end when it is aborted.
    const message = await Promise.race([
      connection.watch(() => sendRaw(client, url, request, signal)),
      aborted(signal, over.signal),
    ]);
    received = `HTTP ${String(message.statusCode)} without the end of its body`;
    const body = await readBody(message, maxBytes);
    if (body === undefined) return { kind: 'failed', cause: { kind: 'too-large', maxBytes } };
    return { kind: 'response', response: { status: message.statusCode ?? 0, headers: message.headers, body } };
  } catch (error) {
    if (deadline.signal.aborted) {
      const { trouble } = connection;
      const cause: HttpCause =
        trouble === undefined
          ? { kind: 'timeout', seconds: timeoutSeconds, received }
          : { kind: 'network', error: new Error(`within ${String(timeoutSeconds)} s ${trouble}`) };
      return { kind: 'failed', cause };
    }
    if (cancelled.aborted) return { kind: 'failed', cause: { kind: 'cancelled' } };
    return { kind: 'failed', cause: transportCause(error) };
  } finally {
    deadline.clear();
    // Without a reason an error with its stack would be made for each exchange.
    over.abort('over');
  }
}

async function sendRaw(
  client: HttpClient,
  url: URL,
  { method, headers, body }: HttpRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const content = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  const isHttps = url.protocol === 'https:';
  const options = {
    method,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (isHttps ? 443 : 80) : url.port,
    path: `${url.pathname}${url.search}`,
    headers: { accept: 'application/json', 'user-agent': client.userAgent, ...content, ...headers },
    agent: client.getAgent(url.href),
    signal,
  };
  const info = { parsedUrl: url, httpModule: isHttps ? https : http, options };
  const { message } = await client.requestRaw(info, body === undefined ? null : JSON.stringify(body));
  return message;
}

/** Rejects when the signal aborts. It is listened to until the exchange is over: a listener would hold the response. */
function aborted(signal: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const onAbort = (): void => {
      reject(new Error('aborted'));
    };
    signal.addEventListener('abort', onAbort, { signal: over });
  });
}

/** The body as text; undefined when it is larger than it may be. */
async function readBody(message: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  // Its length may be announced, and wrong.
  if (Number(message.headers['content-length']) > maxBytes) {
    message.destroy();
    return undefined;
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const stream: AsyncIterable<Uint8Array> = message;
  // Leaving the loop destroys the stream, and with it the connection of a response that is too large.
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  const raw = Buffer.concat(chunks);
  const decoded = await decode(raw, message.headers['content-encoding'] ?? '', maxBytes);
  // Without a byte order mark, which some servers put before JSON.
  return decoded === 'too-large' ? undefined : new TextDecoder().decode(decoded);
}

function transportCause(thrown: unknown): HttpCause {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const proxyStatus = /tunneling socket could not be established, statusCode=(\d+)/.exec(error.message)?.[1];
  // That it is busy passes, as with a server.
  if (/^4(?!08|29)/.test(proxyStatus ?? '')) return { kind: 'proxy', status: Number(proxyStatus), error };
  return { kind: isCertificateError(error) ? 'certificate' : 'network', error };
}

/**
 * OpenSSL's verification codes, and Node's own for a name that the certificate doesn't hold. `UNSPECIFIED` is a reason
 * that Node has no code for, such as a weak key or signature. An alert is the server's, about a certificate of ours.
 */
function isCertificateError(error: Error): boolean {
  const code = codeOf(error);
  return CERTIFICATE_CODES.test(code) && !code.includes('ALERT');
}

const CERTIFICATE_CODES =
  /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)|HOSTNAME_MISMATCH|^(INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|UNSPECIFIED)$|_(KEY_TOO_SMALL|MD_TOO_WEAK)$/;
