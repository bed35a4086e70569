/**
 * A JSON object read without regard to the case of its keys: the API's examples are camelCase, but nothing promises
 * it (ours, open). A field that is absent or of another type reads as undefined; nothing throws.
 */
export class Fields {
  readonly #values: ReadonlyMap<string, readonly unknown[]>;
  readonly #names: readonly string[];

  private constructor(object: object) {
    const entries: [string, unknown][] = Object.entries(object);
    const values = new Map<string, unknown[]>();
    for (const [name, value] of entries) {
      const key = name.toLowerCase();
      const same = values.get(key);
      if (same === undefined) values.set(key, [value]);
      else same.push(value);
    }
    this.#values = values;
    this.#names = entries.map(([name]) => name);
  }

  /** The fields of a value that is a JSON object, else undefined. */
  static of(value: unknown): Fields | undefined {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Fields(value) : undefined;
  }

  /** The fields of a text that is a JSON object, else undefined. */
  static parse(text: string): Fields | undefined {
    try {
      return Fields.of(JSON.parse(text));
    } catch {
      return undefined;
    }
  }

  /** The names as the server wrote them. */
  names(): readonly string[] {
    return this.#names;
  }

  /** Every value of these fields, null included: several, where keys differ in case only. */
  all(...names: readonly string[]): readonly unknown[] {
    return names.flatMap((name) => this.#values.get(name.toLowerCase()) ?? []);
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

  fields(...names: readonly string[]): Fields | undefined {
    return this.#first(names, (value) => Fields.of(value));
  }

  #first<T>(names: readonly string[], read: (value: unknown) => T | undefined): T | undefined {
    for (const value of this.all(...names)) {
      const wanted = read(value);
      if (wanted !== undefined) return wanted;
    }
    return undefined;
  }
}
