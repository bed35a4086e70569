import { type Dirent, readdirSync } from 'node:fs';
import { shortened } from '../shared/text.ts';

/** Inputs that take patterns. */
const SELECTING = ['repository', 'project'];

/**
 * Options that name a file of the folder: a shell puts such a name in the place of an unquoted pattern that fits one file
 * alone. A repository may have that name, too; that is why this is said, and no mistake.
 * @param options the inputs that options give
 * @returns a sentence for each
 */
export function replacedPatterns(options: ReadonlyMap<string, string>, folder: string): readonly string[] {
  const given = SELECTING.flatMap((option) =>
    (options.get(option) ?? '').split('\n').flatMap((name) => (/^$|[/\\]/.test(name) ? [] : { option, name })),
  );
  if (given.length === 0) return [];
  const entries = visibleIn(folder);
  return given
    .filter(({ name }) => isReplaced(name, entries))
    .map(
      ({ option, name }) =>
        `'${shortened(name)}' is a file here: if --${option} was to be a pattern, such as *, the shell has replaced it by that name. Put it into quotes: --${option} '*'. If that is the name of the ${option}, all is well.`,
    );
}

/** A folder may well be called like the repository that lies in it, but for one that is all there is. */
function isReplaced(name: string, entries: readonly Dirent[]): boolean {
  const found = entries.find((each) => each.name === name);
  return found !== undefined && (entries.length === 1 || found.isFile());
}

/** What a pattern of the shell may fit; nothing where the folder can't be read. */
function visibleIn(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  } catch {
    return [];
  }
}
