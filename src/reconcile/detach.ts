import type { Attempt } from '../domain/attempt.ts';
import type { MembershipChange } from '../domain/diff.ts';
import type { Id } from '../domain/model.ts';
import type { Problem } from '../shared/failure.ts';
import { type CircuitBreaker, circuitOf } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { changeMemberships } from './membership-changes.ts';
import { isStillJoined, type Joining, seenAtOf } from './new-memberships.ts';
import { failedAttempt, saysNotAttached } from './rejections.ts';
import { takeAway } from './take-away.ts';

/**
 * Detaches each repository or project from its old plans, one after the other, and many at a time.
 * @param obstacles why some are not tried, by the ID of the repository or project
 * @param joining what must be seen in its new plans
 */
export async function detachAll(
  context: Context,
  changes: readonly MembershipChange[],
  obstacles: ReadonlyMap<Id, Problem>,
  joining: Joining,
  breaker: CircuitBreaker,
): Promise<ReadonlyMap<MembershipChange, Attempt>> {
  return await changeMemberships(context, 'Detaching', changes, obstacles, breaker, (change) =>
    detachOne(context, change, joining, breaker),
  );
}

async function detachOne(
  context: Context,
  change: MembershipChange,
  joining: Joining,
  breaker: CircuitBreaker,
): Promise<Attempt> {
  const { service } = context;
  const { resource, plan } = change;
  const circuit = circuitOf(change);
  const error = await takeAway(
    context,
    seenAtOf(context, resource, joining),
    (soFar) => service.detach(plan, resource, soFar),
    () => isStillJoined(context, resource, joining),
  );
  if (error === undefined) {
    breaker.accepted(circuit);
    return { kind: 'accepted' };
  }
  if (saysNotAttached(error)) return { kind: 'already', problem: error };
  breaker.failed(circuit, error);
  return failedAttempt(error);
}
