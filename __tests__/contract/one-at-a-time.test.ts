import { describe, expect, it } from '@jest/globals';
import { PatientClock } from '../support/patient-clock.ts';
import { serve } from '../support/service.ts';
import { manyWorld, protectedOf, sweep, totalsIn } from '../support/sweep.ts';

/* A service that refuses requests while it works on another one gets one request at a time. */

const FIVE_MINUTES_MS = 300_000;

describe('a service that accepts one request at a time', () => {
  it.each([
    [8, 0, 429],
    [32, 0.99, 429],
    [8, 0.5, 503],
  ] as const)(
    'completes a hundred repositories within five minutes, asked by %i at a time, with chance %d, refusing with %i',
    async (concurrency, chance, tooManyStatus) => {
      const clock = new PatientClock();
      const many = manyWorld(100, { licensed: true, now: () => clock.now() });
      const simulator = await serve(many.world, { maxAtOnce: 1, latencyMs: 2, tooManyStatus });
      const start = clock.monotonic();

      const end = await sweep(simulator, { clock, concurrency, retries: 4, random: () => chance });

      expect(totalsIn(end)).toEqual({ changed: 100 });
      expect(protectedOf(many)).toHaveLength(100);
      expect(clock.monotonic() - start).toBeLessThan(FIVE_MINUTES_MS);
      // It is tried rarely whether more is allowed meanwhile.
      expect(simulator.requests.length - (4 + 100 + 2)).toBeLessThanOrEqual(concurrency + 40);
    },
  );
});
