import pMap from 'p-map';
import type { Attempt } from '../domain/attempt.ts';
import type { MembershipChange } from '../domain/diff.ts';
import type { Id } from '../domain/model.ts';
import type { Problem } from '../shared/failure.ts';
import { Progress } from '../shared/progress.ts';
import { counted, label } from '../shared/text.ts';
import { type CircuitBreaker, circuitOf } from './circuit-breaker.ts';
import type { Context } from './context.ts';

/** Of more changes nobody reads a line each; how far they have come is logged, and what fails. */
const MAX_LINES = 1000;

/** So many failures are logged one by one: the end of the log tells of their reasons, and the report of each. */
const MAX_FAILURES = 50;

const PREPOSITIONS = { Attaching: 'to', Detaching: 'from' } as const;

/**
 * Makes attachments, or detachments, of many repositories and projects at a time; those of one of them one after the
 * other.
 * @param obstacles why some are not tried, by the ID of the repository or project
 * @param send makes one, when its turn comes
 * @returns what was tried for each
 */
export async function changeMemberships(
  { log, clock, service }: Context,
  verb: keyof typeof PREPOSITIONS,
  changes: readonly MembershipChange[],
  obstacles: ReadonlyMap<Id, Problem>,
  breaker: CircuitBreaker,
  send: (change: MembershipChange) => Promise<Attempt>,
): Promise<ReadonlyMap<MembershipChange, Attempt>> {
  const attempts = new Map<MembershipChange, Attempt>();
  const groups = [...Map.groupBy(changes, ({ resource }) => resource.id).values()];
  const hasLineEach = changes.length <= MAX_LINES;
  if (!hasLineEach) log.info(`${verb} ${counted(groups.length, 'repository', 'repositories')}`);
  const progress = new Progress(log, clock, 'repositories changed');
  let finished = 0;
  let failures = 0;
  const sendGroup = async (group: readonly MembershipChange[]): Promise<void> => {
    for (const change of group) {
      const skipped = whySkipped(change, obstacles, breaker);
      if (skipped === undefined && hasLineEach) log.info(`${verb} ${inWords(change, PREPOSITIONS[verb])}`);
      const attempt = skipped ?? (await send(change));
      attempts.set(change, attempt);
      if (skipped === undefined && 'problem' in attempt && ++failures <= MAX_FAILURES)
        log.info(`  ${attempt.problem.message}`);
    }
    progress.report(++finished, groups.length);
  };
  await pMap(groups, sendGroup, { concurrency: service.transport.concurrency });
  if (failures > MAX_FAILURES) log.info(`  … and ${counted(failures - MAX_FAILURES, 'more failure')}`);
  return attempts;
}

function whySkipped(
  change: MembershipChange,
  obstacles: ReadonlyMap<Id, Problem>,
  breaker: CircuitBreaker,
): Attempt | undefined {
  const obstacle = obstacles.get(change.resource.id);
  if (obstacle !== undefined) return { kind: 'skipped', cause: 'dependency', problem: obstacle };
  const problem = breaker.check(circuitOf(change));
  return problem && { kind: 'skipped', cause: 'circuit-open', problem };
}

function inWords({ resource, plan }: MembershipChange, preposition: string): string {
  const what = resource.kind === 'project' ? `project ${label(resource)}` : label(resource);
  return `${what} ${preposition} backup plan ${label(plan)}`;
}
