import type { Agent as HttpAgent } from 'node:http';
import { Agent, type RequestOptions } from 'node:https';
import net, { type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { HttpClient } from '@actions/http-client';
import { getProxyUrl } from '@actions/http-client/lib/proxy';

/**
 * What keeps connections to a server: `HttpClient`'s own agent, or where TLS goes straight to the server and requests
 * are sent at the same time, one that opens two connections ahead.
 */
export function agentFor(url: URL, client: HttpClient, concurrency: number): HttpAgent {
  const isDirectTls = url.protocol === 'https:' && getProxyUrl(url) === undefined;
  return isDirectTls && concurrency > 1 ? new TwinAgent(url) : client.getAgent(url.href);
}

/**
 * Opens two connections at once, before they are asked for: the network's round trips pass while certificates are
 * loaded and the first request is made. The first signs in and finds the organization; when then two lists are read at
 * the same time, the second has its handshakes behind it.
 */
class TwinAgent extends Agent {
  readonly #opened: Socket[];
  #twin: Duplex | undefined;

  constructor(url: URL) {
    super({ keepAlive: true });
    this.#opened = [openTcp(url), openTcp(url)];
  }

  override createConnection(
    options: RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const [first, second] = this.#opened.splice(0);
    if (first === undefined || second === undefined)
      return this.#takeTwin() ?? super.createConnection(options, callback);
    this.#twin = this.#secure(options, second);
    this.#twin?.on('error', ignore);
    return this.#secure(options, first, callback);
  }

  /** TLS over a connection that is there, or is about to be. */
  #secure(
    options: RequestOptions,
    socket: Socket,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | undefined {
    // One that broke meanwhile would not say why.
    const over = socket.destroyed ? options : { ...options, socket };
    return super.createConnection(over, callback) ?? undefined;
  }

  #takeTwin(): Duplex | undefined {
    const twin = this.#twin;
    this.#twin = undefined;
    return twin?.destroyed === false ? twin : undefined;
  }
}

function openTcp({ hostname, port }: URL): Socket {
  const socket = net.connect({ host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? 443 : Number(port) });
  socket.setNoDelay(true);
  return socket.on('error', ignore);
}

/** Whoever uses the connection is told; before that nobody needs it. */
function ignore(): void {
  return;
}
