import { isAbsolute, relative, sep } from 'node:path';

/** A file that the whole report goes into. */
export interface ReportFile {
  /** Absolute, below the workspace. */
  readonly path: string;
  /** Absolute. */
  readonly workspace: string;
  readonly format: 'json' | 'csv' | 'html' | 'junit';
}

/** Whether a path leads out of a folder; both absolute. */
export function leadsOut(folder: string, path: string): boolean {
  const below = relative(folder, path);
  return below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below);
}
