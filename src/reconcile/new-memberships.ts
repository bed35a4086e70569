import { type Attempt, isAccepted, mayTakeEffect } from '../domain/attempt.ts';
import { type DesiredResource, type DesiredState, narrowedTo } from '../domain/desired-state.ts';
import { type Change, leavingOut, type MembershipChange } from '../domain/diff.ts';
import { membershipOf } from '../domain/membership.ts';
import { byId, type Id, idsOf, type Repository, type Resource, unreportedPlan } from '../domain/model.ts';
import { goneSince, type Reading, resourceIn } from '../domain/state-after.ts';
import type { Problem } from '../shared/failure.ts';
import type { Context } from './context.ts';
import { observeAgain } from './observe-again.ts';
import type { Patience } from './patience.ts';

/** What was tried for one repository or project. */
type Tried = readonly (readonly [Change, Attempt])[];

/** What is to be seen in its new plans before it leaves the old ones. */
export interface Joining {
  /** When the first reading that may show it began: what is seen in it is not read again for its own sake. */
  readonly seenAt: number;
  readonly desired: DesiredState;
  readonly resources: readonly DesiredResource[];
  /** By the ID of the repository or project. */
  readonly tried: ReadonlyMap<Id, Tried>;
  /** The plans whose modification may yet take effect: what is seen in them may be dropped by it. */
  readonly pending: ReadonlySet<Id>;
}

/**
 * @param attempts what was tried to license and attach
 * @param seenAt now, before the first reading
 * @param pending the plans whose modification may yet take effect
 */
export function joiningOf(
  desired: DesiredState,
  attempts: ReadonlyMap<Change, Attempt>,
  seenAt: number,
  pending: ReadonlySet<Id> = new Set(),
): Joining {
  const tried = Map.groupBy(attempts, ([{ resource }]) => resource.id);
  const resources = desired.resources.filter(({ attachedTo }) => attachedTo.length > 0);
  return { seenAt, desired, resources, tried, pending };
}

/** Why something must not leave its old plans, by its ID: its new membership is not seen. */
export async function unseenMemberships(
  context: Context,
  detachments: readonly MembershipChange[],
  joining: Joining,
  patience: Patience,
): Promise<ReadonlyMap<Id, Problem>> {
  const leaving = idsOf(detachments.map(({ resource }) => resource));
  // Always just before: what was seen at first may have been undone.
  const joins = joining.resources.filter(({ resource }) => leaving.has(resource.id));
  const inPending = ({ attachedTo }: DesiredResource): boolean => attachedTo.some(({ id }) => joining.pending.has(id));
  const obstacles = new Map(joins.filter(inPending).map(({ resource }) => [resource.id, MAY_BE_DROPPED]));
  const resources = joins.filter((each) => !inPending(each));
  const desired = narrowedTo(joining.desired, idsOfAll(resources));
  let open: readonly DesiredResource[] = resources;
  if (open.length === 0) return obstacles;
  context.log.info('Reading the new memberships before the old ones are left');
  let repositories: readonly Repository[] = [];
  let losers: readonly (readonly [Id, Problem])[] = [];
  for (;;) {
    const reading = await observeAgain(context, desired, { open: idsOfAll(open), repositories });
    if (reading.kind === 'read') {
      // What was seen in an earlier reading is denied by what a later one shows of it, and of all plans.
      open = unseenIn(reading, resources, joining);
      losers = losing(reading, resources);
      repositories = reading.repositories;
    }
    // What was refused is not waited for.
    const mayCome = open.some((each) => triedFor(each, joining).every(([, attempt]) => mayTakeEffect(attempt)));
    if (!mayCome || patience.nextPauseMs === 0)
      return new Map([...obstacles, ...losers, ...open.map((each) => [each.resource.id, notSeen(reading)] as const)]);
    await patience.pauseAfter(context.log, 'a new membership is not visible yet');
  }
}

/** When something was seen in its new plans first; now, if it joins none and so depends on nothing. */
export function seenAtOf({ clock }: Context, resource: Resource, joining: Joining): number {
  return joinsOf(resource, joining).length === 0 ? clock.monotonic() : joining.seenAt;
}

/** Whether a new reading shows something in its new plans, if it joins any. */
export async function isStillJoined(context: Context, resource: Resource, joining: Joining): Promise<boolean> {
  const joins = joinsOf(resource, joining);
  if (joins.length === 0) return true;
  const reading = await observeAgain(context, narrowedTo(joining.desired, idsOfAll(joins)));
  return unseenIn(reading, joins, joining).length === 0 && losing(reading, joins).length === 0;
}

function joinsOf({ id }: Resource, { resources }: Joining): readonly DesiredResource[] {
  return resources.filter(({ resource }) => resource.id === id);
}

function idsOfAll(resources: readonly DesiredResource[]): ReadonlySet<Id> {
  return idsOf(resources.map(({ resource }) => resource));
}

function triedFor({ resource }: DesiredResource, { tried }: Joining): Tried {
  return tried.get(resource.id) ?? [];
}

/** What is not seen in all of the plans that it is attached to, or is seen without a license. */
function unseenIn(
  reading: Reading,
  attached: readonly DesiredResource[],
  joining: Joining,
): readonly DesiredResource[] {
  const { organization, allPlans } = joining.desired;
  if (reading.kind === 'unread') return attached;
  const rows = byId(reading.repositories);
  const plans = byId(reading.plans);
  const isGone = goneSince(allPlans, plans);
  return attached.filter((each) => {
    const now = resourceIn(rows, each.resource);
    if (now === undefined) return true;
    if (now.kind === 'repository' && (now.removed || !isLicensed(now, triedFor(each, joining)))) return true;
    return !each.attachedTo.every(
      ({ id }) => !isGone(id) && membershipOf(organization.id, now, plans.get(id) ?? unreportedPlan(id)) === 'attached',
    );
  });
}

/** The projects whose new plans are seen to leave out repositories of them: these would be in no plan. */
function losing(reading: Reading, attached: readonly DesiredResource[]): readonly (readonly [Id, Problem])[] {
  if (reading.kind === 'unread') return [];
  const plans = byId(reading.plans);
  const ofProject = Map.groupBy(reading.repositories, ({ project }) => project?.id);
  return attached.flatMap(({ resource, attachedTo, detachedFrom }) => {
    if (resource.kind === 'repository') return [];
    const repositories = new Set([...resource.repositories, ...idsOf(ofProject.get(resource.id) ?? [])]);
    const latest = attachedTo.map((plan) => plans.get(plan.id) ?? plan);
    const problem = leavingOut({ resource: { ...resource, repositories }, attachedTo: latest, detachedFrom });
    return problem === undefined ? [] : [[resource.id, problem] as const];
  });
}

/** Where licenses are not reported, the server's answer counts: leaving another plan does not change the license. */
function isLicensed({ license }: Repository, tried: Tried): boolean {
  if (license !== 'unknown') return license === 'active';
  return tried.every(([{ kind }, attempt]) => kind !== 'activate' || isAccepted(attempt));
}

const MAY_BE_DROPPED: Problem = {
  title: 'The new membership could not be confirmed',
  reason: 'may-be-dropped',
  message:
    'not detached: the change to the settings of its new backup plan is not visible yet, and when it takes effect, the plan may lose what was attached since',
  remedy:
    'Look at the settings of the backup plan in GitProtect, and run again: it is detached once they are seen to be as asked for, or where plan-schedule and plan-metadata are left out.',
};

function notSeen(reading: Reading): Problem {
  const why = reading.kind === 'unread' ? `: ${reading.doubt.message}` : '';
  return {
    title: 'The new membership could not be confirmed',
    reason: 'not-seen',
    message: `not detached, since GitProtect does not show the repository with a license in the backup plans that it was attached to${why}`,
    remedy: 'Look at the repository in GitProtect, and run again: it is detached once the new membership is seen.',
  };
}
