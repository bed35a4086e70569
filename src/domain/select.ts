import { guidIn, isGuid } from '../shared/guid.ts';
import { visibleForm, shortName } from './find.ts';
import type { Id, Repository } from './model.ts';
import type { Owners } from './owner.ts';
import { EVERYTHING, type Line, type NameLine, type PatternLine, type Selection } from './request.ts';

/** Something that lines can name: a repository, or a project. */
interface Item {
  /** In GitProtect, where that is known. */
  readonly id?: Id | undefined;
  readonly name: string;
  /** GitProtect marks it as removed at the Git host. */
  readonly removed: boolean;
  readonly project?: { readonly name: string | undefined } | undefined;
}

/** What a line was found to mean. Several for a name line: it is ambiguous. None: nothing of that name is listed. */
export interface LineMatch<T extends Item = Repository> {
  readonly line: Line;
  readonly items: readonly T[];
  /** GitProtect marks these as removed at the Git host; they are not selected. */
  readonly removed: readonly T[];
}

export interface Selected<T extends Item = Repository> {
  /** Each once, in the order of the list. */
  readonly items: readonly T[];
  readonly included: readonly LineMatch<T>[];
  readonly excluded: readonly LineMatch<T>[];
}

/** Finds what a selection means among what the organization has; the owners are the names that mean the organization. */
export function select<T extends Item>(selection: Selection, owners: Owners, items: readonly T[]): Selected<T> {
  const index = new NameIndex(owners, items);
  // Excluding ignores case; including prefers an exact match.
  const excluded = selection.excluded.map((line) => matchOf(line, index.matching(line)));
  const out = new Set(excluded.flatMap((match) => [...match.items, ...match.removed]));
  const included = selection.included.map((line) => {
    const match = matchOf(line, index.matching(line));
    return {
      line,
      items: withoutExcluded(line, index.exactFirst(line, match.items), out),
      removed: index.exactFirst(line, match.removed),
    };
  });
  const selected = new Set(included.flatMap((match) => match.items).filter((each) => !out.has(each)));
  return {
    items: items.filter((item) => selected.has(item)),
    included,
    excluded,
  };
}

function matchOf<T extends Item>(line: Line, found: readonly T[]): LineMatch<T> {
  return {
    line,
    items: found.filter(({ removed }) => !removed),
    removed: found.filter(({ removed }) => removed),
  };
}

export function isFound({ items }: { readonly items: readonly unknown[] }): boolean {
  return items.length > 0;
}

/** The exclusions that match nothing. */
export function unmatchedExclusions({ excluded }: Pick<Selected, 'excluded'>): readonly Line[] {
  return excluded.flatMap(({ line, items, removed }) => (items.length + removed.length === 0 ? line : []));
}

/** Of several that a name may mean, exclusions may leave one. */
function withoutExcluded<T>(line: Line, found: readonly T[], out: ReadonlySet<T>): readonly T[] {
  if (line.kind === 'pattern') return found;
  const left = found.filter((each) => !out.has(each));
  return left.length > 0 ? left : found.slice(0, 1);
}

/**
 * What the patterns and the projects would select, were it not marked as removed at the Git host. A name means the one
 * that is there: its removed namesakes don't count.
 */
export function passedOver<T extends Item>({
  selected: { included, excluded },
  projects,
}: {
  readonly selected: Pick<Selected<T>, 'included' | 'excluded'>;
  readonly projects: readonly { readonly repositories: readonly T[] }[];
}): readonly T[] {
  const out = new Set(excluded.flatMap((match) => [...match.items, ...match.removed]));
  const patterns = included.filter(({ line }) => line.kind === 'pattern');
  const ofProjects = projects.flatMap(({ repositories }) => repositories.filter(({ removed }) => removed));
  return [...new Set([...patterns.flatMap(({ removed }) => removed), ...ofProjects])].filter((each) => !out.has(each));
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

/** What can be named, by the names and IDs under which a line may name them. */
class NameIndex<T extends Item> {
  readonly #owners: Owners;
  readonly #items: readonly T[];
  readonly #shortNames: ReadonlyMap<T, string>;
  // Each is made when it is first needed: a run may name thousands, or one.
  #byId: ReadonlyMap<Id | undefined, readonly T[]> | undefined;
  #byName: ReadonlyMap<string, readonly T[]> | undefined;
  #byLook: ReadonlyMap<string, readonly T[]> | undefined;
  #byPath: ReadonlyMap<string, readonly T[]> | undefined;
  readonly #spellings = new Map<string, readonly (readonly string[])[]>();

  constructor(owners: Owners, items: readonly T[]) {
    const [organization] = owners;
    this.#owners = owners;
    this.#items = items;
    this.#shortNames = new Map(items.map((each) => [each, shortName(each.name, organization)]));
  }

  /** All that a line names, without regard to case; if there are none, all that look the same. */
  matching(line: Line): readonly T[] {
    if (line.kind === 'pattern') return this.#fitting(line);
    const found = this.#named(this.#listedName(line), line);
    const { project } = line;
    return project === undefined
      ? found
      : found.filter((each) => visibleForm(each.project?.name ?? project) === visibleForm(project));
  }

  /** Of those that match a name only the ones that are written exactly so, if there are any. */
  exactFirst(line: Line, found: readonly T[]): readonly T[] {
    if (line.kind === 'pattern') return found;
    const name = this.#listedName(line);
    const exact = found.filter((each) => this.#short(each) === name);
    return exact.length > 0 ? exact : found;
  }

  /** Of several names the first by which anything is listed. */
  #listedName(line: NameLine): string {
    return line.names.find((name) => this.#named(name, line).length > 0) ?? line.text;
  }

  #named(name: string, { text }: NameLine): readonly T[] {
    // Behind an owner it is a name, whatever it looks like: a repository may be called by the ID of another one.
    const guid = name === text ? guidIn(name) : undefined;
    if (guid !== undefined) {
      this.#byId ??= Map.groupBy(this.#items, ({ id }) => id);
      const withId = this.#byId.get(guid) ?? [];
      if (withId.length > 0 || isGuid(name)) return withId;
    }
    this.#byName ??= Map.groupBy(this.#items, (each) => this.#short(each).toLowerCase());
    const found = this.#byName.get(name.toLowerCase());
    if (found !== undefined) return found;
    this.#byLook ??= Map.groupBy(this.#items, (each) => visibleForm(this.#short(each)));
    this.#byPath ??= Map.groupBy(this.#items, (each) => visibleForm(this.#pathOf(each) ?? ''));
    const look = visibleForm(name);
    return this.#byLook.get(look) ?? (look === '' ? undefined : this.#byPath.get(look)) ?? [];
  }

  /** With the project before its name, where that is reported beside it; undefined where it isn't. */
  #pathOf(item: T): string | undefined {
    return item.project?.name === undefined ? undefined : `${item.project.name}/${this.#short(item)}`;
  }

  #fitting({ text }: PatternLine): readonly T[] {
    if (text === EVERYTHING.text) return this.#items;
    const marks = charactersOf(text);
    // A pattern without an owner says nothing of owners.
    if (!text.includes('/')) return this.#behind([''], marks);
    const [organization, ...atHost] = this.#owners.map((owner) => `${owner}/`);
    // What is listed by the whole path goes before what has it without the owner at the Git host.
    const found = this.#behind(['', organization ?? ''], marks);
    return found.length > 0 ? found : this.#behind(atHost, marks);
  }

  /** Those whose path fits behind one of these. */
  #behind(prefixes: readonly string[], marks: readonly string[]): readonly T[] {
    const spellings = prefixes.map((prefix) => this.#spelledWith(prefix));
    const hasPath = (item: T): boolean => {
      const path = marks.includes('/') ? this.#pathOf(item) : undefined;
      return path !== undefined && prefixes.some((prefix) => fit(charactersOf(`${prefix}${path}`), marks));
    };
    return this.#items.filter(
      (item, index) => spellings.some((each) => fit(each[index] ?? [], marks)) || hasPath(item),
    );
  }

  /** The characters of each repository's name, with this before it. */
  #spelledWith(prefix: string): readonly (readonly string[])[] {
    const made = this.#spellings.get(prefix);
    if (made !== undefined) return made;
    const spelled = this.#items.map((each) => charactersOf(`${prefix}${this.#short(each)}`));
    this.#spellings.set(prefix, spelled);
    return spelled;
  }

  #short(item: T): string {
    return this.#shortNames.get(item) ?? item.name;
  }
}
