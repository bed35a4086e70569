import { type JsonObject, keyOf } from '../shared/json-object.ts';

/** A server may give any number of names. */
const MAX_NAMES = 1000;

/**
 * What is decided by a field's name, without regard to case and underscores: once for each name, as a list may have a
 * hundred thousand rows.
 */
export function byName<T>(decide: (key: string) => T): (name: string) => T {
  const decided = new Map<string, { readonly what: T }>();
  return (name) => {
    const known = decided.get(name);
    if (known !== undefined) return known.what;
    const what = decide(keyOf(name));
    if (decided.size >= MAX_NAMES) decided.clear();
    decided.set(name, { what });
    return what;
  };
}

/** Every value of a field: names that differ in case, in underscores, or in a leading `is` only, say the same. */
export function sameField(fields: JsonObject, name: string): readonly unknown[] {
  const bare = keyOf(name).replace(/^is/, '');
  return fields.all(bare, `is${bare}`);
}

/** How names of dates end: `removedAt`, `detachedUtc`, `deletedDateTime`. */
export const WHEN = '(?!$)(at|on|when)?(date|time|datetime|timestamp)?(utc)?';
