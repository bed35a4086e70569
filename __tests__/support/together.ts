import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const TESTS = join(import.meta.dirname, '..');

/**
 * Loads a share of the test files that lie in a folder and below it: one of as many shares as there are files
 * `together-<n>.test.ts` in the folder, of which this is one.
 *
 * Jest gives each test file modules of its own. Loading `src/` and the simulator for each of two hundred files, and
 * running them before V8 has optimized them, was a third of the time of all tests.
 */
export async function loadShare(file: string): Promise<void> {
  const layer = basename(dirname(file));
  const files = readdirSync(join(TESTS, layer), { recursive: true, encoding: 'utf8' }).sort();
  const shares = files.filter((name) => /^together-\d+\.test\.ts$/.test(name));
  const tests = files.filter((name) => /(?<!\.alone)\.test\.ts$/.test(name) && !shares.includes(name));
  const share = shares.indexOf(basename(file));
  for (const [index, name] of tests.entries())
    if (index % shares.length === share) await import(`../${layer}/${name.replaceAll('\\', '/')}`);
}

/** Loads all test files that lie in a folder and below it: mutation testing runs them thousands of times. */
export async function loadBelow(folder: string): Promise<void> {
  const files = readdirSync(join(TESTS, folder), { recursive: true, encoding: 'utf8' }).sort();
  for (const name of files.filter((file) => file.endsWith('.test.ts')))
    await import(`../${folder}/${name.replaceAll('\\', '/')}`);
}
