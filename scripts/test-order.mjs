import { statSync } from 'node:fs';
import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/**
 * Jest starts the files first that took longest, so that its workers end together. Where it has never run it goes by
 * size, and would leave the shares of a layer to the end: they are two lines long, and take longest.
 */
export default class TestOrder extends Sequencer {
  /** In milliseconds, of which a guess only has to be in the right order. */
  time(test) {
    return super.time(test) ?? (isShare(test.path) ? 30_000 : statSync(test.path).size);
  }
}

function isShare(path) {
  return basename(path).startsWith('together-');
}
