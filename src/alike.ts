/**
 * Keeps one value for all that are alike: of a hundred thousand repositories most stand alike, and an object for each
 * would be most of the memory that a run takes.
 */
export class Alike<T> {
  readonly #values = new Map<string, T>();

  /** The value that was made first for this key. */
  of(key: string, make: () => T): T {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = make();
    this.#values.set(key, value);
    return value;
  }
}
