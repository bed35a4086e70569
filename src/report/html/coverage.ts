import type { Coverage } from '../../domain/coverage.ts';
import { counted, upperFirst } from '../../shared/text.ts';
import type { CoverageReport } from '../coverage.ts';
import type { RunResult } from '../run-result.ts';
import { withPeriod } from '../to-do.ts';
import { HOST_NAMES } from '../coverage-words.ts';
import { clipped } from '../text.ts';
import { gapsOf, type PageGap } from './gaps.ts';
import { type Html, markup, NOTHING, type Part } from './markup.ts';
import { sentence } from './sentence.ts';
import { nameOf, namesBelow, tableOf } from './table.ts';

/** What the Git host has, what of it is proved to be protected, and what shows that it has nothing else. */
export function coverageSection(run: RunResult): Html {
  const { coverage, worded } = run;
  return markup`
<section aria-labelledby="coverage">
<h2 id="coverage">Coverage of the Git host</h2>
${coverage === undefined ? notAsked(worded) : contentsOf(coverage, run)}</section>
`;
}

function notAsked(worded: RunResult['worded']): Html {
  return markup`<p><strong>No Git host was asked.</strong> This page shows repositories that GitProtect lists. It does not show whether the Git host has others, which would have no backup. With ${worded('the input host')}, a run asks the Git host itself.</p>
`;
}

function contentsOf({ found: coverage }: CoverageReport, run: RunResult): Html {
  const { inventory, skipped, orphans, notSelected, notInList = [] } = coverage;
  const host = HOST_NAMES[inventory.host];
  const archived = skipped.map(({ path }) => clipped(path));
  const others = notSelected.map(({ path }) => clipped(path));
  const unread = inventory.pages === 0 ? [] : notInList.map(({ name }) => clipped(name));
  const missing = orphans.map(({ name }) => clipped(name));
  return markup`${proofOf(coverage)}
${inventory.pages === 0 ? NOTHING : countTable(coverage)}
${gapTable(gapsOf(run))}
${namesBelow(`Listed by ${host}, but not selected: the run did not look at them`, others)}
${namesBelow(`Archived at ${host}, and left as they are`, archived)}
${namesBelow(`Listed by GitProtect, but not by ${host} (deleted, renamed or moved there, perhaps; nothing was changed because of it)`, missing)}
${namesBelow(`Listed by GitProtect, but not in what was read of the list of ${host}, which is not complete (${host} may have them or not)`, unread)}`;
}

/** What shows that the host has no other repository; or why that is not shown. */
function proofOf({ inventory }: Coverage): Html {
  const { host, repositories, pages, total, incomplete } = inventory;
  const name = HOST_NAMES[host];
  if (incomplete !== undefined)
    return markup`<p><strong class="bad">The list of ${name} is not proved to be complete.</strong> ${name} may have more repositories than this page knows: ${sentence(withPeriod(incomplete))} <strong>What to do:</strong> correct that, and run again.</p>`;
  const ownCount = total === undefined ? '' : ` ${name} itself counts ${String(total)}.`;
  return markup`<p><strong class="good">The list of ${name} is complete, as far as the token of the run may see.</strong> ${name} gave ${counted(repositories.length, 'repository', 'repositories')} on ${counted(pages, 'page')}.${ownCount} Every page was read, no repository came twice, and ${name} itself marked the end of its list. What the token may not see is not in it, and this page cannot show whether there is such a thing.</p>`;
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

function gapTable(all: readonly PageGap[]): Html {
  const gaps = all.map(({ words }) => words);
  if (gaps.length === 0) return NOTHING;
  const failed = gaps.filter(({ hasFailed }) => hasFailed).length;
  const others = Map.groupBy(
    gaps.filter(({ hasFailed }) => !hasFailed),
    ({ why }) => why,
  );
  const rows: readonly (readonly Part[])[] = [
    ...(failed === 0
      ? []
      : [['This run failed for it', failed, markup`See <a href="#not-proved">the reasons</a>.`] as const]),
    ...[...others].map(([why, of]) => [upperFirst(why), of.length, of[0]?.remedy ?? '']),
  ];
  const caption = 'Not proved to be protected; each of them is in the table of all repositories';
  return tableOf(caption, ['Why', 'Count', 'What to do'], rows);
}
