import pMap from 'p-map';
import type { Attempt } from '../domain/attempt.ts';
import type { MembershipChange } from '../domain/diff.ts';
import type { Id } from '../domain/model.ts';
import type { Problem } from '../shared/failure.ts';
import { type CircuitBreaker, circuitOf } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { MembershipChanges } from './membership-changes.ts';
import { attemptAfter, failureOf } from './rejections.ts';

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
  const memberships = new MembershipChanges(context, 'Attaching', changes, obstacles, breaker);
  const { groups, attempts } = memberships;
  const attachGroup = async (group: readonly MembershipChange[]): Promise<void> => {
    for (const change of memberships.toSend(group))
      memberships.tried(change, await attachOne(context, change, breaker));
  };
  await pMap(groups, attachGroup, { concurrency: context.service.transport.concurrency });
  return attempts;
}

async function attachOne({ service }: Context, change: MembershipChange, breaker: CircuitBreaker): Promise<Attempt> {
  const { resource, plan } = change;
  const circuit = circuitOf(change);
  const error = await failureOf(service.attach(plan, resource));
  if (error === undefined) {
    breaker.accepted(circuit);
    return { kind: 'accepted' };
  }
  breaker.failed(circuit, error);
  return attemptAfter(error, [resource.name, plan.name]);
}
