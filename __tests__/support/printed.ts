import { EOL } from 'node:os';
import { afterEach, beforeEach, jest } from '@jest/globals';

const chunks: string[] = [];

/*
 * What the code prints is kept from the tests' own output: a runner would take its `::error::` and `::add-mask::` for
 * commands of the job that runs the tests.
 */
beforeEach(() => {
  chunks.length = 0;
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    chunks.push(String(chunk));
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
});

/** What was printed since the test began; a line's end is `\n` on every system. */
export function printed(): string {
  return chunks.join('').replaceAll(EOL, '\n');
}
