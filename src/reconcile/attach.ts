import type { Attempt } from '../domain/attempt.ts';
import type { MembershipChange } from '../domain/diff.ts';
import type { Id } from '../domain/model.ts';
import { ServiceError } from '../gitprotect/errors.ts';
import type { Problem } from '../shared/failure.ts';
import { type CircuitBreaker, circuitOf } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { changeMemberships } from './membership-changes.ts';
import { attemptAfter } from './rejections.ts';

/**
 * Attaches each repository or project to its plans, one after the other, and many at a time.
 * @param obstacles why some are not tried, by the ID of the repository or project
 */
export async function attachAll(
  context: Context,
  changes: readonly MembershipChange[],
  obstacles: ReadonlyMap<Id, Problem>,
  breaker: CircuitBreaker,
): Promise<ReadonlyMap<MembershipChange, Attempt>> {
  return await changeMemberships(context, 'Attaching', changes, obstacles, breaker, (change) =>
    attachOne(context, change, breaker),
  );
}

async function attachOne({ service }: Context, change: MembershipChange, breaker: CircuitBreaker): Promise<Attempt> {
  const { resource, plan } = change;
  const circuit = circuitOf(change);
  try {
    await service.attach(plan, resource);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    breaker.failed(circuit, error);
    return attemptAfter(error, [resource.name, plan.name]);
  }
  breaker.accepted(circuit);
  return { kind: 'accepted' };
}
