import type { InputSource } from '../shared/input-source.ts';
import type { Logger } from '../shared/logger.ts';
import type { Redactor } from '../shared/redactor.ts';

/**
 * Where the action, or the command, runs: a CI, or a terminal. It knows where inputs come from, and where log, masks and
 * reports go; what reports hold is made in `report/`.
 */
export interface Runner extends Logger {
  readonly inputs: InputSource;
  /** The secrets of this run; each is masked when it is added. */
  readonly redactor: Redactor;
  /** Whether the step fails where something could not be handed over. */
  readonly needsDeliveries: boolean;
  /** Whether a table of the repositories stands in the log, in place of a line for each. */
  readonly showsTable: boolean;
  /** What has to be handed over, each by itself: one that fails does not keep the others. */
  deliveries(reports: Reports): readonly Delivery[];
  /** Tells the CI how it ended, where the exit code does not. Called last. */
  end?(success: boolean): void;
}

export interface Delivery {
  /** What is handed over, for when it fails. */
  readonly what: string;
  /** @throws Error when it can't be handed over */
  readonly deliver: () => void | Promise<void>;
}

/** What a run tells, well or not, without secrets. */
export interface Reports {
  /** The step's outputs by their names in action.yml. @param reportBytes how long the output `report` may be */
  outputs(reportBytes?: number): Readonly<Record<string, string>>;
  /** Markdown. */
  summary(): string;
  /** What only the command makes; the action's bundle does not hold it. */
  readonly others: OtherReports | undefined;
}

export interface OtherReports {
  /** The whole report in pieces, as a JSON document without anything that a CI takes for a command. */
  json(): Iterable<string>;
  /** JUnit's XML, a case for each repository. */
  junit(): string;
  /** Outputs with the same report as JSON without anything that a CI takes for a command. */
  withoutCommands(outputs: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** The outputs as lines `NAME=value`: those that fit, and that nobody expands. */
  variables(outputs: Readonly<Record<string, string>>): string;
  /** A table of repositories for people, a line each. */
  table(): readonly string[];
  codeInsights(): CodeInsights;
  /** What the Git host has and is not proved to be protected: the first of many. */
  gapLinks(): readonly Link[];
}

/** A link to show beside a job. */
export interface Link {
  readonly label: string;
  readonly url: string;
}

/** A report of Bitbucket's Code Insights. */
export interface CodeInsights {
  readonly report: Readonly<Record<string, unknown>>;
  readonly annotations: readonly Readonly<Record<string, unknown>>[];
}
