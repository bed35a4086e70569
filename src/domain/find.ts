import { closest, distance } from 'fastest-levenshtein';
import { guidIn, isGuid } from '../shared/guid.ts';
import type { Id } from './model.ts';

/** What a name or ID was found to mean. */
type Found<T> =
  | { readonly kind: 'one'; readonly item: T }
  | { readonly kind: 'none'; readonly nearest: string | undefined }
  | { readonly kind: 'several'; readonly items: readonly T[] };

/**
 * The item that a name or ID means. A GUID is an ID, however it is written; a name matches exactly first, else without regard to case, else by
 * its look.
 */
export function find<T extends { readonly id: Id; readonly name: string | undefined }>(
  items: readonly T[],
  wanted: string,
): Found<T> {
  const guid = guidIn(wanted);
  const withId = items.filter(({ id }) => id === guid);
  const matches = withId.length > 0 || isGuid(wanted) ? withId : named(items, wanted);
  const [item] = matches;
  if (item === undefined) return { kind: 'none', nearest: nearestName(namesOf(items), wanted) };
  return matches.length === 1 ? { kind: 'one', item } : { kind: 'several', items: matches };
}

function named<T extends { readonly name: string | undefined }>(items: readonly T[], wanted: string): readonly T[] {
  for (const spelled of [asIs, (name: string) => name.toLowerCase(), visibleForm]) {
    const spelling = spelled(wanted);
    const matches = items.filter(({ name }) => name !== undefined && spelled(name) === spelling);
    if (matches.length > 0) return matches;
  }
  return [];
}

function asIs(name: string): string {
  return name;
}

/**
 * What a person sees of a name, the same for all names that look the same: without regard to case, to how accents are
 * encoded, to which blanks it holds, how many and where it ends, and without characters that are not shown.
 */
export function visibleForm(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A path without the owner's before it; undefined where it isn't below that owner. An owner may hold slashes itself. */
export function below(owner: string, path: string): string | undefined {
  const depth = owner.split('/').length;
  const parts = path.split('/');
  if (parts.length <= depth) return undefined;
  const before = parts.slice(0, depth).join('/');
  // Most are written alike: of many, few need a closer look.
  return before === owner || visibleForm(before) === visibleForm(owner) ? parts.slice(depth).join('/') : undefined;
}

/** A path's last part: a name without the groups or the project before it. */
export function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path's first part, where it has more than one: the project, at hosts that have projects; otherwise empty. */
export function projectIn(path: string): string {
  return path.slice(0, Math.max(0, path.indexOf('/')));
}

/** A repository's name without its organization's, which some Git services put before it. */
export function shortName(name: string, organization: string): string {
  return below(organization, name) ?? name;
}

function namesOf(items: readonly { readonly name: string | undefined }[]): readonly string[] {
  return items.map(({ name }) => name).filter((name) => name !== undefined);
}

/** Nobody types a longer name, and to compare two of a million characters takes minutes. */
const MAX_TYPED = 1000;

/** The name most like the wanted one, if it is near enough to be a typing mistake. */
export function nearestName(names: readonly string[], wanted: string): string | undefined {
  if (wanted.length > MAX_TYPED) return undefined;
  const lower = wanted.toLowerCase();
  const limit = Math.max(lower.length > 3 ? 2 : 1, Math.floor(lower.length / 3));
  // A difference in length is a distance already: most of many names need no closer look.
  const candidates = new Map(
    names.filter((name) => Math.abs(name.length - wanted.length) <= limit).map((name) => [name.toLowerCase(), name]),
  );
  if (candidates.size === 0) return undefined;
  const nearest = closest(lower, [...candidates.keys()]);
  return distance(lower, nearest) > limit ? undefined : candidates.get(nearest);
}
