import pMap from 'p-map';
import type { Attempt } from '../domain/attempt.ts';
import { type Decided, decideReleases, type Release } from '../domain/decide-releases.ts';
import { type DesiredState, narrowedTo } from '../domain/desired-state.ts';
import type { Change, LicenseChange, MembershipChange } from '../domain/diff.ts';
import { type Id, idsOf, type Repository } from '../domain/model.ts';
import { type Detached, detachedIn, withSeen } from '../domain/plans-after.ts';
import type { Reading } from '../domain/state-after.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { GuardedRequest } from './guarded-request.ts';
import { attemptsOf, LicenseBatch, type Part } from './license-batch.ts';
import { observeAgain } from './observe-again.ts';
import type { Patience } from './patience.ts';
import { failureOf } from './rejections.ts';

/** The licenses to release, and what a reading that decides about them is compared with. */
export interface Releasing {
  /** When the first reading that may show that they are free began. */
  readonly seenAt: number;
  readonly releases: readonly Release[];
  readonly desired: DesiredState;
  readonly detached: Detached;
  /** What was to be reached, with what all readings since told of projects and plans. */
  known: DesiredState;
  /** The repositories, by their IDs, of which a reading since the detachments reported memberships. */
  readonly reported: Set<Id>;
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
  const left = detachedIn([...detached].map(([change, attempt]) => ({ change, attempt })));
  return { seenAt, releases, desired, detached: left, known: desired, reported: new Set() };
}

/** The licenses that are not to be released, and why: a reading does not show that it may be done. */
export async function keptLicenses(
  context: Context,
  releasing: Releasing,
  patience: Patience,
): Promise<ReadonlyMap<LicenseChange, Attempt>> {
  const kept = new Map<LicenseChange, Attempt>();
  const allowed = new Set<LicenseChange>();
  let open = releasing.releases;
  const desired = narrowedTo(releasing.desired, repositoriesOf(releasing.releases));
  let repositories: readonly Repository[] = [];
  if (open.length > 0) context.log.info('Reading the memberships before licenses are released');
  while (open.length > 0) {
    const began = context.clock.monotonic();
    const reading = await observeAgain(context, desired, { open: repositoriesOf(open), repositories });
    if (reading.kind === 'read') repositories = reading.repositories;
    const isLast = patience.isOverFor(began);
    // What an earlier reading allowed is forbidden by what a later one shows of all plans.
    const toDecide = reading.kind === 'read' ? releasing.releases.filter(({ change }) => !kept.has(change)) : open;
    const waiting: Release[] = [];
    for (const { release, decision } of decided(toDecide, reading, releasing)) {
      // One reading alone does not forbid for good what an earlier one allowed.
      const isOpen = decision.kind === 'wait' || allowed.has(release.change);
      if (decision.kind === 'release') allowed.add(release.change);
      else if (isOpen && !isLast) waiting.push(release);
      else kept.set(release.change, decision.attempt);
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
  const batches = LicenseBatch.of(context, 'deactivate', changes, breaker);
  const release = async (batch: LicenseBatch): Promise<void> => {
    for (const part of batch.toSend()) {
      const { failure, note } = await releasePart(context, part, releasing);
      batch.sent(part, failure, note);
    }
  };
  await pMap(batches, release, { concurrency: context.service.transport.concurrency });
  return attemptsOf(batches);
}

async function releasePart(context: Context, part: Part, releasing: Releasing): Promise<GuardedRequest> {
  const { service } = context;
  const request = new GuardedRequest(context, releasing.seenAt);
  while (request.mayRepeatAfter(await failureOf(service.deactivateLicenses(part.repositories, request.soFar))))
    if (!request.confirmed(await mayStillBeReleased(context, part.changes, releasing))) break;
  return request;
}

/** Whether a new reading shows that all of these licenses may be released. */
async function mayStillBeReleased(
  context: Context,
  changes: readonly LicenseChange[],
  releasing: Releasing,
): Promise<boolean> {
  const releases = releasing.releases.filter(({ change }) => changes.includes(change));
  const reading = await observeAgain(context, narrowedTo(releasing.desired, repositoriesOf(releases)));
  const decisions = decided(releases, reading, releasing);
  return decisions.every(({ decision }) => decision.kind === 'release');
}

function repositoriesOf(releases: readonly Release[]): ReadonlySet<Id> {
  return idsOf(releases.map(({ change }) => change.resource));
}

/** What a reading says of each. */
function decided(releases: readonly Release[], reading: Reading, releasing: Releasing): readonly Decided[] {
  const { detached, reported } = releasing;
  if (reading.kind === 'read') releasing.known = withSeen(releasing.known, reading);
  const decisions = decideReleases(releases, reading, releasing.known, detached, reported);
  // What is not reported any more after that, is not known to be left.
  for (const { release, decision } of decisions)
    if (decision.kind !== 'release' && decision.isReported === true) reported.add(release.change.resource.id);
  return decisions;
}
