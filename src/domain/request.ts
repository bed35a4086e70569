/** What the user asks for, in names; only the inputs know how it was asked. */
export interface Request {
  /** Name or ID. */
  readonly organization: string;
  readonly selection: Selection;
  /** Names or IDs, one or more, each once. */
  readonly plans: readonly string[];
  /** Whose the workflow's own repository is at the Git host, where that is known. */
  readonly workflowOwner?: string | undefined;
}

/** Which repositories are meant: those of any included line, but never an excluded one. */
export interface Selection {
  readonly included: readonly Line[];
  readonly excluded: readonly Line[];
}

export type Line = NameLine | PatternLine;

/** A repository by its name or ID. */
export interface NameLine {
  readonly kind: 'name';
  /** As the user gave it, for messages. */
  readonly text: string;
  /** An ID, or names within the organization, under which GitProtect may list it, the likeliest first. */
  readonly names: readonly string[];
  /** What is before the last slash, as long as it isn't known to be the organization. */
  readonly owner: string | undefined;
}

/** Repositories by a pattern with `*` (any characters, also none) and `?` (one); without regard to case. */
export interface PatternLine {
  readonly kind: 'pattern';
  readonly text: string;
}

/** Every repository of the organization. */
export const EVERYTHING: PatternLine = { kind: 'pattern', text: '*' };
