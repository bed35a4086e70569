import type { IdList } from '../domain/model.ts';
import type { JsonObject } from '../shared/json-object.ts';

/* What a row or a page counts of its own. A count that is not understood is none, and leaves what it counts in doubt. */

/** A number, or one as text, whatever it is. */
export function numberOf(fields: JsonObject, name: string): number | undefined {
  const text = fields.text(name);
  return fields.number(name) ?? (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined);
}

/** Whether it can be how many there are of something. */
export function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}

/** How many there are by all fields of these names: of several the most; undefined where any of them is no count. */
export function countIn(fields: JsonObject, names: readonly string[]): number | undefined {
  const counts = given(fields, names);
  if (counts.length === 0 || !counts.every(isCount)) return undefined;
  // Not spread over arguments: a server may write one name in any number of ways.
  return counts.reduce((most, count) => Math.max(most, count));
}

/** A list, which was cut if it is shorter than the row's own count, and may have been if that is not understood. */
export function asCounted<L extends IdList | undefined>(list: L, fields: JsonObject, names: readonly string[]): L {
  const isWhole = given(fields, names).every((count) => isCount(count) && count <= (list?.ids.size ?? 0));
  return list === undefined || isWhole ? list : { ...list, complete: false };
}

function given(fields: JsonObject, names: readonly string[]): readonly (number | undefined)[] {
  const values = fields.all(...names).filter((value) => value !== null);
  return values.map((value) => {
    if (typeof value === 'string' && /^\s*\d{1,9}\s*$/.test(value)) return Number(value);
    return typeof value === 'number' ? value : undefined;
  });
}
