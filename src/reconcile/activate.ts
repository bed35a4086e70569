import type { Attempt } from '../domain/attempt.ts';
import type { LicenseChange } from '../domain/diff.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { LicenseBatch } from './license-batch.ts';

/**
 * Activates licenses, many a request.
 * @param changes all of them to activate
 */
export async function activateAll(
  context: Context,
  changes: readonly LicenseChange[],
  breaker: CircuitBreaker,
): Promise<ReadonlyMap<LicenseChange, Attempt>> {
  return await LicenseBatch.sendAll(context, 'activate', changes, breaker, (part) =>
    context.service.activateLicenses(part.map(({ resource }) => resource)),
  );
}
