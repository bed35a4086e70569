import { type Decoded, decodingsOf } from './escapes.ts';
import { formsOf } from './secret-forms.ts';

/** How much of a secret must stand before a text's cut-off end to be taken for its beginning. */
const MIN_BEGINNING = 4;

/** No escape of one character is longer, so that no more than this is left of one that was cut. */
const MAX_CUT_ESCAPE = 12;

/** Passes a secret to the CI, which masks it in the log. */
export type Mask = (secret: string) => void;

/** A part of a text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The secrets of this run. The CI masks them in the log; they are also cut out of every text that came from outside,
 * since a server may echo a password in an error, encoded in many ways, and nobody masks the summary and the outputs.
 * It takes time in proportion to the text, whatever the secrets and the text are: both may come from a server.
 */
export class Redactor {
  readonly #mask: Mask;
  readonly #needles = new Map<string, Needle>();

  constructor(mask: Mask) {
    this.#mask = mask;
  }

  addSecret(secret: string): void {
    if (secret === '') return;
    this.#mask(secret);
    for (const form of formsOf(secret)) if (!this.#needles.has(form)) this.#needles.set(form, new Needle(form));
  }

  /** The text with every secret replaced by asterisks, however its characters are written. */
  redact(text: string): string {
    if (this.#needles.size === 0) return text;
    const found = decodingsOf(text).flatMap((decoded) => this.#spansIn(decoded));
    if (found.length === 0) return text;
    let clean = '';
    let at = 0;
    for (const { start, end } of found.sort((a, b) => a.start - b.start)) {
      // What overlaps is one.
      if (start >= at) clean += `${text.slice(at, start)}***`;
      at = Math.max(at, end);
    }
    return clean + text.slice(at);
  }

  /** Where secrets stand, in the text that was read. */
  #spansIn({ text, startOf, endOf }: Decoded): readonly Span[] {
    const cuts = cutsIn(text);
    return [...this.#needles.values()]
      .flatMap((needle) => needle.spansIn(text, cuts))
      .map(({ start, end }) => ({ start: startOf(start), end: endOf(end - 1) }));
  }
}

/** A text to look for, by Knuth, Morris and Pratt: no text makes the search slow. */
class Needle {
  readonly #text: string;
  readonly #beginning: string;
  /** For each prefix, the length of its longest proper suffix that is also a prefix. Made when it is needed. */
  #borders: Int32Array | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#beginning = text.slice(0, MIN_BEGINNING);
  }

  /** Where it stands in a text, or, where the text was cut off, its beginning does. */
  spansIn(text: string, cuts: ReadonlyMap<number, number>): readonly Span[] {
    const first = text.indexOf(this.#beginning);
    if (first < 0) return [];
    this.#borders ??= bordersOf(this.#text);
    const spans: Span[] = [];
    let length = 0;
    for (let at = first; at < text.length; at++) {
      if (length === 0) {
        // Nothing of it stands here: on to where it may begin.
        at = text.indexOf(this.#beginning, at);
        if (at < 0) break;
      }
      const cut = length < MIN_BEGINNING ? undefined : cuts.get(at);
      if (cut !== undefined) spans.push({ start: at - length, end: cut });
      length = grown(this.#text, this.#borders, length, text.charCodeAt(at));
      if (length < this.#text.length) continue;
      const start = at + 1 - length;
      const last = spans.at(-1);
      // What overlaps is one: a text may hold it again at every place.
      if (last !== undefined && start < last.end)
        spans.splice(-1, 1, { start: Math.min(start, last.start), end: at + 1 });
      else spans.push({ start, end: at + 1 });
    }
    return spans;
  }
}

function bordersOf(text: string): Int32Array {
  const borders = new Int32Array(text.length + 1);
  for (let at = 1; at < text.length; at++)
    borders[at + 1] = grown(text, borders, borders[at] ?? 0, text.charCodeAt(at));
  return borders;
}

/** How much of the beginning stands there with one more character, when so much stood there without it. */
function grown(text: string, borders: Int32Array, length: number, character: number): number {
  let left = length;
  while (left > 0 && (left === text.length || text.charCodeAt(left) !== character)) left = borders[left] ?? 0;
  return text.charCodeAt(left) === character ? left + 1 : 0;
}

/**
 * Where a text may have been cut off in a secret, each with the end of what was left: names are cut, with an ellipsis,
 * before they come here. Half an escape may stand before the ellipsis.
 */
function cutsIn(text: string): ReadonlyMap<number, number> {
  const cuts = new Map<number, number>();
  for (let end = text.indexOf('…'); end >= 0; end = text.indexOf('…', end + 1))
    for (let at = end; at >= 0 && at >= end - MAX_CUT_ESCAPE; at--)
      if (at === end || '\\%&'.includes(text.charAt(at))) cuts.set(at, end);
  return cuts;
}
