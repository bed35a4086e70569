import type { Failure } from './failure.ts';
import type { Logger } from './logger.ts';

/** A Git host that a CI's job runs on, or that the job's repository is on. */
export interface JobServer {
  /** As the input `host` names it; undefined where that is not known. */
  readonly host: 'github' | 'gitlab' | 'azure-devops' | 'bitbucket' | undefined;
  /** The variable that tells it. */
  readonly variable: string;
  /** Where its API is; undefined where the job does not say. */
  readonly api: string | undefined;
}

/** Where a run takes place, and what that says of what is meant. */
export interface Place {
  /** Whose the job's repository is at the Git host; empty where that is not known. */
  readonly owner: string;
  /** The job's repository, as a line of `repository` names it; empty where that is not known. */
  readonly repository: string;
  /** The Azure DevOps project of the job's repository, where it has one. */
  readonly project?: string | undefined;
  /** Why it is not known; undefined where no job has one. */
  readonly whyNoRepository: string | undefined;
  /** The job's Git hosts; none where no CI is known. */
  readonly servers: readonly JobServer[];
  /** What stands in place of a variable that the CI does not have, and what to do about it; undefined: nothing does. */
  readonly unsetVariable?: { readonly pattern: RegExp; readonly remedy: string };
  /** Where the job's files are; empty: where it runs. */
  readonly workspace: string;
  /** How the template for this CI calls an input. */
  readonly inputOfTemplate?: (input: string) => string;
  /** Which variables the CI keeps from some jobs, as a sentence without its end; undefined: none, or it is not known. */
  readonly heldBack?: string | undefined;
  /** Why this job may have no secrets, where that is known. */
  readonly missingSecretHint?: () => Promise<string | undefined>;
}

/** The action of a GitHub job, or the command `gitprotect-ensure`. */
export type Program = 'action' | 'command';

/** Where the inputs come from, and how the user calls them. */
export interface InputSource {
  /** What the user runs. */
  readonly program: Program;
  readonly environment: NodeJS.ProcessEnv;
  readonly place: Place;
  /** What to do about wrong inputs. */
  readonly howToCorrect: string;
  /** Why not all could be read: the run was cancelled before. */
  readonly unread?: Failure | undefined;
  /** The text of an input as it was given; empty where it wasn't. */
  input(name: string): string;
  /**
   * What is wrong with how inputs were given, whatever they hold.
   * @param names of all inputs
   */
  mistakes(names: readonly string[]): readonly string[];
  /** Says what of the inputs may be a mistake, once secrets are masked. */
  logRemarks?(log: Logger): void;
  /** The text of a mistake about what an input holds, in the user's words; none where it is told by `mistakes` already. */
  mistake(text: string): readonly string[];
  /** A text of the action's own with the inputs in it called as the user writes them. */
  worded(text: string): string;
  /** That these inputs, which are filled from secrets, are empty; none where it is told already. @param what as a sentence without its end */
  missingSecrets(names: readonly string[], what: string): readonly string[];
}
