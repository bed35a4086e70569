import { holdsCredentials, shortened, withoutUsers } from '../shared/text.ts';

/** What is wrong with an input; its message names the input, what was given (never a secret) and what it takes. */
export class Mistake extends Error {
  constructor(message: string) {
    // An address with a token in it may have been given in any input.
    super(holdsCredentials(message) ? withoutUsers(message) : message);
  }
}

/** Inputs that are filled from secrets are empty. */
export class MissingSecret extends Mistake {
  readonly names: readonly string[];

  constructor(names: readonly string[], message: string) {
    super(message);
    this.names = names;
  }
}

/** An input that was read, or what is wrong with it. */
export class Parsed<T> {
  /** What is wrong; none where the input is right. */
  readonly mistakes: readonly Mistake[];
  readonly #get: () => T;

  /** @param parse throws a `Mistake` where the input is wrong */
  constructor(parse: () => T) {
    try {
      const value = parse();
      this.#get = () => value;
      this.mistakes = [];
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      this.#get = parse;
      this.mistakes = [error];
    }
  }

  /** @throws the mistake */
  get value(): T {
    return this.#get();
  }

  /** The value, or another one where the input is wrong: its mistake is reported anyway. */
  or<F>(fallback: F): T | F {
    return this.mistakes.length === 0 ? this.value : fallback;
  }
}

/** Each line once, without those that are blank. */
export function linesOf(given: string): readonly string[] {
  const lines = given.split(/\r\n?|\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

/** A name or ID. @throws Mistake */
export function parseOneLine(name: string, given: string): string {
  if (given === '') throw new Mistake(`${name} is empty: give its name or ID, as GitProtect lists it`);
  if (/[\r\n]/.test(given)) throw new Mistake(`${name} holds several lines: give one name or ID`);
  if (holdsCredentials(given))
    throw new Mistake(`${name} holds an address with credentials: give its name or ID, as GitProtect lists it`);
  return given;
}

/** The values of YAML 1.2's core schema, as in `@actions/core`; false where nothing is given. @throws Mistake */
export function parseBoolean(name: string, given: string): boolean {
  if (/^(true|True|TRUE)$/.test(given)) return true;
  if (/^(false|False|FALSE|)$/.test(given)) return false;
  throw new Mistake(`${name} is '${shortened(given)}': it takes true or false`);
}

/** A whole number from `min` to `max`. @throws Mistake */
export function parseInteger<F>(name: string, given: string, min: number, max: number, fallback: F): number | F {
  if (given === '') return fallback;
  const value = /^\d{1,6}$/.test(given) ? Number(given) : NaN;
  if (value >= min && value <= max) return value;
  throw new Mistake(`${name} is '${shortened(given)}': it takes a whole number from ${String(min)} to ${String(max)}`);
}

/** One of these; the first where nothing is given. @throws Mistake */
export function parseChoice<T extends string>(name: string, given: string, choices: readonly [T, ...T[]]): T {
  const choice = given === '' ? choices[0] : choices.find((each) => each === given);
  if (choice === undefined)
    throw new Mistake(
      `${name} is '${shortened(given)}': it takes ${[choices.slice(0, -1).join(', '), choices.at(-1)].join(' or ')}`,
    );
  return choice;
}
