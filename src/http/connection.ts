import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';

/** Published with each new request, by Node 22.12 and later. @see https://nodejs.org/api/diagnostics_channel.html#http */
const CREATED = 'http.client.request.created';

/** The connection of a request that needs a new one, while it is not made. */
export class Connection {
  readonly #addresses = new Set<string>();
  readonly #tried = new Set<string>();
  #isConnecting = false;

  /** Sends a request, and watches its connection. @param send makes the request before it returns */
  watch<T>(send: () => Promise<T>): Promise<T> {
    const created = (message: unknown): void => {
      if (typeof message !== 'object' || message === null || !('request' in message)) return;
      if (message.request instanceof ClientRequest) this.#follow(message.request);
    };
    subscribe(CREATED, created);
    try {
      return send();
    } finally {
      unsubscribe(CREATED, created);
    }
  }

  #follow(request: ClientRequest): void {
    request.once('socket', (socket) => {
      // One that is kept alive is listened to once only.
      if (!socket.connecting) return;
      this.#isConnecting = true;
      socket.on('lookup', (_, address) => this.#addresses.add(address));
      socket.on('connectionAttempt', (address) => this.#tried.add(address));
      socket.once('connect', () => {
        this.#isConnecting = false;
      });
    });
  }

  /** Why no connection was made until now, in a few words; undefined where one was, or is waited for elsewhere. */
  get trouble(): string | undefined {
    if (!this.#isConnecting) return undefined;
    if (this.#tried.size < 2) return 'no connection was made';
    const isAll = [...this.#addresses].every((address) => this.#tried.has(address));
    return `no connection was made; ${isAll ? 'all' : 'some'} addresses were tried: ${[...this.#tried].join(', ')}`;
  }
}
