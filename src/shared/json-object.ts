/**
 * A JSON object read without regard to the case of its keys, and to underscores in them: the API's examples are
 * camelCase, but no document promises it [open]. A field that is absent or of another type reads as undefined; nothing throws.
 */
export class JsonObject {
  readonly #names: readonly string[];
  readonly #values = new Map<string, unknown[]>();

  private constructor(object: object) {
    this.#names = Object.keys(object);
    for (const [name, value] of Object.entries(object)) {
      const key = keyOf(name);
      const values = this.#values.get(key);
      if (values === undefined) this.#values.set(key, [value]);
      else values.push(value);
    }
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

  names(): readonly string[] {
    return this.#names;
  }

  /** Every value of these fields, null included: several, where keys differ in case only. */
  all(...names: readonly string[]): readonly unknown[] {
    const found: unknown[] = [];
    for (const name of names) {
      const values = this.#values.get(keyOf(name));
      if (values !== undefined) found.push(...values);
    }
    return found;
  }

  /** The first of these fields that is present, null included. */
  value(...names: readonly string[]): unknown {
    return this.all(...names)[0];
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
    for (const value of this.all(...names)) {
      const wanted = read(value);
      if (wanted !== undefined) return wanted;
    }
    return undefined;
  }
}

function keyOf(name: string): string {
  const lower = name.toLowerCase();
  return lower.includes('_') ? lower.replaceAll('_', '') : lower;
}
