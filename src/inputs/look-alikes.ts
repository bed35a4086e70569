/** Blanks that are no space, and what is not shown at all. */
const UNSEEN = /(?! )[\p{Z}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

/** Scripts with letters that look like Latin ones; in a name with Latin letters, one of them is likely a forgery. */
const LIKE_LATIN = /[\p{sc=Cyrl}\p{sc=Grek}\p{sc=Armn}\p{sc=Cher}\p{sc=Copt}\p{sc=Lisu}]/u;

/** The first character of a name that is not what a reader takes it for: `U+200B, which is not seen`. */
export function unlikeItsLook(name: string): string | undefined {
  const unseen = UNSEEN.exec(name)?.[0];
  if (unseen !== undefined) return `${codePointOf(unseen)}, which is not seen`;
  const forged = /\p{sc=Latn}/u.test(name) ? LIKE_LATIN.exec(name)?.[0] : undefined;
  // Wide letters, ligatures, signs that are letters.
  const other = forged ?? Array.from(name).find((each) => each.normalize('NFKC') !== each);
  return other === undefined ? undefined : `${codePointOf(other)}, which looks like another character`;
}

/** Where two texts differ first, if a reader may not see it; otherwise empty. */
export function unseenDifference(given: string, expected: string): string {
  const [is, wanted] = [Array.from(given), Array.from(expected)];
  const index = is.findIndex((each, at) => each !== wanted[at]);
  const at = index < 0 ? is.length : index;
  const differing = [is[at], wanted[at]];
  if (!/[^ -~]/.test(differing.join(''))) return '';
  const [here, there] = differing.map((each) => (each === undefined ? 'its end' : codePointOf(each)));
  return ` (character ${String(at + 1)} is ${String(here)} instead of ${String(there)})`;
}

function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
