import type { PlanResult } from '../../domain/resource-result.ts';
import { counted, shortened } from '../../shared/text.ts';
import { type Html, markup, EMPTY, type Part } from './markup.ts';
import type { Reason } from './reasons.ts';
import { nameOf } from './sentence.ts';
import type { RunResult } from '../run-result.ts';
import { type Row, type Rows, transition } from './rows.ts';

/** More plans than these would make a row too long: how many are in which state is shown instead. */
const MAX_PLANS = 5;

/** A stream is quick with pieces of about so many characters. */
const PIECE_LENGTH = 64 * 1024;

/** So many of them are named in each state. */
const MAX_NAMED = 10;

type Anchors = ReadonlyMap<Reason, string>;

/** The table of all repositories, in pieces. @param anchors where the page explains a reason */
export function* repositoryTable(
  { rows, provedCount, hasUnclear }: Rows,
  anchors: Anchors,
  { state }: RunResult,
): Generator<string> {
  // What left its backup plans is as asked, but nobody would call it proved to be safe.
  const isPresent = state === 'present';
  const [yes, no] = isPresent ? ['Proved', 'Not proved'] : ['As asked', 'Not as asked, or not proved'];
  const heads = ['Repository', yes, 'Result and reason', 'License', 'Backup plans', 'ID in GitProtect'];
  yield String(markup`
<section>
<h2 id="all">All repositories</h2>
<div class="controls" id="controls" hidden>
<label for="search">Find a name, reason, plan or ID<input id="search" type="search" autocomplete="off"></label>
<label for="which">Show<select id="which" autocomplete="off">
<option value="">All (${rows.length})</option>
<option value="n">${no} (${rows.length - provedCount})</option>
<option value="y">${yes} (${provedCount})</option>
</select></label>
</div>
<p class="muted" id="count" role="status">${counted(rows.length, 'row')}</p>
<div class="scroll" role="region" aria-labelledby="all" tabindex="0">
<table id="repositories">
<caption>${yes}: GitProtect reported all that was asked for, when it was read last.${isPresent ? ' That is the license and the backup plans, not a backup.' : ''}${hasUnclear ? ' Rows without an ID stand for what only the Git host lists, or what cannot be told apart: of such a name there may be several rows.' : ''} In “inactive → active” the first is what was found, the second what became of it.</caption>
<thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
`);
  yield* joined(rowsInHtml(rows, anchors));
  yield String(markup`</tbody>
</table>
</div>
<nav id="pages" aria-label="Pages of the table" hidden>
<button type="button" id="previous">Previous</button><span id="page"></span><button type="button" id="next">Next</button>
</nav>
</section>
`);
}

function* rowsInHtml(rows: readonly Row[], anchors: Anchors): Generator<string> {
  const known = new Map<string, Html>();
  // Most rows have the same few states: each is escaped once.
  const once = (key: string, make: () => Html): Html => {
    const cell = known.get(key) ?? make();
    known.set(key, cell);
    return cell;
  };
  for (const { kind, name, id, isProved, result, reasons, license, plans, errors } of rows) {
    const cells = [
      markup`<td>${isProved ? 'yes' : 'no'}`,
      markup`<td>${once(`result ${result}`, () => markup`${result}`)}${reasons.map((each) => reasonPart(each, result, anchors))}`,
      once(`license ${license}`, () => markup`<td>${license}`),
      markup`<td>${plansPart(plans, once)}`,
      markup`<td class="id">${id === '' ? '–' : id}`,
    ];
    const head = markup`<th scope="row">${kind === 'project' ? 'project ' : ''}${nameOf(name)}`;
    const tag = isProved
      ? markup`<tr>`
      : markup`<tr class="n"${errors === '' ? EMPTY : markup` data-errors="${errors}"`}>`;
    yield `${String(tag)}${String(head)}${cells.join('')}\n`;
  }
}

function reasonPart(reason: Reason, result: string, anchors: Anchors): Part {
  const anchor = anchors.get(reason);
  if (anchor === undefined) return markup`: ${reason.heading}: ${shortened(reason.message, 200)}`;
  const link = markup`<a href="#${anchor}">${reason.heading}</a>`;
  // A gap's result and reason are the same words.
  return reason.heading === result ? markup` (<a href="#${anchor}">what to do</a>)` : markup`: ${link}`;
}

function plansPart(plans: readonly PlanResult[], once: (key: string, make: () => Html) => Html): Part {
  if (plans.length === 0) return '–';
  if (plans.length > MAX_PLANS) {
    const states = [...Map.groupBy(plans, transition)];
    return lines(
      states.map(([state, of]) => {
        const names = of.slice(0, MAX_NAMED).map(({ change: { plan } }) => shortened(plan.name ?? plan.id));
        const rest = of.length - names.length;
        const named = names.map((name, index) => [index === 0 ? '' : ', ', nameOf(name)]);
        return markup`${counted(of.length, 'plan')} ${state}: ${named}${rest > 0 ? ` and ${String(rest)} more` : ''}`;
      }),
    );
  }
  return lines(
    plans.map((each) => {
      const { id, name } = each.change.plan;
      const state = transition(each);
      return once(`plan ${id} ${state}`, () => markup`${nameOf(shortened(name ?? id))}: ${state}`);
    }),
  );
}

function lines(parts: readonly Html[]): Part {
  return parts.map((part, index) => markup`${index === 0 ? EMPTY : markup`<br>`}${part}`);
}

/** Texts in fewer and longer pieces. */
function* joined(texts: Iterable<string>): Generator<string> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
