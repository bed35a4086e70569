import pMap from 'p-map';
import { changesOf, type Diff, type LicenseChange, type MembershipChange } from '../domain/diff.ts';
import type { DesiredState } from '../domain/desired-state.ts';
import type { Id, Known, License } from '../domain/model.ts';
import type { Attempt, Attempted } from '../domain/verify.ts';
import { RejectedError, ServiceError } from '../gitprotect/errors.ts';
import type { Problem } from '../shared/failure.ts';
import { Progress } from '../shared/progress.ts';
import { counted, label } from '../shared/text.ts';
import { activateAll } from './activate.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { observeAgain } from './observe.ts';
import type { Patience } from './patience.ts';
import { attemptAfter } from './rejections.ts';

/**
 * Makes the changes of a diff, and no others: licenses first, then attachments. A repository's failure is in its
 * attempt, never thrown.
 * @param patience for changes that take their time; it starts anew with what was sent last
 */
export async function apply(
  context: Context,
  diff: Diff,
  desired: DesiredState,
  patience: Patience,
): Promise<readonly Attempted[]> {
  const changes = changesOf(diff);
  const breaker = new CircuitBreaker();
  const licenses = await activateAll(
    context,
    changes.filter((change) => change.kind === 'activate'),
    breaker,
  );
  const obstacles = await obstaclesTo(context, licenses, desired);
  const toAttach = changes.filter((change) => change.kind === 'attach');
  const attachments = new Map(await attachAll(context, toAttach, obstacles, breaker));
  patience.restart();
  const again = await refusedTooEarly(context, attachments, licenses, desired, patience);
  if (again.length > 0) {
    for (const { plan } of again) breaker.close(plan.id);
    const attempts = await attachAll(context, again, new Map(), breaker);
    for (const [change, attempt] of attempts) attachments.set(change, attempt);
    patience.restart();
  }
  return diff.map((entry) => {
    const { change } = entry;
    if (entry.kind === 'satisfied') return { change, attempt: { kind: 'none' } };
    if (entry.kind === 'blocked')
      return { change, attempt: { kind: 'skipped', cause: 'blocked', problem: entry.problem } };
    const attempt = change.kind === 'activate' ? licenses.get(change) : attachments.get(change);
    if (attempt === undefined) throw new Error('a change of the diff was not carried out');
    return { change, attempt };
  });
}

/**
 * Why repositories can't be attached, by their IDs: they have no license. One that could not be activated may be active
 * all the same, as when the answer to a first attempt was lost: unless a reading says that it isn't, it is no obstacle.
 */
async function obstaclesTo(
  context: Context,
  licenses: ReadonlyMap<LicenseChange, Attempt>,
  desired: DesiredState,
): Promise<ReadonlyMap<Id, Problem>> {
  const attempts = [...licenses].flatMap(([{ repository }, attempt]) =>
    attempt.kind === 'failed' || attempt.kind === 'skipped' ? [{ id: repository.id, attempt }] : [],
  );
  const failed = attempts.filter(({ attempt }) => attempt.kind === 'failed');
  const now = await readLicenses(context, desired, idsOf(failed));
  return new Map(
    attempts.flatMap(({ id, attempt }) =>
      attempt.kind === 'failed' && (now.get(id) ?? 'inactive') !== 'inactive' ? [] : [[id, attempt.problem] as const],
    ),
  );
}

/**
 * Attachments that were refused since a license, activated just before, had not taken effect yet: they are tried again
 * once it is seen. What was not tried after such refusals is among them.
 */
async function refusedTooEarly(
  context: Context,
  attachments: ReadonlyMap<MembershipChange, Attempt>,
  licenses: ReadonlyMap<LicenseChange, Attempt>,
  desired: DesiredState,
  patience: Patience,
): Promise<readonly MembershipChange[]> {
  const activated = new Set(
    [...licenses].flatMap(([{ repository }, attempt]) => (attempt.kind === 'accepted' ? repository.id : [])),
  );
  const ofActivated = [...attachments].filter(([{ repository }]) => activated.has(repository.id));
  const refused = ofActivated.filter(([, attempt]) => refusalOf(attempt) !== undefined);
  const ids = idsOf(refused.map(([{ repository }]) => repository));
  let now = await readLicenses(context, desired, ids);
  // A refusal for another reason is not repeated.
  const early = refused.filter(
    ([change, attempt]) => isLate(change, now) || /licen[cs]/i.test(refusalOf(attempt) ?? ''),
  );
  if (now.size === 0 || early.length === 0) return [];

  const plans = new Set(early.map(([{ plan }]) => plan.id));
  const notTried = ofActivated.filter(([{ plan }, attempt]) => wasNotTried(attempt) && plans.has(plan.id));
  const changes = [...early, ...notTried].map(([change]) => change);
  const all = idsOf(changes.map(({ repository }) => repository));
  if (notTried.length > 0) now = await readLicenses(context, desired, all);
  while (changes.some((change) => isLate(change, now)) && patience.nextPauseMs > 0) {
    context.log.info(`  a license is not seen yet, looking again in ${(patience.nextPauseMs / 1000).toFixed(1)} s`);
    await patience.pause();
    now = await readLicenses(context, desired, all);
  }
  return changes.filter(({ repository }) => now.get(repository.id) === 'active');
}

/** Whether a license that was activated is not seen yet; where it is not reported, it is not waited for. */
function isLate({ repository }: MembershipChange, licenses: ReadonlyMap<Id, Known<License>>): boolean {
  return (licenses.get(repository.id) ?? 'inactive') === 'inactive';
}

/** What the server said when it refused. */
function refusalOf(attempt: Attempt): string | undefined {
  if (attempt.kind !== 'failed' || !(attempt.problem instanceof RejectedError)) return undefined;
  return attempt.problem.response.message;
}

function wasNotTried(attempt: Attempt): boolean {
  return attempt.kind === 'skipped' && attempt.cause === 'circuit-open';
}

/** The licenses of some repositories as they are read now; those that could not be read are not in it. */
async function readLicenses(
  context: Context,
  desired: DesiredState,
  ids: ReadonlySet<Id>,
): Promise<ReadonlyMap<Id, Known<License>>> {
  if (ids.size === 0) return new Map();
  const repositories = desired.repositories.filter(({ repository }) => ids.has(repository.id));
  const reading = await observeAgain(context, { ...desired, repositories });
  const rows = reading.kind === 'read' ? reading.repositories : [];
  return new Map(rows.map(({ id, license, removed }) => [id, removed ? 'inactive' : license]));
}

function idsOf(things: readonly { readonly id: Id }[]): ReadonlySet<Id> {
  return new Set(things.map(({ id }) => id));
}

/** Of more attachments nobody reads a line each; how far they have come is logged, and what fails. */
const MAX_LINES = 1000;

/** Attaches each repository to its plans one after the other, and many repositories at a time. */
async function attachAll(
  context: Context,
  changes: readonly MembershipChange[],
  obstacles: ReadonlyMap<Id, Problem>,
  breaker: CircuitBreaker,
): Promise<ReadonlyMap<MembershipChange, Attempt>> {
  const attempts = new Map<MembershipChange, Attempt>();
  const byRepository = [...Map.groupBy(changes, ({ repository }) => repository.id).values()];
  const isLogged = changes.length <= MAX_LINES;
  if (!isLogged) context.log.info(`Attaching ${counted(byRepository.length, 'repository', 'repositories')}`);
  const progress = new Progress(context.log, context.clock, 'repositories changed');
  let done = 0;
  await pMap(
    byRepository,
    async (each) => {
      for (const change of each) {
        const problem = obstacles.get(change.repository.id);
        const attempt: Attempt =
          problem === undefined
            ? await attach(context, change, breaker, isLogged)
            : { kind: 'skipped', cause: 'dependency', problem };
        attempts.set(change, attempt);
      }
      progress.report(++done, byRepository.length);
    },
    { concurrency: context.service.concurrency },
  );
  return attempts;
}

async function attach(
  { service, log }: Context,
  { repository, plan }: MembershipChange,
  breaker: CircuitBreaker,
  isLogged: boolean,
): Promise<Attempt> {
  const problem = breaker.check(plan.id);
  if (problem !== undefined) return { kind: 'skipped', cause: 'circuit-open', problem };
  if (isLogged) log.info(`Attaching ${label(repository)} to backup plan ${label(plan)}`);
  try {
    await service.attachRepository(plan, repository);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    log.info(`  ${error.message}`);
    breaker.failed(plan.id, error);
    return attemptAfter(error);
  }
  breaker.accepted(plan.id);
  return { kind: 'accepted' };
}
