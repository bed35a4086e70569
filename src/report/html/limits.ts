import type { RunResult } from '../run-result.ts';
import { type Html, markup } from './markup.ts';

/** What this page does not claim. */
export function limitsSection({ dryRun, coverage }: RunResult): Html {
  const limits = [
    'It shows what GitProtect reported at the time above. What changed later is not in it.',
    'An active license and a backup plan mean that backups are made when the plan runs. They do not show that a backup exists, or can be restored: only a test of restoring shows that.',
    'The last run of a backup plan counts all that the plan holds. It does not say which repository had an error.',
    'It holds only what the run was asked to look at.',
    ...(dryRun ? ['It was a dry run: what would be changed is not changed.'] : []),
    coverage === undefined
      ? 'No Git host was asked: repositories that GitProtect does not list are not in it.'
      : 'Of the Git host it holds what the token of the run may see.',
    'The file has no signature: keep it where nobody can change it.',
  ];
  return markup`
<section aria-labelledby="limits">
<h2 id="limits">What this page does not claim</h2>
<ul>${limits.map((limit) => markup`<li>${limit}</li>`)}</ul>
</section>
`;
}
