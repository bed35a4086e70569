import pMap from 'p-map';
import type { Attempt } from '../domain/attempt.ts';
import type { MembershipChange } from '../domain/diff.ts';
import type { Id } from '../domain/model.ts';
import { ServiceError } from '../gitprotect/errors.ts';
import type { Problem } from '../shared/failure.ts';
import { type CircuitBreaker, circuitOf } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { MembershipLog } from './membership-log.ts';
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
  const attempts = new Map<MembershipChange, Attempt>();
  const byResource = [...Map.groupBy(changes, ({ resource }) => resource.id)];
  const membershipLog = new MembershipLog(context, 'Attaching', changes.length, byResource.length);
  await pMap(
    byResource,
    async ([id, each]) => {
      const problem = obstacles.get(id);
      for (const change of each)
        attempts.set(
          change,
          problem === undefined
            ? await attachOne(context, change, breaker, membershipLog)
            : { kind: 'skipped', cause: 'dependency', problem },
        );
      membershipLog.finishedOne();
    },
    { concurrency: context.service.concurrency },
  );
  return attempts;
}

async function attachOne(
  { service, log }: Context,
  change: MembershipChange,
  breaker: CircuitBreaker,
  membershipLog: MembershipLog,
): Promise<Attempt> {
  const { resource, plan } = change;
  const circuit = circuitOf(change);
  const problem = breaker.check(circuit);
  if (problem !== undefined) return { kind: 'skipped', cause: 'circuit-open', problem };
  membershipLog.starting(resource, plan);
  try {
    await service.attach(plan, resource);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    log.info(`  ${error.message}`);
    breaker.failed(circuit, error);
    return attemptAfter(error, [resource.name, plan.name]);
  }
  breaker.accepted(circuit);
  return { kind: 'accepted' };
}
