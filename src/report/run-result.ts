import type { BackupPlan, Organization, Repository } from '../domain/model.ts';
import type { SettingsResult } from '../domain/outcome.ts';
import type { RequestedState } from '../domain/request.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { Program } from '../shared/input-source.ts';
import type { CoverageReport } from './coverage.ts';
import type { ToDo } from './to-do.ts';

/** What selects repositories and projects: one a line, with `!` before what is left out. */
export interface SelectionLines {
  readonly repository: readonly string[];
  readonly project: readonly string[];
}

/** What is known of a run that came to its end, well or not. */
export interface RunFacts {
  /** What made the run. */
  readonly program: Program;
  /** GitProtect's address, without `https://`. */
  readonly server: string;
  /** When it started, in milliseconds since the epoch. */
  readonly startedAt: number;
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
  /** What the patterns would select, were it not marked as removed at the Git host. */
  readonly passedOver: readonly Pick<Repository, 'id' | 'name'>[];
  /** The lines of `repository` and `project`, as the user gave them. */
  readonly selection: SelectionLines;
  /** Undefined: the age of backups was not looked at. */
  readonly maxBackupAgeHours: number | undefined;
  /** A text of the action's own with the inputs in it called as the user writes them. */
  readonly worded: (text: string) => string;
  /** To GitProtect. */
  readonly requests: number;
  readonly milliseconds: number;
  /** When it ended, in milliseconds since the epoch. */
  readonly now: number;
  /** The same, or by the clock of GitProtect where that is later: how old backups are is measured by it. */
  readonly laterNow: number;
}

/** All that a report shows of a run that came to its end, well or not. */
export interface RunResult extends RunFacts {
  readonly toDo: readonly ToDo[];
}
