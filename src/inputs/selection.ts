import { EVERYTHING, type Line, type RequestedState, type Selection } from '../domain/request.ts';
import { guidIn } from '../shared/guid.ts';
import type { Place } from '../shared/input-source.ts';
import { holdsCredentials, shortened, withoutUsers } from '../shared/text.ts';
import { linesOf, Mistake } from './values.ts';

/** An input that selects by lines. */
type Input = 'repository' | 'project';

const PATTERN = /[*?]/;

/** So many wrong lines are shown. */
const MAX_SHOWN = 20;

/** The plans that `plan` names. @param state undefined: a wrong one @throws Mistake */
export function parsePlans(given: string, state: RequestedState['kind'] | undefined): readonly string[] {
  const names = linesOf(given);
  // An unset variable may be all that it was to hold.
  if (names.length === 0 && state === 'absent' && given !== '')
    throw new Mistake(
      'plan holds only spaces or line breaks, and with state: absent no plan means every plan: give the plans to leave, or leave the input out',
    );
  if (names.length === 0 && state === 'present')
    throw new Mistake(
      'plan is empty: state: present needs the name or ID of a backup plan, or of several, one per line (only state: absent works without it)',
    );
  return names;
}

/**
 * The repositories that `repository` selects: the job's own where it is empty, none where a project is given instead.
 * @param place its repository is never taken from an event's payload: a scheduled run has none
 * @throws Mistake
 */
export function parseRepositories(given: (name: string) => string, place: Place): Selection | undefined {
  const text = given('repository');
  if (text !== '') return parseSelection('repository', text);
  if (given('project') !== '') return undefined;
  const { repository, project, whyNoRepository } = place;
  if (repository === '')
    throw new Mistake(
      `repository is empty${whyNoRepository === undefined ? '' : `, and ${whyNoRepository}`}: give its name or ID`,
    );
  if (project === undefined) return parseSelection('repository', repository);
  const whole = `${project}/${repository}`;
  // As it is listed where names tell the project, else by itself, but never that of another project.
  const line: Line = { kind: 'name', text: whole, names: [whole, repository], owner: undefined, project };
  return { included: [line], excluded: [] };
}

/** What the lines of an input select. @throws Mistake */
export function parseSelection(input: Input, given: string): Selection {
  const lines = linesOf(given);
  checkSyntax(input, lines);
  const isExcluded = (line: string): boolean => line.startsWith('!');
  const named = lines.map((line) => (isExcluded(line) ? line.slice(1).trim() : line));
  const wrong = lines.filter((_, index) => !/^[^/]+(\/.+)?$/.test(named[index] ?? ''));
  if (wrong.length > 0)
    throw new Mistake(
      `${input} has ${wrong
        .slice(0, MAX_SHOWN)
        .map((line) => `'${shortened(line)}'`)
        .join(', ')}: a line is a name, owner/name, ID, or a pattern with * and ?`,
    );
  const included = lines.filter((line) => !isExcluded(line)).map(parseLine);
  const excluded = lines.filter(isExcluded).map((line) => parseLine(line.slice(1).trim()));
  // Only exclusions: all the rest.
  return { included: included.length === 0 ? [EVERYTHING] : included, excluded };
}

/** Where it names an owner, it depends on the organization what that means. */
function parseLine(text: string): Line {
  if (PATTERN.test(text)) return { kind: 'pattern', text };
  const slash = text.lastIndexOf('/');
  return { kind: 'name', text, names: [text], owner: slash < 0 ? undefined : text.slice(0, slash) };
}

/** What no Git host allows in the name of a repository, or of its owner: it comes from another way to write a list. */
const NOT_IN_NAMES = [
  /[,;|[\]{}<>"#`\\\p{Cc}]/u,
  // Addresses, and paths of files.
  /:\/|\/\/|\/$(?<=[^/]\/.*\/)|\s\/|\/\s|(?:^!?\s*|\/)\.{1,2}(?:\/|$)|^!?\s*[\w.-]+@[\w.-]+:/,
  // Marks of YAML, and one mark too many.
  /^!?\s*(?:-\s|'.*'$)|^!\s*!/,
];

function isNoName(input: Input, line: string): boolean {
  // GUIDs may be written in braces.
  if (guidIn(line.replace(/^!\s*/, '')) !== undefined) return false;
  return hasOtherSyntax(line) || isAddressEnd(input, line);
}

function hasOtherSyntax(line: string): boolean {
  return NOT_IN_NAMES.some((each) => each.test(line)) || holdsCredentials(line);
}

/** Addresses of repositories end in `.git`, and Git hosts leave that out of names. */
function isAddressEnd(input: Input, line: string): boolean {
  return input === 'repository' && /\.git$/i.test(line) && !PATTERN.test(line);
}

/** @throws Mistake for lines of another syntax, with what to write instead */
function checkSyntax(input: Input, lines: readonly string[]): void {
  const wrong = lines.filter((line) => isNoName(input, line));
  if (wrong.length === 0) return;
  const shown = wrong
    .slice(0, MAX_SHOWN)
    .map((line) => `${inQuotes(withoutCredentials(line))} (${remedyOf(input, line)})`);
  const more = wrong.length > MAX_SHOWN ? ` and ${String(wrong.length - MAX_SHOWN)} more` : '';
  throw new Mistake(
    `${input} has lines that cannot be the name of a ${input}: ${shown.join(', ')}${more}. It takes one name, owner/name, ID or pattern a line, without quotes, commas or comments`,
  );
}

/** A line break as YAML has it in double quotes: elsewhere it stays two characters. */
const WRITTEN_BREAK = /(?:\\r)?\\n/;

function remedyOf(input: Input, line: string): string {
  const parts = line.split(WRITTEN_BREAK);
  const instead = parts.flatMap(linesInstead);
  if (instead.length === 0) return 'leave it out';
  // What is left of an address may be part of a password.
  if (instead.some((each) => isNoName(input, each) || each.includes(':')))
    return 'no name holds that, and a pattern has only * and ?';
  const quoted = instead.slice(0, MAX_SHOWN).map(inQuotes).join(' and ');
  const why = parts.length > 1 ? String.raw`: \n is a line break in double quotes only` : '';
  // An owner and a name that begins with `n`.
  const path = /^[\w.-]+\\n[\w.-]+$/.test(line) ? linesInstead(line).map(inQuotes).join() : '';
  const either = path === '' ? '' : `; or write ${path}`;
  if (instead.length > 1) return `write ${quoted}, each on a line of its own${why}${either}`;
  const isNameOnly = isAddressEnd(input, line) && !hasOtherSyntax(line);
  return `write ${quoted}${isNameOnly ? ', or the ID if the name does end so' : ''}`;
}

/** The lines that were meant, as far as that can be told. */
function linesInstead(line: string): readonly string[] {
  const isExcluded = line.startsWith('!');
  return line
    .replace(/^[!\s]+/, '')
    .replace(/(^|\s)#.*$/, '')
    .split(/[,;|\t]/)
    .map((part) =>
      part
        .replace(/^[\s[<]*(-\s+)?["'`]?/, '')
        .replace(/(?<![\s\]>])[\s\]>]+$/, '')
        .replace(/["'`]$/, ''),
    )
    .flatMap((part) => {
      const name = pathOf(part.replace(/^[!\s]+/, ''));
      return name === '' ? [] : `${isExcluded || part.startsWith('!') ? '!' : ''}${name}`;
    });
}

/** The owner and name in a path of another form, or that an address of a repository ends with. */
function pathOf(text: string): string {
  const [address] = /^(?:\S*@[^/:@]+(?::\d+\/|[/:])|[a-z+]+:\/+[^/]*\/)/i.exec(text) ?? [];
  return (
    address === undefined
      ? text
      : text
          .slice(address.length)
          .replace(/[?#][^]*/, '')
          .replace('/_git/', '/')
  )
    .split(/[/\\]/)
    .map((part) => part.trim())
    .filter((part) => !['', '.', '..'].includes(part))
    .join('/')
    .replace(/\.git$/i, '');
}

/** An address may hold a password or token, before its host or in its query. */
function withoutCredentials(line: string): string {
  return withoutUsers(line).replace(/\?.*/, (query) => (/[=&]/.test(query) ? '?…' : query));
}

function inQuotes(text: string): string {
  return `'${shortened(text)}'`;
}
