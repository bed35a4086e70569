import pMap from 'p-map';
import PQueue from 'p-queue';
import { Activations } from './activate.ts';
import type { Clock } from './clock.ts';
import { Failure } from './failure.ts';
import type { GitProtect } from './gitprotect/client.ts';
import type { BackupPlan, Repository } from './gitprotect/model.ts';
import { observeAgain } from './observe.ts';
import { differs, type Drift, type Membership, type Observation, type RepositoryDrift } from './protection/drift.ts';
import { type Attempt, notPickedByHand, judge, type Reading, type RepositoryAttempts } from './protection/judge.ts';
import { hasUnseenChange, type Outcome, type Problem } from './protection/outcome.ts';
import { Progress } from './progress.ts';
import type { Log } from './report/log.ts';
import { Stops } from './stops.ts';
import { label } from './wording.ts';

/** Pauses before looking again for a change that was accepted but is not seen yet, in milliseconds. */
const LOOK_AGAIN_AFTER_MS = [500, 1500];

/** Repositories that are worked at together: many more than requests at a time, to fill batches of licenses. */
const REPOSITORIES_AT_A_TIME = 1000;

/** What the changes of one run share. */
interface Work {
  readonly gitprotect: GitProtect;
  readonly activations: Activations;
  readonly stops: Stops;
  /** Lets so many changes be made at a time: each asks first whether it would fail as others did. */
  readonly turns: PQueue;
  readonly log: Log;
}

/**
 * Removes the drift: licenses first, then backup plans, each repository as soon as its own license stands; then reads
 * the state again and judges by it. Where nothing differs, nothing is sent. A repository's failure is told in its
 * outcome, never thrown.
 */
export async function apply(gitprotect: GitProtect, drift: Drift, clock: Clock, log: Log): Promise<Outcome> {
  const attempts = await changeAll(gitprotect, drift, clock, log);
  return await verify(gitprotect, drift, attempts, clock, log);
}

async function changeAll(
  gitprotect: GitProtect,
  { observed, repositories }: Drift,
  clock: Clock,
  log: Log,
): Promise<readonly RepositoryAttempts[]> {
  const drifted = repositories.filter(differs);
  const unlicensed = drifted.filter(({ activate }) => activate).map(({ repository }) => repository);
  const stops = new Stops();
  const turns = new PQueue({ concurrency: gitprotect.concurrency });
  const activations = new Activations(gitprotect, unlicensed, stops, turns, log);
  const work = { gitprotect, activations, stops, turns, log };
  const progress = new Progress(log, clock, 'repositories changed');
  let done = 0;
  const changed = await pMap(
    drifted,
    async (each) => {
      const attempts = await changeRepository(work, each);
      progress.reached(++done, drifted.length);
      return attempts;
    },
    { concurrency: REPOSITORIES_AT_A_TIME },
  );
  const settled = await settleUnlicensed(work, observed, changed);
  const attemptsOf = new Map(settled.map((attempts) => [attempts.drift, attempts]));
  const none = new Map<RepositoryDrift['memberships'], RepositoryAttempts['attachments']>();
  return repositories.map((each) => attemptsOf.get(each) ?? untouched(each, none));
}

const NONE: Attempt = { kind: 'none' };

/** @param none attachments that weren't tried, shared by repositories that stand alike */
function untouched(
  drift: RepositoryDrift,
  none: Map<RepositoryDrift['memberships'], RepositoryAttempts['attachments']>,
): RepositoryAttempts {
  const { memberships } = drift;
  const attachments = none.get(memberships) ?? memberships.map((membership) => ({ membership, attempt: NONE }));
  none.set(memberships, attachments);
  return { drift, activation: NONE, attachments };
}

async function changeRepository(work: Work, drift: RepositoryDrift): Promise<RepositoryAttempts> {
  const activation = drift.activate ? await work.activations.of(drift.repository) : NONE;
  const obstacle = 'problem' in activation ? activation.problem : undefined;
  return { drift, activation, attachments: await attachAll(work, drift, obstacle) };
}

/**
 * A license that could not be activated may be active all the same, as when the answer to a first attempt was lost:
 * unless a reading says that it isn't, the attachments are made up for. One reading for all of them.
 */
async function settleUnlicensed(
  work: Work,
  observed: Observation,
  changed: readonly RepositoryAttempts[],
): Promise<readonly RepositoryAttempts[]> {
  const isUnlicensed = ({ activation: { kind } }: RepositoryAttempts): boolean => kind === 'refused' || kind === 'lost';
  if (!changed.some(isUnlicensed)) return changed;
  const reading = await read(work.gitprotect, observed);
  const now = reading.kind === 'read' ? reading.observation.repositories : [];
  const maybeLicensed = new Set(now.filter(({ license }) => license !== 'inactive').map(({ id }) => id));
  return await pMap(
    changed,
    async (each) =>
      isUnlicensed(each) && maybeLicensed.has(each.drift.repository.id)
        ? { ...each, attachments: await attachAll(work, each.drift, undefined) }
        : each,
    { concurrency: REPOSITORIES_AT_A_TIME },
  );
}

/** @param obstacle why there is nothing to attach: the license could not be activated */
async function attachAll(
  work: Work,
  { repository, memberships }: RepositoryDrift,
  obstacle: Problem | undefined,
): Promise<RepositoryAttempts['attachments']> {
  const attachments = [];
  for (const membership of memberships)
    attachments.push({ membership, attempt: await changeMembership(work, repository, membership, obstacle) });
  return attachments;
}

async function changeMembership(
  work: Work,
  repository: Repository,
  { plan, remedy }: Membership,
  obstacle: Problem | undefined,
): Promise<Attempt> {
  if (remedy === 'none') return NONE;
  if (remedy === 'blocked') return { kind: 'skipped', problem: notPickedByHand(plan) };
  if (obstacle !== undefined) return { kind: 'skipped', problem: obstacle };
  return await work.turns.add(() => attach(work, repository, plan));
}

async function attach({ gitprotect, stops, log }: Work, repository: Repository, plan: BackupPlan): Promise<Attempt> {
  const stop = stops.before(plan.id);
  if (stop !== undefined) return { kind: 'untried', problem: stop };
  log.info(`Attaching ${label(repository)} to backup plan ${label(plan)}`);
  try {
    await gitprotect.attachRepository(plan, repository);
    stops.accepted(plan.id);
    return { kind: 'accepted' };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    log.info(`  ${error.message}`);
    stops.failed(plan.id, error);
    return { kind: error.inDoubt ? 'lost' : 'refused', problem: error };
  }
}

/** Judges by the state read after the writes, if there were any; a change that is not seen is looked for again. */
async function verify(
  gitprotect: GitProtect,
  drift: Drift,
  attempts: readonly RepositoryAttempts[],
  clock: Clock,
  log: Log,
): Promise<Outcome> {
  if (!attempts.some(sentSomething)) {
    log.info('Nothing to change');
    return judge(drift, attempts, { kind: 'read', observation: drift.observed });
  }
  log.info('Reading the state again');
  let outcome = judge(drift, attempts, await read(gitprotect, drift.observed));
  for (const pause of LOOK_AGAIN_AFTER_MS) {
    if (!outcome.repositories.some(hasUnseenChange)) break;
    log.info(`  a change is not seen yet, looking again in ${String(pause / 1000)} s`);
    await clock.sleep(pause);
    outcome = judge(drift, attempts, await read(gitprotect, drift.observed));
  }
  return outcome;
}

function sentSomething({ activation, attachments }: RepositoryAttempts): boolean {
  return [activation, ...attachments.map(({ attempt }) => attempt)].some(
    ({ kind }) => kind !== 'none' && kind !== 'skipped' && kind !== 'untried',
  );
}

async function read(gitprotect: GitProtect, before: Observation): Promise<Reading> {
  try {
    return { kind: 'read', observation: await observeAgain(gitprotect, before) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { title, message, remedy, reason } = error;
    return {
      kind: 'unread',
      problem: { title, message: `the change was sent but could not be checked: ${message}`, remedy, reason },
    };
  }
}
