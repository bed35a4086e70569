import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { codeOf } from '../shared/error-code.ts';

const DECODERS: ReadonlyMap<string, (data: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>> =
  new Map([
    ['gzip', promisify(gunzip)],
    ['x-gzip', promisify(gunzip)],
    ['deflate', promisify(inflate)],
    ['br', promisify(brotliDecompress)],
  ]);

const TOO_LARGE = 'ERR_BUFFER_TOO_LARGE';

/**
 * A body without its compression, which some proxies apply though it was not asked for. One that cannot be decompressed
 * is given as it came.
 */
export async function decode(body: Buffer, encoding: string, maxBytes: number): Promise<Buffer | 'too-large'> {
  const decompress = DECODERS.get(encoding.trim().toLowerCase());
  if (decompress === undefined) return body;
  try {
    return Buffer.from(await decompress(body, { maxOutputLength: maxBytes }));
  } catch (error) {
    return codeOf(error) === TOO_LARGE ? 'too-large' : body;
  }
}
