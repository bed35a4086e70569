import type { Clock } from './clock.ts';

/** What a run gets from the outside, passed in so that tests control it. */
export interface World {
  readonly environment: NodeJS.ProcessEnv;
  readonly stdout: { write(text: string): unknown };
  /** What is written there goes to a file that no CI reads: a command that masks a secret would only show it. */
  readonly isLogFile?: boolean;
  /** Where the whole report goes as one JSON document, if it is asked for there. */
  readonly json?: { write(text: string): unknown };
  readonly clock: Clock;
  /** Gives numbers from 0 (included) to 1 (excluded). */
  readonly random: () => number;
  readonly cancelled: AbortSignal;
  /** The proxy beside a Bitbucket pipeline; where it always is, if left out. */
  readonly pipelineProxy?: { readonly host: string; readonly port: number };
}
