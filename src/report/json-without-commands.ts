/**
 * Pieces of JSON without anything that a CI or a terminal takes for a command, and the same value when they are parsed: a
 * mark in a text becomes its escape. Outside of texts JSON has none of these.
 */
export function* jsonWithoutCommands(pieces: Iterable<string>): Generator<string> {
  for (const piece of pieces) yield piece.replace(COMMAND, escaped).replace(NOT_SHOWN, escaped);
}

/** The first of `##`, also where what is not shown stands between them, and the end of `::`; the colon of `section_start:`. */
const COMMAND = /#(?=[\p{DI}\p{M}]*#)|(?<=:):|(?<=section_(?:start|end)):/giu;

/** Whatever is not seen in a log, but for what stands between values. */
const NOT_SHOWN = /[^\P{C}\n]|[\p{Zl}\p{Zp}\p{DI}]/gu;

/** By its units of UTF-16, as JSON has them. */
function escaped(text: string): string {
  return Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
    '',
  );
}
