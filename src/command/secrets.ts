import { isUtf8 } from 'node:buffer';
import { constants, createReadStream, openSync, statSync } from 'node:fs';
import { Socket } from 'node:net';
import { addAbortSignal, type Readable } from 'node:stream';
import { isatty, ReadStream } from 'node:tty';
import { codeOf } from '../shared/error-code.ts';
import { Failure } from '../shared/failure.ts';
import { variableOf } from '../shared/variable-name.ts';
import { OPTIONS } from './options.ts';

/** Inputs that are secrets: lists of processes and shells' histories show arguments, so that none is an option. */
export const SECRETS: ReadonlySet<string> = new Set(
  OPTIONS.flatMap(({ name }) => (/(^|-)(password|token)$/.test(name) ? [name] : [])),
);

/** What to use instead of an option that holds a secret. @param variable as it is called there */
export function howToGive(secret: string, variable = variableOf(secret)): string {
  return `set ${variable}, or give --${secret}-file FILE or --${secret}-stdin`;
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

/** What was read of files and standard input, by the inputs' names. */
export interface ReadSecrets {
  readonly texts: ReadonlyMap<string, string>;
  /** Those that could not be read, and why. */
  readonly unread: ReadonlySet<string>;
  readonly mistakes: readonly string[];
  /** The run was cancelled meanwhile: what it waits for may never come. */
  readonly cancelled?: Failure;
}

/**
 * @param stdin is asked for only where a secret comes from there
 * @param isWrong the command line is invalid: secrets that would not be used are not waited for
 */
export async function readSecrets(
  sources: readonly SecretSource[],
  isWrong: boolean,
  stdin: () => Readable,
  cancelled: AbortSignal,
): Promise<ReadSecrets> {
  const texts = new Map<string, string>();
  const unread = new Set<string>();
  const mistakes: string[] = [];
  for (const { input, option, file } of sources) {
    const from = file === undefined ? 'standard input' : 'the file';
    try {
      if (isWrong && mayWait(file)) {
        unread.add(input);
        continue;
      }
      const bytes = await startOf(addAbortSignal(cancelled, file === undefined ? stdin() : opened(file)));
      texts.set(input, textOf(bytes));
    } catch (error) {
      if (cancelled.aborted)
        return { texts, unread, mistakes, cancelled: cancelledWhileReading(`${option}: ${from}`, error) };
      unread.add(input);
      // The secret itself may have been given in place of the file: that is not shown.
      const code = codeOf(error) || 'unknown reason';
      mistakes.push(
        error instanceof NoSecret ? `${option} ${error.message}` : `${option}: ${from} cannot be read (${code})`,
      );
    }
  }
  return { texts, unread, mistakes };
}

/** Whether somebody, or another program, has yet to write it. */
function mayWait(file: string | undefined): boolean {
  return file === undefined || statSync(file).isFIFO() || statSync(file).isCharacterDevice();
}

function cancelledWhileReading(what: string, cause: unknown): Failure {
  return new Failure(
    'The job was cancelled',
    `${what} had not come to its end; nothing was sent to GitProtect`,
    'Run it again.',
    { cause },
  );
}

/** What was read is no secret; the message goes on where the option's name ends. */
class NoSecret extends Error {}

/** What a stream holds, up to a little more than a secret may have: it may have no end. */
async function startOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of stream) {
    pieces.push(piece);
    length += piece.length;
    if (length > MAX_SECRET_BYTES) break;
  }
  return Buffer.concat(pieces);
}

/**
 * The text of a secret. Editors and `echo` put one line break behind it, and on Windows a byte order mark before it: these
 * are not of the secret. @throws NoSecret
 */
function textOf(bytes: Uint8Array): string {
  if (bytes.length > MAX_SECRET_BYTES)
    throw new NoSecret(`holds more than ${String(MAX_SECRET_BYTES / 1024)} KiB: give the secret alone`);
  if (!isUtf8(bytes) || bytes.includes(0))
    throw new NoSecret('holds no text in UTF-8 (PowerShell may write UTF-16): write it anew as UTF-8');
  return Buffer.from(bytes)
    .toString()
    .replace(/^\ufeff/, '')
    .replace(/\r?\n$/, '');
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
