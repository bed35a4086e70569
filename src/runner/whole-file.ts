import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes a file as a whole or not at all. @throws Error when it can't be written; an older one stays then */
export async function writeWhole(path: string, pieces: Iterable<string>): Promise<void> {
  const unfinished = join(dirname(path), `.gitprotect-report-${randomUUID()}`);
  try {
    await pipeline(Readable.from(pieces), createWriteStream(unfinished, { flags: 'wx' }));
    // A link that stands there is replaced, not followed.
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}
