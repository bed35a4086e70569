import type { Coverage } from '../domain/coverage.ts';
import { counted, shortened } from '../shared/text.ts';
import { type CoverageOptions, gapWords, HOST_NAMES } from './coverage-words.ts';
import { fitting } from './fitting.ts';
import { code, folded, row, table } from './markdown.ts';
import { asMarkdown } from './text.ts';

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

export function coverageSection(coverage: Coverage, options: CoverageOptions): CoverageSection {
  const { inventory, skipped, notSelected, orphans } = coverage;
  const host = HOST_NAMES[inventory.host];
  return {
    numbers: [
      '### Coverage',
      ...(inventory.pages === 0 ? [] : [countsTable(coverage, options)]),
      proofOf(coverage, options),
    ],
    gaps: gapsTable(coverage, options),
    others: [
      ...names(
        `Not selected, of what ${host} lists`,
        notSelected.map(({ path }) => path),
      ),
      ...names(
        `Archived at ${host}, and left as they are`,
        skipped.map(({ path }) => path),
      ),
      ...names(
        `Listed by GitProtect, but not by ${host}: deleted, renamed or moved there, perhaps; nothing was changed because of it`,
        orphans.map(({ name }) => name),
      ),
    ],
  };
}

function countsTable({ inventory, gaps, covered, skipped, notSelected }: Coverage, options: CoverageOptions): string {
  const { host, owner, repositories } = inventory;
  const rows = [
    ['In its list', repositories.length],
    ...(notSelected.length === 0 ? [] : [['Not selected', notSelected.length]]),
    ...(skipped.length === 0 ? [] : [['Archived, skipped', skipped.length]]),
    ['Proved to be protected (licensed, and in the backup plans)', covered],
    [
      gaps.length === 0
        ? 'Not proved to be protected'
        : `${options.fails ? '❌' : '⚠️'} **Not proved to be protected**`,
      gaps.length,
    ],
  ];
  const heads = [`Repositories of ${code(owner)} at ${HOST_NAMES[host]}`, 'Count'];
  return table(
    heads,
    rows.map((cells) => row(cells.map(String))),
  );
}

function gapsTable({ gaps, inventory }: Coverage, options: CoverageOptions): readonly string[] {
  if (gaps.length === 0) return [];
  const rows = gaps.slice(0, MAX_ROWS).map(({ repository, reason }) => {
    return row([code(repository.path), asMarkdown(gapWords(reason, options).why)]);
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

/** What shows that the host has no other repository; or why that is not shown. */
function proofOf({ inventory }: Coverage, { worded }: CoverageOptions): string {
  const { host, repositories, pages, total, incomplete } = inventory;
  const name = HOST_NAMES[host];
  if (incomplete !== undefined)
    return `> ⚠️ **The list of ${name} is not proved to be complete**: ${asMarkdown(shortened(incomplete, 1000))}. ${name} may have more repositories than this report knows.`;
  const ownCount = total === undefined ? '' : ` and ${name} itself counts ${String(total)},`;
  return `**Proof of completeness:** ${name} gave ${counted(repositories.length, 'repository', 'repositories')} on ${counted(pages, 'page')},${ownCount} every page was read, no repository came twice, and ${name} itself marked the end of its list, as far as <code>${worded('host-token')}</code> may see it.`;
}

function names(heading: string, all: readonly string[]): readonly string[] {
  if (all.length === 0) return [];
  const shown = fitting(all.slice(0, MAX_NAMES).map(code), MAX_NAMES_BYTES, 2);
  const rest = all.length > shown.length ? ` and ${String(all.length - shown.length)} more` : '';
  return folded(`${heading} (${String(all.length)})`, [`${shown.join(', ')}${rest}`]);
}
