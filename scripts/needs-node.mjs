import process from 'node:process';
import { isNewEnough, NEEDED } from './node-version.mjs';

// Before a script of package.json: on an older Node it would end with an error that doesn't say so.
if (!isNewEnough) {
  console.error(NEEDED);
  process.exit(1);
}
