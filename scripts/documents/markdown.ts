import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/* What the checks of documents have to know of Markdown, and of how GitHub shows it. */

/** A document's text, and where it lies below the repository's root. */
export interface Document {
  readonly file: string;
  readonly text: string;
}

export interface Link {
  readonly target: string;
  readonly line: number;
}

/** Every Markdown file at the top of a repository, and below docs/ and .github/. */
export function documentsOf(root: string): string[] {
  const below = ['docs', '.github'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  );
  return [...readdirSync(root, { encoding: 'utf8' }), ...below]
    .map((name) => name.replaceAll(sep, '/'))
    .filter((name) => name.endsWith('.md'))
    .sort();
}

/** The links and pictures of a document, those at its end included. What stands in code is none. */
export function linksIn(text: string): Link[] {
  const inline = /!?\[(?:[^\]\\]|\\.|\[[^\]]*\])*\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+"[^"]*")?\)/g;
  const atTheEnd = /^\[[^\]]+\]: (\S+)$/gm;
  const prose = withoutCode(text);
  return [...prose.matchAll(inline), ...prose.matchAll(atTheEnd)].map(({ 1: target = '', index }) => ({
    target,
    line: prose.slice(0, index).split('\n').length,
  }));
}

/** The anchors that GitHub gives a document's headings. */
export function anchorsIn(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutBlocks(text).matchAll(/^#{1,6} +(.+)$/gm)) {
    const shown = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll('`', '')
      .trim();
    const anchor = shown
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}\-_ ]/gu, '')
      .replaceAll(' ', '-');
    let name = anchor;
    for (let again = 1; anchors.has(name); again++) name = `${anchor}-${String(again)}`;
    anchors.add(name);
  }
  return anchors;
}

/** The blocks of YAML, as they stand there; without the indentation of the list that they are in. */
export function yamlBlocksIn(text: string): string[] {
  return [...text.matchAll(/^([ \t]*)```yaml\n([\s\S]*?)^\1```$/gm)].map(([, indentation = '', block = '']) =>
    block.replaceAll(new RegExp(`^${indentation}`, 'gm'), ''),
  );
}

/** As `wc -w` counts. */
export function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

/** Blocks of code are blanked, so that lines keep their numbers. */
function withoutBlocks(text: string): string {
  return text.replaceAll(/^([ \t]*)(`{3,}|~{3,})[\s\S]*?^\1\2[ \t]*$/gm, blank);
}

function withoutCode(text: string): string {
  return withoutBlocks(text).replaceAll(/(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, blank);
}

function blank(code: string): string {
  return code.replaceAll(/[^\n]/g, ' ');
}
