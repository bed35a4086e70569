import net, { type AddressInfo, type Server, type Socket } from 'node:net';

/** A running relay on the loopback interface. */
export interface Relay {
  readonly port: number;
  /** How many connections were opened. */
  readonly connections: number;
  close(): Promise<void>;
}

/**
 * Passes TCP connections on to a port of this machine as a network of this round trip would: every byte takes half of
 * it in each direction, in order, however many there are (no limit of bandwidth, no slow start, no loss).
 *
 * A program behind a socket can't delay the kernel's handshake, so a connection is there at once. What a client sends
 * in its first round trip is therefore held back as if it had had to wait for the handshake: a new connection's first
 * answer takes two round trips, as on a real network.
 *
 * @param roundTripMs milliseconds
 */
export async function startRelay(targetPort: number, roundTripMs: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    connections++;
    const established = performance.now() + roundTripMs;
    const target = net.connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    passOn(client, target, (now) => Math.max(now, established) + roundTripMs / 2);
    passOn(target, client, (now) => now + roundTripMs / 2);
  });
  return {
    port: await listen(server),
    get connections() {
      return connections;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** @returns the port */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is an object; a string is a pipe's.
  return (server.address() as AddressInfo).port;
}

/** @param dueAt when what came at a time arrives at the other side, in milliseconds of `performance.now()` */
function passOn(from: Socket, to: Socket, dueAt: (now: number) => number): void {
  const line = new DelayLine();
  const later = (deed: () => void): void => {
    line.add(dueAt(performance.now()), () => {
      if (!to.destroyed) deed();
    });
  };
  from.on('data', (chunk: Uint8Array) => {
    later(() => to.write(chunk));
  });
  from.on('end', () => {
    later(() => to.end());
  });
  from.on('error', () => {
    later(() => to.destroy());
  });
}

/** Timers of Node take whole milliseconds and may be one late; the rest is waited for turn by turn. */
const TIMER_MS = 1;

/** Deeds at their times, in order. Two timers of their own could change places. */
class DelayLine {
  readonly #queue: { readonly at: number; readonly deed: () => void }[] = [];
  #isArmed = false;

  /** @param at milliseconds of `performance.now()`, never before those that were added earlier */
  add(at: number, deed: () => void): void {
    this.#queue.push({ at, deed });
    this.#arm();
  }

  #arm(): void {
    const [next] = this.#queue;
    if (next === undefined || this.#isArmed) return;
    this.#isArmed = true;
    const wake = (): void => {
      this.#isArmed = false;
      this.#work();
    };
    const timer = Math.floor(next.at - performance.now() - TIMER_MS);
    if (timer > 0) setTimeout(wake, timer);
    else setImmediate(wake);
  }

  #work(): void {
    const now = performance.now();
    let due = 0;
    for (; (this.#queue[due]?.at ?? Infinity) <= now; due++) this.#queue[due]?.deed();
    this.#queue.splice(0, due);
    this.#arm();
  }
}
