import type { Problem } from '../shared/failure.ts';
import type { Attempted } from './attempt.ts';
import type { Change } from './diff.ts';
import type { ChangeResult } from './outcome.ts';
import { isSeen } from './resource-result.ts';

/*
 * What a reading showed to be right, where something was written, or found to be gone, after it.
 */

/** What was seen to be right, as something that is to stay so: a later reading shows that it does, or that it was undone. */
export function asSeen({ change }: ChangeResult): Attempted {
  return { change: withRightState(change), attempt: { kind: 'none' } };
}

function withRightState(change: Change): Change {
  switch (change.kind) {
    case 'activate':
      return { ...change, before: 'active' };
    case 'deactivate':
      return { ...change, before: 'inactive' };
    case 'attach':
      return { ...change, before: 'attached' };
    case 'detach':
      return { ...change, before: 'detached' };
    case 'remove':
      return change;
  }
}

/** @param later what a later reading says of it, as of something that is to stay so */
export function unlessUndone({ change, result }: ChangeResult, later: ChangeResult): ChangeResult {
  if (isSeen(later.result) || later.result.kind === 'already') return { change, result };
  const isMade = result.kind === 'done' && later.result.kind === 'failed';
  return { change, result: isMade ? { ...later.result, sent: true } : later.result };
}

/** The organization is not found any more: what was read of it before proves nothing. */
export function unlessGone(each: ChangeResult, gone: Problem): ChangeResult {
  const { change, result } = each;
  const isClaim = isSeen(result) || result.kind === 'kept';
  if (!isClaim) return each;
  const failed = { kind: 'failed', cause: 'unreadable', problem: gone } as const;
  return { change, result: result.kind === 'done' ? { ...failed, sent: true } : failed };
}
