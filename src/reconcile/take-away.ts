import type { LicenseChange, MembershipChange } from '../domain/diff.ts';
import type { SoFar } from '../gitprotect/calls.ts';
import { OutdatedError, ServiceError } from '../gitprotect/errors.ts';
import type { Context } from './context.ts';
import { joinSeenAt, type Joining, mayStillLeave } from './new-memberships.ts';
import { mayStillRelease, type Releasing } from './releases.ts';

/** A request that takes protection away, and what has to be seen before it is sent, and again before it is sent again. */
export type TakingAway =
  | { readonly kind: 'detach'; readonly change: MembershipChange; readonly joining: Joining | undefined }
  | { readonly kind: 'release'; readonly changes: readonly LicenseChange[]; readonly releasing: Releasing | undefined };

/**
 * Sends a request that takes protection away. Where it would be sent long after what it depends on was seen, or was sent
 * and failed for a while, it is sent (again) only if a new reading shows that it still may be.
 * @throws ServiceError
 */
export async function takeAway(context: Context, what: TakingAway): Promise<void> {
  let seenAt = seenAtFirst(what);
  let failed: ServiceError | undefined;
  for (;;) {
    try {
      await send(context, what, { seenAt, earlier: failed?.earlier });
      return;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      // What goes wrong with a second sign-in does not say that the request may have been carried out before it.
      if (failed?.mayHaveApplied === true && !error.mayHaveApplied) throw failed;
      // What came too late was not sent: how it failed when it was sent says more.
      if (failed === undefined || !(error instanceof OutdatedError)) failed = error;
      if (failed.earlier === undefined || !(await mayStill(context, what))) throw failed;
      // As old as the end of the reading: of a large organization it takes longer than a reading may be old.
      if (seenAt !== undefined) seenAt = context.clock.monotonic();
    }
  }
}

function seenAtFirst(what: TakingAway): number | undefined {
  if (what.kind === 'release') return what.releasing?.seenAt;
  return what.joining && joinSeenAt(what.change, what.joining);
}

async function send({ service }: Context, what: TakingAway, soFar: SoFar): Promise<void> {
  if (what.kind === 'release') {
    await service.deactivateLicenses(
      what.changes.map(({ resource }) => resource),
      soFar,
    );
    return;
  }
  const { resource, plan } = what.change;
  if (resource.kind === 'repository') await service.detachRepository(plan, resource, soFar);
  else await service.detachAzureProject(plan, resource, soFar);
}

/** Where it is not known what has to be seen, it may not. */
async function mayStill(context: Context, what: TakingAway): Promise<boolean> {
  if (what.kind === 'detach')
    return what.joining !== undefined && (await mayStillLeave(context, what.change, what.joining));
  return what.releasing !== undefined && (await mayStillRelease(context, what.changes, what.releasing));
}
