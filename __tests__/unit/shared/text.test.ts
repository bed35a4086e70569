import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { counted, printable, shortened } from '../../../src/shared/text.ts';
import { anyText } from '../../support/any-text.ts';

describe('a printable text', () => {
  it.each([
    ['a line break', 'a\r\nb'],
    ['a terminal sequence', '\u001b[31mred'],
    ['a bidirectional override', 'abc\u202edcba'],
    ['an isolate', '\u2066abc\u2069'],
    ['a line separator', 'a\u2028b'],
    ['a next-line control', 'a\u0085b'],
    ['a zero-width space', 'a\u200bb'],
    ['a byte order mark', '\ufeffa'],
    ['half a character', 'a\ud83d'],
  ])('shows %s by its number', (_, text) => {
    expect(printable(text)).toMatch(/\\u\{[\da-f]+\}/);
  });

  it.each(['Daily backup (1)', 'Ünïcödé 名前 🚀', "it's 100 % {ok} \\ a::b"])('is left as it is: %s', (text) => {
    expect(printable(text)).toBe(text);
  });

  it('never holds what a terminal or the runner would act on', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = printable(text);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(clean).not.toContain('##[');
        expect(clean).not.toMatch(/^\s*::/);
      }),
    );
  });

  it('is printable already when it is made printable again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });
});

describe('a name', () => {
  it('is cut when it is longer than 120 characters', () => {
    expect(shortened('x'.repeat(120))).toBe('x'.repeat(120));
    expect(shortened('x'.repeat(121))).toBe(`${'x'.repeat(120)}…`);
  });

  it('is not cut within a character', () => {
    expect(shortened(`${'x'.repeat(119)}🚀 and more`)).toBe(`${'x'.repeat(119)}…`);
    expect(shortened(`${'x'.repeat(118)}🚀 and more`)).toBe(`${'x'.repeat(118)}🚀…`);
  });
});

describe('a count with its noun', () => {
  it.each([
    [0, '0 plans'],
    [1, '1 plan'],
    [2, '2 plans'],
  ])('is shown for %i: %s', (count, text) => {
    expect(counted(count, 'plan')).toBe(text);
    expect(counted(count, 'x', 'plans')).toBe(count === 1 ? '1 x' : text);
  });
});
