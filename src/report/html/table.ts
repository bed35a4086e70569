import { type Html, markup, EMPTY, type Part } from './markup.ts';
import { nameOf } from './sentence.ts';

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
