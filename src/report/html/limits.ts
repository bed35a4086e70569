import type { RunResult } from '../run-result.ts';
import { type Html, markup } from './markup.ts';

/** The limits in short, shown beside every verdict, the best one, too. */
export const LIMITS_IN_SHORT = markup`This page shows what GitProtect reported then, not that a backup exists or can be restored: <a href="#limits">what this page does not claim</a>.`;

/** What this page does not claim. */
export function limitsSection({ dryRun, coverage }: RunResult): Html {
  const limits = [
    'It shows what GitProtect reported at the time above. What changed later is not in it.',
    'An active license and a backup plan show that GitProtect is set up to back a repository up. They do not show that a backup exists, or can be restored: only a test of restoring shows that.',
    'The last run of a backup plan counts everything in the plan. It does not say which repository had an error.',
    'It covers only what the run was asked to look at: what was selected, and what was not, is listed above.',
    ...(dryRun ? ['It was a dry run: what would be changed is not changed.'] : []),
    coverage === undefined
      ? 'No Git host was asked: repositories that GitProtect does not list are not in it.'
      : 'Of the Git host it shows only what the token of the run can see.',
    'The file has no signature: keep it where nobody can change it.',
  ];
  return markup`
<section aria-labelledby="limits">
<h2 id="limits">What this page does not claim</h2>
<ul>${limits.map((limit) => markup`<li>${limit}</li>`)}</ul>
</section>
`;
}
