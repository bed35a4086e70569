import { EVERYTHING, type Line, type Selection } from '../domain/request.ts';
import { linesOf, Mistake } from './values.ts';

/** The plans that `plan` names. @throws Mistake */
export function parsePlans(given: string): readonly string[] {
  const names = linesOf(given);
  if (names.length === 0) throw new Mistake('plan is empty: give the name or ID of a backup plan, several one a line');
  return names;
}

/**
 * The repositories that `repository` selects.
 * @param current `GITHUB_REPOSITORY`, never the event's payload: a scheduled run has none
 * @throws Mistake
 */
export function parseSelection(given: string, current: string): Selection {
  const lines = linesOf(given === '' ? current : given);
  if (lines.length === 0)
    throw new Mistake('repository is empty, and GITHUB_REPOSITORY names no current one: give its name or ID');
  const isExcluded = (line: string): boolean => line.startsWith('!');
  const named = lines.map((line) => (isExcluded(line) ? line.slice(1).trim() : line));
  const wrong = lines.filter((_, index) => !/^[^/]+(\/.+)?$/.test(named[index] ?? ''));
  if (wrong.length > 0)
    throw new Mistake(
      `repository has ${wrong.map((line) => `'${line}'`).join(', ')}: a line is a name, owner/name, ID, or a pattern with * and ?`,
    );
  const included = lines.filter((line) => !isExcluded(line)).map(parseLine);
  const excluded = lines.filter(isExcluded).map((line) => parseLine(line.slice(1).trim()));
  // Only exclusions: all the rest.
  return { included: included.length === 0 ? [EVERYTHING] : included, excluded };
}

/** GitProtect lists a repository with its owner's name or without. */
function parseLine(text: string): Line {
  if (/[*?]/.test(text)) return { kind: 'pattern', text };
  const slash = text.indexOf('/');
  return slash < 0
    ? { kind: 'name', text, names: [text], owner: undefined }
    : { kind: 'name', text, names: [text, text.slice(slash + 1)], owner: text.slice(0, slash) };
}
