/** Shorter secrets are masked by the CI only: cutting "a" out of our own texts would leave nothing readable. */
const MIN_REDACTED_LENGTH = 4;

/** How much of a secret must stand before a text's cut-off end to be taken for its beginning. */
const MIN_BEGINNING = 4;

/** No text is cut later than here. */
const MAX_BEGINNING = 500;

/** Passes a secret to the CI, which masks it in the log. */
export type Mask = (secret: string) => void;

/**
 * The secrets of this run. The CI masks them in the log; they are also cut out of every text that came from outside,
 * since a server may echo a password in an error, encoded in many ways, and nobody masks the summary and the outputs.
 */
export class Redactor {
  readonly #mask: Mask;
  readonly #forms = new Set<string>();
  #pattern: RegExp | undefined;
  #beginnings: RegExp | undefined;

  constructor(mask: Mask) {
    this.#mask = mask;
  }

  addSecret(secret: string): void {
    if (secret === '') return;
    this.#mask(secret);
    for (const form of [secret, secret.trim(), ...base64Forms(secret)])
      if (form.length >= MIN_REDACTED_LENGTH) this.#forms.add(form);
    this.#pattern = undefined;
    this.#beginnings = undefined;
  }

  /** The text with every secret replaced by asterisks, however its characters are written. */
  redact(text: string): string {
    if (this.#forms.size === 0) return text;
    this.#pattern ??= new RegExp(this.#longestFirst().map(patternOf).join('|'), 'g');
    const whole = text.replace(this.#pattern, '***');
    if (!whole.includes('…')) return whole;
    // Names are cut, with an ellipsis, before they come here: a secret may have lost its end.
    this.#beginnings ??= new RegExp(`(?:${this.#longestFirst().map(beginningOf).join('|')})[^…]{0,12}…`, 'g');
    return whole.replace(this.#beginnings, '***…');
  }

  #longestFirst(): string[] {
    return [...this.#forms].sort((a, b) => b.length - a.length);
  }
}

function patternOf(form: string): string {
  return Array.from(form, characterPattern).join('');
}

/** The beginning of a form: as much of it as there is, but at least a few characters. */
function beginningOf(form: string): string {
  const patterns = Array.from(form.slice(0, MAX_BEGINNING), characterPattern);
  const sure = patterns.slice(0, MIN_BEGINNING).join('');
  return sure + patterns.slice(MIN_BEGINNING).reduceRight((rest, pattern) => `(?:${pattern}${rest})?`, '');
}

/**
 * A character as itself, or as JSON, URLs and HTML write it, also one inside the other: bounded, so that no hostile text
 * makes the search slow.
 */
function characterPattern(character: string): string {
  if (/[a-z0-9]/i.test(character)) return character;
  const ways = [
    `\\\\{0,4}${literal(character)}`,
    ...(SHORT_ESCAPES.get(character) ?? []),
    character.replace(/[^]/g, (unit) => `\\\\{1,4}u${hexadecimal(unit.charCodeAt(0), 4)}`),
    // As our own log and summary write what can't be printed.
    `(?:\\\\|&#92;){1,4}u(?:\\{|&#123;)${hexadecimal(character.codePointAt(0) ?? 0, 1)}(?:\\}|&#125;)`,
    [...Buffer.from(character)].map((byte) => `%(?:25){0,3}${hexadecimal(byte, 2)}`).join(''),
    `&(?:amp;){0,3}#(?:0{0,4}${String(character.codePointAt(0))}|[xX]0{0,4}${hexadecimal(character.codePointAt(0) ?? 0, 1)});`,
  ];
  return `(?:${ways.join('|')})`;
}

const SHORT_ESCAPES: ReadonlyMap<string, readonly string[]> = new Map([
  [' ', ['\\+']],
  ['\n', ['\\\\{1,4}n']],
  ['\r', ['\\\\{1,4}r']],
  ['\t', ['\\\\{1,4}t']],
  ['\b', ['\\\\{1,4}b']],
  ['\f', ['\\\\{1,4}f']],
  ['&', ['&(?:amp;){1,4}']],
  ['<', ['&(?:amp;){0,3}lt;']],
  ['>', ['&(?:amp;){0,3}gt;']],
  ['"', ['&(?:amp;){0,3}quot;']],
  ["'", ['&(?:amp;){0,3}apos;']],
]);

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}

/** A number in base 16, in either case, with leading zeros to so many digits. */
function hexadecimal(value: number, digits: number): string {
  const lower = value.toString(16).padStart(digits, '0');
  return lower.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** Base64 of a secret inside a longer text depends on its offset modulo 3; the characters that neighbours touch are left out. */
function base64Forms(secret: string): string[] {
  const forms = [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
    const whole = Math.floor((bytes.length * 8) / 6);
    return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole);
  });
  return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}
