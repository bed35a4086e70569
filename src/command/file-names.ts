import { readdirSync } from 'node:fs';
import { shortened } from '../shared/text.ts';

/** Inputs that take patterns. */
const SELECTING = ['repository', 'project'];

/**
 * Options that name a file of the folder: a shell puts such a name in the place of an unquoted pattern that fits one file
 * alone. A repository may be called so, too; that is why this is said, and no mistake.
 * @param options the inputs that options give
 * @returns a sentence for each
 */
export function replacedPatterns(options: ReadonlyMap<string, string>, folder: string): readonly string[] {
  return SELECTING.flatMap((option) => {
    const names = (options.get(option) ?? '').split('\n').filter((name) => isReplaced(name, folder));
    return names.map(
      (name) =>
        `'${shortened(name)}' is a file here: if --${option} was to be a pattern, such as *, the shell has replaced it by that name. Put it into quotes: --${option} '*'. If the ${option} is called so, all is well.`,
    );
  });
}

/** A folder may well be called like the repository that lies in it, but for one that is all there is. */
function isReplaced(name: string, folder: string): boolean {
  if (name === '' || /[/\\]/.test(name)) return false;
  try {
    const visible = readdirSync(folder, { withFileTypes: true }).filter((each) => !each.name.startsWith('.'));
    const found = visible.find((each) => each.name === name);
    return found !== undefined && (visible.length === 1 || found.isFile());
  } catch {
    return false;
  }
}
