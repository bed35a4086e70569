import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
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

/** No password or token is longer; what is, is another file, or has no end. */
const MAX_SECRET_BYTES = 64 * 1024;

const NO_TEXT = 'holds no text in UTF-8 (PowerShell may write UTF-16): write it anew as UTF-8';

/** What a file or a stream holds, up to one byte more than a secret may have. @param file standard input by its number */
export function readStart(file: string | number): Uint8Array {
  const opened = typeof file === 'number' ? file : openSync(file, 'r');
  try {
    const bytes = new Uint8Array(MAX_SECRET_BYTES + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(opened, bytes, length, bytes.length - length, null);
    return bytes.subarray(0, length);
  } finally {
    if (opened !== file) closeSync(opened);
  }
}

/**
 * The text of a secret, or what is wrong. Editors and `echo` put one line break behind it, and on Windows a byte order mark
 * before it: these are not of the secret.
 */
export function readSecret(
  { option, file }: SecretSource,
  stdin: () => Uint8Array,
): { text: string } | { mistake: string } {
  try {
    const bytes = file === undefined ? stdin() : readStart(file);
    if (bytes.length > MAX_SECRET_BYTES)
      return { mistake: `${option} holds more than ${String(MAX_SECRET_BYTES / 1024)} KiB: give the secret alone` };
    if (!isUtf8(bytes) || bytes.includes(0)) return { mistake: `${option} ${NO_TEXT}` };
    const text = Buffer.from(bytes).toString();
    return { text: text.replace(/^\ufeff/, '').replace(/\r?\n$/, '') };
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    return {
      // The secret itself may have been given in place of the file: that is not shown.
      mistake: `${option}: ${file === undefined ? 'standard input' : 'the file'} cannot be read (${why})`,
    };
  }
}
