import type { HostRepository } from '../domain/inventory.ts';
import type { Observed, Organization, Repository } from '../domain/model.ts';
import type { Line, NameLine, Request } from '../domain/request.ts';
import { type MissingLine, missingNames, type Resolution } from '../domain/resolution.ts';
import { resolve } from '../domain/resolve.ts';
import { isFound, select } from '../domain/select.ts';
import type { GitProtect } from '../gitprotect/client.ts';
import { InvalidResponseError, RejectedError, ServiceError } from '../gitprotect/errors.ts';
import { searchByName } from '../gitprotect/search.ts';
import { Failure } from '../shared/failure.ts';
import { counted, label, shortened, someOf } from '../shared/text.ts';
import type { Context } from './context.ts';
import { observe, OUTDATED_MS, readOrganizations } from './observe.ts';
import type { Patience } from './patience.ts';
import { listedAs } from './read-repositories.ts';

/** How long a list stays as it is before a synchronization is taken to be over, where nothing else tells. */
const UNCHANGED_SECONDS = 30;

/** How long after it was asked for a synchronization is taken to be over that was never seen running. */
const BEGUN_SECONDS = 10;

/** What was read of what a request means. */
interface Seen {
  readonly observed: Observed;
  readonly resolution: Resolution;
  /** What only the Git host lists, where one is asked. */
  readonly unlisted: readonly HostRepository[];
  /** The names that are not waited for: what they mean is skipped. */
  readonly skippedNames: ReadonlySet<string> | undefined;
}

/** What is observed once GitProtect has synchronized, as something is missing that it may list then; undefined where that failed. */
export async function observeAfterSynchronizing(
  context: Context,
  { request, syncsFirst }: { readonly request: Request; readonly syncsFirst: boolean },
  { observed, resolution, unlisted, skippedNames }: Seen,
  patience: Patience,
): Promise<Observed | undefined> {
  const missing = missingNames(resolution, skippedNames);
  if (missing.repositories.length + missing.projects.length === 0)
    return await observeOnceSynchronized(context, request, observed, unlisted, patience);
  if (!syncsFirst) await synchronize(context, observed.organization, missing, patience);
  const listed = await observeOnceListed(context, request, { ...observed, missing, skippedNames }, patience);
  // The names are among what only the host lists: the rest may take longer.
  if (syncsFirst || unlisted.length <= missing.repositories.length) return listed;
  return await observeOnceOver(context, request, listed, patience);
}

/**
 * What is observed once GitProtect has synchronized for what the Git host lists and it does not. Where that fails, the
 * rest can be protected all the same.
 * @returns undefined where it failed, unless what was read before is outdated by then
 */
async function observeOnceSynchronized(
  context: Context,
  request: Request,
  { organization, inventory }: Observed,
  unlisted: readonly HostRepository[],
  patience: Patience,
): Promise<Observed | undefined> {
  const names = someOf(
    unlisted.map(({ path }) => `'${shortened(path)}'`),
    5,
  );
  context.log.info(
    `The Git host lists ${counted(unlisted.length, 'repository', 'repositories')} that GitProtect does not: ${names}`,
  );
  const began = context.clock.monotonic();
  let isAsked = false;
  try {
    await askToSynchronize(context, organization, patience);
    isAsked = true;
    await waitUntilOver(context, organization, patience);
    return await observeNow(context, request, inventory);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // What was read before need not hold any more, unless it was refused.
    const isRefused = error instanceof ServiceError && error.isRefused;
    const isOutdated = isAsked || !isRefused || context.clock.monotonic() - began > OUTDATED_MS;
    const now = isOutdated ? await observeNow(context, request, inventory) : undefined;
    context.log.warning(
      'GitProtect could not synchronize',
      `${error.message}. The run goes on with what GitProtect lists without that. ${context.worded(error.remedy)}`,
    );
    return now;
  }
}

/** Has GitProtect read the Git host's list before anything is looked for, and waits until it has. @throws ServiceError, ResolveError */
export async function synchronizeFirst(context: Context, request: Request, patience: Patience): Promise<void> {
  const { organization } = await readOrganizations(context, request);
  await synchronizeWholly(context, organization, patience);
}

/**
 * Has GitProtect read the Git host's list, and waits until it has: as long as the organization's row says that it does,
 * or, where that is not reported, until the list has not changed for a while.
 * @throws ServiceError
 */
async function synchronizeWholly(context: Context, organization: Organization, patience: Patience): Promise<void> {
  await askToSynchronize(context, organization, patience);
  await waitUntilOver(context, organization, patience);
}

async function askToSynchronize(context: Context, organization: Organization, patience: Patience): Promise<void> {
  context.log.info(`Asking GitProtect to synchronize organization ${label(organization)}`);
  await requestSynchronization(context, organization, patience);
}

/** What is observed once a synchronization that was asked for is over, or the time is up. @throws ServiceError */
async function observeOnceOver(
  context: Context,
  request: Request,
  { organization, inventory }: Observed,
  patience: Patience,
): Promise<Observed> {
  await waitUntilOver(context, organization, patience);
  return await observeNow(context, request, inventory);
}

async function waitUntilOver(context: Context, organization: Organization, patience: Patience): Promise<void> {
  const { service, log } = context;
  let before: string | undefined;
  let sinceSeconds = 0;
  while (patience.nextPauseMs > 0) {
    await patience.pause();
    const organizations = await service.organizations().read();
    const isSynchronizing = organizations.find(({ id }) => id === organization.id)?.isSynchronizing;
    const now = isSynchronizing === undefined ? await listedIds(context, organization) : String(isSynchronizing);
    if (now !== before) sinceSeconds = patience.waitedSeconds;
    // It may begin only some time after it was asked for: to look once proves nothing, unless it was seen running.
    const isOver =
      isSynchronizing === undefined
        ? now !== undefined && patience.waitedSeconds - sinceSeconds >= UNCHANGED_SECONDS
        : !isSynchronizing && (before === 'true' || (now === before && patience.waitedSeconds >= BEGUN_SECONDS));
    const how = isOver ? 'finished' : isSynchronizing === true ? 'still running' : 'not seen to be finished';
    log.info(`  the synchronization is ${how}, waited ${String(patience.waitedSeconds)} s`);
    if (isOver) return;
    before = now;
  }
  if (context.cancelled.aborted) return;
  log.warning(
    'The synchronization may not have finished',
    `GitProtect was asked to synchronize organization ${label(organization)}, and was not seen to finish within ${String(patience.waitedSeconds)} s: repositories that are new at the Git host may be missing. ${context.worded('Raise sync-timeout, or run again later.')}`,
  );
}

/** What the list holds; undefined while it changes too quickly to be read. */
async function listedIds({ service }: Context, organization: Organization): Promise<string | undefined> {
  const repositories = await unlessChanging(service.repositories(organization).read());
  return repositories === undefined ? undefined : JSON.stringify(repositories.map(({ id }) => id).sort());
}

/** Has GitProtect read the Git host's list for what it doesn't list yet. @throws ServiceError */
async function synchronize(
  context: Context,
  organization: Organization,
  { repositories, projects }: ReturnType<typeof missingNames>,
  patience: Patience,
): Promise<void> {
  const namesOf = (lines: readonly Line[]): string => someOf(lines.map(({ text }) => `'${text}'`));
  const missing = [
    ...(repositories.length === 0 ? [] : [`no repository ${namesOf(repositories)}`]),
    ...(projects.length === 0 ? [] : [`no project ${namesOf(projects)}`]),
  ].join(' and ');
  context.log.info(`Organization ${label(organization)} lists ${missing}: asking GitProtect to synchronize`);
  for (const { text, similar } of repositories)
    if (similar !== undefined)
      context.log.info(
        `  '${shortened(similar)}' is listed: if '${shortened(text)}' is a mistake, cancel and correct it`,
      );
  await requestSynchronization(context, organization, patience);
}

/** What was read, and the names that are not listed yet. */
interface Unlisted extends Pick<Observed, 'organization' | 'inventory'>, Pick<Seen, 'skippedNames'> {
  readonly missing: ReturnType<typeof missingNames>;
}

/** What is observed once all names of a request are listed, or the time is up. @throws ServiceError, ResolveError */
async function observeOnceListed(
  context: Context,
  request: Request,
  { organization, inventory, missing: { repositories: missing }, skippedNames }: Unlisted,
  patience: Patience,
): Promise<Observed> {
  for (;;) {
    // A project is known by its repositories only: all of them are read.
    if (missing.length === 0) await patience.pause();
    else await waitUntilListed(context, organization, missing, patience);
    // Its plans that select by themselves may have taken them in, and patterns may match more now.
    if (patience.nextPauseMs === 0) return await observeNow(context, request, inventory);
    const observed = await unlessChanging(observeNow(context, request, inventory));
    if (observed === undefined) continue;
    const now = missingNames(resolve(request, observed), skippedNames);
    if (now.repositories.length + now.projects.length === 0) return observed;
    if (now.projects.length > 0) context.log.info(`  not listed yet, waited ${waitedOf(patience)}`);
  }
}

/** Reads all of GitProtect's side anew, beside what a Git host lists. @throws ServiceError, ResolveError */
async function observeNow(context: Context, request: Request, inventory: Observed['inventory']): Promise<Observed> {
  return { ...(await observe(context, request)), inventory };
}

/** Looks with growing pauses until all of these are listed or the time is up. @throws ServiceError */
async function waitUntilListed(
  { service, log }: Context,
  organization: Organization,
  missing: readonly MissingLine[],
  patience: Patience,
): Promise<void> {
  const names = someOf(missing.map(({ text }) => `'${text}'`));
  for (;;) {
    await patience.pause();
    // A list that grows meanwhile is searched again later.
    const listed = (await unlessChanging(areListed(service, organization, missing))) ?? false;
    const waited = waitedOf(patience);
    log.info(
      listed
        ? `  ${names} ${missing.length === 1 ? 'is' : 'are'} listed now, after ${waited}`
        : `  not listed yet, waited ${waited}`,
    );
    if (listed || patience.nextPauseMs === 0) return;
  }
}

/** Whether all of these are listed now, as cheaply as that can be found out. */
async function areListed(
  service: GitProtect,
  organization: Organization,
  lines: readonly NameLine[],
): Promise<boolean> {
  const names = lines.map((line) => line.names);
  const list = service.repositories(organization);
  const found = await searchByName(list, listedAs(names, organization), service.pageOf);
  const areAmong = (listed: readonly Repository[]): boolean =>
    select({ included: lines, excluded: [] }, [organization.name], listed).included.every(isFound);
  if (found !== undefined && areAmong(found.repositories)) return true;
  const isWhole = found !== undefined && found.reach !== 'partial';
  return !isWhole && areAmong(await list.read());
}

function waitedOf({ waitedSeconds, seconds }: Patience): string {
  return `${String(waitedSeconds)} s of ${String(seconds)} s`;
}

/** Undefined where the list could not be read since it changed, as it does during a synchronization. */
async function unlessChanging<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof InvalidResponseError) return undefined;
    throw error;
  }
}

/** What the time is for begins with that. @throws ServiceError */
async function requestSynchronization(
  { service, log }: Context,
  organization: Organization,
  patience: Patience,
): Promise<void> {
  try {
    await service.startSynchronization(organization);
  } catch (error) {
    // 409: one is running already, and will do as well.
    if (!(error instanceof RejectedError && error.response.status === 409)) throw error;
    log.info('  a synchronization is running already');
  }
  patience.restart();
}
