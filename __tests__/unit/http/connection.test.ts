import http from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Connection } from '../../../src/http/connection.ts';

const sent: http.ClientRequest[] = [];

afterEach(() => {
  for (const request of sent.splice(0)) request.destroy();
});

/** A socket that never connects by itself. */
function socketOf(isConnecting: boolean): net.Socket {
  const socket = new net.Socket();
  Object.defineProperty(socket, 'connecting', { value: isConnecting, configurable: true });
  return socket;
}

/** A connection whose request waits for this socket. */
async function waitingFor(socket: net.Socket): Promise<Connection> {
  const connection = new Connection();
  await connection.watch(async () => {
    const request = http.request({ createConnection: () => socket });
    request.on('error', () => undefined);
    sent.push(request);
    request.end();
    await new Promise((resolve) => {
      request.once('socket', resolve);
    });
  });
  return connection;
}

function look(socket: net.Socket, ...addresses: readonly string[]): void {
  for (const address of addresses) socket.emit('lookup', null, address, 4, 'host');
}

function attempt(socket: net.Socket, ...addresses: readonly string[]): void {
  for (const address of addresses) socket.emit('connectionAttempt', address, 443, 4);
}

describe('a connection that is not made', () => {
  it('names the addresses that were tried, all or some', async () => {
    const socket = socketOf(true);
    const connection = await waitingFor(socket);
    expect(connection.trouble).toBe('no connection was made');

    look(socket, '192.0.2.1', '192.0.2.2', '192.0.2.3');
    attempt(socket, '192.0.2.1', '192.0.2.2');
    expect(connection.trouble).toBe('no connection was made; some addresses were tried: 192.0.2.1, 192.0.2.2');

    attempt(socket, '192.0.2.3');
    expect(connection.trouble).toBe(
      'no connection was made; all addresses were tried: 192.0.2.1, 192.0.2.2, 192.0.2.3',
    );

    socket.emit('connect');
    expect(connection.trouble).toBeUndefined();
  });

  it('is none where one is there already, or none is waited for', async () => {
    expect((await waitingFor(socketOf(false))).trouble).toBeUndefined();
    expect(new Connection().trouble).toBeUndefined();
  });

  it('is watched once, however many requests share it later', async () => {
    const socket = socketOf(true);
    await waitingFor(socket);
    const listeners = (): readonly number[] =>
      ['lookup', 'connectionAttempt', 'connect'].map((event) => socket.listenerCount(event));
    const atFirst = listeners();
    Object.defineProperty(socket, 'connecting', { value: false, configurable: true });
    await waitingFor(socket);
    expect(listeners()).toEqual(atFirst);
  });

  it('is not that of another request', async () => {
    const connection = new Connection();
    await connection.watch(() => Promise.resolve());
    await waitingFor(socketOf(true));
    expect(connection.trouble).toBeUndefined();
  });
});
