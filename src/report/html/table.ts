import { printable } from '../../shared/text.ts';
import { type Html, markup, EMPTY, type Part } from './markup.ts';

/** A table of a few rows, of which the first cell names the row. */
export function htmlTable(caption: Part, heads: readonly string[], rows: readonly (readonly Part[])[]): Html {
  return markup`<table>
${caption === '' ? EMPTY : markup`<caption>${caption}</caption>`}
<thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.map(rowOf)}</tbody>
</table>
`;
}

function rowOf([name = '', ...cells]: readonly Part[]): Html {
  return markup`<tr><th scope="row">${name}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>
`;
}

/**
 * That of a character that is not shown: in a name that is written from right to left its braces would turn. Two colons
 * after it would be broken up at the beginning of a text.
 */
const ESCAPE = /(\\u\{[\da-f]+\}\s*:*)/;

/** A name from outside by itself: one that is written from right to left does not turn what stands around it. */
export function nameOf(name: string): Html {
  const parts = printable(name).split(ESCAPE);
  return markup`<bdi>${parts.map((part, index) => (index % 2 === 0 ? part : markup`<bdi>${part}</bdi>`))}</bdi>`;
}

/** So many names are shown without being asked for. */
const MAX_OPEN = 30;

/** All of these names, which may be many, below a heading. */
export function namesBelow(heading: string, names: readonly string[]): Html {
  return markup`<details${names.length > MAX_OPEN ? EMPTY : markup` open`}><summary>${heading}: ${names.length}</summary>
${nameList(names)}</details>
`;
}

export function nameList(names: readonly string[]): Html {
  return markup`<ul class="names">${names.map((name) => markup`<li>${nameOf(name)}</li>`)}</ul>`;
}
