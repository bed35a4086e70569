import { readFileSync } from 'node:fs';
import { variableOf } from '../shared/variable-name.ts';
import { OPTIONS } from './options.ts';

/** Inputs that are secrets: lists of processes and shells' histories show arguments, so that none is an option. */
export const SECRETS: ReadonlySet<string> = new Set(
  OPTIONS.flatMap(({ name }) => (/(^|-)(password|token)$/.test(name) ? [name] : [])),
);

/** What to use instead of an option that holds a secret. */
export function howToGive(secret: string): string {
  return `set ${variableOf(secret)}, or give --${secret}-file FILE or --${secret}-stdin`;
}

/** Where a secret was given. */
export interface SecretSource {
  readonly input: string;
  /** As the user wrote it. */
  readonly option: string;
  /** Undefined: standard input. */
  readonly file: string | undefined;
}

/** The text of a secret, without the one line break that editors and `echo` put behind it, or what is wrong. */
export function readSecret(
  { option, file }: SecretSource,
  stdin: () => string,
): { text: string } | { mistake: string } {
  try {
    const text = file === undefined ? stdin() : readFileSync(file, 'utf8');
    return { text: text.replace(/\r?\n$/, '') };
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    return {
      mistake: `${option}: ${file === undefined ? 'standard input' : `the file '${file}'`} cannot be read (${why})`,
    };
  }
}
