/**
 * Text from outside made harmless for a log line: one line, no control or bidirectional characters, nothing that the
 * runner takes for a command. Visible characters stay as they are.
 */
export function printable(text: string): string {
  return text
    .replace(/^(\s*:)(?=:)/, '$1 ')
    .replace(UNPRINTABLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replaceAll('##[', '## [');
}

/** Controls (C0, C1, line and paragraph separators), bidirectional and other format characters, lone surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text from outside as Markdown that shows just that text: every mark that Markdown, HTML or GitHub reads becomes an entity. */
export function asMarkdown(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>#!|~&@:$^=+]/g, (mark) => `&#${String(mark.charCodeAt(0))};`)
    .replace(/www\./gi, (link) => `${link.slice(0, 3)}&#46;`);
}

/** `850 ms` or `4.2 s`. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${String(Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A time for people, in UTC: `2026-11-19 02:00 UTC`. */
export function utc(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
