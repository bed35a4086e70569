import type { Id } from '../domain/model.ts';
import { guidIn } from '../shared/guid.ts';
import { JsonObject } from '../shared/json-object.ts';

/** An ID in the form in which IDs are compared: GUIDs in lower case with dashes, anything else as it is. */
export function parseId(value: unknown): Id | undefined {
  // A number beyond what JSON's readers hold exactly has become another one.
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;
  // Longer, or with spaces or controls in it, it is no ID: it would be printed and sent.
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(value)) return undefined;
  return guidIn(value) ?? value;
}

/** The one ID among these; undefined where there is none, or several that differ. */
export function onlyId(values: readonly unknown[]): Id | undefined {
  const ids = new Set(values.flatMap((value) => parseId(value) ?? []));
  return ids.size === 1 ? [...ids][0] : undefined;
}

export function idOf(item: unknown): Id | undefined {
  return parseId(JsonObject.of(item)?.value('id'));
}
