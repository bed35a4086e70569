import { printable } from '../../shared/text.ts';

/** HTML that is safe to write. Only the tag `markup` makes it: a text that was not escaped cannot be taken for it. */
class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Html = Markup;

/** What may stand in a template: a text is shown as it is, whatever it holds. */
export type Part = Html | string | number | readonly Part[];

/**
 * HTML from a template. What stands in the template itself is taken as it is; every text that is put into it is
 * escaped, for contents of elements and for attributes in double quotes. Nothing may be put into a style or script.
 */
export function markup(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = template[0] ?? '';
  for (const [index, part] of parts.entries()) text += `${written(part)}${template[index + 1] ?? ''}`;
  return new Markup(text);
}

export const EMPTY = markup``;

function written(part: Part): string {
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number' || part instanceof Markup) return String(part);
  return part.map(written).join('');
}

/** In one line, with controls and what turns the direction of writing shown as escapes. */
function escaped(text: string): string {
  return printable(text).replace(/[&<>"'`]/g, (mark) => `&#${String(mark.charCodeAt(0))};`);
}
