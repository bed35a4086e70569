import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path leads out of a folder; both absolute. */
export function leadsOut(folder: string, path: string): boolean {
  const below = relative(folder, path);
  return below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below);
}
