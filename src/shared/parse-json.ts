/** What a text holds as JSON, whose objects may give a name more than once. */
export interface ParsedJson {
  readonly value: unknown;
  /** An object gives one name different values; `JSON.parse` would take the last, as if there were no other. */
  readonly isContradictory: boolean;
}

export const CONTRADICTORY_JSON = 'an object in the answer has the same field twice, with different values';

/**
 * Reads JSON. Where an object gives one name different values, the later ones stand under the same name with underscores
 * before it, over which `JsonObject` reads.
 * @throws SyntaxError
 */
export function parseJson(text: string): ParsedJson {
  const value: unknown = JSON.parse(text);
  // What looks like a name may lie in a text: only where there seem to be more names than were read, each is looked at.
  if (countNamesIn(text) === countNames(value)) return { value, isContradictory: false };
  const again = namesGivenAgain(text);
  if (again.length === 0) return { value, isContradictory: false };
  const ends = [...again.map(({ start }) => start), text.length];
  const pieces = again.map(({ start, underscores }, index) => underscores + text.slice(start, ends[index + 1]));
  return { value: JSON.parse(text.slice(0, ends[0]) + pieces.join('')), isContradictory: true };
}

/** How many colons follow a quotation mark. Nothing is made for each: a long list has millions. */
function countNamesIn(text: string): number {
  let count = 0;
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    let before = colon - 1;
    while (text.charCodeAt(before) <= SPACE) before--;
    if (text.charCodeAt(before) === QUOTATION_MARK) count++;
  }
  return count;
}

const SPACE = 0x20;
const QUOTATION_MARK = 0x22;

/** Without recursion: JSON may be nested deeper than functions can call each other. */
function countNames(value: unknown): number {
  let count = 0;
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== 'object' || next === null) continue;
    const values: readonly unknown[] = Object.values(next);
    if (!Array.isArray(next)) count += values.length;
    for (const each of values) left.push(each);
  }
  return count;
}

const MARK = /\\.|["{}[\],:]/g;

/** A server may give any number of values. */
const MAX_VALUES = 10;

/** A name that is given again: where it begins, and what tells it apart from the others. */
interface GivenAgain {
  readonly start: number;
  readonly underscores: string;
}

/** In the order in which they stand in a text that is JSON. */
function namesGivenAgain(text: string): readonly GivenAgain[] {
  const again: GivenAgain[] = [];
  /** The objects and lists whose end has not been read, with the different values of each name. */
  const open: {
    readonly values: Map<unknown, readonly string[]> | undefined;
    isNameNext: boolean;
    start: number;
    colon: number;
  }[] = [];
  let isInText = false;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    const inner = open.at(-1);
    if (mark === '"') {
      isInText = !isInText;
      if (isInText && inner?.isNameNext === true) inner.start = index;
    }
    if (mark === '"' || isInText) continue;
    if (inner?.values !== undefined) {
      if (mark === ':') inner.colon = index;
      inner.isNameNext = mark !== ':';
      if ((mark === ',' || mark === '}') && inner.colon > 0) {
        const name: unknown = JSON.parse(text.slice(inner.start, inner.colon));
        const value = text.slice(inner.colon + 1, index).trim();
        const values = inner.values.get(name) ?? [];
        const known = values.indexOf(value);
        if (known < 0 && values.length < MAX_VALUES) inner.values.set(name, [...values, value]);
        const underscores = '_'.repeat(known < 0 ? values.length : known);
        if (underscores !== '') again.push({ start: inner.start + 1, underscores });
      }
    }
    if (mark === '{' || mark === '[')
      open.push({ values: mark === '{' ? new Map() : undefined, isNameNext: true, start: 0, colon: 0 });
    else if (mark === '}' || mark === ']') open.pop();
  }
  return again.sort((one, other) => one.start - other.start);
}
