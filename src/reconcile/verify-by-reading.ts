import type { Attempted } from '../domain/attempt.ts';
import type { DesiredState } from '../domain/desired-state.ts';
import { keptUnlessOpen } from '../domain/kept-now.ts';
import { type Id, idsOf } from '../domain/model.ts';
import type { ChangeResult, FailureCause, Outcome } from '../domain/outcome.ts';
import { withSeen } from '../domain/plans-after.ts';
import { unlessGone } from '../domain/seen-before.ts';
import type { Reading } from '../domain/state-after.ts';
import { inDoubt, verify } from '../domain/verify.ts';
import type { Problem } from '../shared/failure.ts';
import type { Context } from './context.ts';
import { observeAgain } from './observe-again.ts';
import type { Patience } from './patience.ts';

/* What was changed is judged by a reading: loaded where something is changed. */

interface More {
  /** Plans of which nothing was read since they were modified. */
  readonly modified?: ReadonlySet<Id> | undefined;
  /** Memberships in other plans are failures: there are to be none. */
  readonly failsForOthers?: boolean;
}

/** How often the state is read after changes until it can be read. */
const FIRST_READINGS = 3;

/**
 * Reads the state again after changes, and judges by it. What may only take its time, or be a stale row, is read again
 * until there is no doubt or patience ends; the rest stays as it was read.
 */
export async function verifyByReading(
  context: Context,
  attempted: readonly Attempted[],
  desired: DesiredState,
  patience: Patience,
  { modified = new Set(), failsForOthers = false }: More = {},
): Promise<Outcome> {
  const { log, clock } = context;
  log.info('Reading the state again');
  // Few runs want something in no other plan: what it takes is loaded where one does.
  const joined = failsForOthers ? await import('../domain/joined-others.ts') : undefined;
  let began = clock.monotonic();
  let reading = await observeAgain(context, desired);
  // Waiting does not make readable what is not: it is tried again a few times only.
  for (let tried = 1; reading.kind === 'unread' && tried < FIRST_READINGS && patience.nextPauseMs > 0; tried++) {
    log.info(`  ${reading.doubt.message}; trying again in ${patience.nextPause}`);
    await patience.pause();
    reading = await observeAgain(context, desired);
  }
  if (reading.kind === 'unread') reading = { ...reading, modified };
  let known = reading.kind === 'read' ? withSeen(desired, reading) : desired;
  const others = (): readonly ChangeResult[] =>
    reading.kind === 'read' ? (joined?.joinedOthers(reading, known, attempted) ?? []) : [];
  const doubtfulNow = (): ReadonlySet<Id> =>
    new Set([...inDoubt(attempted, reading, known), ...idsOf(others().map(({ change }) => change.resource))]);
  let doubtful = doubtfulNow();
  const lookedFor = new Set(doubtful);
  // What came to be in doubt by the last reading is looked at once more: one old row is no proof.
  const isNew = (id: Id): boolean => !lookedFor.has(id);
  let unread: Unread | undefined;
  while (reading.kind === 'read' && doubtful.size > 0 && (!patience.isOverFor(began) || [...doubtful].some(isNew))) {
    for (const id of doubtful) lookedFor.add(id);
    await patience.pauseAfter(log, 'a change is not visible yet');
    began = clock.monotonic();
    const again = await observeAgain(context, desired, { open: doubtful, repositories: reading.repositories });
    unread = again.kind === 'unread' ? again : undefined;
    // What could be read before is not forgotten.
    if (again.kind === 'unread') {
      log.info(`  ${again.doubt.message}`);
      continue;
    }
    reading = again;
    known = withSeen(known, reading);
    doubtful = doubtfulNow();
  }
  const ofAttempts = verify(attempted, reading, known);
  const outcome = { ...ofAttempts, results: withOthers(ofAttempts.results, others()) };
  const problem = context.cancelled.aborted ? CANCELLED : unread?.doubt;
  if (problem === undefined) return outcome;
  const judged = outcome.results.map((each) => unlessIn(doubtful, each, problem));
  const results = keptUnlessOpen(judged, desired.projectOf);
  const gone = unread?.gone;
  return { ...outcome, results: gone === undefined ? results : results.map((each) => unlessGone(each, gone)) };
}

/** Results with those of memberships in other plans, which replace what was reported of the same memberships before. */
export function withOthers(
  results: readonly ChangeResult[],
  inOthers: readonly ChangeResult[],
): readonly ChangeResult[] {
  const replaced = new Set(inOthers.map(membershipKey));
  return [...results.filter((each) => !replaced.has(membershipKey(each))), ...inOthers];
}

/** The same for two results of one membership; undefined for a result that is about no plan. */
function membershipKey({ change }: ChangeResult): string | undefined {
  return 'plan' in change ? JSON.stringify([change.resource.id, change.plan.id]) : undefined;
}

type Unread = Reading & { readonly kind: 'unread' };

/** If the last reading failed or the job was cancelled, a change in doubt is unknown, not undone: it was read too early. */
function unlessIn(doubtful: ReadonlySet<Id>, each: ChangeResult, problem: Problem): ChangeResult {
  const { change, result } = each;
  if (result.kind !== 'failed' || !doubtful.has(change.resource.id)) return each;
  const isByLastReading = BY_LAST_READING.has(result.cause) || result.gone !== undefined;
  return isByLastReading ? { change, result: { ...result, cause: 'unreadable', problem } } : each;
}

const BY_LAST_READING: ReadonlySet<FailureCause> = new Set(['not-applied', 'reverted', 'unreported']);

export const CANCELLED: Problem = {
  title: 'The job was cancelled',
  reason: 'not-read-again',
  message: 'the state was not read again once it was cancelled: what was read last may have been too early',
  remedy: 'Run it again: the next run continues from here.',
};
