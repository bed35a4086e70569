import { createHash } from 'node:crypto';
import { type Html, markup } from './markup.ts';
import { BEGIN, SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/**
 * The page around its contents, in pieces. It loads nothing; and what may somehow get into it cannot run, since only
 * this style and these scripts are allowed, by their hashes.
 */
export function* documentOf(name: string, contents: Iterable<string>): Generator<string> {
  const scripts = [BEGIN, SCRIPT].map((script) => `'${hashOf(script)}'`).join(' ');
  const policy = `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src ${scripts}; base-uri 'none'; form-action 'none'`;
  yield String(markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${name}</title>
<style>${STYLE}</style>
<script>${BEGIN}</script>
</head>
<body>
`);
  yield* contents;
  yield String(markup`<script>${SCRIPT}</script>
</body>
</html>
`);
}

function hashOf(text: Html): string {
  return `sha256-${createHash('sha256').update(String(text)).digest('base64')}`;
}
