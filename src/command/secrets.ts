import { isUtf8 } from 'node:buffer';
import { constants, createReadStream, openSync, statSync } from 'node:fs';
import { Socket } from 'node:net';
import { addAbortSignal, type Readable } from 'node:stream';
import { isatty, ReadStream } from 'node:tty';
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

/**
 * The text of a secret, without the one line break that editors and `echo` put behind it, or what is wrong. It is waited
 * for: a person may type it, or another program write it, and whoever does not want to wait any longer may cancel.
 * @param stdin is asked for only where the secret comes from there
 */
export async function readSecret(
  { option, file }: SecretSource,
  stdin: () => Readable,
  cancelled: AbortSignal,
): Promise<{ text: string } | { mistake: string }> {
  const what = file === undefined ? 'standard input' : `the file '${file}'`;
  try {
    const bytes = await startOf(file === undefined ? stdin() : opened(file), cancelled);
    if (bytes.length > MAX_SECRET_BYTES)
      return { mistake: `${option} holds more than ${String(MAX_SECRET_BYTES / 1024)} KiB: give the secret alone` };
    if (!isUtf8(bytes) || bytes.includes(0)) return { mistake: `${option} ${NO_TEXT}` };
    return { text: bytes.toString().replace(/\r?\n$/, '') };
  } catch (error) {
    if (cancelled.aborted) return { mistake: `${option}: cancelled before ${what} came to its end` };
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    return { mistake: `${option}: ${what} cannot be read (${why})` };
  }
}

/** What a stream holds, up to a little more than a secret may have. @throws Error also when it is cancelled */
async function startOf(stream: Readable, cancelled: AbortSignal): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const pieces: AsyncIterable<Uint8Array> = addAbortSignal(cancelled, stream);
  for await (const piece of pieces) {
    chunks.push(piece);
    length += piece.length;
    if (length > MAX_SECRET_BYTES) break;
  }
  return Buffer.concat(chunks);
}

/** Pipes, as `<(…)` in a shell, and terminals are read as such: while a file is read, a process can't even exit. */
function opened(file: string): Readable {
  const kind = statSync(file);
  if (kind.isFIFO()) {
    const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    return new Socket({ fd, readable: true, writable: false });
  }
  const fd = openSync(file, 'r');
  return isatty(fd) ? new ReadStream(fd) : createReadStream(file, { fd, end: MAX_SECRET_BYTES });
}
