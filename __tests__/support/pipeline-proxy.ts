import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Lets a server listen where the proxy beside a Bitbucket pipeline does. The address is fixed, so one test at a time can
 * have it: others that run meanwhile wait.
 */
export async function listenAsPipelineProxy(server: Server): Promise<void> {
  for (;;) {
    server.listen(29418, 'localhost');
    try {
      await once(server, 'listening');
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
      await sleep(20);
    }
  }
}

/** A proxy that takes every request, as the one beside a Bitbucket pipeline does. */
export interface WillingProxy {
  readonly host: string;
  readonly port: number;
  /** What came, whole. */
  readonly received: readonly string[];
  readonly close: () => Promise<void>;
}

export async function startWillingProxy(): Promise<WillingProxy> {
  const received: string[] = [];
  const proxy = createServer((request, response) => {
    const chunks: Uint8Array[] = [];
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    request.on('end', () => {
      received.push(`${request.url ?? ''}\n${request.rawHeaders.join('\n')}\n${Buffer.concat(chunks).toString()}`);
      response.end('{}');
    });
  });
  const host = '127.0.0.1';
  proxy.listen(0, host);
  await once(proxy, 'listening');
  const address = proxy.address();
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');
  const close = async (): Promise<void> => {
    proxy.close();
    await once(proxy, 'close');
  };
  return { host, port: address.port, received, close };
}
