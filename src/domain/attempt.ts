import type { Problem } from '../shared/failure.ts';
import type { Change, Diff } from './diff.ts';
import type { PlanMembership } from './membership.ts';
import type { SkipCause } from './outcome.ts';

/** What was tried to make one change. */
export type Attempt =
  | { readonly kind: 'none' }
  | { readonly kind: 'accepted' }
  /**
   * The server did not make the change, since it says that it has been made already. `mayHaveApplied`: perhaps by an
   * earlier attempt of this run, which got no answer. `isUnsent`: it was not asked to, since it did not list the
   * repository any more.
   */
  | {
      readonly kind: 'already';
      readonly mayHaveApplied?: boolean;
      readonly isUnsent?: true;
      readonly problem: Problem;
    }
  /** It turned out that these plans contain it, or may: it was not tried. */
  | { readonly kind: 'kept'; readonly plans: readonly PlanMembership[] }
  /**
   * `mayHaveApplied`: an attempt got no answer, and may have been carried out all the same. `isUnclear`: the answer says
   * both that it was carried out and that it was not, so that only a reading tells; it is not waited for.
   */
  | {
      readonly kind: 'failed';
      readonly mayHaveApplied: boolean;
      readonly isUnclear?: boolean;
      readonly problem: Problem;
    }
  /** `wasSent`: with others, and refused with all of them, of which the server may have made some. */
  | { readonly kind: 'skipped'; readonly cause: SkipCause; readonly problem: Problem; readonly wasSent?: true };

/** An entry of the diff, and what was tried for it. */
export interface Attempted {
  readonly change: Change;
  readonly attempt: Attempt;
}

/** Each entry of a diff, with what was tried for it. */
export function attemptedIn(diff: Diff, attempts: ReadonlyMap<Change, Attempt>): readonly Attempted[] {
  return diff.map((entry) => {
    const { change } = entry;
    if (entry.kind === 'satisfied') return { change, attempt: { kind: 'none' } };
    if (entry.kind === 'kept') return { change, attempt: { kind: 'kept', plans: entry.plans } };
    if (entry.kind === 'blocked')
      return { change, attempt: { kind: 'skipped', cause: 'blocked', problem: entry.problem } };
    const attempt = attempts.get(change);
    if (attempt === undefined) throw new Error('a change of the diff was not carried out');
    return { change, attempt };
  });
}

/** Whether the server says that the change is made, now or before. */
export function isAccepted({ kind }: Attempt): boolean {
  return kind === 'accepted' || kind === 'already';
}

/** Whether the server was asked for a change that may have been made. */
export function wasSent(attempt: Attempt): boolean {
  return attempt.kind !== 'already' || attempt.isUnsent !== true;
}

/** Whether only a reading tells if the change was made. */
export function mayHaveBeenMade(attempt: Attempt): boolean {
  return mayTakeEffect(attempt) || (attempt.kind === 'failed' && attempt.isUnclear === true);
}

/** Whether the change may be seen only later. */
export function mayTakeEffect(attempt: Attempt): boolean {
  return attempt.kind === 'failed' ? attempt.mayHaveApplied : isAccepted(attempt);
}
