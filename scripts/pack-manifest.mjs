import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/*
 * Around `npm pack`: the package's own package.json names no dependencies, since dist/ holds all that it needs, so that an
 * install downloads nothing else. `prepack` takes them out, `postpack` brings them back.
 */

const manifest = join(resolve(import.meta.dirname, '..'), 'package.json');
const kept = `${manifest}.kept`;

if (process.argv[2] === 'prepack') {
  copyFileSync(manifest, kept);
  const { name, version, description, license, type, engines, bin, files } = JSON.parse(readFileSync(manifest, 'utf8'));
  const published = { name, version, description, license, type, engines, bin, files };
  writeFileSync(manifest, `${JSON.stringify(published, undefined, 2)}\n`);
} else renameSync(kept, manifest);
