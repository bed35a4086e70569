import type { Coverage } from '../../domain/coverage.ts';
import { counted, upperFirst } from '../../shared/text.ts';
import type { CoverageReport, GapInWords } from '../coverage.ts';
import { HOST_NAMES } from '../coverage-words.ts';
import type { RunResult } from '../run-result.ts';
import { clipped } from '../text.ts';
import { type Html, markup, NOTHING } from './markup.ts';
import { sentence } from './sentence.ts';
import { nameOf, namesBelow, tableOf } from './table.ts';

/** What the Git host has, what of it is proved to be protected, and what shows that it has nothing else. */
export function coverageSection({ coverage, worded }: RunResult): Html {
  return markup`
<section aria-labelledby="coverage">
<h2 id="coverage">Coverage of the Git host</h2>
${coverage === undefined ? notAsked(worded) : contentsOf(coverage)}</section>
`;
}

function notAsked(worded: RunResult['worded']): Html {
  return markup`<p><strong>No Git host was asked.</strong> This page shows repositories that GitProtect lists. It does not show whether the Git host has others, which would have no backup. With ${worded('the input host')}, a run asks the Git host itself.</p>
`;
}

function contentsOf({ found: coverage, gaps }: CoverageReport): Html {
  const { inventory, skipped, orphans } = coverage;
  const host = HOST_NAMES[inventory.host];
  const archived = skipped.map(({ path }) => clipped(path));
  const missing = orphans.map(({ name }) => clipped(name));
  return markup`${proofOf(coverage)}
${inventory.pages === 0 ? NOTHING : countTable(coverage)}
${gapTable(gaps)}
${namesBelow(`Archived at ${host}, and left as they are`, archived)}
${namesBelow(`Listed by GitProtect, but not by ${host} (deleted, renamed or moved there, perhaps; nothing was changed because of it)`, missing)}`;
}

/** What shows that the host has no other repository; or why that is not shown. */
function proofOf({ inventory }: Coverage): Html {
  const { host, repositories, pages, total, incomplete } = inventory;
  const name = HOST_NAMES[host];
  if (incomplete !== undefined)
    return markup`<p><strong class="bad">The list of ${name} is not proved to be complete.</strong> ${name} may have more repositories than this page knows: ${sentence(incomplete)}. <strong>What to do:</strong> correct that, and run again.</p>`;
  const ownCount = total === undefined ? '' : ` ${name} itself counts ${String(total)}.`;
  return markup`<p><strong class="good">The list of ${name} is proved to be complete.</strong> ${name} gave ${counted(repositories.length, 'repository', 'repositories')} on ${counted(pages, 'page')}.${ownCount} Every page was read, no repository came twice, and ${name} itself marked the end of its list. What the token of the run may not see is not in it.</p>`;
}

function countTable({ inventory, covered, gaps, skipped, notSelected }: Coverage): Html {
  const rows: readonly (readonly [string, number])[] = [
    ['In its list', inventory.repositories.length],
    ['Proved to be protected (licensed, and in the backup plans)', covered],
    ['Not proved to be protected', gaps.length],
    ...(skipped.length === 0 ? [] : [['Archived, and left as they are', skipped.length] as const]),
    ...(notSelected.length === 0 ? [] : [['Not selected', notSelected.length] as const]),
  ];
  const caption = markup`Repositories of ${nameOf(inventory.owner)} at ${HOST_NAMES[inventory.host]}`;
  return tableOf(caption, ['Repositories', 'Count'], rows);
}

function gapTable(gaps: readonly GapInWords[]): Html {
  if (gaps.length === 0) return NOTHING;
  const rows = [...Map.groupBy(gaps, ({ why }) => why)].map(([why, of]) => [
    upperFirst(why),
    of.length,
    of[0]?.remedy ?? '',
  ]);
  const caption = 'Not proved to be protected; each of them is in the table of all repositories';
  return tableOf(caption, ['Why', 'Count', 'What to do'], rows);
}
