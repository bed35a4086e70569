import { upperFirst } from '../../shared/text.ts';
import { VERSION } from '../../shared/version.ts';
import type { FailedRun } from '../record.ts';
import { withPeriod } from '../to-do.ts';
import { documentOf } from './document.ts';
import { markup } from './markup.ts';
import { nameOf, sentence } from './sentence.ts';
import { secondsOf } from './verdict.ts';

/** The page of a run that ended early: it shows nothing of any repository. @param headlineOfIt as log and summary give it */
export function failurePage(failed: FailedRun, headlineOfIt: string): Iterable<string> {
  const { problem, at, dryRun, organization, server, program } = failed;
  const { title, message, remedy } = problem;
  const ended = markup`<time datetime="${at.toISOString()}">${secondsOf(at)} UTC</time>`;
  const contents = markup`<header>
<h1>GitProtect backup</h1>
</header>
<main>
<div class="verdict bad">
<p class="word bad">Failed: ${title}</p>
<p>${headlineOfIt}. The run ended early. Nothing is proved of any repository.</p>
</div>
<dl>
<dt>GitProtect</dt><dd>${server === '' ? 'Not known' : server}</dd>
<dt>Organization</dt><dd>${organization === '' ? 'Not known' : nameOf(organization)}</dd>
<dt>Ended</dt><dd>${ended}</dd>
<dt>Kind of run</dt><dd>${dryRun ? 'Dry run' : 'Live run'}</dd>
</dl>
<section aria-labelledby="why">
<h2 id="why">What happened</h2>
${message.split('\n').map((line) => markup`<p>${sentence(withPeriod(line))}</p>`)}
<p><strong>What to do:</strong> ${sentence(withPeriod(upperFirst(remedy)))}</p>
</section>
</main>
<footer>Written by version ${VERSION} of the ${program}, ${ended}.</footer>
`;
  return documentOf(`GitProtect backup: failed, ${secondsOf(at)} UTC`, [String(contents)]);
}
