import type { Problem } from '../shared/failure.ts';

/** Something to do after a run: one for each reason. */
export interface ToDo {
  /** `error`: the step fails for it. */
  readonly level: 'error' | 'warning';
  /** Where it comes from: a failure of the run, what the Git host lists, or anything else that was seen. */
  readonly source: 'failure' | 'coverage' | 'run';
  /** A few words, the title of an annotation. */
  readonly title: string;
  /** What it concerns, by name; none where the text says so. */
  readonly names: readonly string[];
  /** How many repositories, or other things, it concerns. */
  readonly weight: number;
  /** What happened, and why. */
  readonly text: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** What to do takes no more lines; if more is to be done, the last of them says so. */
const MAX_LINES = 10;

/** What fits into as many lines, and the rest. */
export function shownOf(toDo: readonly ToDo[]): { readonly shown: readonly ToDo[]; readonly rest: readonly ToDo[] } {
  const count = toDo.length <= MAX_LINES ? toDo.length : MAX_LINES - 1;
  return { shown: toDo.slice(0, count), rest: toDo.slice(count) };
}

/** What happened, and what to do about it, in lines of their own. */
export function withRemedy({ message, remedy }: Pick<Problem, 'message' | 'remedy'>): string {
  return `${message}\nWhat to do: ${remedy}`;
}

/** A text with a period, unless it ends like a sentence. */
export function withPeriod(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
