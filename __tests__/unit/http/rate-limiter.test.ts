import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Permit, RateLimiter } from '../../../src/http/rate-limiter.ts';
import { FakeClock } from '../../support/fake-clock.ts';

interface Limited {
  readonly limiter: RateLimiter;
  readonly clock: FakeClock;
  readonly cancel: () => void;
  /** Asks for a permit; the name is added to `started` once it is given. */
  readonly ask: (name: string, attempt?: number) => void;
  readonly started: string[];
}

function limitedTo(max: number): Limited {
  const clock = new FakeClock();
  const controller = new AbortController();
  const limiter = new RateLimiter(max, clock, controller.signal);
  const started: string[] = [];
  const ask = (name: string, attempt = 1): void => {
    void limiter.acquire(attempt).then(() => started.push(name));
  };
  const cancel = (): void => {
    controller.abort();
  };
  return { limiter, clock, cancel, ask, started };
}

/** Lets everything happen that waits for nothing but its turn. */
async function settle(): Promise<void> {
  await new Promise(setImmediate);
}

async function acquire(limiter: RateLimiter, count: number): Promise<Permit[]> {
  return await Promise.all(Array.from({ length: count }, () => limiter.acquire(1)));
}

/** So many requests, one after the other, that are answered well. */
async function succeed(limiter: RateLimiter, count: number): Promise<void> {
  for (let request = 0; request < count; request++) {
    await limiter.acquire(1);
    limiter.speedUp();
    limiter.release();
  }
}

/** A server that asks for less, once. */
async function slowDownOnce(limiter: RateLimiter, pauseMs: number): Promise<void> {
  const permit = await limiter.acquire(1);
  limiter.slowDown(pauseMs, permit);
  limiter.release();
}

describe('requests at a time', () => {
  it.each([1, 2, 8, 32])('are at most %i', async (max) => {
    const { limiter, ask, started } = limitedTo(max);
    for (let request = 1; request <= max + 2; request++) ask(String(request));
    await settle();
    expect(started).toHaveLength(max);
    limiter.release();
    await settle();
    expect(started).toHaveLength(max + 1);
  });

  it('start in the order in which they were asked for', async () => {
    const { limiter, ask, started } = limitedTo(1);
    for (const name of ['a', 'b', 'c', 'd']) ask(name);
    for (let request = 0; request < 4; request++) {
      await settle();
      limiter.release();
    }
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('start with those that tried most often, and among those in order', async () => {
    const { limiter, ask, started } = limitedTo(1);
    ask('running');
    ask('first, once more', 2);
    ask('new');
    ask('third time', 3);
    ask('second, once more', 2);
    ask('another new');
    for (let request = 0; request < 6; request++) {
      await settle();
      limiter.release();
    }
    expect(started).toEqual(['running', 'third time', 'first, once more', 'second, once more', 'new', 'another new']);
  });

  it('do not wait for anything but their turn', async () => {
    const { limiter, clock } = limitedTo(2);
    await acquire(limiter, 2);
    expect(clock.slept).toEqual([]);
  });
});

describe('a server that asks for less', () => {
  it('is given half as many at a time, and one where those are too many as well', async () => {
    const { limiter } = limitedTo(9);
    const given = [limiter.concurrency];
    for (let time = 0; time < 5; time++) {
      await slowDownOnce(limiter, 1000);
      given.push(limiter.concurrency);
    }
    expect(given).toEqual([9, 4, 1, 1, 1, 1]);
  });

  it('is heard once of all that were under way together', async () => {
    const { limiter } = limitedTo(8);
    const permits = await acquire(limiter, 8);
    expect(permits.map((permit) => limiter.slowDown(1000, permit))).toEqual([true, ...Array<boolean>(7).fill(false)]);
    expect(limiter.concurrency).toBe(4);
  });

  it('is heard again of one that was sent after the slow-down', async () => {
    const { limiter } = limitedTo(8);
    const [before] = await acquire(limiter, 1);
    await slowDownOnce(limiter, 1000);
    const [after] = await acquire(limiter, 1);
    expect([before, after].map((permit) => permit?.afterSlowDowns)).toEqual([0, 1]);
    expect(after !== undefined && limiter.slowDown(1000, after)).toBe(true);
    expect(limiter.concurrency).toBe(1);
  });

  it('gets no more than its new share once those under way are over', async () => {
    const { limiter, ask, started } = limitedTo(4);
    const [permit] = await acquire(limiter, 4);
    for (const name of ['a', 'b', 'c']) ask(name);
    if (permit !== undefined) limiter.slowDown(0, permit);
    limiter.release();
    limiter.release();
    await settle();
    expect(started).toEqual([]);
    limiter.release();
    await settle();
    expect(started).toEqual(['a']);
  });
});

describe('the pause that a server asks for', () => {
  it('is waited for by each request that comes then', async () => {
    const { limiter, clock } = limitedTo(8);
    await slowDownOnce(limiter, 7000);
    await limiter.acquire(1);
    expect(clock.slept).toEqual([7000]);
    // The time is over for all of them.
    await limiter.acquire(1);
    expect(clock.slept).toEqual([7000]);
  });

  it('is waited for by those whose turn it was not yet', async () => {
    const { limiter, clock, ask, started } = limitedTo(2);
    const [permit] = await acquire(limiter, 2);
    ask('waiting');
    if (permit !== undefined) limiter.slowDown(7000, permit);
    limiter.release();
    await settle();
    expect(started).toEqual([]);
    limiter.release();
    await settle();
    expect(started).toEqual(['waiting']);
    expect(clock.slept).toEqual([7000]);
  });

  it.each([
    ['longer', 9000, 9000],
    ['shorter', 3000, 7000],
  ])('lasts as long as the longest of those under way asked for: a second one is %s', async (_, second, slept) => {
    const { limiter, clock } = limitedTo(8);
    const [one, two] = await acquire(limiter, 2);
    if (one !== undefined) limiter.slowDown(7000, one);
    if (two !== undefined) limiter.slowDown(second, two);
    await limiter.acquire(1);
    expect(clock.slept).toEqual([slept]);
  });

  it('goes on where another one is asked for meanwhile', async () => {
    const { limiter, clock } = limitedTo(8);
    const [one, two] = await acquire(limiter, 2);
    if (one !== undefined) limiter.slowDown(7000, one);
    const waiting = limiter.acquire(1);
    if (two !== undefined) limiter.slowDown(500, two);
    expect((await waiting).afterSlowDowns).toBe(1);
    expect(clock.slept).toEqual([7000, 500]);
  });

  it('ends when the job is cancelled', async () => {
    const { limiter, clock, cancel } = limitedTo(8);
    await slowDownOnce(limiter, 7000);
    cancel();
    await limiter.acquire(1);
    expect(clock.slept).toEqual([]);
  });
});

describe('a server that answers well again', () => {
  it('is given one more at a time after each round of successes, up to the limit', async () => {
    const { limiter } = limitedTo(4);
    await slowDownOnce(limiter, 0);
    await slowDownOnce(limiter, 0);
    const given: number[] = [];
    for (let request = 0; request < 8; request++) {
      given.push(limiter.concurrency);
      await succeed(limiter, 1);
    }
    // After 1, after 2 more, after 3 more.
    expect(given).toEqual([1, 2, 2, 3, 3, 3, 4, 4]);
    await succeed(limiter, 100);
    expect(limiter.concurrency).toBe(4);
  });

  it('begins its round anew when it asks for less in between', async () => {
    const { limiter } = limitedTo(8);
    await slowDownOnce(limiter, 0);
    await succeed(limiter, 3);
    await slowDownOnce(limiter, 0);
    expect(limiter.concurrency).toBe(1);
    await succeed(limiter, 2);
    expect(limiter.concurrency).toBe(2);
    await succeed(limiter, 1);
    expect(limiter.concurrency).toBe(3);
  });

  it('is tried with one more later and later, where that is one too many', async () => {
    const { limiter } = limitedTo(8);
    await slowDownOnce(limiter, 0);
    await slowDownOnce(limiter, 0);
    const successes: number[] = [];
    for (let probe = 0; probe < 9; probe++) {
      let count = 0;
      for (; limiter.concurrency === 1; count++) await succeed(limiter, 1);
      successes.push(count);
      await slowDownOnce(limiter, 0);
    }
    expect(successes).toEqual([1, 2, 4, 8, 16, 32, 64, 64, 64]);
  });

  it('is soon tried with more again once one more was not too many', async () => {
    const { limiter } = limitedTo(8);
    await slowDownOnce(limiter, 0);
    await slowDownOnce(limiter, 0);
    await succeed(limiter, 1);
    await slowDownOnce(limiter, 0);
    await succeed(limiter, 2);
    expect(limiter.concurrency).toBe(2);
    await succeed(limiter, 2);
    expect(limiter.concurrency).toBe(3);
  });

  it('is not tried with more while a request waits that it refused before', async () => {
    const { limiter, ask } = limitedTo(2);
    await slowDownOnce(limiter, 0);
    await limiter.acquire(1);
    ask('once more', 2);
    limiter.speedUp();
    expect(limiter.concurrency).toBe(1);
    limiter.release();
    await settle();
    limiter.speedUp();
    expect(limiter.concurrency).toBe(2);
  });

  it('is given the new one as soon as a request is over', async () => {
    const { limiter, ask, started } = limitedTo(2);
    await slowDownOnce(limiter, 0);
    await limiter.acquire(1);
    ask('a');
    ask('b');
    ask('c');
    limiter.speedUp();
    limiter.release();
    await settle();
    expect(started).toEqual(['a', 'b']);
  });
});

describe('whatever the server answers', () => {
  it('every request gets its turn, and never more at a time than allowed', async () => {
    const answers = fc.array(fc.constantFrom('well', 'less', 'badly'), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(answers, fc.integer({ min: 1, max: 8 }), async (given, max) => {
        const { limiter } = limitedTo(max);
        let running = 0;
        const send = async (answer: string, attempt: number): Promise<void> => {
          const permit = await limiter.acquire(attempt);
          expect(++running).toBeLessThanOrEqual(max);
          await settle();
          if (answer === 'well') limiter.speedUp();
          if (answer === 'less') limiter.slowDown(100, permit);
          running--;
          limiter.release();
        };
        await Promise.all(given.map((answer, index) => send(answer, 1 + (index % 3))));
        expect(running).toBe(0);
        expect(limiter.concurrency).toBeGreaterThanOrEqual(1);
        expect(limiter.concurrency).toBeLessThanOrEqual(max);
      }),
    );
  });
});
