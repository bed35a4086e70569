import { type Attempt, isAccepted, mayTakeEffect } from '../domain/attempt.ts';
import { type DesiredResource, type DesiredState, narrowedTo } from '../domain/desired-state.ts';
import type { Change, LicenseChange, MembershipChange } from '../domain/diff.ts';
import { membershipOf } from '../domain/membership.ts';
import { byId, type Id, type Repository, unreportedPlan } from '../domain/model.ts';
import { type Detached, detachedIn } from '../domain/plans-after.ts';
import { goneSince, type Reading, resourceIn, rowsOf } from '../domain/state-after.ts';
import type { Problem } from '../shared/failure.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { changeLicenses } from './licenses.ts';
import { changeMemberships } from './memberships.ts';
import { observeAgain } from './observe.ts';
import type { Patience } from './patience.ts';
import { decideReleases, type Release } from './release.ts';
import { remove } from './remove.ts';

type Attempts = ReadonlyMap<Change, Attempt>;
/** What was tried for one repository or project. */
type Tried = readonly (readonly [Change, Attempt])[];

/**
 * Takes away what is to leave, in an order in which nothing that should stay loses its protection: an old membership is
 * left only when the new one is seen, a license is released only when no plan is seen to contain the repository, and a
 * repository is removed only when it is seen to be absent.
 * @param attempts what was tried to license and attach
 */
export async function leave(
  context: Context,
  changes: readonly Change[],
  desired: DesiredState,
  attempts: Attempts,
  breaker: CircuitBreaker,
  patience: Patience,
): Promise<Attempts> {
  const detachments = changes.filter((change) => change.kind === 'detach');
  const obstacles = await unseenMemberships(context, detachments, desired, attempts, patience);
  const detached = await changeMemberships(context, detachments, obstacles, breaker);
  patience.restart();

  const left = detachedIn(detached);
  const releases = releasesIn(changes, desired, detached);
  const kept = await keptLicenses(context, releases, desired, left, patience);
  const toRelease = releases.flatMap(({ change }) => (kept.has(change) ? [] : change));
  const released = await changeLicenses(context, toRelease, breaker);
  if (toRelease.length > 0) patience.restart();

  const removals = changes.filter((change) => change.kind === 'remove');
  const before = [...detached, ...kept, ...released];
  const mayBeAbsent = before.every(([, attempt]) => mayTakeEffect(attempt));
  const removed = await remove(context, removals, desired, mayBeAbsent ? patience : undefined, left);
  return new Map<Change, Attempt>([...before, ...removed]);
}

/** Why something must not leave its old plans, by its ID: its new membership is not seen. */
async function unseenMemberships(
  context: Context,
  detachments: readonly MembershipChange[],
  desired: DesiredState,
  attempts: Attempts,
  patience: Patience,
): Promise<ReadonlyMap<Id, Problem>> {
  const tried = Map.groupBy(attempts, ([{ resource }]) => resource.id);
  const attemptsOf = ({ resource }: DesiredResource): Tried => tried.get(resource.id) ?? [];
  const leaving = new Set(detachments.map(({ resource }) => resource.id));
  let unseen: readonly DesiredResource[] = desired.resources.filter(
    // Always just before: what was seen at first may have been undone.
    ({ resource: { id }, attachedTo }) => leaving.has(id) && attachedTo.length > 0,
  );
  if (unseen.length === 0) return new Map();
  context.log.info('Reading the new memberships before the old ones are left');
  for (;;) {
    const ids = new Set(unseen.map(({ resource }) => resource.id));
    const reading = await observeAgain(context, narrowedTo(desired, ids));
    unseen = unseenIn(reading, unseen, desired, attemptsOf);
    // What was refused is not waited for.
    const mayCome = unseen.some((each) => attemptsOf(each).every(([, attempt]) => mayTakeEffect(attempt)));
    if (!mayCome || patience.nextPauseMs === 0)
      return new Map(unseen.map(({ resource }) => [resource.id, notSeen(reading)]));
    await patience.pauseAfter(context.log, 'a new membership is not seen yet');
  }
}

/** What is not seen in all of the plans that it is attached to, or is seen without a license. */
function unseenIn(
  reading: Reading,
  attached: readonly DesiredResource[],
  { organization, allPlans }: DesiredState,
  attemptsOf: (each: DesiredResource) => Tried,
): readonly DesiredResource[] {
  if (reading.kind === 'unread') return attached;
  const rows = rowsOf(reading);
  const plans = byId(reading.plans);
  const isGone = goneSince(allPlans, plans);
  return attached.filter((each) => {
    const now = resourceIn(rows, each.resource);
    if (now === undefined) return true;
    if (now.kind === 'repository' && (now.removed || !isLicensed(now, attemptsOf(each)))) return true;
    return !each.attachedTo.every(
      ({ id }) => !isGone(id) && membershipOf(organization.id, now, plans.get(id) ?? unreportedPlan(id)) === 'attached',
    );
  });
}

/** Where licenses are not reported, the server's answer counts: leaving another plan does not change the license. */
function isLicensed({ license }: Repository, tried: Tried): boolean {
  if (license !== 'unknown') return license === 'active';
  return tried.every(([{ kind }, attempt]) => kind !== 'activate' || isAccepted(attempt));
}

/** The licenses to release, each with what was tried to detach its repository, and the project of its selection. */
function releasesIn(
  changes: readonly Change[],
  { projectOf }: DesiredState,
  detached: ReadonlyMap<MembershipChange, Attempt>,
): readonly Release[] {
  const tried = Map.groupBy(detached, ([{ resource }]) => resource.id);
  const attemptsOf = (id: Id): ReadonlyMap<Id, Attempt> =>
    new Map((tried.get(id) ?? []).map(([{ plan }, attempt]) => [plan.id, attempt]));
  return changes.flatMap((change) =>
    change.kind === 'deactivate'
      ? { change, own: attemptsOf(change.resource.id), ofProject: attemptsOf(projectOf.get(change.resource.id) ?? '') }
      : [],
  );
}

/** The licenses that are not to be released, and why: a reading does not show that it may be done. */
async function keptLicenses(
  context: Context,
  releases: readonly Release[],
  desired: DesiredState,
  detached: Detached,
  patience: Patience,
): Promise<ReadonlyMap<LicenseChange, Attempt>> {
  const kept = new Map<LicenseChange, Attempt>();
  let open = releases;
  if (open.length > 0) context.log.info('Reading the memberships before licenses are released');
  while (open.length > 0) {
    const ids = new Set(open.map(({ change }) => change.resource.id));
    const resources = desired.resources.filter(({ resource }) => ids.has(resource.id));
    const reading = await observeAgain(context, { ...desired, resources });
    const isLast = patience.nextPauseMs === 0;
    const waiting: Release[] = [];
    for (const { release, decision } of decideReleases(open, reading, desired, detached)) {
      if (decision.kind === 'wait' && !isLast) waiting.push(release);
      else if (decision.kind !== 'release') kept.set(release.change, decision.attempt);
    }
    open = waiting;
    if (open.length > 0) await patience.pauseAfter(context.log, 'a detachment is not seen yet');
  }
  return kept;
}

function notSeen(reading: Reading): Problem {
  const why = reading.kind === 'unread' ? `: ${reading.problem.message}` : '';
  return {
    title: 'The new membership is not seen',
    reason: 'not-seen',
    message: `not detached, since GitProtect does not show the repository with a license in the backup plans that it was attached to${why}`,
    remedy: 'Look at the repository in GitProtect, and run again: it is detached once the new membership is seen.',
  };
}
