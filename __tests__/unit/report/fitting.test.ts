import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitting } from '../../../src/report/fitting.ts';

describe('texts that fit', () => {
  it.each<[string, string[], number, number]>([
    ['none into nothing', ['a'], 0, 0],
    ['as many as there is room for, each with its separator', ['ab', 'cd', 'ef'], 6, 2],
    ['all, where the last fills it', ['ab', 'cd', 'ef'], 9, 3],
    ['none, where one byte is missing', ['ab'], 2, 0],
    ['two bytes a character', ['ä', 'ö'], 5, 1],
    ['three bytes a character', ['…', '…'], 8, 2],
    ['four bytes a character', ['😀', '😀'], 9, 1],
    ['none after the first that does not fit', ['a', 'much too long', 'b'], 6, 1],
    ['empty ones, of which each has a separator', ['', '', ''], 2, 2],
  ])('are %s', (_, texts, bytes, count) => {
    expect(fitting(texts, bytes)).toEqual(texts.slice(0, count));
  });

  it('are counted with a separator of any length', () => {
    expect(fitting(['ab', 'cd', 'ef'], 12, 4)).toEqual(['ab', 'cd']);
    expect(fitting(['ab', 'cd', 'ef'], 6, 0)).toEqual(['ab', 'cd', 'ef']);
  });

  it('are no longer than the room when they are joined, and the next would be', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.nat(100), (texts, bytes) => {
        const kept = fitting(texts, bytes);
        const size = (some: readonly string[]): number => Buffer.byteLength(some.map((text) => `${text}\n`).join(''));
        expect(texts.slice(0, kept.length)).toEqual(kept);
        expect(size(kept)).toBeLessThanOrEqual(bytes);
        if (kept.length < texts.length) expect(size(texts.slice(0, kept.length + 1))).toBeGreaterThan(bytes);
      }),
    );
  });

  it('are not made when there is no room for them any more', () => {
    let made = 0;
    function* texts(): Generator<string> {
      for (;;) {
        made++;
        yield 'ten bytes.';
      }
    }
    expect(fitting(texts(), 100)).toHaveLength(9);
    expect(made).toBe(10);
  });
});
