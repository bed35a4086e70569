import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { marked } from 'marked';

const STYLES = resolve(import.meta.dirname, '..', '..', 'node_modules', 'github-markdown-css');

export interface TitledSummary {
  readonly title: string;
  /** Markdown, as a run wrote it. */
  readonly summary: string;
}

/** One HTML page with the summaries below each other, as GitHub shows them. */
export async function summariesPage(summaries: readonly TitledSummary[]): Promise<string> {
  const style = readFileSync(join(STYLES, 'github-markdown.css'), 'utf8');
  const articles = await Promise.all(
    summaries.map(
      async ({ title, summary }) =>
        `<h2>${title}</h2>\n<article class="markdown-body">${await marked.parse(summary)}</article>`,
    ),
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Job summaries of the demo</title>
<style>
${style}
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font-family: system-ui, sans-serif; color-scheme: light dark; }
.markdown-body { border: 1px solid #8886; border-radius: 6px; padding: 1rem 1.5rem; }
</style>
<h1>Job summaries of the demo</h1>
${articles.join('\n')}
</html>
`;
}
