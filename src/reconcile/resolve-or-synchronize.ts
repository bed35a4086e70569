import { checkSelected, type Synchronized } from '../domain/check-selected.ts';
import type { Comparison } from '../domain/compare-inventory.ts';
import { type DesiredState, desiredState } from '../domain/desired-state.ts';
import type { BackupPlan, Observed } from '../domain/model.ts';
import { idsOf } from '../domain/model.ts';
import type { Request } from '../domain/request.ts';
import { missingNames, type Resolution } from '../domain/resolution.ts';
import { resolve } from '../domain/resolve.ts';
import { unmatchedExclusions } from '../domain/select.ts';
import type { HostSide } from '../hosts/host-side.ts';
import type { Context } from './context.ts';
import { logOtherOwners } from './log-other-owners.ts';
import { Patience } from './patience.ts';

const FIRST_PAUSE_MS = 1000;

export interface SyncSettings {
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

export interface Resolved extends Pick<Seen, 'comparison'> {
  readonly desired: DesiredState;
  readonly resolution: Resolution;
  /** The requested plans that were given by ID, and that no list holds. */
  readonly unlistedPlans: readonly BackupPlan[];
}

/** How long is waited for what GitProtect doesn't list yet. */
export function syncPatience(context: Context, { syncTimeoutSeconds = 0 }: SyncSettings): Patience {
  return new Patience(context, syncTimeoutSeconds, FIRST_PAUSE_MS);
}

/**
 * What a request means by what was read first. Where GitProtect doesn't list a repository yet, it is asked to synchronize,
 * and what is read then counts.
 * @throws ResolveError; ServiceError
 */
export async function resolveOrSynchronize(
  context: Context,
  settings: SyncSettings,
  first: Observed,
  host: HostSide | undefined,
  patience: Patience,
): Promise<Resolved> {
  const { request, syncTimeoutSeconds, syncsFirst } = settings;
  logOtherOwners(request, first, context);
  let seen = seenIn(request, first, host);
  let synchronized = synchronizedBefore(settings, patience);
  if (syncTimeoutSeconds !== undefined && mayBeListedLater(seen, syncsFirst)) {
    const { observeAfterSynchronizing } = await import('./synchronize.ts');
    const { unlisted = [], skippedNames } = seen.comparison ?? {};
    const again = await observeAfterSynchronizing(context, settings, { ...seen, unlisted, skippedNames }, patience);
    if (again !== undefined) {
      seen = seenIn(request, again, host, seen.comparison);
      synchronized = { waitedSeconds: syncTimeoutSeconds };
    }
  }
  const { observed, comparison } = seen;
  const resolution = comparison?.resolution ?? seen.resolution;
  checkSelected(request, observed.organization, resolution, synchronized, comparison);
  const idle = request.state.kind === 'present' ? unmatchedExclusions(resolution.selected) : [];
  if (idle.length > 0) {
    const { checkExcludedPaths } = await import('../domain/check-excluded-paths.ts');
    checkExcludedPaths(idle, resolution, observed, comparison);
  }
  if (request.state.kind !== 'present' || resolution.projects.length > 0) {
    const { checkResolution } = await import('../domain/check-resolution.ts');
    checkResolution(request, resolution, observed);
  }
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

/** Whether something is missing that GitProtect may list once it has synchronized. */
function mayBeListedLater({ resolution, comparison }: Seen, syncsFirst: boolean): boolean {
  const { repositories, projects } = missingNames(resolution, comparison?.skippedNames);
  return repositories.length + projects.length > 0 || (!syncsFirst && (comparison?.unlisted ?? []).length > 0);
}

/** What was synchronized before anything was looked for. */
function synchronizedBefore(
  { dryRun, syncsFirst, syncTimeoutSeconds }: SyncSettings,
  { waitedSeconds }: Patience,
): Synchronized {
  if (syncsFirst) return { waitedSeconds };
  if (syncTimeoutSeconds !== undefined) return 'names-only';
  return dryRun ? 'dry-run' : 'never';
}
