import { counted, label, someOf, upperFirst } from '../../shared/text.ts';
import { VERSION } from '../../shared/version.ts';
import { HOST_NAMES } from '../coverage-words.ts';
import { headline, type Level, levelOf } from '../headline.ts';
import type { RunResult } from '../run-result.ts';
import { withPeriod } from '../to-do.ts';
import { type Html, markup, NOTHING, type Part } from './markup.ts';
import { askedFor } from './not-proved.ts';
import { countedRows, type Rows } from './rows.ts';
import { sentence } from './sentence.ts';
import { nameOf } from './table.ts';

const MAX_WARNINGS = 50;

const WORDS: Readonly<Record<Level, string>> = { good: 'Passed', attention: 'Needs attention', bad: 'Failed' };

/** How the run ended, when and against what it was read. */
export function verdictSection(run: RunResult, rows: Rows): Html {
  const level = levelOf(run);
  const rest = rows.rows.length - rows.provedCount;
  return markup`
<div class="verdict ${level}">
<p class="word ${level}">${WORDS[level]}</p>
<p>${sentence(headline(run))}.</p>
${rest === 0 ? NOTHING : markup`<p><a href="#not-proved">${rest} of ${countedRows(rows)}: not proved to be ${askedFor(run)}, and why</a></p>`}
</div>
${warningList(run)}
<dl>
${factsOf(run).map(
  ([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>
`,
)}</dl>
`;
}

/** What else is to be done: of what is not proved, and of coverage, sections tell. */
function warningList(run: RunResult): Html {
  const told = new Set(
    [...(run.coverage?.toDo ?? []), ...run.verdict.causes.map(({ problem }) => problem)].map(({ title }) => title),
  );
  const all = run.toDo.filter(({ title, level }) => level !== 'note' && !told.has(title));
  const rest = all.length - MAX_WARNINGS;
  const shown = all
    .slice(0, MAX_WARNINGS)
    .map(
      ({ title, text, remedy }) =>
        markup`<li><strong>${title}:</strong> ${sentence(`${withPeriod(upperFirst(text))} What to do: ${remedy}`)}</li>`,
    );
  if (shown.length === 0) return NOTHING;
  return markup`<ul>${shown}${rest > 0 ? markup`<li>… and ${counted(rest, 'warning')} more</li>` : NOTHING}</ul>`;
}

function factsOf(run: RunResult): readonly (readonly [string, Part])[] {
  const { organization, server, startedAt, now, dryRun, coverage, removedAtHost } = run;
  const inventory = coverage?.found.inventory;
  const [start, end] = [timeOf(new Date(startedAt)), timeOf(new Date(now))];
  return [
    ['GitProtect', server],
    ['Organization', [nameOf(organization.name), ' ', markup`<span class="id">${organization.id}</span>`]],
    ['Read', [start, ' to ', end, ' UTC']],
    [
      'Kind of run',
      dryRun ? 'Dry run: nothing was changed' : 'Not a dry run: it changes what differs, and reads the state again',
    ],
    ['Asked for', sentence(requestOf(run))],
    ['Git host', inventory === undefined ? 'Not asked' : [HOST_NAMES[inventory.host], ', ', nameOf(inventory.owner)]],
    ...(removedAtHost === 0
      ? []
      : [['Passed over', `${String(removedAtHost)}, which GitProtect marks as removed at the Git host`] as const]),
    ['Action', `Version ${VERSION}`],
  ];
}

function requestOf({ state, plans }: RunResult): string {
  const named = `${plans.length === 1 ? 'backup plan' : 'backup plans'} ${someOf(plans.map(label))}`;
  if (state === 'present') return `An active license, and ${named}`;
  if (state === 'removed') return 'To be removed from GitProtect';
  return plans.length === 0 ? 'To be in no backup plan, and without a license' : `To be out of ${named}`;
}

function timeOf(date: Date): Html {
  return markup`<time datetime="${date.toISOString()}">${secondsOf(date)}</time>`;
}

/** `2026-11-19 02:00:07`, in UTC. */
export function secondsOf(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}
