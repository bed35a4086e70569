import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files in memory, as Linux has them: to create a file on a disk may take half a millisecond of CPU, and runs create thousands. */
const IN_MEMORY = '/dev/shm';

const place = isWritable(IN_MEMORY) ? IN_MEMORY : tmpdir();

/** Makes a temporary folder, for files that are small. */
export function smallFolder(prefix: string): string {
  return mkdtempSync(join(place, prefix));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
