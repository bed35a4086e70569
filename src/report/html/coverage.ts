import type { Coverage } from '../../domain/coverage.ts';
import { upperFirst } from '../../shared/text.ts';
import type { CoverageReport, GapInWords } from '../coverage.ts';
import type { RunResult } from '../run-result.ts';
import { withPeriod } from '../to-do.ts';
import { coverageCounts, namedInCoverage, proofOf } from '../coverage-facts.ts';
import { HOST_NAMES } from '../coverage-words.ts';
import { clipped } from '../text.ts';
import { type Html, markup, EMPTY, type Part } from './markup.ts';
import { nameOf, sentence } from './sentence.ts';
import { namesBelow, htmlTable } from './table.ts';

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

function contentsOf({ found: coverage, gaps }: CoverageReport, run: RunResult): Html {
  const named = namedInCoverage(coverage);
  return markup`${proofInHtml(coverage, run)}
${countTable(coverage)}
${gapTable(gaps)}
${named.map(({ heading, names }) => namesBelow(heading, names.map(clipped)))}`;
}

function proofInHtml({ inventory }: Coverage, { worded }: RunResult): Html {
  const { isComplete, statement, evidence, limit } = proofOf(inventory, worded('host-token'));
  const kind = isComplete ? 'good' : 'bad';
  const toDo = isComplete ? EMPTY : markup` <strong>What to do:</strong> correct that, and run again.`;
  return markup`<p><strong class="${kind}">${statement}</strong> ${sentence(withPeriod(evidence))} ${limit}${toDo}</p>`;
}

function countTable(coverage: Coverage): Html {
  const counts = coverageCounts(coverage);
  if (counts.length === 0) return EMPTY;
  const { owner, host } = coverage.inventory;
  const caption = markup`Repositories of ${nameOf(owner)} at ${HOST_NAMES[host]}`;
  return htmlTable(
    caption,
    ['Repositories', 'Count'],
    counts.map(({ label, count }) => [label, count]),
  );
}

function gapTable(gaps: readonly GapInWords[]): Html {
  if (gaps.length === 0) return EMPTY;
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
  return htmlTable(caption, ['Why', 'Count', 'What to do'], rows);
}
