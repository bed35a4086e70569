import pMap from 'p-map';
import type { Attempt } from '../domain/attempt.ts';
import type { MembershipChange } from '../domain/diff.ts';
import type { Id } from '../domain/model.ts';
import type { Problem } from '../shared/failure.ts';
import { type CircuitBreaker, circuitOf } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { GuardedRequest } from './guarded-request.ts';
import { MembershipChanges } from './membership-changes.ts';
import { isStillJoined, type Joining, seenAtOf } from './new-memberships.ts';
import { failedAttempt, failureOf, madeBefore, noted, saysNotAttached } from './rejections.ts';

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
  const memberships = new MembershipChanges(context, 'Detaching', changes, obstacles, breaker);
  const { groups, attempts } = memberships;
  const detachGroup = async (group: readonly MembershipChange[]): Promise<void> => {
    for (const change of memberships.toSend(group))
      memberships.tried(change, await detachOne(context, change, joining, breaker));
  };
  await pMap(groups, detachGroup, { concurrency: context.service.transport.concurrency });
  return attempts;
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
  const request = new GuardedRequest(context, seenAtOf(context, resource, joining));
  while (request.mayRepeatAfter(await failureOf(service.detach(plan, resource, request.soFar))))
    if (!request.confirmed(await isStillJoined(context, resource, joining))) break;
  const error = request.failure;
  if (error === undefined) {
    breaker.accepted(circuit);
    return { kind: 'accepted' };
  }
  if (saysNotAttached(error)) return noted(madeBefore(error), request.note);
  breaker.failed(circuit, error);
  return noted(failedAttempt(error), request.note);
}
