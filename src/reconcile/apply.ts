import pMap from 'p-map';
import { changesOf, type Diff, type LicenseChange, type MembershipChange } from '../domain/diff.ts';
import type { DesiredState } from '../domain/desired-state.ts';
import type { Id } from '../domain/model.ts';
import type { Attempt, Attempted } from '../domain/verify.ts';
import { ServiceError } from '../gitprotect/errors.ts';
import type { Problem } from '../shared/failure.ts';
import { Progress } from '../shared/progress.ts';
import { label } from '../shared/text.ts';
import { activateAll } from './activate.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { observeAgain } from './observe.ts';

/**
 * Makes the changes of a diff, and no others: licenses first, then attachments. A repository's failure is in its
 * attempt, never thrown.
 */
export async function apply(context: Context, diff: Diff, desired: DesiredState): Promise<readonly Attempted[]> {
  const changes = changesOf(diff);
  const breaker = new CircuitBreaker();
  const licenses = await activateAll(
    context,
    changes.filter((change) => change.kind === 'activate'),
    breaker,
  );
  const obstacles = await obstaclesTo(context, licenses, desired);
  const attachments = await attachAll(
    context,
    changes.filter((change) => change.kind === 'attach'),
    obstacles,
    breaker,
  );
  return diff.map((entry) => {
    const { change } = entry;
    if (entry.kind === 'satisfied') return { change, attempt: { kind: 'none' } };
    if (entry.kind === 'blocked')
      return { change, attempt: { kind: 'skipped', cause: 'blocked', problem: entry.problem } };
    const attempt = change.kind === 'activate' ? licenses.get(change) : attachments.get(change);
    if (attempt === undefined) throw new Error('a change of the diff was not carried out');
    return { change, attempt };
  });
}

/**
 * Why repositories can't be attached, by their IDs: they have no license. One that could not be activated may be active
 * all the same, as when the answer to a first attempt was lost: unless a reading says that it isn't, it is no obstacle.
 */
async function obstaclesTo(
  context: Context,
  licenses: ReadonlyMap<LicenseChange, Attempt>,
  desired: DesiredState,
): Promise<ReadonlyMap<Id, Problem>> {
  const attempts = [...licenses].flatMap(([{ repository }, attempt]) =>
    'problem' in attempt ? [{ id: repository.id, attempt }] : [],
  );
  if (!attempts.some(({ attempt }) => attempt.kind === 'failed'))
    return new Map(attempts.map(({ id, attempt }) => [id, attempt.problem]));
  const reading = await observeAgain(context, desired);
  const now = reading.kind === 'read' ? reading.repositories : [];
  const maybeLicensed = new Set(now.filter(({ license }) => license !== 'inactive').map(({ id }) => id));
  return new Map(
    attempts.flatMap(({ id, attempt }) =>
      attempt.kind === 'failed' && maybeLicensed.has(id) ? [] : [[id, attempt.problem] as const],
    ),
  );
}

/** Attaches each repository to its plans one after the other, and many repositories at a time. */
async function attachAll(
  context: Context,
  changes: readonly MembershipChange[],
  obstacles: ReadonlyMap<Id, Problem>,
  breaker: CircuitBreaker,
): Promise<ReadonlyMap<MembershipChange, Attempt>> {
  const attempts = new Map<MembershipChange, Attempt>();
  const byRepository = [...Map.groupBy(changes, ({ repository }) => repository.id).values()];
  const progress = new Progress(context.log, context.clock, 'repositories changed');
  let done = 0;
  await pMap(
    byRepository,
    async (each) => {
      for (const change of each) {
        const problem = obstacles.get(change.repository.id);
        const attempt: Attempt =
          problem === undefined
            ? await attach(context, change, breaker)
            : { kind: 'skipped', cause: 'dependency', problem };
        attempts.set(change, attempt);
      }
      progress.report(++done, byRepository.length);
    },
    { concurrency: context.service.concurrency },
  );
  return attempts;
}

async function attach(
  { service, log }: Context,
  { repository, plan }: MembershipChange,
  breaker: CircuitBreaker,
): Promise<Attempt> {
  const problem = breaker.check(plan.id);
  if (problem !== undefined) return { kind: 'skipped', cause: 'circuit-open', problem };
  log.info(`Attaching ${label(repository)} to backup plan ${label(plan)}`);
  try {
    await service.attachRepository(plan, repository);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    log.info(`  ${error.message}`);
    breaker.failed(plan.id, error);
    return { kind: 'failed', mayHaveApplied: error.mayHaveApplied, problem: error };
  }
  breaker.accepted(plan.id);
  return { kind: 'accepted' };
}
