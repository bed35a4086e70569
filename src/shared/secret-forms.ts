import { decodingsOf } from './escapes.ts';

/** Shorter secrets are masked by the CI only: cutting "a" out of what people read would leave nothing readable. */
const MIN_LENGTH = 4;

/** Of a secret of several lines a shorter one is taken for no secret: `{` and `true` stand everywhere. */
const MIN_LINE_LENGTH = 6;

/** Of longer secrets no dumps, and no bytes of UTF-16, are looked for: it would take seconds to make them. */
const MAX_DUMPED = 10_000;

/**
 * The texts to look for in order to find a secret: as it is, as the encodings write it that are no escapes of single
 * characters (those are decoded in the text), of its bytes in UTF-8 and UTF-16, and each line of several.
 */
export function formsOf(secret: string): ReadonlySet<string> {
  const lines = secret.split(/[\r\n]+/);
  const parts = lines.length > 1 ? lines.filter((line) => line.trim().length >= MIN_LINE_LENGTH) : [];
  const forms = [secret, ...parts].flatMap((part) => {
    const written = spellings(part);
    // An escape in the secret itself is decoded in the text, too.
    const isShort = part.length <= MAX_DUMPED;
    const bytes = isShort ? [Buffer.from(part), Buffer.from(part, 'utf16le')] : [Buffer.from(part)];
    return [
      ...written.flatMap((form) => decodingsOf(form).map(({ text }) => text)),
      ...bytes.flatMap(base64),
      ...bytes.flatMap((each) => hex(each, isShort ? SEPARATORS : SEPARATORS.slice(0, 2))),
    ];
  });
  return new Set(forms.filter((form) => form.length >= MIN_LENGTH));
}

function spellings(secret: string): string[] {
  const byteByByte = Buffer.from(secret).toString('latin1');
  const spelled = [
    secret,
    secret.trim(),
    // As CSV, SQL and YAML double them.
    secret.replaceAll('"', '""'),
    secret.replaceAll("'", "''"),
    secret.replace(/["']/g, '$&$&'),
    // As ASCII has them: by character, by unit of UTF-16, by byte of UTF-8.
    secret.replace(/\P{ASCII}/gu, '?'),
    secret.replace(/[^]/g, (unit) => (unit < '\x80' ? unit : '?')),
    byteByByte.replace(/\P{ASCII}/gu, '?'),
    secret.replace(/\P{ASCII}/gu, '\ufffd'),
    byteByByte.replace(/\P{ASCII}/gu, '\ufffd'),
    byteByByte,
    secret.normalize('NFC'),
    secret.normalize('NFD'),
  ];
  // As forms write spaces.
  return [...new Set(spelled.flatMap((text) => [text, text.replaceAll(' ', '+')]))];
}

/** Between bytes: dashes as .NET's BitConverter writes them, blanks and colons as dumps do. */
const SEPARATORS = ['', '-', ' ', ':'];

function hex(secret: Buffer, separators: readonly string[]): string[] {
  const digits = secret.toString('hex');
  const written = separators.map((separator) => digits.replace(/..(?=.)/g, `$&${separator}`));
  return written.flatMap((each) => [each, each.toUpperCase()]);
}

/** Base64 of a secret inside a longer text depends on its offset modulo 3; the characters that neighbours touch are left out. */
function base64(secret: Buffer): string[] {
  const forms = [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), secret]);
    const whole = Math.floor((bytes.length * 8) / 6);
    return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole);
  });
  return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}
