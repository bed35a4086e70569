import type { Problem } from '../shared/failure.ts';
import type { Change } from './diff.ts';
import type { BackupPlan, Organization } from './model.ts';

/** What became of one change. */
export type Result =
  | { readonly kind: 'already' }
  | { readonly kind: 'would' }
  /** Verified: the state was read afterwards and is right. Otherwise the server accepted it but doesn't report the state. */
  | { readonly kind: 'done'; readonly verified: boolean }
  | { readonly kind: 'failed'; readonly cause: FailureCause; readonly problem: Problem }
  | { readonly kind: 'skipped'; readonly cause: SkipCause; readonly problem: Problem };

/**
 * - `rejected`: the server did not accept it
 * - `not-applied`: accepted, but the state that was read afterwards is wrong
 * - `unverified`: sent, but the state could not be read afterwards
 * - `reverted`: right at first, wrong afterwards
 */
export type FailureCause = 'rejected' | 'not-applied' | 'unverified' | 'reverted';

/**
 * - `blocked`: the plan selects its repositories by itself
 * - `dependency`: the license that it needs could not be activated
 * - `circuit-open`: others had failed before it in a way that concerns it too
 */
export type SkipCause = 'blocked' | 'dependency' | 'circuit-open';

export interface ChangeResult<C extends Change = Change> {
  readonly change: C;
  readonly result: Result;
}

/** What became of the run. */
export interface Outcome {
  readonly organization: Organization;
  /** The requested plans, as they were read last. */
  readonly plans: readonly BackupPlan[];
  /** In the order of the diff. */
  readonly results: readonly ChangeResult[];
}
