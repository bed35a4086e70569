/** The first of these texts that fit into so many bytes of UTF-8, each with a separator of so many. */
export function fitting(texts: Iterable<string>, bytes: number, separator = 1): readonly string[] {
  const kept: string[] = [];
  let left = bytes;
  for (const text of texts) {
    left -= Buffer.byteLength(text) + separator;
    if (left < 0) break;
    kept.push(text);
  }
  return kept;
}

/** So many bytes of JSON, which several lists share: each takes what the ones before it have left. */
export class SharedSpace {
  #left: number;
  #isCut = false;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Whether a list did not fit as a whole. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** As much of a list as fits. */
  take<T>(all: readonly T[]): readonly T[] {
    const taken = fitting(
      all.map((each) => JSON.stringify(each)),
      this.#left,
    );
    this.#left -= Buffer.byteLength(taken.join(',')) + 1;
    this.#isCut ||= taken.length < all.length;
    return all.slice(0, taken.length);
  }
}
