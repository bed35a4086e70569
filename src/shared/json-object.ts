/**
 * A JSON object read without regard to the case of its keys, and to underscores in them: the API's examples are
 * camelCase, but no document promises it [open]. A field that is absent or of another type reads as undefined; nothing throws.
 */
export class JsonObject {
  readonly #entries: readonly (readonly [name: string, value: unknown])[];
  /** The first value by its name's key. */
  readonly #values = new Map<string, unknown>();
  /** Further values, where a server writes one name in several ways. */
  #others: Map<string, unknown[]> | undefined;

  private constructor(object: object) {
    this.#entries = Object.entries(object);
    for (const [name, value] of this.#entries) {
      const key = keyOf(name);
      if (this.#values.has(key)) this.#addOther(key, value);
      else this.#values.set(key, value);
    }
  }

  #addOther(key: string, value: unknown): void {
    this.#others ??= new Map();
    const others = this.#others.get(key);
    if (others === undefined) this.#others.set(key, [value]);
    else others.push(value);
  }

  /** A value that is a JSON object, else undefined. */
  static of(value: unknown): JsonObject | undefined {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? new JsonObject(value) : undefined;
  }

  /** A text that is a JSON object, else undefined. */
  static parse(text: string): JsonObject | undefined {
    try {
      return JsonObject.of(JSON.parse(text));
    } catch {
      return undefined;
    }
  }

  /** Each field by its name as it is written. */
  entries(): readonly (readonly [name: string, value: unknown])[] {
    return this.#entries;
  }

  names(): readonly string[] {
    return this.#entries.map(([name]) => name);
  }

  /** Each field once, by its name without regard to case and underscores: a server may write one in any number of ways. */
  keys(): Iterable<string> {
    return this.#values.keys();
  }

  /** Every value of these fields, null included: several, where keys differ in case only. */
  all(...names: readonly string[]): readonly unknown[] {
    const found: unknown[] = [];
    for (const name of names) {
      const key = keyOf(name);
      if (!this.#values.has(key)) continue;
      found.push(this.#values.get(key));
      // Not all at once: a server may write one name in any number of ways.
      for (const value of this.#others?.get(key) ?? []) found.push(value);
    }
    return found;
  }

  /** The first of these fields that is present, null included. */
  value(...names: readonly string[]): unknown {
    for (const name of names) {
      const key = keyOf(name);
      if (this.#values.has(key)) return this.#values.get(key);
    }
    return undefined;
  }

  text(...names: readonly string[]): string | undefined {
    return this.#first(names, (value) => (typeof value === 'string' ? value : undefined));
  }

  number(...names: readonly string[]): number | undefined {
    return this.#first(names, (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined));
  }

  boolean(...names: readonly string[]): boolean | undefined {
    return this.#first(names, (value) => (typeof value === 'boolean' ? value : undefined));
  }

  list(...names: readonly string[]): readonly unknown[] | undefined {
    return this.#first(names, (value): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined));
  }

  object(...names: readonly string[]): JsonObject | undefined {
    return this.#first(names, (value) => JsonObject.of(value));
  }

  #first<T>(names: readonly string[], read: (value: unknown) => T | undefined): T | undefined {
    for (const name of names) {
      const key = keyOf(name);
      const wanted = read(this.#values.get(key)) ?? this.#firstOther(key, read);
      if (wanted !== undefined) return wanted;
    }
    return undefined;
  }

  #firstOther<T>(key: string, read: (value: unknown) => T | undefined): T | undefined {
    for (const value of this.#others?.get(key) ?? []) {
      const wanted = read(value);
      if (wanted !== undefined) return wanted;
    }
    return undefined;
  }
}

/** A server may give any number of names, of any length. */
const MAX_NAMES = 1000;
const MAX_NAME_LENGTH = 100;

const keys = new Map<string, string>();

/** A name without regard to case and underscores: made once for each, as a list may have a hundred thousand rows. */
export function keyOf(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const lower = name.toLowerCase();
  const key = lower.includes('_') ? lower.replaceAll('_', '') : lower;
  if (name.length > MAX_NAME_LENGTH) return key;
  if (keys.size >= MAX_NAMES) keys.clear();
  keys.set(name, key);
  return key;
}
