import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { codeOf } from '../shared/error-code.ts';
import { leadsOut } from '../shared/paths.ts';
import type { ReportFile } from '../shared/report-file.ts';

/**
 * Writes a file in the workspace, as a whole or not at all. Who may read it is up to the process's umask, as with any file
 * of a job.
 * @throws Error when it can't be written, or would be written elsewhere by a link
 */
export async function writeWhole(
  { path, workspace }: Pick<ReportFile, 'path' | 'workspace'>,
  pieces: Iterable<string>,
): Promise<void> {
  const folder = dirname(path);
  // Looked at before folders are made, since they would be made where a link leads.
  if (leadsOut(await realpath(workspace), await realPlace(folder)))
    throw new Error(`${path} leads out of the workspace by a link`);
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `.gitprotect-report-${randomUUID()}`);
  try {
    await pipeline(Readable.from(pieces), createWriteStream(unfinished, { flags: 'wx' }));
    // A link that stands there is replaced, not followed.
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Where a folder really is, or its nearest parent that is there. */
async function realPlace(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
    return await realPlace(dirname(folder));
  }
}
