import { spawn, spawnSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A host name that is not loopback by name, so that proxies are used for it; `.ci/run` lets it mean 127.0.0.1. */
export const PRIVATE_HOST = 'gitprotect.test';

/** What the suite needs and the machine lacks, or undefined. */
export async function lacking(): Promise<string | undefined> {
  if (spawnSync('tinyproxy', ['-v']).status !== 0) return 'tinyproxy is not installed';
  const address = await lookup(PRIVATE_HOST).catch(() => undefined);
  return address?.address === '127.0.0.1' ? undefined : `${PRIVATE_HOST} does not resolve to 127.0.0.1`;
}

export interface Proxy {
  readonly port: number;
  /** What it logged, CONNECT requests among it. */
  readonly log: () => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Starts a real proxy, with further lines of its configuration. */
export async function startProxy(...configuration: readonly string[]): Promise<Proxy> {
  const folder = await mkdtemp(join(tmpdir(), 'tinyproxy-'));
  const port = await freePort();
  const logFile = join(folder, 'log');
  const file = join(folder, 'conf');
  const common = [`Port ${String(port)}`, 'Listen 127.0.0.1', `LogFile "${logFile}"`, 'LogLevel Connect'];
  await writeFile(file, [...common, ...configuration, ''].join('\n'));
  const child = spawn('tinyproxy', ['-d', '-c', file], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await answering(port);
  return {
    port,
    log: () => readFile(logFile, 'utf8'),
    close: async () => {
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function answering(port: number): Promise<void> {
  for (let look = 0; look < 100; look++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    if (open) return;
    await sleep(20);
  }
  throw new Error('the proxy did not start');
}
