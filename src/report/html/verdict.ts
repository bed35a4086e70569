import { counted, label, someOf, upperFirst } from '../../shared/text.ts';
import { VERSION } from '../../shared/version.ts';
import { HOST_NAMES } from '../coverage-words.ts';
import { headline, levelOf } from '../headline.ts';
import { lastRunsByAge } from '../plan-trouble.ts';
import type { RunResult } from '../run-result.ts';
import { plansOf } from '../subjects.ts';
import { withPeriod } from '../to-do.ts';
import { lastRunOf } from '../words.ts';
import { LIMITS_IN_SHORT } from './limits.ts';
import { type Html, markup, EMPTY, type Part } from './markup.ts';
import { askedFor } from './not-proved.ts';
import { countedRows, type Rows } from './rows.ts';
import { nameOf, sentence } from './sentence.ts';

const MAX_WARNINGS = 50;

/** So many names are told beside the verdict; sections have all. */
const MAX_NAMES = 5;

/** So many lines of a selection are shown; JSON has all. */
const MAX_LINES = 50;

/** How the run ended, when and against what it was read. */
export function verdictSection(run: RunResult, rows: Rows): Html {
  const [kind, word] = wordOf(run);
  const rest = rows.rows.length - rows.provedCount;
  return markup`
<div class="verdict ${kind}">
<p class="word ${kind}">${word}</p>
<p>${sentence(headline(run))}.</p>
${rest === 0 ? EMPTY : markup`<p><a href="#not-proved">${rest} of ${countedRows(rows)}: not proved to be ${askedFor(run)}, and why</a></p>`}
${besides(run).map(
  (each) => markup`<p>${each}</p>
`,
)}
<p>${LIMITS_IN_SHORT}</p>
</div>
${warningList(run)}
<dl>
${factsOf(run).map(
  ([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>
`,
)}</dl>
`;
}

/** Green is for what is protected, and only where nothing is known to speak against it. */
function wordOf(run: RunResult): readonly [kind: string, word: string] {
  const { verdict, state, plans } = run;
  const level = levelOf(run);
  if (level === 'bad') return [level, 'Failed'];
  if (level === 'attention') return [level, 'Needs attention'];
  if (state !== 'present') return ['neutral', upperFirst(`${askedFor(run)}, as asked`)];
  const isUnknown = plans.some(({ id }) => verdict.healths.get(id) !== 'healthy');
  return isUnknown || verdict.resources.length === 0 ? ['attention', 'Passed'] : ['good', 'Passed'];
}

/** What a reader of the verdict must not overlook: how old the backups are, and what was not looked at. */
function besides(run: RunResult): readonly Part[] {
  const { state, coverage } = run;
  const { inventory, notSelected = [], skipped = [], missingAtHost = [] } = coverage?.found ?? {};
  if (state !== 'present')
    return ['What left a backup plan is not backed up by that plan any more. Nothing here shows that it is protected.'];
  const host = inventory === undefined ? '' : HOST_NAMES[inventory.host];
  const all = counted(inventory?.repositories.length ?? 0, 'repository', 'repositories');
  const ofHost = (count: number, what: string, names: readonly string[]): readonly Part[] =>
    count === 0 ? [] : [markup`<a href="#coverage">${count}${what}</a>: ${sentence(someOf(names, MAX_NAMES))}.`];
  const listed = inventory?.incomplete === undefined ? 'the list' : 'what was read of the list';
  return [
    ...agesOf(run),
    ...ofHost(
      notSelected.length,
      ` of ${all} at ${host} ${notSelected.length === 1 ? 'was' : 'were'} not selected`,
      notSelected.map(({ path }) => path),
    ),
    ...ofHost(
      skipped.length,
      ` archived at ${host}, and left as ${skipped.length === 1 ? 'it is' : 'they are'}`,
      skipped.map(({ path }) => path),
    ),
    ...(inventory?.pages === 0
      ? []
      : ofHost(
          missingAtHost.length,
          ` of GitProtect, but not in ${listed} of ${host}`,
          missingAtHost.map(({ name }) => name),
        )),
  ];
}

/** How long ago the last runs were: without a limit even very old ones count as healthy. */
function agesOf({ plans, maxBackupAgeHours, laterNow, worded }: RunResult): readonly Part[] {
  const [first, ...others] = lastRunsByAge(plans);
  const unknown = plans.filter(({ lastRun }) => lastRun?.finishedAt === undefined);
  const notReported =
    unknown.length === 0
      ? []
      : [sentence(`GitProtect does not report when backup plan ${someOf(unknown.map(label), MAX_NAMES)} ran last.`)];
  if (first === undefined) return notReported;
  const ofPlan = `of backup plan ${label(first.plan)}`;
  const which = others.length === 0 ? `Last run ${ofPlan}` : `Oldest last run, that ${ofPlan}`;
  const checked =
    maxBackupAgeHours === undefined
      ? `its age was not checked (${worded('max-backup-age')} is not given)`
      : `${worded('max-backup-age')} allows ${counted(maxBackupAgeHours, 'hour')}`;
  return [sentence(`${which}: ${lastRunOf(first.plan.lastRun, laterNow)}; ${checked}.`), ...notReported];
}

/** What else is to be done: of what is not proved, and of coverage, sections tell. */
function warningList(run: RunResult): Html {
  const all = run.toDo.filter(({ source }) => source === 'run');
  const rest = all.length - MAX_WARNINGS;
  const shown = all
    .slice(0, MAX_WARNINGS)
    .map(
      ({ title, text, remedy }) =>
        markup`<li><strong>${title}:</strong> ${sentence(`${withPeriod(upperFirst(text))} What to do: ${remedy}`)}</li>`,
    );
  if (shown.length === 0) return EMPTY;
  return markup`<ul>${shown}${rest > 0 ? markup`<li>… and ${counted(rest, 'warning')} more</li>` : EMPTY}</ul>`;
}

function factsOf(run: RunResult): readonly (readonly [string, Part])[] {
  const { organization, server, program, startedAt, now, coverage, passedOver } = run;
  const inventory = coverage?.found.inventory;
  const [start, end] = [timeOf(new Date(startedAt)), timeOf(new Date(now))];
  return [
    ['GitProtect', server],
    ['Organization', [nameOf(organization.name), ' ', markup`<span class="id">${organization.id}</span>`]],
    ['Read', [start, ' to ', end, ' UTC']],
    ['Kind of run', kindOf(run)],
    ['Asked for', sentence(requestOf(run))],
    ['Selected', selectedIn(run)],
    ['Git host', inventory === undefined ? 'Not asked' : [HOST_NAMES[inventory.host], ', ', nameOf(inventory.owner)]],
    ...(passedOver.length === 0
      ? []
      : [
          [
            'Passed over',
            [
              `${String(passedOver.length)}, which GitProtect marks as removed at the Git host: `,
              sentence(someOf(passedOver.map(({ name }) => name))),
            ],
          ] as const,
        ]),
    [upperFirst(program), `Version ${VERSION}`],
  ];
}

function kindOf({ dryRun, verdict }: RunResult): string {
  if (dryRun) return 'Dry run: nothing was changed';
  if (!verdict.changed) return 'Live run: nothing was changed';
  return 'Live run: changes were made, and count as proved only where GitProtect reported them afterwards';
}

/** The lines of the selection, what is left out last. */
function selectedIn({ selection: { repository, project } }: RunResult): Part {
  const kinds = [linesIn(repository, ''), linesIn(project, 'projects ')].filter((each) => each !== EMPTY);
  return kinds.map((each, index) => [index === 0 ? '' : '; ', each]);
}

function linesIn(lines: readonly string[], what: string): Html {
  if (lines.length === 0) return EMPTY;
  const out = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const without = out.length === 0 ? '' : [', without ', codes(out)];
  return markup`${what}${codes(lines.filter((line) => !line.startsWith('!')))}${without}`;
}

function codes(lines: readonly string[]): Part {
  const rest = lines.length - MAX_LINES;
  const shown = lines
    .slice(0, MAX_LINES)
    .map((line, index) => [index === 0 ? '' : ', ', markup`<code>${nameOf(line)}</code>`]);
  return [shown, rest > 0 ? ` and ${counted(rest, 'more line')}` : ''];
}

function requestOf(run: RunResult): string {
  if (run.state === 'present') return `An active license, and ${plansOf(run)}`;
  if (run.state === 'removed') return 'To be removed from GitProtect';
  return run.plans.length === 0 ? 'To be in no backup plan, and without a license' : `To be out of ${plansOf(run)}`;
}

function timeOf(date: Date): Html {
  return markup`<time datetime="${date.toISOString()}">${secondsOf(date)}</time>`;
}

/** `2026-11-19 02:00:07`, in UTC. */
export function secondsOf(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}
