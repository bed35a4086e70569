import type { Attempt } from '../domain/attempt.ts';
import { type DesiredState, narrowedTo } from '../domain/desired-state.ts';
import type { RemovalChange } from '../domain/diff.ts';
import { planNames, plansContaining } from '../domain/membership.ts';
import type { Repository } from '../domain/model.ts';
import { type Detached, plansAfter, plansFor } from '../domain/plans-after.ts';
import type { Reading } from '../domain/state-after.ts';
import type { Problem } from '../shared/failure.ts';
import { label } from '../shared/text.ts';
import type { Context } from './context.ts';
import { GuardedRequest } from './guarded-request.ts';
import { observeAgain } from './observe-again.ts';
import type { Patience } from './patience.ts';
import { failedAttempt, failureOf, noted, withNote } from './rejections.ts';

/**
 * Removes repositories from GitProtect that a reading shows to be absent: in no plan, and without a license. Each is
 * removed once; a lost answer is not followed by another attempt, but judged by the reading that follows.
 * @param patience until they are absent; undefined: they are looked at once, since something before it failed
 */
export async function remove(
  context: Context,
  changes: readonly RemovalChange[],
  desired: DesiredState,
  patience: Patience | undefined,
  detached: Detached,
): Promise<ReadonlyMap<RemovalChange, Attempt>> {
  const attempts = new Map<RemovalChange, Attempt>();
  for (const change of changes) attempts.set(change, await removeOne(context, change, desired, patience, detached));
  return attempts;
}

async function removeOne(
  context: Context,
  { resource, backups }: RemovalChange,
  desired: DesiredState,
  patience: Patience | undefined,
  detached: Detached,
): Promise<Attempt> {
  const { log, service } = context;
  log.info('Reading whether the repository is absent, before it is removed');
  const seen = await seenAbsent(context, resource, desired, patience, detached);
  if (seen.kind !== 'absent') return seen;
  log.info(`Removing ${label(resource)} from GitProtect, its backups are ${backups}`);
  const request = new GuardedRequest(context, seen.at);
  const removeData = backups === 'deleted';
  while (request.mayRepeatAfter(await failureOf(service.removeRepository(resource, removeData, request.soFar))))
    if (!request.confirmed(await isStillAbsent(context, resource, desired, detached))) break;
  const error = request.failure;
  patience?.restart();
  if (error === undefined) return { kind: 'accepted' };
  log.info(`  ${withNote(error.message, request.note)}`);
  return noted(failedAttempt(error), request.note);
}

/** When a repository was seen to be absent, before the reading began; or why it is not removed. */
async function seenAbsent(
  context: Context,
  resource: Repository,
  desired: DesiredState,
  patience: Patience | undefined,
  detached: Detached,
): Promise<{ readonly kind: 'absent'; readonly at: number } | Attempt> {
  for (;;) {
    const at = context.clock.monotonic();
    const reading = await readOne(context, resource, desired);
    const obstacle = presenceIn(reading, resource.id, desired, detached);
    if (obstacle === undefined) {
      // A row that is missing does not show that it is absent: nothing is sent, and the next reading tells.
      return isListed(reading, resource)
        ? { kind: 'absent', at }
        : { kind: 'already', isUnsent: true, problem: NOT_LISTED };
    }
    if (patience === undefined || patience.isOverFor(at) || isUnreported(reading, resource))
      return notRemoved(obstacle);
    await patience.pauseAfter(context.log, obstacle);
  }
}

/** Whether a license was not reported at first, and is not now: that is not waited for. */
function isUnreported(reading: Reading, { id, license }: Repository): boolean {
  return license === 'unknown' && reading.kind === 'read' && rowOf(reading, id)?.license === 'unknown';
}

async function isStillAbsent(
  context: Context,
  resource: Repository,
  desired: DesiredState,
  detached: Detached,
): Promise<boolean> {
  const reading = await readOne(context, resource, desired);
  return isListed(reading, resource) && presenceIn(reading, resource.id, desired, detached) === undefined;
}

async function readOne(context: Context, { id }: Repository, desired: DesiredState): Promise<Reading> {
  return await observeAgain(context, narrowedTo(desired, new Set([id])));
}

function isListed(reading: Reading, { id }: Repository): boolean {
  return reading.kind === 'read' && rowOf(reading, id) !== undefined;
}

/** What speaks against a repository being absent; undefined: nothing. */
function presenceIn(reading: Reading, id: string, desired: DesiredState, detached: Detached): string | undefined {
  if (reading.kind === 'unread') return reading.doubt.message;
  const now = rowOf(reading, id);
  if (now === undefined) return undefined;
  if (now.license !== 'inactive')
    return now.license === 'unknown' ? 'its license is not reported' : 'its license is active';
  const after = plansAfter(desired, reading, detached);
  const containing = plansContaining(after.organization, now, plansFor(now, after));
  return containing.length === 0
    ? undefined
    : `it is not proved to be in none of the backup plans (${planNames(containing)})`;
}

function rowOf({ repositories }: Extract<Reading, { kind: 'read' }>, id: string): Repository | undefined {
  return repositories.find((repository) => repository.id === id);
}

const NOT_LISTED: Problem = {
  title: 'The repository was not removed',
  reason: 'not-listed',
  message:
    'it was not removed, since GitProtect did not list it when it was to be removed, and lists it again now: it is not proved to be absent',
  remedy: 'Look at the repository in GitProtect, and run again.',
};

function notRemoved(why: string): Attempt {
  return {
    kind: 'skipped',
    cause: 'dependency',
    problem: {
      title: 'The repository was not removed',
      reason: 'not-absent',
      message: `it was not removed, since it is not proved to be absent: ${why}`,
      remedy:
        'Look at the repository in GitProtect, and run again: it is removed once it is in no plan and has no license.',
    },
  };
}
