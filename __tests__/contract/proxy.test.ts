import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { ActionRun } from '../../scripts/run-action.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { freePort } from '../support/proxy.ts';
import { runInProcess } from '../support/run.ts';

/* A proxy that does not work; checks/private-network.test.ts has a real one that does. */

const open: { readonly server: Server; readonly sockets: Socket[] }[] = [];

async function runBehind(
  port: number,
  clock = new FakeClock(),
  environment: Readonly<Record<string, string>> = {},
  server = 'https://gitprotect.invalid',
  retries = '0',
): Promise<ActionRun> {
  return await runInProcess({
    inputs: {
      'server-url': server,
      ...{ email: 'backup@acme.example', password: 'correct horse', plan: 'Daily' },
      ...{ retries, 'request-timeout': '1' },
    },
    environment: { HTTPS_PROXY: `http://127.0.0.1:${String(port)}`, ...environment },
    clock,
  });
}

function expectFailure({ exitCode, stdout }: ActionRun, title: string, ...facts: readonly string[]): void {
  expect(exitCode).toBe(1);
  const error = stdout.split('\n').find((line) => line.startsWith(`::error title=${title}::`)) ?? '';
  for (const fact of ['could not sign in', 'What to do: ', ...facts]) expect(error).toContain(fact);
}

describe('a proxy', () => {
  afterEach(async () => {
    for (const { server, sockets } of open.splice(0)) {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('that is not there fails the step', async () => {
    const run = await runBehind(await freePort());

    expectFailure(run, 'GitProtect is not reachable', 'the proxy did not open a tunnel', 'ECONNREFUSED');
  });

  it('that never answers does not hang the step', async () => {
    const clock = new FakeClock();
    const start = clock.now();
    const sockets: Socket[] = [];
    const silent = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.on('data', () => {
        clock.expireDeadlines();
      });
    });
    open.push({ server: silent, sockets });
    const port = await freePort();
    await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve));

    const run = await runBehind(port, clock);

    expectFailure(
      run,
      'GitProtect did not answer in time',
      'within 1 s',
      `through the proxy 127.0.0.1:${String(port)}`,
    );
    expect(clock.now() - start).toBe(1000);
  });

  it.each([
    [408, 2, 'GitProtect is not reachable', 'it answered HTTP 408'],
    [429, 2, 'GitProtect is not reachable', 'it answered HTTP 429'],
    [503, 2, 'GitProtect is not reachable', 'it answered HTTP 503'],
    [403, 1, 'The proxy refused the connection', 'the proxy answered HTTP 403'],
  ])('that answers %i is asked %i times', async (status, times, title, text) => {
    let asked = 0;
    const busy = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        asked++;
        socket.end(`HTTP/1.1 ${String(status)} Busy\r\n\r\n`);
      });
    });
    open.push({ server: busy, sockets: [] });
    const port = await freePort();
    await new Promise<void>((resolve) => busy.listen(port, '127.0.0.1', resolve));

    const run = await runBehind(port, new FakeClock(), {}, 'https://gitprotect.invalid', '1');

    expectFailure(run, title, text);
    expect(asked).toBe(times);
  });

  it.each([
    [
      'a page of its own',
      '<html>Blocked</html>',
      'GitProtect is not reachable',
      'it answered with something of its own',
    ],
    [
      'what is no TLS',
      undefined,
      'No TLS connection to GitProtect could be made',
      'does the server speak https at this port?',
    ],
  ])('that opens a tunnel and sends %s is named, without its password', async (_, body, title, text) => {
    const sockets: Socket[] = [];
    const own = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write(`HTTP/1.1 200 OK\r\n\r\n${body ?? ''}`);
        if (body === undefined) socket.once('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
      });
    });
    open.push({ server: own, sockets });
    const port = await freePort();
    await new Promise<void>((resolve) => own.listen(port, '127.0.0.1', resolve));

    const HTTPS_PROXY = `http://user:hunter2000@127.0.0.1:${String(port)}`;
    const run = await runBehind(port, new FakeClock(), { HTTPS_PROXY });

    expectFailure(run, title, text, `through the proxy 127.0.0.1:${String(port)})`);
    expect(run.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('hunter');
  });

  it.each(['*.invalid', 'localhost, gitprotect.inv*', 'other.test gitprotect.invalid'])(
    'is not asked where NO_PROXY is %s',
    async (noProxy) => {
      const run = await runBehind(await freePort(), new FakeClock(), { NO_PROXY: noProxy });

      expectFailure(run, 'GitProtect is not reachable', 'the host name cannot be resolved');
    },
  );

  it.each([
    ['https://192.0.2.1', '192.0.2.0/24'],
    ['https://[100::1]', '100::1'],
  ])('is not asked for %s where NO_PROXY is %s', async (server, noProxy) => {
    const clock = new FakeClock();
    // Nothing is at this address; where packets vanish, the deadline ends it.
    const timer = setTimeout(() => {
      clock.expireDeadlines();
    }, 100);

    const run = await runBehind(await freePort(), clock, { NO_PROXY: noProxy }, server);

    clearTimeout(timer);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).not.toContain('tunnel');
  });
});
