import type { Coverage } from '../domain/coverage.ts';
import { counted, shortened } from '../shared/text.ts';
import { GAPS, HOST_NAMES } from './coverage-words.ts';
import { fitting } from './fitting.ts';
import { code, row, table } from './markdown.ts';
import { asMarkdown } from './text.ts';

/** Nobody reads more, and GitHub shows 1 MiB of a summary. */
const MAX_ROWS = 500;
const MAX_ROW_BYTES = 64 * 1024;
const MAX_NAMES = 50;

/** The summary's section about coverage, as blocks of Markdown: what the host has, what is protected, and what proves it. */
export function coverageSection(coverage: Coverage, worded: (text: string) => string): readonly string[] {
  const { inventory, skipped, orphans } = coverage;
  const host = HOST_NAMES[inventory.host];
  const others = orphans.map(({ name }) => code(name));
  return [
    '### Coverage',
    ...(inventory.pages === 0 ? [] : [countsTable(coverage)]),
    ...gapsTable(coverage, worded),
    proofOf(coverage, worded),
    ...(skipped.length === 0
      ? []
      : [`Archived at ${host}, and left as they are: ${firstOf(skipped.map(({ path }) => code(path)))}.`]),
    ...(others.length === 0
      ? []
      : [
          `Listed by GitProtect, but not by ${host} (deleted, renamed or moved there, perhaps; nothing was changed because of it): ${firstOf(others)}.`,
        ]),
  ];
}

function countsTable({ inventory, gaps, covered, skipped }: Coverage): string {
  const { host, owner, repositories } = inventory;
  const others = repositories.length - covered - gaps.length - skipped.length;
  const rows = [
    ['In its list', repositories.length],
    ...(others === 0 ? [] : [['Not selected', others]]),
    ...(skipped.length === 0 ? [] : [['Archived, skipped', skipped.length]]),
    ['Proved to be protected (licensed, and in the backup plans)', covered],
    [gaps.length === 0 ? 'Not proved' : '❌ **Not proved**', gaps.length],
  ];
  const heads = [`Repositories of ${code(owner)} at ${HOST_NAMES[host]}`, 'Count'];
  return table(
    heads,
    rows.map((cells) => row(cells.map(String))),
  );
}

function gapsTable({ gaps, inventory }: Coverage, worded: (text: string) => string): string[] {
  if (gaps.length === 0) return [];
  const rows = gaps.slice(0, MAX_ROWS).map(({ repository, reason }) => {
    return row([code(repository.path), asMarkdown(GAPS[reason].why)]);
  });
  const reasons = [...new Set(gaps.map(({ reason }) => reason))];
  const shown = fitting(rows, MAX_ROW_BYTES);
  const rest = gaps.length - shown.length;
  return [
    table([`Not proved to be protected at ${HOST_NAMES[inventory.host]}`, 'Why'], shown),
    ...(rest === 0
      ? []
      : [
          `… and ${counted(rest, 'repository', 'repositories')} more (<code>${worded('report-file')}</code> gives each one).`,
        ]),
    reasons
      .map((reason) => `- ${asMarkdown(GAPS[reason].why)}: **${asMarkdown(worded(GAPS[reason].remedy))}**`)
      .join('\n'),
  ];
}

/** What shows that the host has no other repository; or why that is not shown. */
function proofOf({ inventory }: Coverage, worded: (text: string) => string): string {
  const { host, repositories, pages, total, incomplete } = inventory;
  const name = HOST_NAMES[host];
  if (incomplete !== undefined)
    return `> ⚠️ **The list of ${name} is not proved to be complete**: ${asMarkdown(shortened(incomplete, 1000))}. ${name} may have more repositories than this report knows.`;
  const ownCount = total === undefined ? '' : ` and ${name} itself counts ${String(total)},`;
  return `**Proof of completeness:** ${name} gave ${counted(repositories.length, 'repository', 'repositories')} on ${counted(pages, 'page')},${ownCount} every page was read, no repository came twice, and ${name} itself marked the end of its list, as far as <code>${worded('host-token')}</code> may see it.`;
}

function firstOf(names: readonly string[]): string {
  const rest = names.length > MAX_NAMES ? ` and ${String(names.length - MAX_NAMES)} more` : '';
  return `${names.slice(0, MAX_NAMES).join(', ')}${rest}`;
}
