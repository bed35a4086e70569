/** What the user asks for, in names; only the inputs know how it was asked. */
export interface Request {
  /** Name or ID. */
  readonly organization: string;
  readonly selection: Selection;
  /** Names or IDs, one or more, each once. */
  readonly plans: readonly string[];
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
  /** Names or an ID under which GitProtect may list it, the likeliest first. */
  readonly names: readonly string[];
  /** The owner at the Git host, where the line names one. */
  readonly owner: string | undefined;
}

/** Repositories by a pattern with `*` (any characters, also none) and `?` (one); without regard to case. */
export interface PatternLine {
  readonly kind: 'pattern';
  readonly text: string;
}

/** Every repository of the organization. */
export const EVERYTHING: PatternLine = { kind: 'pattern', text: '*' };
