import type { Attempt } from '../domain/attempt.ts';
import {
  type Change,
  changesOf,
  type Diff,
  type LicenseChange,
  type MembershipChange,
  notManual,
} from '../domain/diff.ts';
import { type DesiredState, narrowedTo } from '../domain/desired-state.ts';
import { isChangedByHand } from '../domain/membership.ts';
import { type BackupPlan, byId, type Id, idsOf, type Known, type License } from '../domain/model.ts';
import { NotFoundError, RejectedError, StatusError } from '../gitprotect/errors.ts';
import type { Problem } from '../shared/failure.ts';
import { activateAll } from './activate.ts';
import { attachAll } from './attach.ts';
import { type CircuitBreaker, circuitOf } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { observeAgain } from './observe-again.ts';
import type { Patience } from './patience.ts';

/**
 * Makes the changes of a diff by which something is protected: licenses first, then attachments. What leaves comes after
 * them, in `leave`. A repository's failure is in its attempt, never thrown.
 * @param patience for changes that take their time; it starts anew with what was sent last
 */
export async function apply(
  context: Context,
  diff: Diff,
  desired: DesiredState,
  breaker: CircuitBreaker,
  patience: Patience,
): Promise<ReadonlyMap<Change, Attempt>> {
  const changes = changesOf(diff);
  const toActivate = changes.filter((change) => change.kind === 'activate');
  const licenses = await activateAll(context, toActivate, breaker);
  const { obstacles, plans } = await obstaclesTo(context, licenses, desired);
  const wanted = changes.filter((change) => change.kind === 'attach');
  const blocked = new Map<MembershipChange, Attempt>();
  for (const change of wanted) {
    const plan = automaticPlan(change, plans);
    if (plan !== undefined)
      blocked.set(change, { kind: 'skipped', cause: 'blocked', problem: notManual(change.resource, plan) });
  }
  const toAttach = wanted.filter((change) => !blocked.has(change));
  const attached = await attachAll(context, toAttach, obstacles, breaker);
  const attempts = new Map<Change, Attempt>([...licenses, ...blocked, ...attached]);
  patience.restart();
  const again = await refusedTooEarly(context, attempts, desired, patience);
  if (again.length > 0) {
    for (const change of again) breaker.close(circuitOf(change));
    for (const [change, attempt] of await attachAll(context, again, new Map(), breaker))
      if (!wasNotTried(attempt) || !isForSame(attempts.get(change), attempt)) attempts.set(change, attempt);
    patience.restart();
  }
  return attempts;
}

/** What is known since the first reading. */
interface Now {
  /** Those that could not be read are not in it. */
  readonly licenses: ReadonlyMap<Id, Known<License>>;
  readonly plans: ReadonlyMap<Id, BackupPlan>;
}

const NOTHING_NEW: Now = { licenses: new Map(), plans: new Map() };

/** The plan as it is now, if it chooses by itself: an attachment would turn it into a hand-picked one, and is not tried. */
function automaticPlan({ plan }: MembershipChange, plans: Now['plans']): BackupPlan | undefined {
  const now = plans.get(plan.id);
  return now === undefined || isChangedByHand(now) ? undefined : now;
}

/**
 * Why repositories can't be attached, by their IDs: they have no license. One that could not be activated may be active
 * all the same, as when the answer to a first attempt was lost: unless a reading says that it isn't, it is no obstacle.
 */
async function obstaclesTo(
  context: Context,
  licenses: ReadonlyMap<LicenseChange, Attempt>,
  desired: DesiredState,
): Promise<{ readonly obstacles: ReadonlyMap<Id, Problem>; readonly plans: Now['plans'] }> {
  const attempts = [...licenses].flatMap(([{ resource }, attempt]) =>
    attempt.kind === 'failed' || attempt.kind === 'skipped' ? [{ id: resource.id, attempt }] : [],
  );
  const failed = attempts.filter(({ attempt }) => attempt.kind === 'failed');
  const { licenses: now, plans } = await readLicenses(context, desired, idsOf(failed));
  const obstacles = attempts.flatMap(({ id, attempt }) =>
    attempt.kind === 'failed' && (now.get(id) ?? 'inactive') !== 'inactive' ? [] : [[id, attempt.problem] as const],
  );
  return { obstacles: new Map(obstacles), plans };
}

/**
 * Attachments that were refused since a license, activated just before, had not taken effect yet: they are tried again
 * once it is not seen to be missing any more. What was not tried after such refusals is among them.
 */
async function refusedTooEarly(
  context: Context,
  attempts: ReadonlyMap<Change, Attempt>,
  desired: DesiredState,
  patience: Patience,
): Promise<readonly MembershipChange[]> {
  const activated = new Set(
    [...attempts].flatMap(([{ kind, resource }, attempt]) =>
      kind === 'activate' && attempt.kind === 'accepted' ? resource.id : [],
    ),
  );
  const ofActivated = [...attempts].flatMap(([change, attempt]) =>
    change.kind === 'attach' && activated.has(change.resource.id) ? [[change, attempt] as const] : [],
  );
  const refused = ofActivated.filter(([, attempt]) => refusalOf(attempt) !== undefined);
  const ids = idsOf(refused.map(([{ resource }]) => resource));
  let began = context.clock.monotonic();
  let now = await readLicenses(context, desired, ids);
  // A refusal for another reason is not repeated.
  const early = refused.filter(
    ([change, attempt]) => isLate(change, now.licenses) || SPEAKS_OF_LICENSE.test(refusalOf(attempt) ?? ''),
  );
  if (now.licenses.size === 0 || early.length === 0) return [];

  const plans = new Set(early.map(([{ plan }]) => plan.id));
  const notTried = ofActivated.filter(([{ plan }, attempt]) => wasNotTried(attempt) && plans.has(plan.id));
  const changes = [...early, ...notTried].map(([change]) => change);
  const all = idsOf(changes.map(({ resource }) => resource));
  if (notTried.length > 0) now = await readLicenses(context, desired, all);
  while (changes.some((change) => isLate(change, now.licenses)) && !patience.isOverFor(began)) {
    await patience.pauseAfter(context.log, 'a license is not visible yet');
    began = context.clock.monotonic();
    now = await readLicenses(context, desired, all);
  }
  const { licenses, plans: latest } = now;
  return changes.filter((change) => !isLate(change, licenses) && automaticPlan(change, latest) === undefined);
}

/** Whether a license that was activated is not seen yet; where it is not reported, it is not waited for. */
function isLate({ resource }: MembershipChange, licenses: ReadonlyMap<Id, Known<License>>): boolean {
  return (licenses.get(resource.id) ?? 'inactive') === 'inactive';
}

const SPEAKS_OF_LICENSE = /licen[cs]/i;

/** What the server said when it refused. */
function refusalOf(attempt: Attempt): string | undefined {
  if (attempt.kind !== 'failed' || !(attempt.problem instanceof StatusError)) return undefined;
  const { message } = attempt.problem.response;
  // A missing role is no refusal of one repository, unless its license is spoken of.
  const isOfOne = attempt.problem instanceof RejectedError || attempt.problem instanceof NotFoundError;
  return isOfOne || SPEAKS_OF_LICENSE.test(message) ? message : undefined;
}

type Skipped = Extract<Attempt, { readonly kind: 'skipped' }>;

function wasNotTried(attempt: Attempt): attempt is Skipped {
  return attempt.kind === 'skipped' && attempt.cause === 'circuit-open';
}

/** Whether a change is not tried for what it was refused for before: then it was tried. */
function isForSame(before: Attempt | undefined, { problem }: Skipped): boolean {
  if (before?.kind !== 'failed') return false;
  const first = before.problem;
  const areOfLicenses = [first, problem].every(({ reason }) => SPEAKS_OF_LICENSE.test(reason));
  return first.reason === problem.reason || (areOfLicenses && first.remedy === problem.remedy);
}

/** The licenses of some repositories, and all plans, as they are read now. */
async function readLicenses(context: Context, desired: DesiredState, ids: ReadonlySet<Id>): Promise<Now> {
  if (ids.size === 0) return NOTHING_NEW;
  const reading = await observeAgain(context, narrowedTo(desired, ids));
  if (reading.kind === 'unread') return NOTHING_NEW;
  const licenses = new Map(
    reading.repositories.map(({ id, license, removed }) => [
      id,
      removed || license === 'disputed' ? ('inactive' as const) : license,
    ]),
  );
  return { licenses, plans: byId(reading.plans) };
}
