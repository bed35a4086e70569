/** What is wrong with an input; its message names the input, what was given (never a secret) and what it takes. */
export class Mistake extends Error {}

/** Each once, without those that are blank. */
export function linesOf(given: string): readonly string[] {
  const lines = given.split(/\r?\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}
