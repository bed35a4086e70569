import { printable } from '../shared/text.ts';

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
