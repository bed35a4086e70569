import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import type { Simulator } from '../../simulator/server.ts';
import { CancelledError, type ServiceError } from '../../src/gitprotect/errors.ts';
import { FakeClock } from '../support/fake-clock.ts';
import {
  calledEndpoints,
  clientOf,
  serve,
  type SmallWorld,
  smallWorld,
  type TestClient,
  repository,
} from '../support/service.ts';

/* A job that is cancelled: nothing more is sent, and what is under way has three seconds left. */

const GRACE_MS = 3000;
const SIGN_IN = 'account/login';
const ORGANIZATIONS = 'git/organizations/getmany';
const ATTACH = 'plans/attachgitrepository';

interface Cancellable extends TestClient, SmallWorld {
  readonly simulator: Simulator;
  /** Cancels the job. */
  readonly cancel: () => void;
  /** Resolves when this endpoint is called. */
  readonly called: Promise<void>;
}

interface CancellableOptions {
  readonly clock?: FakeClock;
  readonly concurrency?: number;
  /** Whether the job is cancelled by the first call of the endpoint, while it waits for its answer. */
  readonly cancelledByCall?: boolean;
  readonly fault?: Fault;
}

/** A client of a job that can be cancelled, whose calls of an endpoint have a fault. */
async function cancellable(endpoint: string, options: CancellableOptions = {}): Promise<Cancellable> {
  const { clock = new FakeClock(), concurrency = 8, cancelledByCall = false, fault } = options;
  const small = smallWorld();
  const controller = new AbortController();
  const called = Promise.withResolvers<undefined>();
  const simulator = await serve(small.world, {
    ...(fault === undefined ? {} : { faults: [{ endpoint, occurrence: 'every', fault }] }),
    onRequest: (request) => {
      if (request.endpoint !== endpoint) return;
      if (cancelledByCall) controller.abort();
      called.resolve(undefined);
    },
  });
  return {
    ...small,
    ...clientOf(simulator, { clock, concurrency, cancelled: controller.signal }),
    simulator,
    called: called.promise,
    cancel: () => {
      controller.abort();
    },
  };
}

/** The error in which a call ends that was cancelled. */
async function cancelledBy(work: Promise<unknown>): Promise<ServiceError> {
  const thrown = await work.then(
    () => 'it did not fail',
    (error: unknown) => error,
  );
  if (thrown instanceof CancelledError) return thrown;
  throw new Error(`it was not cancelled: ${String(thrown)}`);
}

describe('after the job was cancelled', () => {
  it('nothing is sent', async () => {
    const { service, transport, simulator, cancel } = await cancellable(ORGANIZATIONS);
    cancel();

    const error = await cancelledBy(service.organizations().read());

    expect(error.message).toBe(
      `could not sign in: the job was cancelled before it was sent (${simulator.url}/${SIGN_IN})`,
    );
    expect(error).toMatchObject({
      title: 'The job was cancelled',
      remedy: 'Run it again.',
      mayHaveApplied: false,
    });
    expect(transport.requests).toBe(0);
    expect(simulator.requests).toEqual([]);
  });

  it('nothing is sent any more by a client that has sent requests', async () => {
    const { service, transport, simulator, cancel } = await cancellable(ORGANIZATIONS);
    await service.organizations().read();
    cancel();

    const error = await cancelledBy(service.organizations().read());

    expect(error.message).toContain('could not list the organizations: the job was cancelled before it was sent');
    expect(transport.requests).toBe(2);
    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, ORGANIZATIONS]);
  });

  it('what waits for its turn is not sent, and what is under way may finish', async () => {
    const { service, session, simulator, acme } = await cancellable(ORGANIZATIONS, {
      concurrency: 1,
      cancelledByCall: true,
    });
    await session.signIn();
    const underWay = service.organizations().read();
    const waiting = [service.plans(acme).read(), service.repositories(acme).read()].map(cancelledBy);

    await expect(underWay).resolves.toHaveLength(1);
    expect((await Promise.all(waiting)).map(({ mayHaveApplied }) => mayHaveApplied)).toEqual([false, false]);
    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, ORGANIZATIONS]);
  });

  it('the pages that were not asked for yet are not sent', async () => {
    const small = smallWorld();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) small.world.addRepository(small.acme, name);
    const controller = new AbortController();
    const simulator = await serve(small.world, {
      pageCap: 1,
      onRequest: ({ endpoint, body }) => {
        if (endpoint.endsWith('repositories/getmany') && JSON.stringify(body).includes('"page":3')) controller.abort();
      },
    });
    const { service } = clientOf(simulator, { concurrency: 1, cancelled: controller.signal });

    await cancelledBy(service.repositories(small.acme).read());

    expect(simulator.requests).toHaveLength(1 + 3);
  });
});

describe('a request that is under way when the job is cancelled', () => {
  const STALLS: readonly (readonly [string, Fault])[] = [
    ['its headers', { kind: 'stall', at: 'before-headers' }],
    ['its body', { kind: 'stall', at: 'after-headers' }],
  ];

  it.each(STALLS)('ends three seconds later when it still waits for %s', async (_, fault) => {
    const { service, simulator, clock, daily, api, called, cancel } = await cancellable(ATTACH, { fault });
    let isOver = false;
    const work = cancelledBy(service.attach(daily, repository(api))).finally(() => {
      isOver = true;
    });
    await called;
    cancel();
    clock.advance(GRACE_MS - 1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOver).toBe(false);
    clock.advance(1);

    const error = await work;

    expect(error.message).toBe(
      `could not attach repository 'api' (${api.id}) to backup plan 'Daily' (${daily.id}): the job was cancelled (${simulator.url}/${ATTACH})`,
    );
    expect(error.mayHaveApplied).toBe(true);
    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, ATTACH]);
  });

  it('is not sent again when it fails', async () => {
    const { service, simulator, daily, api } = await cancellable(ATTACH, {
      cancelledByCall: true,
      fault: { kind: 'answer', status: 503 },
    });

    const error = await cancelledBy(service.attach(daily, repository(api)));

    expect(error.message).toContain('the job was cancelled before it was sent again');
    expect(error.message).not.toContain('tried 2 times');
    expect(error.mayHaveApplied).toBe(true);
    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, ATTACH]);
  });
});

describe('a request that waits when the job is cancelled', () => {
  /** A clock on which a sleep lasts until it is cancelled. */
  class StoppedClock extends FakeClock {
    readonly asleep = Promise.withResolvers<undefined>();

    override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
      this.slept.push(milliseconds);
      this.asleep.resolve(undefined);
      return new Promise((resolve) => {
        signal?.addEventListener('abort', () => {
          resolve();
        });
      });
    }
  }

  it.each<[string, Fault]>([
    ['before a further attempt', { kind: 'answer', status: 503 }],
    ['for the rate', { kind: 'answer', status: 429, headers: { 'retry-after': '60' } }],
  ])('%s, is not sent again, and waits no longer', async (_, fault) => {
    const clock = new StoppedClock();
    const { service, simulator, cancel } = await cancellable(ORGANIZATIONS, { clock, fault });
    const work = cancelledBy(service.organizations().read());
    await clock.asleep.promise;
    cancel();

    const error = await work;

    expect(error.message).toContain('could not list the organizations: the job was cancelled before it was sent again');
    expect(clock.slept).toHaveLength(1);
    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, ORGANIZATIONS]);
  });

  it('with all others for the rate, ends with them', async () => {
    const clock = new StoppedClock();
    const fault: Fault = { kind: 'answer', status: 429, headers: { 'retry-after': '60' } };
    const { service, session, simulator, acme, cancel } = await cancellable(ORGANIZATIONS, {
      clock,
      fault,
      concurrency: 1,
    });
    await session.signIn();
    const work = [service.organizations().read(), service.plans(acme).read(), service.repositories(acme).read()].map(
      cancelledBy,
    );
    await clock.asleep.promise;
    cancel();

    await Promise.all(work);

    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, ORGANIZATIONS]);
  });
});

describe('a token that expires while the job is cancelled', () => {
  it('is not renewed', async () => {
    const { service, session, simulator, world } = await cancellable(ORGANIZATIONS, { cancelledByCall: true });
    await session.signIn();
    world.expireTokens();

    const error = await cancelledBy(service.organizations().read());

    expect(error.message).toContain('could not sign in: the job was cancelled before it was sent');
    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, ORGANIZATIONS]);
  });
});
