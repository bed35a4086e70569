import type { Coverage } from '../domain/coverage.ts';
import { counted, shortened } from '../shared/text.ts';
import { type CoverageCount, coverageCounts, namedInCoverage, proofOf } from './coverage-facts.ts';
import { type CoverageOptions, gapWords, HOST_NAMES } from './coverage-words.ts';
import { fitting } from './fitting.ts';
import { asMarkdown, code, folded, row, table } from './markdown.ts';
import { withRest } from './text.ts';
import { withPeriod } from './to-do.ts';

/** Nobody reads more, and GitHub shows 1 MiB of a summary. */
const MAX_ROWS = 500;
const MAX_ROW_BYTES = 64 * 1024;
const MAX_NAMES = 2000;
const MAX_NAMES_BYTES = 24 * 1024;

/** What a summary says of coverage, as blocks of Markdown. */
export interface CoverageSection {
  /** What the host has, how much of it is protected, and what proves it. */
  readonly numbers: readonly string[];
  /** What is not proved to be protected, folded. */
  readonly gaps: readonly string[];
  /** What is left as it is, folded. */
  readonly others: readonly string[];
}

export function coverageInSummary(coverage: Coverage, options: CoverageOptions): CoverageSection {
  const counts = coverageCounts(coverage);
  return {
    numbers: [
      '### Coverage',
      ...(counts.length === 0 ? [] : [countsTable(counts, coverage, options)]),
      proofInMarkdown(coverage, options),
    ],
    gaps: gapsTable(coverage, options),
    others: namedInCoverage(coverage).flatMap(({ heading, names: all }) => names(heading, all)),
  };
}

function countsTable(
  counts: readonly CoverageCount[],
  { inventory: { host, owner } }: Coverage,
  { fails }: CoverageOptions,
): string {
  const heads = [`Repositories of ${code(owner)} at ${HOST_NAMES[host]}`, 'Count'];
  const rows = counts.map(({ label, count, areGaps }) => {
    return row([areGaps && count > 0 ? `${fails ? '❌' : '⚠️'} **${label}**` : label, String(count)]);
  });
  return table(heads, rows);
}

function gapsTable({ gaps, inventory }: Coverage, options: CoverageOptions): readonly string[] {
  if (gaps.length === 0) return [];
  const rows = gaps.slice(0, MAX_ROWS).map((gap) => {
    return row([code(gap.repository.path), asMarkdown(gapWords(gap, options).why)]);
  });
  const shown = fitting(rows, MAX_ROW_BYTES);
  const rest = gaps.length - shown.length;
  const heading = `Repositories at ${HOST_NAMES[inventory.host]} that are not proved to be protected (${String(gaps.length)})`;
  return folded(heading, [
    table(['Repository', 'Why it is not proved to be protected'], shown),
    ...(rest === 0
      ? []
      : [
          `… and ${counted(rest, 'repository', 'repositories')} more (<code>${options.worded('report-file')}</code> gives each one).`,
        ]),
  ]);
}

function proofInMarkdown({ inventory }: Coverage, { worded }: CoverageOptions): string {
  const { isComplete, statement, evidence, limit } = proofOf(inventory, worded('host-token'));
  const [first, ...rest] = [statement, withPeriod(shortened(evidence, 1000)), limit].map(asMarkdown);
  const text = [`**${first ?? ''}**`, ...rest].join(' ');
  return isComplete ? text : `> ⚠️ ${text}`;
}

function names(heading: string, all: readonly string[]): readonly string[] {
  const shown = fitting(all.slice(0, MAX_NAMES).map(code), MAX_NAMES_BYTES, 2);
  return folded(`${heading} (${String(all.length)})`, [withRest(shown, all.length)]);
}
