/**
 * A JSON object read without regard to the case of its keys: the API's examples are camelCase, but nothing promises
 * it (ours, open). A field that is absent or of another type reads as undefined; nothing throws.
 */
export class Fields {
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #names: readonly string[];

  private constructor(object: object) {
    const entries = Object.entries(object);
    this.#values = new Map(entries.map(([name, value]) => [name.toLowerCase(), value]));
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

  /** The first of these fields that is present, null included. */
  value(...names: readonly string[]): unknown {
    for (const name of names) {
      const value = this.#values.get(name.toLowerCase());
      if (value !== undefined) return value;
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

  fields(...names: readonly string[]): Fields | undefined {
    return this.#first(names, (value) => Fields.of(value));
  }

  #first<T>(names: readonly string[], read: (value: unknown) => T | undefined): T | undefined {
    for (const name of names) {
      const value = read(this.#values.get(name.toLowerCase()));
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
