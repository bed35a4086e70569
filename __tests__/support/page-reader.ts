import { decodeEntities } from './shown.ts';

/** A tag with its attributes, or a text, as a browser reads them. */
export type Token =
  { readonly tag: string; readonly attributes: Readonly<Record<string, string>> } | { readonly text: string };

/** A tag, a comment or doctype, what a style or script holds, or a text without any mark of HTML. */
const TOKEN =
  /<(?<tag>\/?[a-z][a-z0-9]*)(?<attributes>(?: [a-z-]+(?:="[^"<>]*")?)*)>|<!doctype html>|(?<text>[^<>"'`]+)/gy;
const ATTRIBUTE = / ([a-z-]+)(?:="([^"]*)")?/g;

/**
 * The tags and texts of a page, read by a grammar that is stricter than HTML: no quote and no bracket stands in a text.
 * @throws Error where something else stands there
 */
export function tokensOf(page: string): readonly Token[] {
  // What style and scripts hold is not read as HTML.
  const markup = page.replaceAll(/(<(style|script)>)[^]*?(<\/\2>)/g, '$1$3');
  const tokens: Token[] = [];
  let at = 0;
  for (const { 0: whole, index, groups = {} } of markup.matchAll(TOKEN)) {
    at = index + whole.length;
    const { tag, text, attributes = '' } = groups;
    if (text !== undefined) tokens.push({ text: textIn(text) });
    if (tag === undefined) continue;
    const read = [...attributes.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, textIn(value)] as const);
    tokens.push({ tag, attributes: Object.fromEntries(read) });
  }
  if (at !== markup.length) throw new Error(`this is no HTML that we write: ${markup.slice(at, at + 100)}`);
  return tokens;
}

function textIn(escaped: string): string {
  if (/&(?!#\d+;)/.test(escaped)) throw new Error(`an ampersand is not escaped: ${escaped}`);
  return decodeEntities(escaped);
}

/** All tags of a page, without their attributes: what it is built of. */
export function tagsOf(page: string): readonly string[] {
  return tokensOf(page).flatMap((token) => ('tag' in token ? token.tag : []));
}

/** The texts in the rows of the table of repositories, a cell each. */
export function rowsOf(page: string): readonly (readonly string[])[] {
  const body = page.slice(page.indexOf('<table id="repositories">'));
  const rows: string[][] = [];
  for (const token of tokensOf(body.slice(body.indexOf('<tbody>'), body.indexOf('</tbody>'))))
    if ('text' in token) {
      const row = rows.at(-1);
      const cell = row?.pop();
      if (cell !== undefined) row?.push(`${cell}${token.text}`);
    } else if (token.tag === 'tr') rows.push([]);
    else if (token.tag === 'th' || token.tag === 'td') rows.at(-1)?.push('');
  return rows.map((row) => row.map((cell) => cell.trim()));
}

/** All that a reader sees of a page, as one text. */
export function shownBy(page: string): string {
  const texts = tokensOf(page).flatMap((token) => ('text' in token ? token.text : []));
  return texts.join('').replaceAll(/\s+/g, ' ');
}
