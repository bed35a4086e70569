import { isGuid } from '../shared/guid.ts';
import { lookOf, shortName } from './find.ts';
import type { Id, Repository } from './model.ts';
import type { Owners } from './owner.ts';
import { EVERYTHING, type Line, type NameLine, type PatternLine, type Selection } from './request.ts';

/** What a line was found to mean. Several for a name line: it is ambiguous. None: nothing of that name is listed. */
export interface LineMatch {
  readonly line: Line;
  readonly repositories: readonly Repository[];
  /** GitProtect marks these as removed at the Git host; they are not selected. */
  readonly removed: readonly Repository[];
}

export interface Selected {
  /** Each once, in the order of the list. */
  readonly repositories: readonly Repository[];
  readonly included: readonly LineMatch[];
  readonly excluded: readonly LineMatch[];
  /** How many the patterns would select, were they not marked as removed at the Git host. */
  readonly removedAtHost: number;
}

/** Finds what a selection means among the repositories of the organization that these names mean. */
export function select(selection: Selection, owners: Owners, repositories: readonly Repository[]): Selected {
  const index = new NameIndex(owners, repositories);
  // A name excludes all that differ from it in case only, and includes one that is written exactly so before those.
  const excluded = selection.excluded.map((line) => matchOf(line, index.matching(line)));
  const out = new Set(excluded.flatMap((match) => [...match.repositories, ...match.removed]));
  const included = selection.included.map((line) => {
    const match = matchOf(line, index.matching(line));
    return {
      line,
      repositories: withoutExcluded(line, index.exactFirst(line, match.repositories), out),
      removed: index.exactFirst(line, match.removed),
    };
  });
  const selected = new Set(included.flatMap((match) => match.repositories).filter((each) => !out.has(each)));
  return {
    repositories: repositories.filter((repository) => selected.has(repository)),
    included,
    excluded,
    removedAtHost: countRemoved(included, out),
  };
}

function matchOf(line: Line, found: readonly Repository[]): LineMatch {
  return {
    line,
    repositories: found.filter(({ removed }) => !removed),
    removed: found.filter(({ removed }) => removed),
  };
}

/** Of several that a name may mean, exclusions may leave one. */
function withoutExcluded(
  line: Line,
  found: readonly Repository[],
  out: ReadonlySet<Repository>,
): readonly Repository[] {
  if (line.kind === 'pattern' || found.length < 2) return found;
  const left = found.filter((each) => !out.has(each));
  return left.length > 0 ? left : found.slice(0, 1);
}

/** A name means the one that is there: its removed namesakes don't count. */
function countRemoved(included: readonly LineMatch[], out: ReadonlySet<Repository>): number {
  const patterns = included.filter(({ line }) => line.kind === 'pattern');
  return new Set(patterns.flatMap(({ removed }) => removed).filter((each) => !out.has(each))).size;
}

/**
 * Whether a text fits a pattern as a whole, in time proportional to both lengths: a pattern that repeats stars must not
 * hold up a run.
 */
export function fits(text: string, pattern: string): boolean {
  return fit(charactersOf(text), charactersOf(pattern));
}

/** Each by itself, without regard to case: some characters become two in lower case. */
function charactersOf(text: string): readonly string[] {
  return Array.from(inOneForm(text), (character) => character.toLowerCase());
}

function fit(characters: readonly string[], marks: readonly string[]): boolean {
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

/** Accents and blanks may be encoded in several ways that look the same. */
function inOneForm(text: string): string {
  return text.normalize('NFC').replace(/\s/g, ' ');
}

/** Repositories by the names and IDs under which a line may name them. */
class NameIndex {
  readonly #owners: Owners;
  readonly #repositories: readonly Repository[];
  readonly #shortNames: ReadonlyMap<Repository, string>;
  // Each is made when it is first needed: a run may name thousands, or one.
  #byId: ReadonlyMap<Id, readonly Repository[]> | undefined;
  #byName: ReadonlyMap<string, readonly Repository[]> | undefined;
  #byLook: ReadonlyMap<string, readonly Repository[]> | undefined;
  readonly #spellings = new Map<string, readonly (readonly string[])[]>();

  constructor(owners: Owners, repositories: readonly Repository[]) {
    const [organization = ''] = owners;
    this.#owners = owners;
    this.#repositories = repositories;
    this.#shortNames = new Map(repositories.map((each) => [each, shortName(each.name, organization)]));
  }

  /** All that a line names, without regard to case; if there are none, all that look the same. */
  matching(line: Line): readonly Repository[] {
    return line.kind === 'pattern' ? this.#fitting(line) : this.#named(this.#listedName(line));
  }

  /** Of those that match a name only the ones that are written exactly so, if there are any. */
  exactFirst(line: Line, found: readonly Repository[]): readonly Repository[] {
    if (line.kind === 'pattern') return found;
    const name = this.#listedName(line);
    const exact = found.filter((each) => this.#short(each) === name);
    return exact.length > 0 ? exact : found;
  }

  /** Of several names the first by which anything is listed. */
  #listedName({ names, text }: NameLine): string {
    return names.find((name) => this.#named(name).length > 0) ?? text;
  }

  #named(name: string): readonly Repository[] {
    if (isGuid(name)) {
      this.#byId ??= Map.groupBy(this.#repositories, ({ id }) => id);
      return this.#byId.get(name.toLowerCase()) ?? [];
    }
    this.#byName ??= Map.groupBy(this.#repositories, (each) => this.#short(each).toLowerCase());
    const found = this.#byName.get(name.toLowerCase());
    if (found !== undefined) return found;
    this.#byLook ??= Map.groupBy(this.#repositories, (each) => lookOf(this.#short(each)));
    return this.#byLook.get(lookOf(name)) ?? [];
  }

  #fitting({ text }: PatternLine): readonly Repository[] {
    if (text === EVERYTHING.text) return this.#repositories;
    const marks = charactersOf(text);
    // A pattern without an owner says nothing of owners.
    const prefixes = ['', ...(text.includes('/') ? this.#owners.map((owner) => `${owner}/`) : [])];
    const spellings = prefixes.map((prefix) => this.#spelledWith(prefix));
    return this.#repositories.filter((_, index) => spellings.some((each) => fit(each[index] ?? [], marks)));
  }

  /** The characters of each repository's name, with this before it. */
  #spelledWith(prefix: string): readonly (readonly string[])[] {
    const made = this.#spellings.get(prefix);
    if (made !== undefined) return made;
    const spelled = this.#repositories.map((each) => charactersOf(`${prefix}${this.#short(each)}`));
    this.#spellings.set(prefix, spelled);
    return spelled;
  }

  #short(repository: Repository): string {
    return this.#shortNames.get(repository) ?? repository.name;
  }
}
