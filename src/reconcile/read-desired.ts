import type { Comparison } from '../domain/compare-inventory.ts';
import { type DesiredState, desiredState } from '../domain/desired-state.ts';
import type { BackupPlan, Observed } from '../domain/model.ts';
import { idsOf } from '../domain/model.ts';
import type { Request } from '../domain/request.ts';
import { missingNames, type Resolution } from '../domain/resolution.ts';
import { resolve } from '../domain/resolve.ts';
import { checkSelected, type Synchronized } from '../domain/resolve-errors.ts';
import type { HostSide } from '../hosts/host-side.ts';
import type { Context } from './context.ts';
import { logOtherOwners } from './log-other-owners.ts';
import { observe, readOrganizations } from './observe.ts';
import type { Patience } from './patience.ts';
import {
  observeOnceListed,
  observeOnceOver,
  observeOnceSynchronized,
  synchronize,
  synchronizeWholly,
  syncPatience,
} from './synchronize.ts';

export interface ReadSettings {
  readonly request: Request;
  readonly dryRun: boolean;
  /** GitProtect is asked to synchronize before anything is selected. */
  readonly syncsFirst: boolean;
  /** How many seconds to wait for what GitProtect doesn't list yet; undefined: never ask it to synchronize. */
  readonly syncTimeoutSeconds: number | undefined;
}

/** What was read of what a request means. */
interface Seen {
  readonly observed: Observed;
  readonly resolution: Resolution;
  /** Where a Git host is asked. */
  readonly comparison: Comparison | undefined;
}

export interface ReadDesired extends Pick<Seen, 'comparison'> {
  readonly desired: DesiredState;
  readonly resolution: Resolution;
  /** The requested plans that were given by ID, and that no list holds. */
  readonly unlistedPlans: readonly BackupPlan[];
}

/**
 * Reads what a request means, in GitProtect and at the Git host if that is asked; where GitProtect doesn't list a
 * repository yet, has it synchronize and reads again. Changes nothing else.
 * @throws ResolveError; ServiceError
 */
export async function readDesired(
  context: Context,
  settings: ReadSettings,
  host: HostSide | undefined,
): Promise<ReadDesired> {
  const { request, syncTimeoutSeconds, syncsFirst } = settings;
  const patience = syncPatience(context, syncTimeoutSeconds ?? 0);
  if (syncsFirst) {
    const { organization } = await readOrganizations(context, request);
    await synchronizeWholly(context, organization, patience);
  }
  const first = await observe(context, request, host);
  logOtherOwners(request, first, context);
  let seen = seenIn(request, first, host);
  let synchronized = synchronizedBefore(settings, patience);
  if (syncTimeoutSeconds !== undefined) {
    const again = await observeAfterSynchronizing(context, settings, seen, patience);
    if (again !== undefined) {
      seen = seenIn(request, again, host, seen.comparison);
      synchronized = { waitedSeconds: syncTimeoutSeconds };
    }
  }
  const { observed, comparison } = seen;
  checkSelected(request, observed.organization, seen.resolution, synchronized, comparison);
  const { missingProjects } = seen.resolution;
  if (missingProjects.length > 0)
    (await import('../domain/absent-projects.ts')).checkAbsentProjects(missingProjects, observed);
  const resolution = comparison?.resolution ?? seen.resolution;
  const listed = idsOf(observed.plans);
  const unlistedPlans = resolution.plans.filter(({ id }) => !listed.has(id));
  return { resolution, unlistedPlans, comparison, desired: desiredState(request, resolution, observed) };
}

/** @param before of the same inventory, with what GitProtect listed earlier */
function seenIn(request: Request, observed: Observed, host: HostSide | undefined, before?: Comparison): Seen {
  const resolution = resolve(request, observed);
  const { inventory } = observed;
  const comparison = inventory && host?.compareInventory(request, resolution, observed, inventory, before);
  return { observed, resolution, comparison };
}

/** What is observed once GitProtect has synchronized; undefined where nothing is missing that it may list then. */
async function observeAfterSynchronizing(
  context: Context,
  { request, syncsFirst }: ReadSettings,
  { observed, resolution, comparison }: Seen,
  patience: Patience,
): Promise<Observed | undefined> {
  const missing = missingNames(resolution);
  const unlisted = comparison?.unlisted ?? [];
  if (missing.repositories.length + missing.projects.length > 0) {
    if (!syncsFirst) await synchronize(context, observed.organization, missing, patience);
    const listed = await observeOnceListed(context, request, observed, resolution, patience);
    // The names are among what only the host lists: the rest may take longer.
    if (syncsFirst || unlisted.length <= missing.repositories.length) return listed;
    return await observeOnceOver(context, request, listed, patience);
  }
  if (unlisted.length === 0 || syncsFirst) return undefined;
  return await observeOnceSynchronized(context, request, observed, unlisted, patience);
}

/** What was synchronized before anything was looked for. */
function synchronizedBefore(
  { dryRun, syncsFirst, syncTimeoutSeconds }: ReadSettings,
  { waitedSeconds }: Patience,
): Synchronized {
  if (syncsFirst) return { waitedSeconds };
  if (syncTimeoutSeconds !== undefined) return 'names-only';
  return dryRun ? 'dry-run' : 'never';
}
