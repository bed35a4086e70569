/** Orders of names that servers use, and one that none does. */
export const COLLATIONS: readonly (readonly [string, (a: string, b: string) => number])[] = [
  ['code units', byCodeUnits],
  ['lower case', (a, b) => byCodeUnits(a.toLowerCase(), b.toLowerCase())],
  ['upper case', (a, b) => byCodeUnits(a.toUpperCase(), b.toUpperCase())],
  ['a language', new Intl.Collator('en').compare],
  ['a language, without punctuation', new Intl.Collator('en', { ignorePunctuation: true }).compare],
];

/** By what nobody orders by: the names read backwards. */
export function byNonsense(a: string, b: string): number {
  return byCodeUnits(backwards(a), backwards(b));
}

const BACKWARDS = new Map<string, string>();

/** Each is turned around once: a sort compares it many times. */
function backwards(text: string): string {
  const known = BACKWARDS.get(text);
  if (known !== undefined) return known;
  const made = Array.from(text).reverse().join('');
  BACKWARDS.set(text, made);
  return made;
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const STEMS = ['api', 'Web', 'data', 'Infra', 'mobile', 'DOCS', 'lib', 'Team', 'x', 'Zeta', 'service', 'k8s'];
const SEPARATORS = ['-', '_', '.', '', '-_', '--'];

/** So many names as people give them to repositories, each once whatever its case; the same ones every time. */
export function manyNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => {
    // A number of each is enough to tell them apart; it stands before or behind.
    const mixed = (number * 7919) % 1_000_003;
    const stem = STEMS[mixed % STEMS.length] ?? '';
    const more = STEMS[Math.floor(mixed / 13) % STEMS.length] ?? '';
    const separator = SEPARATORS[Math.floor(mixed / 7) % SEPARATORS.length] ?? '';
    return mixed % 5 === 0 ? `${String(number)}${separator}${stem}.n` : `${stem}${separator}${more}-${String(number)}`;
  });
}
