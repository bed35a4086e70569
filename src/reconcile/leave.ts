import type { Change, LicenseChange, MembershipChange } from '../domain/diff.ts';
import { type DesiredResource, type DesiredState, narrowedTo } from '../domain/desired-state.ts';
import { detachedIn } from '../domain/left-plans.ts';
import { membershipOf } from '../domain/membership.ts';
import { type Id, type Repository, unreportedPlan } from '../domain/model.ts';
import { type Attempt, goneSince, readAgain, type Reading } from '../domain/verify.ts';
import type { Problem } from '../shared/failure.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { changeLicenses } from './licenses.ts';
import { changeMemberships } from './memberships.ts';
import { observeAgain } from './observe.ts';
import type { Patience } from './patience.ts';
import { mayRelease, mayTakeEffect, type Release } from './release.ts';
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

  const releases = changes.filter((change) => change.kind === 'deactivate');
  const decided = await decideReleases(context, releases, desired, detached, patience);
  const toRelease = releases.filter((change) => decided.get(change) === undefined);
  const released = await changeLicenses(context, toRelease, breaker);
  if (toRelease.length > 0) patience.restart();

  const removals = changes.filter((change) => change.kind === 'remove');
  const before = [...detached, ...definedOf(decided), ...released];
  const mayBeAbsent = before.every(([, attempt]) => mayTakeEffect(attempt));
  const removed = await remove(context, removals, desired, mayBeAbsent ? patience : undefined, detachedIn(detached));
  return new Map<Change, Attempt>([...before, ...removed]);
}

function definedOf(decided: ReadonlyMap<LicenseChange, Attempt | undefined>): readonly (readonly [Change, Attempt])[] {
  return [...decided].flatMap(([change, attempt]) => (attempt === undefined ? [] : [[change, attempt] as const]));
}

/** Why something must not leave its old plans, by its ID: its new membership, attached in this run, is not seen. */
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
  let unseen = desired.resources.filter(
    // Always just before: what was seen at first may have been undone.
    ({ resource: { id }, attachedTo }) => leaving.has(id) && attachedTo.length > 0,
  );
  if (unseen.length === 0) return new Map();
  context.log.info('Reading the new memberships before the old ones are left');
  for (;;) {
    const ids = new Set(unseen.map(({ resource }) => resource.id));
    const reading = await observeAgain(context, narrowedTo(desired, ids));
    unseen = unseen.filter((each) => !isSeen(each, reading, desired, attemptsOf(each)));
    // What was refused is not waited for.
    const mayCome = unseen.some((each) => attemptsOf(each).every(([, attempt]) => mayTakeEffect(attempt)));
    if (!mayCome || patience.nextPauseMs === 0)
      return new Map(unseen.map(({ resource }) => [resource.id, notSeen(reading)]));
    await pause(context, 'a new membership is', patience);
  }
}

/** Whether what is attached is seen in all of its plans, and not seen without a license. */
function isSeen(
  { resource, attachedTo }: DesiredResource,
  reading: Reading,
  { organization, allPlans }: DesiredState,
  tried: Tried,
): boolean {
  if (reading.kind === 'unread') return false;
  const { repositories } = reading;
  const now =
    resource.kind === 'project' ? readAgain(resource, repositories) : repositories.find(({ id }) => id === resource.id);
  if (now === undefined || (now.kind === 'repository' && (now.removed || !isLicensed(now, tried)))) return false;
  const plans = new Map(reading.plans.map((plan) => [plan.id, plan]));
  const isGone = goneSince(allPlans, plans);
  return attachedTo.every(
    ({ id }) => !isGone(id) && membershipOf(organization.id, now, plans.get(id) ?? unreportedPlan(id)) === 'attached',
  );
}

/** Where licenses are not reported, the server's answer counts: leaving another plan does not change the license. */
function isLicensed({ license }: Repository, tried: Tried): boolean {
  if (license !== 'unknown') return license === 'active';
  return tried.every(([{ kind }, { kind: end }]) => kind !== 'activate' || end === 'accepted' || end === 'already');
}

/** What becomes of each license: undefined where it is to be released now. */
async function decideReleases(
  context: Context,
  releases: readonly LicenseChange[],
  desired: DesiredState,
  detached: Attempts,
  patience: Patience,
): Promise<ReadonlyMap<LicenseChange, Attempt | undefined>> {
  const decided = new Map<LicenseChange, Attempt | undefined>();
  const tried = Map.groupBy(detached, ([{ resource }]) => resource.id);
  let open = releases.map((change): Release => ({ change, ...detachmentsOf(change, desired, tried) }));
  if (open.length > 0) context.log.info('Reading the memberships before licenses are released');
  while (open.length > 0) {
    const ids = new Set(open.map(({ change }) => change.resource.id));
    const resources = desired.resources.filter(({ resource }) => ids.has(resource.id));
    const reading = await observeAgain(context, { ...desired, resources });
    const isLast = patience.nextPauseMs === 0;
    const left: Release[] = [];
    for (const release of open) {
      const answer = mayRelease(release, reading, desired, detachedIn(detached));
      if (answer.kind === 'wait' && !isLast) left.push(release);
      else decided.set(release.change, answer.attempt);
    }
    open = left;
    if (open.length > 0) await pause(context, 'a detachment is', patience);
  }
  return decided;
}

/** What was tried to detach a repository, and the project with which it was selected: the attempts by plan. */
function detachmentsOf(
  { resource }: LicenseChange,
  { projectOf }: DesiredState,
  tried: ReadonlyMap<Id, Tried>,
): Pick<Release, 'own' | 'ofProject'> {
  const attemptsOf = (id: Id): ReadonlyMap<Id, Attempt> =>
    new Map(
      (tried.get(id) ?? []).flatMap(([change, attempt]) => ('plan' in change ? [[change.plan.id, attempt]] : [])),
    );
  return { own: attemptsOf(resource.id), ofProject: attemptsOf(projectOf.get(resource.id) ?? '') };
}

async function pause({ log }: Context, what: string, patience: Patience): Promise<void> {
  log.info(`  ${what} not seen yet, looking again in ${(patience.nextPauseMs / 1000).toFixed(1)} s`);
  await patience.pause();
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
