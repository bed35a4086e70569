import type { Problem } from '../shared/failure.ts';
import type { Change } from './diff.ts';
import type { PlanMembership } from './membership.ts';
import type { BackupPlan, Id, Organization } from './model.ts';

/** What became of one change. */
export type Result =
  /** Old: that was read at first, and could not be read again after the run's changes. */
  | { readonly kind: 'already'; readonly isOld?: true }
  | { readonly kind: 'would' }
  /** Verified: the state was read afterwards and is right. Otherwise the server accepted it but doesn't report the state. */
  | { readonly kind: 'done'; readonly verified: boolean }
  /** Left as it is, since these plans contain it, or may. */
  | { readonly kind: 'kept'; readonly plans: readonly PlanMembership[]; readonly sent?: true }
  | {
      readonly kind: 'failed';
      readonly cause: FailureCause;
      readonly problem: Problem;
      /** What the reading afterwards does not show any more. */
      readonly gone?: GoneThing;
      /** The members that a plan lost for good when its settings were changed. */
      readonly lost?: readonly Id[];
      /** Something was sent for it, and not refused: it may have changed all the same, or may yet. */
      readonly sent?: true;
    }
  | { readonly kind: 'skipped'; readonly cause: SkipCause; readonly problem: Problem };

/**
 * - `rejected`: the server did not accept it
 * - `not-applied`: accepted, but the state that was read afterwards is wrong
 * - `unreadable`: the state could not be read afterwards, or the repository or plan is gone
 * - `reverted`: right at first, wrong afterwards
 * - `unreported`: right at first; afterwards it is not reported any more, or the repository or plan is gone
 * - `damaged`: made, but more has changed than was asked for
 */
export type FailureCause = 'rejected' | 'not-applied' | 'unreadable' | 'reverted' | 'unreported' | 'damaged';

/** What was there before a change, and is not any more. */
export type GoneThing = 'repository' | 'plan';

/**
 * - `blocked`: the plan selects its repositories by itself
 * - `dependency`: something that has to come first was not done, or not proved: the license that an attachment needs, the
 *   new membership before an old one is left, being in no plan before a license is released
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
  /** The projects that repositories were selected with: a repository's ID, and its project's. */
  readonly projectOf: ReadonlyMap<Id, Id>;
  /** Plans that repositories of a project are in by themselves, or may be, though the project is not, by their IDs. */
  readonly byItself: ReadonlyMap<Id, readonly PlanMembership[]>;
  /** Those of them that are told though the project is in none of them. */
  readonly alsoTold: ReadonlyMap<Id, readonly PlanMembership[]>;
  /** Those repositories of projects whose rows were read last to name another project, or none any more. */
  readonly moved: ReadonlySet<Id>;
}

/** What became of the settings of one plan. */
export interface SettingsResult {
  readonly plan: BackupPlan;
  readonly result: Result;
}
