import { variableOf } from '../shared/variable-name.ts';
import { fitting } from './fitting.ts';
import type { Outputs } from './outputs.ts';

/** GitLab takes less than 5 KiB, and 50 variables on its smallest plan. */
const MAX_BYTES = 5 * 1024 - 1;
const MAX_VARIABLES = 50;

/**
 * The outputs as lines `GITPROTECT_LICENSE_STATUS=…`, for later jobs. Left out is what such a line cannot hold, what
 * GitLab would expand (`$`), and what does not fit: the longest first.
 */
export function variablesOf(outputs: Outputs): string {
  const lines = Object.entries(outputs)
    .filter(([, value]) => isPlain(value))
    .map(([name, value]) => `${variableOf(name)}=${value}\n`);
  const shortest = lines.toSorted((a, b) => a.length - b.length).slice(0, MAX_VARIABLES);
  const kept = new Set(fitting(shortest, MAX_BYTES, 0));
  return lines.filter((line) => kept.has(line)).join('');
}

/** One line that is read as it is written. */
function isPlain(value: string): boolean {
  return !/[$\p{C}\p{Zl}\p{Zp}]|^[\s"']|\s$/u.test(value);
}
