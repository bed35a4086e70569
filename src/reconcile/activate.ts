import pMap from 'p-map';
import type { Attempt } from '../domain/attempt.ts';
import type { LicenseChange } from '../domain/diff.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { attemptsOf, LicenseBatch } from './license-batch.ts';
import { failureOf } from './rejections.ts';

/**
 * Activates licenses, many a request.
 * @param changes all of them to activate
 */
export async function activateAll(
  context: Context,
  changes: readonly LicenseChange[],
  breaker: CircuitBreaker,
): Promise<ReadonlyMap<LicenseChange, Attempt>> {
  const { service } = context;
  const batches = LicenseBatch.of(context, 'activate', changes, breaker);
  const activate = async (batch: LicenseBatch): Promise<void> => {
    for (const part of batch.toSend()) batch.sent(part, await failureOf(service.activateLicenses(part.repositories)));
  };
  await pMap(batches, activate, { concurrency: service.transport.concurrency });
  return attemptsOf(batches);
}
