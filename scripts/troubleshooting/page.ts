import { NOTES } from './notes.ts';
import { findProblems, type Reported } from './problems.ts';

export interface Page {
  readonly markdown: string;
  /** What is missing, as sentences. */
  readonly complaints: readonly string[];
}

/** Where a title is shown, by a file that reports it. The first that fits counts. */
const SECTIONS: readonly (readonly [heading: string, file: RegExp])[] = [
  ['Signing in, and reaching GitProtect', /^src\/(http|gitprotect)\//],
  [
    'Inputs, and what they name',
    /^src\/(inputs\/|domain\/(resolve|select|projects)|report\/log-(reading|projects)|reconcile\/log-other)/,
  ],
  ['Lists and synchronization', /^src\/reconcile\/(observe|synchronize)/],
  ['Leaving, moving, removing', /^src\/(domain\/max-removals|reconcile\/(leave|release|remove))/],
  ['Health of plans, and coverage', /^src\/report\/(headline|coverage)/],
  ['The run itself', /^src\/(run|index|cli|shared|report)\b/],
  ['Changes', /^src\//],
];

const LEVELS = { error: '', warning: 'Warning. ', notice: 'Notice. ' };

/** Every title that src/ can report, with what to do about it. */
export function troubleshootingPage(root: string): Page {
  const { reported, complaints } = findProblems(root);
  const byTitle = Map.groupBy(reported, ({ title }) => title);
  const unknown = Object.keys(NOTES).filter((title) => !byTitle.has(title));
  const bare = [...byTitle].filter(([title, each]) => NOTES[title] === undefined && whatToDo(title, each).length === 0);
  const sections = [...Map.groupBy(byTitle, ([, reported]) => sectionOf(reported)).entries()].sort(
    ([one], [other]) => indexOf(one) - indexOf(other),
  );
  return {
    markdown: sections
      .map(([heading, titles]) =>
        [`## ${heading}`, ...titles.sort(byName).map(([title, each]) => entry(title, each))].join('\n\n'),
      )
      .join('\n\n'),
    complaints: [
      ...complaints,
      ...unknown.map((title) => `scripts/troubleshooting/notes.ts: the code reports no '${title}'`),
      ...bare.map(([title]) => `scripts/troubleshooting/notes.ts: '${title}' needs a note: the code gives no remedy`),
    ],
  };
}

function entry(title: string, reported: readonly Reported[]): string {
  const level = LEVELS[reported[0]?.level ?? 'error'];
  const [first = '', ...rest] = [...(NOTES[title] === undefined ? [] : [NOTES[title]]), ...whatToDo(title, reported)];
  const isList = first.startsWith('- ');
  return [`### ${title}`, ...(isList ? [level.trim(), first] : [`${level}${first}`]), ...rest]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** The remedies in the code, as a paragraph or a list. Without any, what else the log says, unless a note says more. */
function whatToDo(title: string, reported: readonly Reported[]): readonly string[] {
  const remedies = reported.flatMap((each) => each.remedies);
  const texts = NOTES[title] === undefined ? reported.flatMap((each) => each.texts) : [];
  const said = [...new Set((remedies.length > 0 ? remedies : texts).map(asMarkdown))].filter((text) => text !== '');
  if (said.length < 2) return said;
  // Remedies for one title often share sentences, or one says more than another.
  const sentences = [...new Set(said.flatMap((text) => text.split(/(?<=[.?]) (?!Then )(?=[A-Z])/)))];
  const longest = sentences.filter(
    (each) => !sentences.some((other) => other !== each && other.startsWith(each.replace(/\.$/, ''))),
  );
  return [(remedies.length > 0 ? longest : said).map((each) => `- ${each}`).join('\n')];
}

/** A text of the log: nothing in it may be Markdown. Parts that only a run knows may stand at its beginning. */
function asMarkdown(text: string): string {
  const plain = text
    .replace(/^[…\s.:;]+/, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/…(?: …)+/g, '…')
    .trim();
  return (plain.charAt(0).toUpperCase() + plain.slice(1)).replaceAll(/[*_<>`[\]]/g, '\\$&');
}

/** The first of those of the files that report it: the last takes in all. */
function sectionOf(reported: readonly Reported[]): string {
  return SECTIONS.find(([, file]) => reported.some((each) => file.test(each.file)))?.[0] ?? '';
}

function indexOf(heading: string): number {
  return SECTIONS.findIndex(([name]) => name === heading);
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
