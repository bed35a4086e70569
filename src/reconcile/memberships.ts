import pMap from 'p-map';
import type { MembershipChange } from '../domain/diff.ts';
import type { Id, Resource } from '../domain/model.ts';
import type { Attempt } from '../domain/attempt.ts';
import { ServiceError } from '../gitprotect/errors.ts';
import type { Problem } from '../shared/failure.ts';
import { Progress } from '../shared/progress.ts';
import { counted, label } from '../shared/text.ts';
import { type CircuitBreaker, circuitOf } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { attemptAfter, saysNotAttached } from './rejections.ts';

/** Of more changes nobody reads a line each; how far they have come is logged, and what fails. */
const MAX_LINES = 1000;

type Send = (change: MembershipChange) => Promise<void>;

/**
 * Attaches each repository or project to its plans, or detaches it from them, one after the other, and many at a time.
 * @param changes all of one kind
 * @param send makes one of them
 * @param obstacles why some are not tried, by the ID of the repository or project
 */
export async function changeMemberships(
  context: Context,
  changes: readonly MembershipChange[],
  obstacles: ReadonlyMap<Id, Problem>,
  breaker: CircuitBreaker,
  send: Send,
): Promise<ReadonlyMap<MembershipChange, Attempt>> {
  const attempts = new Map<MembershipChange, Attempt>();
  const byResource = [...Map.groupBy(changes, ({ resource }) => resource.id).values()];
  const isLogged = changes.length <= MAX_LINES;
  const verb = changes.some(({ kind }) => kind === 'detach') ? 'Detaching' : 'Attaching';
  if (!isLogged) context.log.info(`${verb} ${counted(byResource.length, 'repository', 'repositories')}`);
  const progress = new Progress(context.log, context.clock, 'repositories changed');
  let done = 0;
  await pMap(
    byResource,
    async (each) => {
      for (const change of each) {
        const problem = obstacles.get(change.resource.id);
        const attempt: Attempt =
          problem === undefined
            ? await changeMembership(context, change, breaker, isLogged, send)
            : { kind: 'skipped', cause: 'dependency', problem };
        attempts.set(change, attempt);
      }
      progress.report(++done, byResource.length);
    },
    { concurrency: context.service.concurrency },
  );
  return attempts;
}

async function changeMembership(
  context: Context,
  change: MembershipChange,
  breaker: CircuitBreaker,
  isLogged: boolean,
  send: Send,
): Promise<Attempt> {
  const { log } = context;
  const circuit = circuitOf(change);
  const problem = breaker.check(circuit);
  if (problem !== undefined) return { kind: 'skipped', cause: 'circuit-open', problem };
  const { kind, resource, plan } = change;
  if (isLogged)
    log.info(
      kind === 'attach'
        ? `Attaching ${named(resource)} to backup plan ${label(plan)}`
        : `Detaching ${named(resource)} from backup plan ${label(plan)}`,
    );
  try {
    await send(change);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    log.info(`  ${error.message}`);
    if (kind === 'detach' && saysNotAttached(error)) return { kind: 'already', problem: error };
    breaker.failed(circuit, error);
    return kind === 'detach'
      ? { kind: 'failed', mayHaveApplied: error.mayHaveApplied, problem: error }
      : attemptAfter(error, [resource.name, plan.name]);
  }
  breaker.accepted(circuit);
  return { kind: 'accepted' };
}

/** @throws ServiceError */
export async function attach({ service }: Context, { resource, plan }: MembershipChange): Promise<void> {
  await service.attach(plan, resource);
}

function named(resource: Resource): string {
  return resource.kind === 'project' ? `project ${label(resource)}` : label(resource);
}
