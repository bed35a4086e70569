import { type Attempt, mayTakeEffect } from '../domain/attempt.ts';
import type { DesiredState } from '../domain/desired-state.ts';
import { type Change, changesOf, type Diff } from '../domain/diff.ts';
import type { Id } from '../domain/model.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { detachAll } from './detach.ts';
import { joiningOf, unseenMemberships } from './new-memberships.ts';
import type { Patience } from './patience.ts';
import { keptLicenses, releaseAll, releasingOf } from './releases.ts';
import { remove } from './remove.ts';

type Attempts = ReadonlyMap<Change, Attempt>;

/** What was done before. */
interface Before {
  /** What was tried to license and attach. */
  readonly joined: Attempts;
  /** The plans whose modification may yet take effect. */
  readonly pending?: ReadonlySet<Id> | undefined;
}

/**
 * Takes away what is to leave, in an order in which nothing that should stay loses its protection: an old membership is
 * left only when the new one is seen, a license is released only when no plan is seen to contain the repository, and a
 * repository is removed only when it is seen to be absent.
 */
export async function leave(
  context: Context,
  diff: Diff,
  desired: DesiredState,
  { joined, pending }: Before,
  breaker: CircuitBreaker,
  patience: Patience,
): Promise<Attempts> {
  const changes = changesOf(diff);
  const detachments = changes.filter((change) => change.kind === 'detach');
  const joining = joiningOf(desired, joined, context.clock.monotonic(), pending);
  const obstacles = await unseenMemberships(context, detachments, joining, patience);
  const detached = await detachAll(context, detachments, obstacles, joining, breaker);
  // What was waited for in vain is not waited for once more.
  const isAllInVain = obstacles.size > 0 && obstacles.size === desired.resources.length;
  if (!isAllInVain) patience.restart();

  const releasing = releasingOf(changes, desired, detached, context.clock.monotonic());
  const kept = await keptLicenses(context, releasing, patience);
  const toRelease = releasing.releases.flatMap(({ change }) => (kept.has(change) ? [] : change));
  const released = await releaseAll(context, toRelease, releasing, breaker);
  if (toRelease.length > 0) patience.restart();

  const removals = changes.filter((change) => change.kind === 'remove');
  const before = [...detached, ...kept, ...released];
  const mayBeAbsent = before.every(([, attempt]) => mayTakeEffect(attempt));
  const removed = await remove(context, removals, desired, mayBeAbsent ? patience : undefined, releasing.detached);
  return new Map<Change, Attempt>([...before, ...removed]);
}
