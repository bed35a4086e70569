import { changeResultsOf, isSeen, type ResourceResult } from '../../domain/resource-result.ts';
import type { Problem } from '../../shared/failure.ts';
import { upperFirst } from '../../shared/text.ts';
import type { GapInWords } from '../coverage.ts';
import type { RunResult } from '../run-result.ts';

/** Why something is not proved to be as asked, and what to do about it; rows of one reason share it. */
export interface Reason {
  readonly heading: string;
  /** What happened; empty where the heading says it all. */
  readonly message: string;
  /** The message names one of those that have the reason. */
  readonly isOfOne: boolean;
  readonly remedy: string;
  /** It failed; otherwise it is only not proved, or not done yet. */
  readonly isFailure: boolean;
}

const WOULD_CHANGE: Reason = {
  heading: 'Would be changed',
  message:
    'A dry run changes nothing. In the table, License and Backup plans show what was found, and what a run would do.',
  isOfOne: false,
  remedy: 'Run without dry-run to correct it, or correct it in GitProtect.',
  isFailure: true,
};

const NOT_REPORTED: Reason = {
  heading: 'State not reported by the server',
  message: 'A change may have been accepted, but no answer shows that it was made.',
  isOfOne: false,
  remedy: 'Check it in GitProtect.',
  isFailure: false,
};

const NOT_READ_AGAIN: Reason = {
  ...NOT_REPORTED,
  heading: 'As asked at first, not read again',
  message: 'It was as asked when this run began; the state could not be read again after the changes of this run.',
};

const NOT_REPORTED_TO_DRY_RUN: Reason = {
  ...NOT_REPORTED,
  message: 'GitProtect does not report whether it is as asked, and a dry run changes nothing to find out.',
  remedy: 'Run without dry-run: it then asks GitProtect for the change. Or check it in GitProtect.',
};

/** Finds the reasons of repositories and projects: the same object for the same reason. */
export class Reasons {
  readonly #wouldChange: Reason;
  readonly #notReportedToDryRun: Reason;
  readonly #gaps = new Map<string, Reason>();
  readonly #causes = new Map<string, Reason>();
  readonly #ofProblem = new Map<Problem, Reason>();
  readonly #names = new Map<Reason, string[]>();

  /** What failed comes first, as the run ranks it, whether a row has it or not: settings of plans fail, too. */
  constructor({ verdict: { causes }, worded }: RunResult) {
    this.#wouldChange = { ...WOULD_CHANGE, remedy: worded(WOULD_CHANGE.remedy) };
    this.#notReportedToDryRun = { ...NOT_REPORTED_TO_DRY_RUN, remedy: worded(NOT_REPORTED_TO_DRY_RUN.remedy) };
    for (const { problem, names } of causes) {
      const { title, message, remedy } = problem;
      const reason = { heading: title, message, isOfOne: true, remedy, isFailure: true };
      this.#causes.set(keyOf(problem), reason);
      this.#names.set(reason, [...names]);
    }
  }

  /** Those of a repository or project. @param gap why it is not covered, where a Git host was asked */
  of(each: ResourceResult, gap: GapInWords | undefined): readonly Reason[] {
    const { resource, problems, status, isProved } = each;
    if (problems.length > 0) return [...new Set(problems.flatMap((problem) => this.#cause(problem) ?? []))];
    if (isOnlyUnreported(each)) return [this.#noted(this.#notReportedToDryRun, resource.name)];
    if (status === 'would-change') return [this.#noted(this.#wouldChange, resource.name)];
    if (gap !== undefined) return [this.ofGap(gap, resource.name)];
    const why = isOld(each) ? NOT_READ_AGAIN : NOT_REPORTED;
    return isProved ? [] : [this.#noted(why, resource.name)];
  }

  /** That of a gap. @param name of a repository that the run has no result for */
  ofGap({ why, remedy }: GapInWords, name: string): Reason {
    const reason = this.#gaps.get(why) ?? {
      heading: upperFirst(why),
      message: '',
      isOfOne: false,
      remedy,
      isFailure: true,
    };
    this.#gaps.set(why, reason);
    return this.#noted(reason, name);
  }

  /** Each reason that was found, with the names of what has it: failures first, then those of most. */
  all(): readonly { readonly reason: Reason; readonly names: readonly string[] }[] {
    return [...this.#names]
      .map(([reason, names]) => ({ reason, names }))
      .sort((a, b) => Number(b.reason.isFailure) - Number(a.reason.isFailure) || b.names.length - a.names.length);
  }

  #cause(problem: Problem): Reason | undefined {
    const known = this.#ofProblem.get(problem);
    if (known !== undefined) return known;
    const reason = this.#causes.get(keyOf(problem));
    if (reason !== undefined) this.#ofProblem.set(problem, reason);
    return reason;
  }

  #noted(reason: Reason, name: string): Reason {
    const names = this.#names.get(reason) ?? [];
    names.push(name);
    this.#names.set(reason, names);
    return reason;
  }
}

/** Whether a dry run would change it only because its state is not reported. */
export function isOnlyUnreported(each: ResourceResult): boolean {
  return (
    each.status === 'would-change' &&
    changeResultsOf(each).every(({ change, result }) => result.kind !== 'would' || change.before === 'unknown')
  );
}

/** Problems of one title and reason are one cause of the verdict. */
function keyOf({ title, reason }: Problem): string {
  return JSON.stringify([title, reason]);
}

/** Whether what was read of it at first could not be read again. */
function isOld(each: ResourceResult): boolean {
  return changeResultsOf(each).some(({ result }) => result.kind === 'already' && !isSeen(result));
}
