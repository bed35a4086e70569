import { cut, printable } from '../shared/text.ts';

/**
 * Text from outside as Markdown that shows just that text: every mark that Markdown, HTML or GitHub reads becomes an
 * entity. What GitHub looks for in the text that is shown, entities or not, is broken up by a space without width.
 */
export function asMarkdown(text: string): string {
  const brokenUp = printable(text)
    .replace(REFERENCE, `$&${BREAK}`)
    .replace(HASH, (hash) => hash.replace(/.{6}(?=.)/g, `$&${BREAK}`));
  return asEntities(brokenUp).replaceAll(BREAK, '&#8203;');
}

/** Text from outside as code, where GitHub looks for nothing: what is copied from it is as it was. */
export function asCode(text: string): string {
  return `<code>${asEntities(printable(text))}</code>`;
}

function asEntities(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#!|~&@:$^=+]/g, (mark) => `&#${String(mark.charCodeAt(0))};`)
    .replace(/www\./gi, (link) => `${link.slice(0, 3)}&#46;`);
}

const BREAK = '\u200b';

/** How `@mention` and an address, `#123`, `GH-123` and `:tada:` begin. */
const REFERENCE = /@(?=\w)|#(?=\d)|\bgh-(?=\d)|:(?=[\w+-]+:)/gi;

/** The hash of a commit, or its beginning; the groups of a GUID are none. */
const HASH = /(?<![\w-])(?:[\da-f]{40,}|(?=\d*[a-f])[\da-f]{7,39})(?![\w-])/gi;

/** `850 ms` or `4.2 s`. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${String(Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A time for people, in UTC: `2026-11-19 02:00 UTC`. */
export function utc(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** No Git service has longer names; a report must not be filled by one. */
export function clipped(name: string): string {
  return cut(name, 500);
}

/** Host and path of an address: what else stands in it may be secret. */
export function hostAndPath({ host, pathname }: URL): string {
  return `${host}${pathname}`.replace(/\/$/, '');
}
