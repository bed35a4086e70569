import type { DesiredState } from '../domain/desired-state.ts';
import type { Outcome } from '../domain/outcome.ts';
import { type Attempted, verify } from '../domain/verify.ts';
import type { Context } from './context.ts';
import { observeAgain } from './observe.ts';

/** Pauses before reading again for a change that was accepted but is not seen yet, in milliseconds. */
const PAUSES_MS = [500, 1500];

/**
 * Reads the state again after changes, and judges by it. Where nothing was sent, what was read at first holds. A change
 * that was accepted but is not seen is looked for again.
 */
export async function verifyByReading(
  context: Context,
  attempted: readonly Attempted[],
  desired: DesiredState,
): Promise<Outcome> {
  const { clock, cancelled, log } = context;
  if (!attempted.some(({ attempt }) => attempt.kind === 'accepted' || attempt.kind === 'failed')) {
    log.info('Nothing to change');
    const repositories = desired.repositories.map(({ repository }) => repository);
    return verify(attempted, { kind: 'read', repositories, plans: desired.plans }, desired);
  }
  log.info('Reading the state again');
  let outcome = verify(attempted, await observeAgain(context, desired), desired);
  for (const pause of PAUSES_MS) {
    if (!outcome.results.some(({ result }) => result.kind === 'failed' && result.cause === 'not-applied')) break;
    log.info(`  a change is not seen yet, looking again in ${String(pause / 1000)} s`);
    await clock.sleep(pause, cancelled);
    const again = await observeAgain(context, desired);
    // What was read as right stays so.
    if (again.kind === 'unread') break;
    outcome = verify(attempted, again, desired);
  }
  return outcome;
}
