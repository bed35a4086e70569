/** A text as it was read, or with its escapes decoded, and where each of its characters stands in what was read. */
export interface Decoded {
  readonly text: string;
  /** Where the character at an index begins in the text that was read. */
  readonly startOf: (index: number) => number;
  /** Where it ends there. */
  readonly endOf: (index: number) => number;
}

/** An encoder's work is encoded by the next one: JSON in JSON, in HTML. More at once is nobody's accident. */
const MAX_DECODINGS = 4;

/** How often kinds of escapes are told apart: a secret may hold what looks like an escape of another kind. */
const MAX_DECODINGS_BY_KIND = 2;

/** The text, and what it is when its escapes are decoded once, twice, …: those of any kind, and those of each. */
export function decodingsOf(text: string): readonly Decoded[] {
  const first: Decoded = { text, startOf: (index) => index, endOf: (index) => index + 1 };
  const all = new Map([[text, first]]);
  decodeInto(all, [first], [ANY_ESCAPE], MAX_DECODINGS);
  // Where there is but one kind, that was all.
  if (all.size > 1) decodeInto(all, [first], KINDS, MAX_DECODINGS_BY_KIND);
  return [...all.values()];
}

/** Adds what these texts are when they are decoded up to so many times, by any of these patterns each time. */
function decodeInto(
  all: Map<string, Decoded>,
  texts: readonly Decoded[],
  patterns: readonly RegExp[],
  depth: number,
): void {
  if (texts.length === 0 || depth === 0) return;
  const next = texts.flatMap((text) => patterns.flatMap((pattern) => decodedOnce(text, pattern) ?? []));
  for (const decoded of next) if (!all.has(decoded.text)) all.set(decoded.text, decoded);
  decodeInto(all, next, patterns, depth - 1);
}

/** Every escape that a pattern finds decoded; undefined where there is none. */
function decodedOnce(read: Decoded, pattern: RegExp): Decoded | undefined {
  const pieces: Piece[] = [];
  let text = '';
  let at = 0;
  for (const { 0: escape, index, groups = {} } of read.text.matchAll(pattern)) {
    if (index > at) {
      pieces.push({ at: text.length, start: at });
      text += read.text.slice(at, index);
    }
    at = index + escape.length;
    pieces.push({ at: text.length, start: index, end: at });
    text += decoded(escape, groups);
  }
  if (pieces.length === 0) return undefined;
  pieces.push({ at: text.length, start: at });
  text += read.text.slice(at);
  return {
    text,
    startOf: (index) => {
      const piece = pieceAt(pieces, index);
      return read.startOf(piece.end === undefined ? piece.start + index - piece.at : piece.start);
    },
    endOf: (index) => {
      const piece = pieceAt(pieces, index);
      return read.endOf(piece.end === undefined ? piece.start + index - piece.at : piece.end - 1);
    },
  };
}

/** A part of a decoded text: what stood there as it is, or, where it has an end, one escape. */
interface Piece {
  /** Where it begins in the decoded text. */
  readonly at: number;
  /** Where it begins, and ends, in the text that was decoded. */
  readonly start: number;
  readonly end?: number;
}

/** The piece in which a character of the decoded text stands. */
function pieceAt(pieces: readonly Piece[], index: number): Piece {
  let first = 0;
  let last = pieces.length - 1;
  while (first < last) {
    const middle = (first + last + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) > index) last = middle - 1;
    else first = middle;
  }
  return pieces[first] ?? { at: 0, start: 0 };
}

const HEX = '[\\da-fA-F]';
const TAIL = `%[89abAB]${HEX}`;

/**
 * Escapes of JSON, .NET, JavaScript, C and Python; of URLs, a character of UTF-8 at once, and .NET's and JavaScript's own
 * for UTF-16; of HTML and XML. And what is not seen between characters: zero bytes of a text in UTF-16, line breaks in
 * Base64, soft hyphens.
 */
const ESCAPES = [
  [
    `\\\\u\\{(?<braced>${HEX}{1,6})\\}`,
    `\\\\u(?<unit>${HEX}{4})`,
    `\\\\x(?<byte>${HEX}{2})`,
    `\\\\U(?<wide>${HEX}{8})`,
    '\\\\(?<octal>[0-3][0-7]{2})',
    '\\\\(?<short>[^a-zA-Z\\d]|[bfnrt])',
  ],
  [
    `%u(?<percent>${HEX}{4})`,
    `(?<url>%[0-7]${HEX}|%[c-dC-D]${HEX}${TAIL}|%[eE]${HEX}(?:${TAIL}){2}|%[fF]${HEX}(?:${TAIL}){3}|%${HEX}{2})`,
  ],
  ['&#(?<decimal>\\d{1,8});?', `&#[xX](?<hexadecimal>${HEX}{1,8});?`, '&(?<name>[a-zA-Z]{2,30}\\d{0,2});'],
  ['(?<unseen>[\\p{Cc}\\p{Cf}\\p{DI}]+)'],
];
const KINDS = ESCAPES.map((ways) => new RegExp(ways.join('|'), 'gu'));
const ANY_ESCAPE = new RegExp(ESCAPES.flat().join('|'), 'gu');

const SHORT: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** HTML's names of ASCII's marks, in their order. A character beyond ASCII that is written by its name is taken for a `?`. */
const NAMES =
  'excl quot num dollar percnt amp apos lpar rpar ast plus comma hyphen period sol colon semi lt equals gt quest commat lsqb bsol rsqb Hat lowbar grave lcub verbar rcub';
const MARKS = `!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}\u00a0`;
const NAMED: ReadonlyMap<string, string> = new Map(
  [...NAMES.split(' '), 'nbsp'].map((name, index) => [name, MARKS.charAt(index)]),
);

function decoded(escape: string, groups: Readonly<Record<string, string | undefined>>): string {
  const { braced, unit, byte, wide, octal, short, percent, url, decimal, hexadecimal, name, unseen } = groups;
  if (unseen !== undefined) return '';
  const hex = braced ?? unit ?? byte ?? wide ?? percent ?? hexadecimal;
  if (hex !== undefined) return character(Number.parseInt(hex, 16), escape);
  if (decimal !== undefined) return character(Number(decimal), escape);
  if (octal !== undefined) return character(Number.parseInt(octal, 8), escape);
  if (short !== undefined) return SHORT.get(short) ?? short;
  if (url === undefined) return NAMED.get(name ?? '') ?? '?';
  const bytes = Buffer.from(url.replaceAll('%', ''), 'hex');
  // A byte that is no UTF-8 is taken for Latin-1.
  return bytes.length === 1 ? bytes.toString('latin1') : bytes.toString();
}

function character(code: number, escape: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
}
