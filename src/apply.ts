import type { Clock } from './clock.ts';
import { Failure } from './failure.ts';
import type { GitProtect } from './gitprotect/client.ts';
import type { Repository } from './gitprotect/model.ts';
import { observeAgain } from './observe.ts';
import type { Drift, Membership, Observation, RepositoryDrift } from './protection/drift.ts';
import {
  type Attempt,
  notPickedByHand,
  hasUnseenChange,
  judge,
  type Outcome,
  type Problem,
  type Reading,
  type RepositoryAttempts,
} from './protection/outcome.ts';
import type { Log } from './report/log.ts';
import { label } from './wording.ts';

/** Pauses before looking again for a change that was accepted but is not seen yet, in milliseconds. */
const LOOK_AGAIN_AFTER_MS = [500, 1500];

/**
 * Removes the drift: licenses first, then backup plans; then reads the state again and judges by it. Where nothing
 * differs, nothing is sent. A repository's failure is told in its outcome, never thrown.
 */
export async function apply(gitprotect: GitProtect, drift: Drift, clock: Clock, log: Log): Promise<Outcome> {
  const attempts: RepositoryAttempts[] = [];
  for (const repository of drift.repositories)
    attempts.push(await changeRepository(gitprotect, drift.observed, repository, log));
  return await verify(gitprotect, drift, attempts, clock, log);
}

async function changeRepository(
  gitprotect: GitProtect,
  observed: Observation,
  drift: RepositoryDrift,
  log: Log,
): Promise<RepositoryAttempts> {
  const { repository, activate, memberships } = drift;
  const activation = activate ? await activateLicense(gitprotect, repository, log) : NONE;
  const obstacle = await obstacleAfter(gitprotect, observed, repository, activation);
  const attachments = [];
  for (const membership of memberships)
    attachments.push({
      membership,
      attempt: await changeMembership(gitprotect, repository, membership, obstacle, log),
    });
  return { drift, activation, attachments };
}

/**
 * Why there is nothing to attach: the license could not be activated, and is not active either. It may be,
 * when the answer to a first attempt was lost.
 */
async function obstacleAfter(
  gitprotect: GitProtect,
  observed: Observation,
  repository: Repository,
  activation: Attempt,
): Promise<Problem | undefined> {
  if (activation.kind !== 'refused' && activation.kind !== 'lost') return undefined;
  const reading = await read(gitprotect, observed);
  const now = reading.kind === 'read' ? reading.observation.repositories : [];
  const license = now.find(({ id }) => id === repository.id)?.license ?? 'inactive';
  return license === 'inactive' ? activation.problem : undefined;
}

const NONE: Attempt = { kind: 'none' };

async function activateLicense(gitprotect: GitProtect, repository: Repository, log: Log): Promise<Attempt> {
  log.info(`Activating the license of ${label(repository)}`);
  return await attempt(() => gitprotect.activateLicenses([repository]), log);
}

async function changeMembership(
  gitprotect: GitProtect,
  repository: Repository,
  { plan, remedy }: Membership,
  obstacle: Problem | undefined,
  log: Log,
): Promise<Attempt> {
  if (remedy === 'none') return NONE;
  if (remedy === 'blocked') return { kind: 'skipped', problem: notPickedByHand(plan) };
  if (obstacle !== undefined) return { kind: 'skipped', problem: obstacle };
  log.info(`Attaching ${label(repository)} to backup plan ${label(plan)}`);
  return await attempt(() => gitprotect.attachRepository(plan, repository), log);
}

async function attempt(write: () => Promise<void>, log: Log): Promise<Attempt> {
  try {
    await write();
    return { kind: 'accepted' };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    log.info(`  ${error.message}`);
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
    ({ kind }) => kind !== 'none' && kind !== 'skipped',
  );
}

async function read(gitprotect: GitProtect, before: Observation): Promise<Reading> {
  try {
    return { kind: 'read', observation: await observeAgain(gitprotect, before) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { title, message, remedy } = error;
    return {
      kind: 'unread',
      problem: { title, message: `the change was sent but could not be checked: ${message}`, remedy },
    };
  }
}
