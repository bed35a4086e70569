import { describe, expect, it } from '@jest/globals';
import { RateLimiter } from '../../../src/http/rate-limiter.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** Time passes between two looks at it. */
class TickingClock extends FakeClock {
  override monotonic(): number {
    this.advance(1);
    return super.monotonic();
  }
}

describe('the pause that a server asks for', () => {
  it('is slept for as long as it was seen to be: Node complains of what is less than nothing', async () => {
    const clock = new TickingClock();
    const limiter = new RateLimiter(1, clock, new AbortController().signal);
    limiter.slowDown(1.5, await limiter.acquire(1));
    limiter.release();

    await limiter.acquire(1);

    expect(clock.slept).toEqual([0.5]);
  });
});
