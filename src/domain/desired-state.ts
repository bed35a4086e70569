import type { BackupPlan, Organization, Repository } from './model.ts';

/**
 * What is wanted, in GitProtect's own things: no names, patterns or inputs any more. Each thing carries the evidence that
 * was read of it.
 */
export interface DesiredState {
  readonly organization: Organization;
  /** The plans that the request names, each once. */
  readonly plans: readonly BackupPlan[];
  readonly repositories: readonly DesiredRepository[];
}

/** A repository with an active license, attached to these plans. Any other plan is left as it is. */
export interface DesiredRepository {
  readonly repository: Repository;
  readonly license: 'active';
  readonly attachedTo: readonly BackupPlan[];
}
