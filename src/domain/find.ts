import { closest, distance } from 'fastest-levenshtein';
import { isGuid } from '../shared/guid.ts';
import type { Id } from './model.ts';

/** What a name or ID was found to mean. */
export type Found<T> =
  | { readonly kind: 'one'; readonly item: T }
  | { readonly kind: 'none'; readonly nearest: string | undefined }
  | { readonly kind: 'several'; readonly items: readonly T[] };

/** The item that a name or ID means. A GUID is an ID; a name matches exactly first, else without regard to case. */
export function find<T extends { readonly id: Id; readonly name: string | undefined }>(
  items: readonly T[],
  wanted: string,
): Found<T> {
  const lower = wanted.toLowerCase();
  const exact = items.filter(({ id, name }) => (isGuid(wanted) ? id === lower : name === wanted));
  const matches = exact.length > 0 ? exact : items.filter(({ name }) => name?.toLowerCase() === lower);
  const [item] = matches;
  if (item === undefined || (isGuid(wanted) && exact.length === 0))
    return { kind: 'none', nearest: nearestName(items, lower) };
  return matches.length === 1 ? { kind: 'one', item } : { kind: 'several', items: matches };
}

/** A repository's name without its organization's, which some Git services put before it. */
export function shortName(name: string, organization: string): string {
  const prefix = `${organization}/`.toLowerCase();
  return name.toLowerCase().startsWith(prefix) ? name.slice(prefix.length) : name;
}

/** The name most like the wanted one, if it is near enough to be a typing mistake. */
function nearestName(items: readonly { readonly name: string | undefined }[], lower: string): string | undefined {
  const names = new Map(items.flatMap(({ name }) => (name === undefined ? [] : [[name.toLowerCase(), name] as const])));
  if (names.size === 0) return undefined;
  const nearest = closest(lower, [...names.keys()]);
  return distance(lower, nearest) > Math.max(2, Math.floor(lower.length / 3)) ? undefined : names.get(nearest);
}
