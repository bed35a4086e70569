import { isTroubled } from '../../domain/plan-health.ts';
import { counted, shortened, upperFirst } from '../../shared/text.ts';
import type { RunResult } from '../run-result.ts';
import { inTrouble, notShownWell } from '../plan-trouble.ts';
import { clipped } from '../text.ts';
import { withPeriod } from '../to-do.ts';
import { type Html, markup, EMPTY, type Part } from './markup.ts';
import type { Reason } from './reasons.ts';
import { countedRows, type Rows } from './rows.ts';
import { sentence } from './sentence.ts';
import { nameList } from './table.ts';

/** Nobody reads more reasons; the table has all of them. */
const MAX_REASONS = 200;

/** So many names of each reason stand here; the table has all. */
const MAX_NAMES = 50;

/** So many plans are told of here; the table of plans has all. */
const MAX_PLANS = 5;

const MAX_TEXT_LENGTH = 2000;

/** What is not proved to be as asked, by reason, with what to do about it. */
interface NotProved {
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
<p>${count === 0 ? nothingMissing(all, run) : markup`<strong>${count} of ${countedRows(all)}</strong>${countsOf(all)}, by reason:`}</p>
${shown.map(({ reason, names }) => reasonBlock(reason, names, anchors.get(reason) ?? ''))}
${rest === 0 ? EMPTY : markup`<p>… and ${counted(rest, 'reason')} more, in the table of all repositories.</p>`}
</section>
`;
  return { section, anchors };
}

/** What the rows stand for, where some are not GitProtect's. */
function countsOf({ rows, hostCount, hasUnclear }: Rows): string {
  if (hostCount === 0) return '';
  const [listed, others] = [String(rows.length - hostCount), String(hostCount)];
  return hasUnclear
    ? ` of the table below (${listed} for what GitProtect lists, ${others} for what only the Git host lists or what cannot be told apart)`
    : ` (${listed} in GitProtect, ${others} that only the Git host has in its list)`;
}

/** What a run is asked for, in a few words. */
export function askedFor({ state, plans }: RunResult): string {
  if (state === 'present') return 'protected';
  if (state === 'removed') return 'removed from GitProtect';
  return plans.length === 0 ? 'out of every backup plan' : 'out of the backup plans';
}

function nothingMissing(all: Rows, run: RunResult): Part {
  const count = all.rows.length;
  if (count === 0) return 'This run looked at no repository.';
  const each = count === 1 ? 'the only one' : `each of the ${countedRows(all)}`;
  if (run.state !== 'present') return `None: ${each} is proved to be ${askedFor(run)}.`;
  const hasProjects = all.rows.some(({ kind }) => kind === 'project');
  const be = hasProjects ? 'attached to what was asked for' : 'licensed and attached to what was asked for';
  return markup`None: ${each} is proved to be ${be}. ${planTrouble(run)}`;
}

/** Attached to a plan is no backup: what of the plans is not well, or not known. */
function planTrouble(run: RunResult): Part {
  const { plans, verdict } = run;
  const { healths } = verdict;
  const bad = plans.filter(({ id }) => isTroubled(healths.get(id)));
  const parts = [
    ...bad.slice(0, MAX_PLANS).map((plan) => inTrouble(plan, healths.get(plan.id) ?? 'unknown', run)),
    ...(bad.length > MAX_PLANS ? [`${counted(bad.length - MAX_PLANS, 'more backup plan')} not well`] : []),
    ...notShownWell(run),
  ];
  if (parts.length === 0) return EMPTY;
  return markup`<strong class="attention">But that is not enough for backups:</strong> ${sentence(parts.join('; '))}. See <a href="#plans">Backup plans</a>.`;
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
${lines.map((line) => markup`<p>${sentence(withPeriod(shortened(line, MAX_TEXT_LENGTH)))}</p>`)}
<p><strong>What to do:</strong> ${sentence(withPeriod(upperFirst(remedy)))}</p>
${nameList(names.slice(0, MAX_NAMES).map(clipped))}
${rest > 0 ? markup`<p>… and ${rest} more<span class="jump">: <a class="jump" href="#all" data-search="${heading}">show all in the table</a></span></p>` : EMPTY}
</article>
`;
}
