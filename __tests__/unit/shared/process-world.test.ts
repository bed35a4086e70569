import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { GRACE_MS } from '../../../src/http/transport.ts';
import { CANCELLED_MS } from '../../../src/runner/bitbucket.ts';
import { CANCELLING, isAllWritten, processWorld, UNREAD_MS } from '../../../src/shared/process-world.ts';

describe('the world of a process', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGBREAK'] as const)('is cancelled by %s', (signal) => {
    const before = new Map(CANCELLING.map((each) => [each, process.listeners(each)]));
    const { cancelled } = processWorld();
    try {
      expect(cancelled.aborted).toBe(false);
      process.emit(signal, signal);
      expect(cancelled.aborted).toBe(true);
    } finally {
      for (const [each, listeners] of before)
        for (const listener of process.listeners(each)) if (!listeners.includes(listener)) process.off(each, listener);
    }
  });
});

describe('a run that is cancelled', () => {
  it('ends within five seconds, though a request, a report and what is printed each wait until they are given up', () => {
    expect(GRACE_MS + CANCELLED_MS + UNREAD_MS).toBeLessThanOrEqual(5000);
  });
});

describe('what was printed', () => {
  const read = new Writable({
    write: (_, __, done) => {
      done();
    },
  });
  const unread = new Writable({ write: () => undefined });

  it('is waited for', async () => {
    expect(await isAllWritten([read, read], new AbortController().signal)).toBe(true);
  });

  it.each([true, false])(
    'is not waited for where nobody reads it, once the run is cancelled (before: %s)',
    async (before) => {
      const cancelling = new AbortController();
      if (before) cancelling.abort();
      const isWritten = isAllWritten([read, unread], cancelling.signal, 1);
      cancelling.abort();
      expect(await isWritten).toBe(false);
    },
  );
});
