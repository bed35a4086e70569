import { describe, expect, it } from '@jest/globals';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { decode } from '../../../src/http/decode.ts';

const TEXT = Buffer.from('{"result":[]}');

describe('a body that was compressed', () => {
  it.each([
    ['gzip', gzipSync(TEXT)],
    ['X-GZIP', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['identity', TEXT],
    ['', TEXT],
  ])('is read: %s', async (encoding, body) => {
    expect(String(await decode(body, encoding, 1000))).toBe(String(TEXT));
  });

  it('is not read beyond the cap, however small it came', async () => {
    expect(await decode(gzipSync(Buffer.alloc(100_000)), 'gzip', 1000)).toBe('too-large');
  });

  it('is given as it came where it is cut, or is none', async () => {
    const cut = gzipSync(TEXT).subarray(0, 15);
    expect(await decode(cut, 'gzip', 1000)).toBe(cut);
    expect(await decode(TEXT, 'gzip', 1000)).toBe(TEXT);
  });
});
