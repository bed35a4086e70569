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
  const tried = Map.groupBy(attempts, ([{ resource }]) => resource.id);
  const attemptsOf = ({ resource }: DesiredResource): Tried => tried.get(resource.id) ?? [];
  // As old as the first of several readings: what is seen in it is not read again.
  const joinsSeenAt = context.clock.monotonic();
  const obstacles = await unseenMemberships(context, detachments, desired, attemptsOf, patience);
  const joins = new Set(desired.resources.flatMap((each) => (each.attachedTo.length > 0 ? each.resource.id : [])));
  const detached = await changeMemberships(context, detachments, obstacles, breaker, ({ resource: { id } }) =>
    joins.has(id)
      ? {
          seenAt: joinsSeenAt,
          holds: async () => (await readUnseen(context, desired, new Set([id]), attemptsOf)).unseen.length === 0,
        }
      : undefined,
  );
  patience.restart();

  const left = detachedIn(detached);
  const releases = releasesIn(changes, desired, detached);
  const seenAt = context.clock.monotonic();
  const kept = await keptLicenses(context, releases, desired, left, patience);
  const toRelease = releases.flatMap(({ change }) => (kept.has(change) ? [] : change));
  const holdsFor = async (changes: readonly LicenseChange[]): Promise<boolean> => {
    const again = releases.filter(({ change }) => changes.includes(change));
    const reading = await readAgain(context, again, desired);
    return decideReleases(again, reading, desired, left).every(({ decision }) => decision.kind === 'release');
  };
  const released = await changeLicenses(context, toRelease, breaker, { seenAt, holdsFor });
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
  attemptsOf: (each: DesiredResource) => Tried,
  patience: Patience,
): Promise<ReadonlyMap<Id, Problem>> {
  const leaving = new Set(detachments.map(({ resource }) => resource.id));
  // Always just before: what was seen at first may have been undone.
  const joining = desired.resources.filter(
    ({ resource: { id }, attachedTo }) => leaving.has(id) && attachedTo.length > 0,
  );
  if (joining.length === 0) return new Map();
  context.log.info('Reading the new memberships before the old ones are left');
  let ids: ReadonlySet<Id> = new Set(joining.map(({ resource }) => resource.id));
  for (;;) {
    const { unseen, reading } = await readUnseen(context, desired, ids, attemptsOf);
    ids = new Set(unseen.map(({ resource }) => resource.id));
    // What was refused is not waited for.
    const mayCome = unseen.some((each) => attemptsOf(each).every(([, attempt]) => mayTakeEffect(attempt)));
    if (!mayCome || patience.nextPauseMs === 0) return new Map([...ids].map((id) => [id, notSeen(reading)]));
    await patience.pauseAfter(context.log, 'a new membership is not seen yet');
  }
}

/** Which of these a reading does not show in the plans that they are attached to. */
async function readUnseen(
  context: Context,
  desired: DesiredState,
  ids: ReadonlySet<Id>,
  attemptsOf: (each: DesiredResource) => Tried,
): Promise<{ readonly unseen: readonly DesiredResource[]; readonly reading: Reading }> {
  const reading = await observeAgain(context, narrowedTo(desired, ids));
  const attached = desired.resources.filter(({ resource }) => ids.has(resource.id));
  return { reading, unseen: unseenIn(reading, attached, desired, attemptsOf) };
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
    const reading = await readAgain(context, open, desired);
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

/** The repositories of these releases alone, as they are now. */
async function readAgain(context: Context, releases: readonly Release[], desired: DesiredState): Promise<Reading> {
  const ids = new Set(releases.map(({ change }) => change.resource.id));
  const resources = desired.resources.filter(({ resource }) => ids.has(resource.id));
  return await observeAgain(context, { ...desired, resources });
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
