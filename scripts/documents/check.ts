import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { OUR_ACTION } from '../workflows/our-action.ts';
import { anchorsIn, type Document, documentsOf, linksIn, wordsIn } from './markdown.ts';

/*
 * What holds for the documents: their links lead somewhere, also in a fork; the README can be read in five minutes; every
 * page is found from the index; every recipe says when to use it; every report is kept under the same condition; and
 * nobody else's name stands for this action.
 */

const MAX_WORDS: Readonly<Record<string, number>> = { 'README.md': 1800, 'CONTRIBUTING.md': 1200 };

/** In the README, how to try it stands no further down. */
const LINES_TO_DEMO = 60;

/** The page that shows how the placeholder is replaced, and so what by. */
const REPLACED_IN = 'docs/your-own-copy.md';

/** Also after a failure, but not where no report was written, nor after a cancellation. */
const KEPT_IF = "if: ${{ !cancelled() && steps.backup.outputs.report-path != '' }}";

/** Other texts that readers copy from. */
const COPIED = [
  'action.yml',
  '.github/ISSUE_TEMPLATE/config.yml',
  'ci/azure-pipelines/gitprotect-ensure.yml',
  'ci/bitbucket/bitbucket-pipelines.yml',
  'ci/gitlab/templates/gitprotect-ensure.yml',
];

/** What is wrong with the documents of a repository, as `file:line: what is wrong`. */
export function documentFaults(root: string): string[] {
  const documents = documentsOf(root).map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
  const copied = COPIED.filter((file) => existsSync(join(root, file)));
  const texts = copied.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
  return [
    ...documents.flatMap((document) => [
      ...linkFaults(document, documents, root),
      ...lengthFaults(document),
      ...keepFaults(document),
    ]),
    ...[...documents, ...texts].flatMap(nameFaults),
    ...indexFaults(documents, 'docs/README.md', /^docs\/[^/]+\.md$/),
    ...indexFaults(documents, 'docs/recipes/README.md', /^docs\/recipes\/[^/]+\.md$/),
    ...documents.flatMap(recipeFaults),
  ];
}

/** A link within the repository is relative, so that it leads to the same copy of it, and what it leads to is there. */
function linkFaults({ file, text }: Document, documents: readonly Document[], root: string): string[] {
  return linksIn(text).flatMap(({ target, line }) => {
    const fault = (what: string): string[] => [`${file}:${String(line)}: ${what}: ${target}`];
    if (/^https:\/\/github\.com\/[^/]+\/gitprotect-action\b/.test(target))
      return fault('a link to this repository must be relative');
    if (/^(https:|mailto:)/.test(target)) return [];
    if (/^(\w+:|\/)/.test(target)) return fault('a link must be relative, or begin with https:');
    const [path = '', anchor] = target.split('#');
    const place = path === '' ? file : normalize(join(dirname(file), decodeURI(path))).replaceAll('\\', '/');
    // Pages of GitHub beside the files, such as a list of commits.
    if (place.startsWith('../'))
      return /^\.\.\/\.\.\/(commits|compare|security|releases)\//.test(path) ? [] : fault('outside of the repository');
    if (!existsSync(join(root, place))) return fault('there is no such file');
    if (statSync(join(root, place)).isDirectory()) return anchor === undefined ? [] : fault('a folder has no anchors');
    const linked = documents.find((each) => each.file === place);
    if (anchor !== undefined && linked !== undefined && !anchorsIn(linked.text).has(anchor))
      return fault('there is no such heading');
    return [];
  });
}

function lengthFaults({ file, text }: Document): string[] {
  const words = wordsIn(text);
  const max = MAX_WORDS[file];
  const tooLong = max !== undefined && words > max ? [`${file}: ${String(words)} words, more than ${String(max)}`] : [];
  const isTried = file !== 'README.md' || text.split('\n').slice(0, LINES_TO_DEMO).includes('npm run demo');
  return [...tooLong, ...(isTried ? [] : [`${file}: no npm run demo within its first ${String(LINES_TO_DEMO)} lines`])];
}

/** Nobody has published this action: a name that could be somebody's must not be copied. */
function nameFaults({ file, text }: Document): string[] {
  return text.split('\n').flatMap((line, index) =>
    [
      ...line.matchAll(/(?<![\w.-])@?([\w.-]+\/gitprotect-action)(?![\w-])|npx (?:--yes )?(gitprotect-action)\b/g),
    ].flatMap(([, named, unscoped]) => {
      const name = named ?? unscoped ?? '';
      const isFine = name === OUR_ACTION || (file === REPLACED_IN && name === 'acme/gitprotect-action');
      return isFine ? [] : [`${file}:${String(index + 1)}: ${name} is not ${OUR_ACTION}`];
    }),
  );
}

function keepFaults({ file, text }: Document): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (!line.includes('uses: actions/upload-artifact@')) return [];
    const step = lines.slice(index - 1, index + 2).join('\n');
    return step.includes(KEPT_IF) ? [] : [`${file}:${String(index + 1)}: a report is not kept under ${KEPT_IF}`];
  });
}

/** Every page of a folder is in the folder's index. */
function indexFaults(documents: readonly Document[], index: string, pages: RegExp): string[] {
  const { text = '' } = documents.find(({ file }) => file === index) ?? {};
  const linked = linksIn(text).map(({ target }) =>
    normalize(join(dirname(index), target.replace(/#.*/, ''))).replaceAll('\\', '/'),
  );
  return documents.flatMap(({ file }) =>
    pages.test(file) && file !== index && !linked.includes(file) ? [`${index}: ${file} is missing from it`] : [],
  );
}

function recipeFaults({ file, text }: Document): string[] {
  if (!/^docs\/recipes\/(?!README)[^/]+\.md$/.test(file)) return [];
  return /^# .+\n\n\*\*When to use it\.\*\* /.test(text) ? [] : [`${file}: it does not begin with when to use it`];
}
