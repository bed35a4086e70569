import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import type { Simulator } from '../../simulator/server.ts';
import { World } from '../../simulator/world.ts';
import { HttpFailure } from '../../src/http/failure.ts';
import type { HttpRequest } from '../../src/http/request.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { clientOf, serve, type TestClient } from '../support/service.ts';

/* A request that depends on what was seen is not sent once that is more than a minute ago: its caller looks again. */

const OK: Fault = { kind: 'answer', status: 200, body: '{}' };
const SLOW_DOWN: Fault = { kind: 'answer', status: 429, headers: { 'retry-after': '90' } };
const EARLIER = { attempts: 2, mayHaveApplied: true };

async function serviceWith(fault = OK, cancelled = false): Promise<TestClient & { readonly simulator: Simulator }> {
  const faults = [
    { endpoint: '*', occurrence: 1, fault },
    { endpoint: '*', occurrence: 'every', fault: OK },
  ] as const;
  const simulator = await serve(new World(), { faults });
  const stopped = cancelled ? { cancelled: AbortSignal.abort() } : {};
  return { ...clientOf(simulator, { concurrency: 1, clock: new FakeClock(), ...stopped }), simulator };
}

function post(path: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'POST', path, body: {}, purpose: 'take something away', repeated: 'by-caller', ...more };
}

/** Why a request was not sent, and with what it can be sent again. */
async function unsent(work: Promise<unknown>): Promise<unknown> {
  const thrown = await work.catch((error: unknown) => error);
  if (!(thrown instanceof HttpFailure)) throw new Error(`no failure of HTTP: ${String(thrown)}`);
  return [thrown.failure.kind, thrown.mayHaveApplied, thrown.earlier];
}

describe('a request that depends on what was seen', () => {
  it('is sent up to a minute later', async () => {
    const { transport, clock, simulator } = await serviceWith();

    await transport.send(post('leave', { seenAt: clock.monotonic() - 60_000 }));

    expect(simulator.requests).toHaveLength(1);
  });

  it('is not sent any later, and can be sent again', async () => {
    const { transport, clock, simulator } = await serviceWith();

    const why = await unsent(transport.send(post('leave', { seenAt: clock.monotonic() - 60_001 })));

    expect(why).toEqual(['late', false, { attempts: 0, mayHaveApplied: false }]);
    expect(simulator.requests).toEqual([]);
  });

  it('is late with all that its earlier attempts have left', async () => {
    const { transport, clock } = await serviceWith();

    const why = await unsent(transport.send(post('leave', { seenAt: clock.monotonic() - 60_001, earlier: EARLIER })));

    expect(why).toEqual(['late', true, EARLIER]);
  });

  it.each(['a first attempt', 'one that comes again'])(
    'is late after a pause that others caused: %s',
    async (which) => {
      const { transport, clock, simulator } = await serviceWith(SLOW_DOWN);
      const earlier = which === 'a first attempt' ? undefined : EARLIER;

      const others = transport.send(post('other', { repeated: 'by-itself' }));
      const why = unsent(transport.send(post('leave', { seenAt: clock.monotonic(), earlier })));

      expect(await why).toEqual(['late', earlier !== undefined, earlier ?? { attempts: 0, mayHaveApplied: false }]);
      await others;
      expect(simulator.requests.map(({ path }) => path)).toEqual(['/other', '/other']);
    },
  );

  it('goes before others when it comes again, or it would be late again in a long queue', async () => {
    const { transport, clock, simulator } = await serviceWith();
    const earlier = { attempts: 0, mayHaveApplied: false };

    await Promise.all([
      ...['one', 'two', 'three'].map((path) => transport.send(post(path))),
      transport.send(post('leave', { seenAt: clock.monotonic(), earlier })),
    ]);

    expect(simulator.requests.map(({ path }) => path)).toEqual(['/one', '/leave', '/two', '/three']);
  });

  it('is not called late where the job was cancelled', async () => {
    const { transport, clock } = await serviceWith(OK, true);

    const why = await unsent(transport.send(post('leave', { seenAt: clock.monotonic() - 60_001 })));

    expect(why).toEqual(['not-sent', false, undefined]);
  });
});
