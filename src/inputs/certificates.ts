import { X509Certificate } from 'node:crypto';
import { closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { codeOf } from '../shared/error-code.ts';
import { shortened } from '../shared/text.ts';
import { Mistake } from './values.ts';

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of `ca-certificate`, each as PEM text. @throws Mistake */
export function parseCertificates(given: string): readonly string[] {
  if (given === '') return [];
  const isText = given.includes('-----BEGIN');
  const text = isText ? given : readTextFile(given);
  const where = isText ? 'ca-certificate' : `ca-certificate: file '${shortened(given)}'`;
  const blocks = text.match(PEM) ?? [];
  if (blocks.length === 0)
    throw new Mistake(
      `${where} holds no certificate: it takes PEM text (-----BEGIN CERTIFICATE-----) or the path of a PEM file`,
    );
  try {
    return blocks.map((block) => new X509Certificate(block).toString());
  } catch {
    throw new Mistake(
      `${where} holds a certificate that cannot be read: is it complete PEM text, with its line breaks?`,
    );
  }
}

/** No list of authorities is larger: what is, is another file, or has no end. */
const MAX_BYTES = 16 * 1024 * 1024;

/** How long a pipe, as `<(…)` in a shell, may take to give the next piece. */
const MAX_PIPE_WAIT_MS = 3000;
const PIPE_POLL_MS = 20;

function readTextFile(path: string): string {
  try {
    const kind = statSync(path);
    if (!kind.isFile() && !kind.isFIFO() && !kind.isDirectory()) throw unusable(path, 'it is a device');
    // A pipe that nobody writes to would hold the process, and then not even a signal ends it.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return startOf(file, path);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof Mistake) throw error;
    throw unusable(path, codeOf(error) || 'unknown reason');
  }
}

function startOf(file: number, path: string): string {
  const pieces: Buffer[] = [];
  let [length, waitedMs] = [0, 0];
  for (;;) {
    const piece = Buffer.alloc(64 * 1024);
    try {
      const read = readSync(file, piece);
      if (read === 0) return Buffer.concat(pieces).toString();
      length += read;
      if (length > MAX_BYTES) throw unusable(path, `it holds more than ${String(MAX_BYTES / 1024 / 1024)} MiB`);
      pieces.push(piece.subarray(0, read));
      waitedMs = 0;
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
      if (waitedMs >= MAX_PIPE_WAIT_MS) throw unusable(path, 'it is a pipe into which nothing is written');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PIPE_POLL_MS);
      waitedMs += PIPE_POLL_MS;
    }
  }
}

function unusable(path: string, why: string): Mistake {
  return new Mistake(
    `ca-certificate: the file '${shortened(path)}' cannot be read (${why}): it takes PEM text or the path of a PEM file`,
  );
}
