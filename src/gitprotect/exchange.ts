import http, { type Agent, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { HttpClient } from '@actions/http-client';
import {
  CertificateError,
  InvalidAnswerError,
  NetworkError,
  type Operation,
  ProxyError,
  TimeoutError,
} from './errors.ts';

/** An answer of which every byte has arrived. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Limits {
  /** For the whole exchange, from the first byte sent to the last byte read. */
  readonly timeoutSeconds: number;
  readonly maxBytes: number;
}

/**
 * Sends one POST and reads the whole answer under one deadline and a size cap. Redirects are answers like any other.
 *
 * `HttpClient` brings proxies and `requestRaw`, which sends exactly one request; its
 * `readBody` is not used because it never settles when the connection breaks off after the headers.
 *
 * @param agent keeps the connections
 * @throws NetworkError, TimeoutError, CertificateError, ProxyError, InvalidAnswerError (over the cap)
 */
export async function exchange(
  client: HttpClient,
  agent: Agent,
  operation: Operation,
  headers: Record<string, string>,
  body: string,
  limits: Limits,
): Promise<Answer> {
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort();
  }, limits.timeoutSeconds * 1000);
  let heard = 'not even headers';
  try {
    // Raced, since a request that waits for a proxy's tunnel does not end when it is aborted.
    const message = await Promise.race([
      send(client, agent, operation, headers, body, deadline.signal),
      aborted(deadline.signal),
    ]);
    heard = `HTTP ${String(message.statusCode)} without the end of its body`;
    return {
      status: message.statusCode ?? 0,
      headers: message.headers,
      body: await readBody(message, operation, limits.maxBytes),
    };
  } catch (error) {
    if (deadline.signal.aborted) throw new TimeoutError(operation, limits.timeoutSeconds, heard);
    throw error instanceof InvalidAnswerError ? error : transportError(operation, error);
  } finally {
    clearTimeout(timer);
  }
}

async function send(
  client: HttpClient,
  agent: Agent,
  operation: Operation,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const url = new URL(operation.url);
  const isHttps = url.protocol === 'https:';
  const options = {
    method: 'POST',
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (isHttps ? 443 : 80) : url.port,
    path: url.pathname,
    headers,
    agent,
    signal,
  };
  const { message } = await client.requestRaw({ parsedUrl: url, httpModule: isHttps ? https : http, options }, body);
  return message;
}

/** Rejects when the signal does. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('aborted'));
    });
  });
}

async function readBody(message: IncomingMessage, operation: Operation, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const stream: AsyncIterable<Uint8Array> = message;
  // Leaving the loop destroys the stream, and with it the connection of an answer that is too large.
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxBytes)
      throw new InvalidAnswerError(operation, `the answer is larger than ${String(maxBytes / 1024 / 1024)} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function transportError(operation: Operation, thrown: unknown): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const proxyStatus = /tunneling socket could not be established, statusCode=(\d+)/.exec(error.message)?.[1];
  if (proxyStatus?.startsWith('4') === true) return new ProxyError(operation, Number(proxyStatus), error);
  return isCertificateFailure(error) ? new CertificateError(operation, error) : new NetworkError(operation, error);
}

/** OpenSSL's verification codes, and Node's own for a name that the certificate doesn't hold. */
function isCertificateFailure(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)|HOSTNAME_MISMATCH/.test(code);
}
