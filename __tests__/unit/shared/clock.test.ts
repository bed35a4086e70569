import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { systemClock } from '../../../src/shared/clock.ts';

describe('a deadline of the system clock', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('passes after its time, and not before', () => {
    const { signal } = systemClock.deadline(5000);

    jest.advanceTimersByTime(4999);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(signal.aborted).toBe(true);
  });

  it('never passes once it is cleared, and leaves no timer that would keep the process alive', () => {
    const deadline = systemClock.deadline(5000);

    deadline.clear();

    expect(jest.getTimerCount()).toBe(0);
    jest.advanceTimersByTime(10_000);
    expect(deadline.signal.aborted).toBe(false);
  });
});

describe('a sleep of the system clock', () => {
  it('ends at once where it is cancelled already', async () => {
    await expect(systemClock.sleep(1_000_000, AbortSignal.abort())).resolves.toBeUndefined();
  });

  it('ends as soon as it is cancelled', async () => {
    const controller = new AbortController();
    const asleep = systemClock.sleep(1_000_000, controller.signal);

    controller.abort();

    await expect(asleep).resolves.toBeUndefined();
  });

  it('ends by itself', async () => {
    await expect(systemClock.sleep(1, new AbortController().signal)).resolves.toBeUndefined();
  });
});
