import { counted, shortened, upperFirst } from '../../shared/text.ts';
import type { RunResult } from '../run-result.ts';
import { type Html, markup, NOTHING } from './markup.ts';
import type { Reason } from './reasons.ts';
import { countedRows, type Rows } from './rows.ts';
import { sentence } from './sentence.ts';
import { nameList } from './table.ts';

/** Nobody reads more reasons; the table has all of them. */
const MAX_REASONS = 200;

/** So many names of each reason stand here; the table has all. */
const MAX_NAMES = 50;

const MAX_TEXT_LENGTH = 2000;

/** What is not proved to be as asked, by reason, with what to do about it. */
export interface NotProved {
  readonly section: Html;
  /** Where each reason is explained. */
  readonly anchors: ReadonlyMap<Reason, string>;
}

export function notProvedSection(all: Rows, run: RunResult): NotProved {
  const { rows, reasons, provedCount } = all;
  const found = reasons.all();
  const shown = found.slice(0, MAX_REASONS);
  const anchors = new Map(shown.map(({ reason }, index) => [reason, `reason-${String(index + 1)}`]));
  const rest = found.length - shown.length;
  const asked = askedFor(run);
  const count = rows.length - provedCount;
  const section = markup`
<section aria-labelledby="not-proved">
<h2 id="not-proved">Not proved to be ${asked}</h2>
<p>${count === 0 ? nothingMissing(all, asked) : markup`<strong>${count} of ${countedRows(all)}</strong>, by reason:`}</p>
${shown.map(({ reason, names }) => reasonBlock(reason, names, anchors.get(reason) ?? ''))}
${rest === 0 ? NOTHING : markup`<p>… and ${counted(rest, 'reason')} more, in the table of all repositories.</p>`}
</section>
`;
  return { section, anchors };
}

/** What a run is asked for, in a few words. */
export function askedFor({ state, plans }: RunResult): string {
  if (state === 'present') return 'protected';
  if (state === 'removed') return 'removed from GitProtect';
  return plans.length === 0 ? 'out of every backup plan' : 'out of the backup plans';
}

function nothingMissing(all: Rows, asked: string): string {
  const count = all.rows.length;
  if (count === 0) return 'This run looked at no repository.';
  return `None: ${count === 1 ? 'the only one' : `each of the ${countedRows(all)}`} of this page is proved to be ${asked}.`;
}

function reasonBlock(
  { heading, message, isOfOne, remedy, isFailure }: Reason,
  names: readonly string[],
  anchor: string,
): Html {
  const rest = names.length - MAX_NAMES;
  const example = names.length > 1 && isOfOne ? `For example: ${message}` : upperFirst(message);
  const lines = message === '' ? [] : example.split('\n');
  return markup`<article class="reason${isFailure ? '' : ' uncertain'}" id="${anchor}" aria-labelledby="${anchor}-title">
<h3 id="${anchor}-title">${heading} <span class="muted">(${names.length})</span></h3>
${lines.map((line) => markup`<p>${sentence(shortened(line, MAX_TEXT_LENGTH))}</p>`)}
<p><strong>What to do:</strong> ${sentence(upperFirst(remedy))}</p>
${nameList(names.slice(0, MAX_NAMES).map((name) => shortened(name)))}
${rest > 0 ? markup`<p>… and ${rest} more<span class="jump">: <a class="jump" href="#all" data-search="${heading}">show all in the table</a></span></p>` : NOTHING}
</article>
`;
}
