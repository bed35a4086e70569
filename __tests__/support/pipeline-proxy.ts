import { once } from 'node:events';
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
