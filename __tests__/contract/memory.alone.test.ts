import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from '@jest/globals';
import { clientOf, serve, smallWorld } from '../support/service.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

it('does not grow with each request: nothing of an exchange that is over is kept', async () => {
  const { world, acme } = smallWorld();
  const { service } = clientOf(await serve(world, { keepRequests: false }));
  const send = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index++) await service.plans(acme).read();
  };
  await send(300);
  const before = heapBytes();
  await send(1000);
  // A listener that stayed held 9 KiB a request.
  expect((heapBytes() - before) / 1000).toBeLessThan(3000);
});
