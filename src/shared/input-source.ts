/** Where a run takes place, and what that says of what is meant. */
export interface Place {
  /** Whose the job's repository is at the Git host; empty where that is not known. */
  readonly owner: string;
  /** The job's repository, as a line of `repository` names it; empty where that is not known. */
  readonly repository: string;
  /** The Azure DevOps project of the job's repository, where it has one. */
  readonly project?: string | undefined;
  /** The variable that names the job's repository; undefined where no job has one. */
  readonly variable: string | undefined;
  /** Where GitHub's API is for a GitHub job; undefined where that is not said. */
  readonly hostUrl?: string | undefined;
  /** What stands in place of a variable that the CI does not have; undefined: nothing does. */
  readonly unsetVariable?: RegExp;
  /** Where the job's files are; empty: where it runs. */
  readonly workspace: string;
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
  /** The text of an input as it was given; empty where it wasn't. */
  input(name: string): string;
  /**
   * What is wrong with how inputs were given, whatever they hold.
   * @param names of all inputs
   * @throws Failure where the run was cancelled before they were read
   */
  mistakes(names: readonly string[]): readonly string[];
  /** The text of a mistake about what an input holds, in the user's words; none where it is told by `mistakes` already. */
  mistake(text: string): readonly string[];
  /** A text of the action's own with the inputs in it called as the user writes them. */
  worded(text: string): string;
  /** That these inputs, which are filled from secrets, are empty; none where it is told already. @param what as a sentence without its end */
  missingSecrets(names: readonly string[], what: string): readonly string[];
}
