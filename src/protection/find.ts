import { closest, distance } from 'fastest-levenshtein';
import { isGuid } from '../guid.ts';
import type { Id } from '../gitprotect/model.ts';

/** What a name or ID was found to mean. */
export type Found<T> =
  | { readonly kind: 'one'; readonly item: T }
  | { readonly kind: 'none'; readonly nearest: string | undefined }
  | { readonly kind: 'several'; readonly items: readonly T[] };

/**
 * The item that a name or ID means. A GUID is an ID; a name matches exactly first, else without regard to case.
 *
 * @param nameOf the name by which an item is looked for; undefined where it has none
 */
export function find<T extends { readonly id: Id }>(
  items: readonly T[],
  wanted: string,
  nameOf: (item: T) => string | undefined,
): Found<T> {
  const matches = isGuid(wanted)
    ? items.filter((item) => item.id === wanted.toLowerCase())
    : firstWithAny([
        items.filter((item) => nameOf(item) === wanted),
        items.filter((item) => nameOf(item)?.toLowerCase() === wanted.toLowerCase()),
      ]);
  const [item] = matches;
  if (item === undefined)
    return {
      kind: 'none',
      nearest: nearestName(
        items.flatMap((each) => nameOf(each) ?? []),
        wanted,
      ),
    };
  return matches.length === 1 ? { kind: 'one', item } : { kind: 'several', items: matches };
}

/** A repository's name without its organization's, which some Git services put before it. */
export function shortName(name: string, organization: string): string {
  const prefix = `${organization}/`.toLowerCase();
  return name.toLowerCase().startsWith(prefix) ? name.slice(prefix.length) : name;
}

function firstWithAny<T>(lists: readonly (readonly T[])[]): readonly T[] {
  return lists.find((list) => list.length > 0) ?? [];
}

/** The name most like the wanted one, if it is near enough to be a typing mistake. */
function nearestName(names: readonly string[], wanted: string): string | undefined {
  if (names.length === 0) return undefined;
  const lower = wanted.toLowerCase();
  const nearest = closest(
    lower,
    names.map((name) => name.toLowerCase()),
  );
  if (distance(lower, nearest) > Math.max(2, Math.floor(wanted.length / 3))) return undefined;
  return names.find((name) => name.toLowerCase() === nearest);
}
