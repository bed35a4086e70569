import { VERSION } from '../../shared/version.ts';
import type { RunResult } from '../run-result.ts';
import { coverageSection } from './coverage.ts';
import { documentOf } from './document.ts';
import { limitsSection } from './limits.ts';
import { markup } from './markup.ts';
import { notProvedSection } from './not-proved.ts';
import { planSection } from './plans.ts';
import { repositoryTable } from './repositories.ts';
import { rowsOf } from './rows.ts';
import { secondsOf, verdictSection } from './verdict.ts';

/*
 * The report as a page for people, such as auditors: loaded by import(), where such a file is asked for.
 */

/** The page of a run that came to its end, in pieces. */
export function pageOf(run: RunResult): Iterable<string> {
  return documentOf(
    `GitProtect backup: ${run.organization.name}, ${secondsOf(new Date(run.now))} UTC`,
    contentsOf(run),
  );
}

function* contentsOf(run: RunResult): Generator<string> {
  const rows = rowsOf(run);
  const { section, anchors } = notProvedSection(rows, run);
  yield String(markup`<header>
<h1>GitProtect backup: <bdi>${run.organization.name}</bdi></h1>
</header>
<main>
${verdictSection(run, rows)}${section}${coverageSection(run)}${planSection(run)}`);
  yield* repositoryTable(rows, anchors, run);
  yield String(markup`${limitsSection(run)}</main>
<footer>Written by version ${VERSION} of the ${run.program}, ${secondsOf(new Date(run.now))} UTC.</footer>
`);
}
