import type { Attempt } from '../domain/attempt.ts';
import { decideReleases, type Release } from '../domain/decide-releases.ts';
import { type DesiredState, narrowedTo } from '../domain/desired-state.ts';
import type { Change, LicenseChange, MembershipChange } from '../domain/diff.ts';
import { type Id, idsOf } from '../domain/model.ts';
import { type Detached, detachedIn, withSeen } from '../domain/plans-after.ts';
import type { Reading } from '../domain/state-after.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { LicenseBatch } from './license-batch.ts';
import { observeAgain } from './observe.ts';
import type { Patience } from './patience.ts';
import { takeAway } from './take-away.ts';

/** The licenses to release, and what a reading that decides about them is compared with. */
export interface Releasing {
  /** When the first reading that may show that they are free began. */
  readonly seenAt: number;
  readonly releases: readonly Release[];
  readonly desired: DesiredState;
  readonly detached: Detached;
}

/**
 * The licenses to release, each with what was tried to detach its repository, and the project of its selection.
 * @param seenAt now, before the first reading
 */
export function releasingOf(
  changes: readonly Change[],
  desired: DesiredState,
  detached: ReadonlyMap<MembershipChange, Attempt>,
  seenAt: number,
): Releasing {
  const tried = Map.groupBy(detached, ([{ resource }]) => resource.id);
  const attemptsOf = (id: Id): ReadonlyMap<Id, Attempt> =>
    new Map((tried.get(id) ?? []).map(([{ plan }, attempt]) => [plan.id, attempt]));
  const releases = changes.flatMap((change) =>
    change.kind === 'deactivate'
      ? {
          change,
          own: attemptsOf(change.resource.id),
          ofProject: attemptsOf(desired.projectOf.get(change.resource.id) ?? ''),
        }
      : [],
  );
  return { seenAt, releases, desired, detached: detachedIn(detached) };
}

/** The licenses that are not to be released, and why: a reading does not show that it may be done. */
export async function keptLicenses(
  context: Context,
  releasing: Releasing,
  patience: Patience,
): Promise<ReadonlyMap<LicenseChange, Attempt>> {
  const kept = new Map<LicenseChange, Attempt>();
  let open = releasing.releases;
  let known = releasing.desired;
  if (open.length > 0) context.log.info('Reading the memberships before licenses are released');
  while (open.length > 0) {
    const began = context.clock.monotonic();
    const reading = await readAgain(context, open, releasing);
    if (reading.kind === 'read') known = withSeen(known, reading);
    const decisions = decideReleases(open, reading, known, releasing.detached);
    const isLast = patience.isOverFor(began);
    const waiting: Release[] = [];
    for (const { release, decision } of decisions) {
      if (decision.kind === 'wait' && !isLast) waiting.push(release);
      else if (decision.kind !== 'release') kept.set(release.change, decision.attempt);
    }
    open = waiting;
    if (open.length > 0) await patience.pauseAfter(context.log, 'a detachment is not visible yet');
  }
  return kept;
}

/**
 * Releases licenses, many a request, as long as a reading shows that all of a request may be.
 * @param changes all of them to release
 */
export async function releaseAll(
  context: Context,
  changes: readonly LicenseChange[],
  releasing: Releasing,
  breaker: CircuitBreaker,
): Promise<ReadonlyMap<LicenseChange, Attempt>> {
  return await LicenseBatch.sendAll(context, 'deactivate', changes, breaker, async (part) => {
    const repositories = part.map(({ resource }) => resource);
    const error = await takeAway(
      context,
      releasing.seenAt,
      (soFar) => context.service.deactivateLicenses(repositories, soFar),
      () => mayStillBeReleased(context, part, releasing),
    );
    if (error !== undefined) throw error;
  });
}

/** Whether a new reading shows that all of these licenses may be released. */
async function mayStillBeReleased(
  context: Context,
  changes: readonly LicenseChange[],
  releasing: Releasing,
): Promise<boolean> {
  const releases = releasing.releases.filter(({ change }) => changes.includes(change));
  const reading = await readAgain(context, releases, releasing);
  const decisions = decideReleases(releases, reading, releasing.desired, releasing.detached);
  return decisions.every(({ decision }) => decision.kind === 'release');
}

/** The repositories of these releases alone, as they are read now. */
async function readAgain(context: Context, releases: readonly Release[], { desired }: Releasing): Promise<Reading> {
  const ids = idsOf(releases.map(({ change }) => change.resource));
  return await observeAgain(context, narrowedTo(desired, ids));
}
