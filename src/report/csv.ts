import type { Id } from '../domain/model.ts';
import { printable } from '../shared/text.ts';
import { VERSION } from '../shared/version.ts';
import { type FailedRun, recordOf } from './record.ts';
import type { RunResult } from './run-result.ts';
import { clipped } from './text.ts';

/** Without it spreadsheets take UTF-8 for an encoding of their country. */
const BYTE_ORDER_MARK = '\ufeff';

/** New ones come last, so that what reads columns by their number goes on as it did. */
const HEADS = [
  ...['repository', 'repository-id', 'license', 'plan', 'plan-id', 'plan-status', 'proved', 'error', 'kind'],
  ...['kept-for', 'removal', 'counts', 'organization', 'dry-run', 'read-at', 'server', 'version'],
] as const;

type Cells = Readonly<Partial<Record<(typeof HEADS)[number], string>>>;

/** A repository that is spoken of in no plan has a line, too. */
const NO_PLAN = { id: '', name: null, status: '' };

/**
 * A line for each repository in each backup plan, and for each gap at the Git host (RFC 4180); one for a list of the host
 * that is not complete; and one for each that the run left alone, of which nothing is proved or not. Of the lines of one
 * repository one alone counts.
 */
export function* csvOf(run: RunResult): Generator<string> {
  const { verdict, coverage } = run;
  const ofRun: Cells = {
    organization: run.organization.name,
    'dry-run': String(run.dryRun),
    'read-at': new Date(run.now).toISOString(),
    server: run.server,
    version: VERSION,
  };
  yield BYTE_ORDER_MARK + csvLine(HEADS);
  const gaps = coverage?.gaps ?? [];
  const listedGaps = new Set(gaps.map(({ listed }) => listed));
  for (const result of verdict.ranked) {
    const { kind, id, name, license = '', plans, proved, error = '', removal = '', ...more } = recordOf(result);
    const keptFor = (more['kept-for'] ?? []).map((plan) => plan.name ?? plan.id).join('; ');
    // Where GitProtect's report is proof, and the host shows a gap, the gap counts.
    let counts = !(proved && listedGaps.has(id));
    for (const plan of plans.length === 0 ? [NO_PLAN] : plans) {
      yield lineOf({
        ...{ ...ofRun, repository: name, 'repository-id': id, license, plan: plan.name ?? '', 'plan-id': plan.id },
        ...{ 'plan-status': plan.status, proved: String(proved), error, kind, 'kept-for': keptFor, removal },
        counts: String(counts),
      });
      counts = false;
    }
  }
  const left = { ...ofRun, counts: 'false' };
  for (const kind of ['not-selected', 'skipped'] as const)
    for (const { name } of coverage?.record[kind] ?? []) yield lineOf({ ...left, repository: name, kind });
  for (const { id, name } of run.passedOver)
    yield lineOf({ ...left, repository: name, 'repository-id': id, kind: 'passed-over' });
  const why = coverage?.record.inventory.why;
  if (why !== undefined) yield lineOf({ ...left, proved: 'false', error: why, kind: 'inventory' });
  // A gap counts unless a line above is about the same repository, and says that it is not proved.
  const unproved = new Set<Id | undefined>(
    verdict.ranked.flatMap(({ isProved, resource }) => (isProved ? [] : resource.id)),
  );
  for (const { name, reason, listed } of gaps)
    yield lineOf({
      ...{ ...ofRun, repository: clipped(name), proved: 'false', error: reason, kind: 'gap' },
      counts: String(!unproved.has(listed)),
    });
}

/** One line that names no repository. */
export function* csvOfFailure({ problem, at, dryRun, organization, server }: FailedRun): Generator<string> {
  yield BYTE_ORDER_MARK + csvLine(HEADS);
  yield lineOf({
    ...{ license: 'failed', 'plan-status': 'failed', proved: 'false', error: problem.message, counts: 'false' },
    ...{ organization, server, 'dry-run': String(dryRun), 'read-at': at.toISOString(), version: VERSION },
  });
}

function lineOf(cells: Cells): string {
  return csvLine(HEADS.map((head) => cells[head] ?? ''));
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * One line, for people. Always in quotes, since where decimals have a comma spreadsheets separate cells by `;`. What
 * begins like a formula would be one in a spreadsheet, names being others' to choose: an apostrophe is put before it.
 */
function csvCell(text: string): string {
  const plain = printable(text.replace(/\s+/g, (space) => (/[\r\n]/.test(space) ? '; ' : space)));
  return `"${plain.replace(FORMULA, "'").replaceAll('"', '""')}"`;
}

/** Where a formula would begin: also behind a `;`, which ends a cell in many countries, and with full-width signs. */
const FORMULA = /(?<=^|;)(?=[\s"]*[=+\-@＝＋－＠﹦﹢﹣﹫])/gu;
