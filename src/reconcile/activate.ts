import pMap from 'p-map';
import type { Attempt } from '../domain/attempt.ts';
import type { LicenseChange } from '../domain/diff.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { LicenseBatch, type Part } from './license-batch.ts';

/**
 * Activates licenses, many a request.
 * @param changes all of them to activate
 */
export async function activateAll(
  context: Context,
  changes: readonly LicenseChange[],
  breaker: CircuitBreaker,
): Promise<ReadonlyMap<LicenseChange, Attempt>> {
  const batches = LicenseBatch.all(context, 'activate', changes, breaker);
  await pMap(
    batches,
    async (batch) => {
      for (const part of batch.parts()) await activatePart(context, part, batch);
    },
    { concurrency: context.service.concurrency },
  );
  return new Map(batches.flatMap(({ attempts }) => [...attempts]));
}

async function activatePart({ service }: Context, part: Part, batch: LicenseBatch): Promise<void> {
  try {
    await service.activateLicenses(part.repositories);
    batch.accepted(part);
  } catch (error) {
    batch.failed(part, error);
  }
}
