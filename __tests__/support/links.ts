import { existsSync, linkSync, symlinkSync } from 'node:fs';

/** Makes a link to a folder: on Windows a junction, which any account may make. */
export function linkFolder(target: string, path: string): void {
  symlinkSync(target, path, 'junction');
}

/**
 * Makes a link to a file, given by its absolute path. Windows may not permit it: then a hard link stands in, which
 * shows as well whether the file itself is written to. For a file that isn't there nothing can stand in: there is no
 * link then, and a test of such a link tests less than elsewhere.
 */
export function linkFile(target: string, path: string): void {
  try {
    symlinkSync(target, path, 'file');
  } catch (error) {
    const mayStandIn = process.platform === 'win32' && error instanceof Error && 'code' in error;
    if (!mayStandIn || error.code !== 'EPERM') throw error;
    if (existsSync(target)) linkSync(target, path);
  }
}
