import { printable, shortened } from '../shared/text.ts';

/** A table, of which each row is made by `row`. */
export function table(heads: readonly string[], rows: readonly string[]): string {
  return [row(heads), row(heads.map(() => '---')), ...rows].join('\n');
}

export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A name from outside, short enough to read. */
export function code(name: string): string {
  return asCode(shortened(name));
}

/** Blocks of Markdown that are seen once somebody opens them. @param heading text that is safe in HTML */
export function folded(heading: string, blocks: readonly string[]): readonly string[] {
  return [`<details><summary>${heading}</summary>`, ...blocks, '</details>'];
}

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
