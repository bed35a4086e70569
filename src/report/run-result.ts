import type { BackupPlan, Organization } from '../domain/model.ts';
import type { SettingsResult } from '../domain/outcome.ts';
import type { RequestedState } from '../domain/request.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { CoverageReport } from './coverage.ts';

/** All that a report shows of a run that came to its end, well or not. */
export interface RunResult {
  readonly organization: Organization;
  readonly state: RequestedState['kind'];
  /** The requested plans, as they were read last; those that were left where none was requested. */
  readonly plans: readonly BackupPlan[];
  /** Those of them that were given by ID, and that no list held at first. */
  readonly unlistedPlans: readonly BackupPlan[];
  readonly verdict: Verdict;
  /** Of each requested plan, where any setting was asked for. */
  readonly settings: readonly SettingsResult[];
  /** Where a Git host was asked for its list. */
  readonly coverage: CoverageReport | undefined;
  readonly dryRun: boolean;
  /** How many repositories the patterns would select, were they not marked as removed at the Git host. */
  readonly removedAtHost: number;
  /** A text of the action's own with the inputs in it called as the user writes them. */
  readonly worded: (text: string) => string;
  readonly requests: number;
  readonly milliseconds: number;
}
