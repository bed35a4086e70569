/** So many at a time, in the order in which they asked: for several transports together. */
export class Slots {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  /** @param count 1 or more */
  constructor(count: number) {
    this.#free = count;
  }

  async acquire(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((start) => void this.#waiting.push(start));
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free++;
    else next();
  }
}
