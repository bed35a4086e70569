import { describe, expect, it } from '@jest/globals';
import { CANCELLING, processWorld } from '../../../src/shared/process-world.ts';

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
