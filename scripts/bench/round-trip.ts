import { once } from 'node:events';
import net, { type Socket } from 'node:net';
import type { Host } from './host.ts';
import { median } from './statistics.ts';

/** What the relay's delay really is, in milliseconds. */
export interface RoundTrip {
  /** On a connection that is there. */
  readonly settled: number;
  /** From opening a connection to its first answer. */
  readonly first: number;
}

const CONNECTIONS = 9;
const PINGS = 5;

/** Sends single bytes through the relay to a server that gives them back. */
export async function measureRoundTrip(host: Host, roundTripMs: number): Promise<RoundTrip> {
  const port = await host.echo(roundTripMs);
  const first: number[] = [];
  const settled: number[] = [];
  for (let connection = 0; connection < CONNECTIONS; connection++) {
    const start = performance.now();
    const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    await ping(socket);
    first.push(performance.now() - start);
    for (let count = 0; count < PINGS; count++) {
      const sent = performance.now();
      await ping(socket);
      settled.push(performance.now() - sent);
    }
    socket.destroy();
  }
  return { settled: median(settled), first: median(first) };
}

async function ping(socket: Socket): Promise<void> {
  const answer = once(socket, 'data');
  socket.write('.');
  await answer;
}
