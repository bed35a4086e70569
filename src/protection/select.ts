import { isGuid } from '../guid.ts';
import type { Repository } from '../gitprotect/model.ts';
import { shortName } from './find.ts';

/** One line of the workflow's selection. */
export type Line = NameLine | PatternLine;

/** A repository by its name or ID. */
export interface NameLine {
  readonly kind: 'name';
  /** As the workflow gave it, for messages. */
  readonly asked: string;
  /** Names or an ID under which GitProtect may list it, the likeliest first. */
  readonly names: readonly string[];
  /** The owner at the Git host, where the workflow names one. */
  readonly owner: string | undefined;
}

/** Repositories by a pattern with `*` (any characters, also none) and `?` (one); without regard to case. */
export interface PatternLine {
  readonly kind: 'pattern';
  readonly asked: string;
}

/** Which repositories the workflow asks for: those of any line, but never an excluded one. */
export interface Selection {
  readonly included: readonly Line[];
  readonly excluded: readonly Line[];
}

/** What a line was found to mean. Several for a name line: it is ambiguous. None: nothing is listed so. */
export interface LineMatch {
  readonly line: Line;
  readonly repositories: readonly Repository[];
  /** GitProtect marks these as removed at the Git host; they are passed over. */
  readonly removed: readonly Repository[];
}

export interface Selected {
  /** Each once, in the order of the list. */
  readonly repositories: readonly Repository[];
  readonly included: readonly LineMatch[];
  readonly excluded: readonly LineMatch[];
  /** How many would be selected, but are marked as removed at the Git host. */
  readonly passedOver: number;
}

/** Every repository of the organization. */
export const EVERYTHING: PatternLine = { kind: 'pattern', asked: '*' };

/** Finds what a selection means among the repositories of an organization. */
export function select(selection: Selection, organization: string, repositories: readonly Repository[]): Selected {
  const present = new Names(
    organization,
    repositories.filter(({ removed }) => !removed),
  );
  const gone = new Names(
    organization,
    repositories.filter(({ removed }) => removed),
  );
  const excluded = selection.excluded.map((line) => ({
    line,
    repositories: present.leftOutBy(line, gone),
    removed: gone.leftOutBy(line, present),
  }));
  const out = new Set(excluded.flatMap((match) => [...match.repositories, ...match.removed]));
  const included = selection.included.map((line) => ({
    line,
    repositories: meantOf(line, present.meantBy(line, gone), out),
    removed: gone.meantBy(line, present),
  }));
  const meant = new Set(included.flatMap((match) => match.repositories).filter((each) => !out.has(each)));
  return {
    repositories: repositories.filter((repository) => meant.has(repository)),
    included,
    excluded,
    passedOver: passedOver(included, out),
  };
}

/** Of several that a name may mean, exclusions may leave one. */
function meantOf(line: Line, found: readonly Repository[], out: ReadonlySet<Repository>): readonly Repository[] {
  if (line.kind === 'pattern' || found.length < 2) return found;
  const left = found.filter((each) => !out.has(each));
  return left.length > 0 ? left : found.slice(0, 1);
}

/** A name means the one that is there; its removed namesakes were not meant. */
function passedOver(included: readonly LineMatch[], out: ReadonlySet<Repository>): number {
  const patterns = included.filter(({ line }) => line.kind === 'pattern');
  return new Set(patterns.flatMap(({ removed }) => removed).filter((each) => !out.has(each))).size;
}

/**
 * Whether a text fits a pattern as a whole, in time proportional to both lengths: a pattern that repeats stars must not
 * hold up a run.
 */
export function fits(text: string, pattern: string): boolean {
  // Each by itself: some characters become two in lower case.
  const characters = Array.from(text, (character) => character.toLowerCase());
  const marks = Array.from(pattern, (character) => character.toLowerCase());
  let at = 0;
  let mark = 0;
  let star = -1;
  let afterStar = 0;
  while (at < characters.length)
    if (marks[mark] === '*') {
      star = mark++;
      afterStar = at;
    } else if (mark < marks.length && (marks[mark] === '?' || marks[mark] === characters[at])) {
      mark++;
      at++;
    } else if (star >= 0) {
      // What the star took was too little: one character more.
      mark = star + 1;
      at = ++afterStar;
    } else return false;
  return marks.slice(mark).every((rest) => rest === '*');
}

/** Repositories by the names under which they may be asked for. */
class Names {
  readonly #organization: string;
  readonly #repositories: readonly Repository[];
  #byName: ReadonlyMap<string, readonly Repository[]> | undefined;

  constructor(organization: string, repositories: readonly Repository[]) {
    this.#organization = organization;
    this.#repositories = repositories;
  }

  /**
   * A name means those that are written just so, else those that differ in case only.
   *
   * @param others those that are listed as well, but are not looked for here
   */
  meantBy(line: Line, others: Names): readonly Repository[] {
    if (line.kind === 'pattern') return this.#fitting(line);
    const name = this.#listedName(line, others);
    const found = this.#called(name);
    const exact = found.filter((each) => this.#short(each.name) === this.#short(name));
    return exact.length > 0 ? exact : found;
  }

  /** An excluded name leaves out all that differ from it in case only. */
  leftOutBy(line: Line, others: Names): readonly Repository[] {
    return line.kind === 'pattern' ? this.#fitting(line) : this.#called(this.#listedName(line, others));
  }

  /** Of several names the first by which anything is listed. */
  #listedName({ names, asked }: NameLine, others: Names): string {
    return names.find((name) => this.#called(name).length + others.#called(name).length > 0) ?? asked;
  }

  #called(name: string): readonly Repository[] {
    if (isGuid(name)) return this.#repositories.filter(({ id }) => id === name.toLowerCase());
    this.#byName ??= Map.groupBy(this.#repositories, (each) => this.#short(each.name).toLowerCase());
    return this.#byName.get(this.#short(name).toLowerCase()) ?? [];
  }

  #fitting({ asked }: PatternLine): readonly Repository[] {
    if (asked === EVERYTHING.asked) return this.#repositories;
    return this.#repositories.filter(({ name }) => {
      const short = this.#short(name);
      // A pattern without an owner says nothing of owners.
      return fits(short, asked) || (asked.includes('/') && fits(`${this.#organization}/${short}`, asked));
    });
  }

  #short(name: string): string {
    return shortName(name, this.#organization);
  }
}
