import { linesOf, Mistake } from './input-text.ts';
import { EVERYTHING, type Line, type Selection } from './protection/select.ts';

/**
 * Reads the input `repository`.
 *
 * @param current `GITHUB_REPOSITORY`, never the event's payload: a scheduled run has none
 * @throws Mistake
 */
export function readSelection(given: string, current: string): Selection {
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
  const included = lines.filter((line) => !isExcluded(line)).map(readLine);
  const excluded = lines.filter(isExcluded).map((line) => readLine(line.slice(1).trim()));
  // Only exclusions: all the rest.
  return { included: included.length === 0 ? [EVERYTHING] : included, excluded };
}

/** GitProtect lists a repository with its owner's name or without. */
function readLine(asked: string): Line {
  if (/[*?]/.test(asked)) return { kind: 'pattern', asked };
  const slash = asked.indexOf('/');
  return slash < 0
    ? { kind: 'name', asked, names: [asked], owner: undefined }
    : { kind: 'name', asked, names: [asked, asked.slice(slash + 1)], owner: asked.slice(0, slash) };
}
