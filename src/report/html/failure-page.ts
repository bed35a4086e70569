import type { Problem } from '../../shared/failure.ts';
import { upperFirst } from '../../shared/text.ts';
import { VERSION } from '../../shared/version.ts';
import { documentOf } from './document.ts';
import { markup } from './markup.ts';
import { sentence } from './sentence.ts';
import { secondsOf } from './verdict.ts';

/** The page of a run that ended early: it shows nothing of any repository. @param headlineOfIt as log and summary give it */
export function failurePage({ title, message, remedy }: Problem, headlineOfIt: string, at: Date): Iterable<string> {
  const contents = markup`<header>
<h1>GitProtect backup</h1>
</header>
<main>
<div class="verdict bad">
<p class="word bad">Failed: ${title}</p>
<p>${headlineOfIt}. The run ended early. Nothing is proved of any repository.</p>
</div>
<section aria-labelledby="why">
<h2 id="why">What happened</h2>
${message.split('\n').map((line) => markup`<p>${sentence(line)}</p>`)}
<p><strong>What to do:</strong> ${sentence(upperFirst(remedy))}</p>
</section>
</main>
<footer>Written by version ${VERSION} of the action, <time datetime="${at.toISOString()}">${secondsOf(at)} UTC</time>.</footer>
`;
  return documentOf(`GitProtect backup: failed, ${secondsOf(at)} UTC`, [String(contents)]);
}
