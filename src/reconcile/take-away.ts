import type { LicenseChange, MembershipChange } from '../domain/diff.ts';
import { ServiceError } from '../gitprotect/errors.ts';
import type { Context } from './context.ts';
import { type Joining, mayStillLeave } from './new-memberships.ts';
import { mayStillRelease, type Releasing } from './releases.ts';

/** A request that takes protection away, and what has to be seen again before it is sent again. */
export type TakingAway =
  | { readonly kind: 'detach'; readonly change: MembershipChange; readonly joining: Joining | undefined }
  | { readonly kind: 'release'; readonly changes: readonly LicenseChange[]; readonly releasing: Releasing | undefined };

/**
 * Sends a request that takes protection away. After a transient failure it is sent again, which may be minutes later,
 * only if a new reading shows that it still may be.
 * @throws ServiceError
 */
export async function takeAway(context: Context, what: TakingAway): Promise<void> {
  let failed: ServiceError | undefined;
  for (;;) {
    try {
      await send(context, what, failed);
      return;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      // What goes wrong with a second sign-in does not say that the request may have been carried out before it.
      if (failed?.mayHaveApplied === true && !error.mayHaveApplied) throw failed;
      if (error.earlier === undefined || !(await mayStill(context, what))) throw error;
      failed = error;
    }
  }
}

async function send({ service }: Context, what: TakingAway, failed: ServiceError | undefined): Promise<void> {
  const earlier = failed?.earlier;
  if (what.kind === 'release') {
    await service.deactivateLicenses(
      what.changes.map(({ resource }) => resource),
      earlier,
    );
    return;
  }
  const { resource, plan } = what.change;
  if (resource.kind === 'repository') await service.detachRepository(plan, resource, earlier);
  else await service.detachAzureProject(plan, resource, earlier);
}

/** Where it is not known what has to be seen, it may not. */
async function mayStill(context: Context, what: TakingAway): Promise<boolean> {
  if (what.kind === 'detach')
    return what.joining !== undefined && (await mayStillLeave(context, what.change, what.joining));
  return what.releasing !== undefined && (await mayStillRelease(context, what.changes, what.releasing));
}
