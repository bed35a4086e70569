import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asMarkdown, duration, utc } from '../../src/report/text.ts';
import { counted, printable, shortened } from '../../src/wording.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\n', '\u202e', '\u200b', '\ud800', '#', '[', ':', ' ', '|', '<', '`', 'a') }),
);

const MARKS = Array.from('\\`*_{}[]<>()#!|~&@:$^=+-.\'"?/;,% aw');

/** The text that a browser shows for Markdown in which only numeric entities were used. */
function shown(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

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

describe('a text as Markdown', () => {
  it.each([
    ['a link', '[x](https://evil.test)'],
    ['a bare address', 'https://evil.test'],
    ['a bare host', 'WWW.evil.test'],
    ['a mention', '@octocat'],
    ['an issue', '#1'],
    ['HTML', '<img src=x onerror=alert(1)>'],
    ['an entity', '&lt;'],
    ['a cell of a table', 'a | b'],
    ['marks', '**a** _b_ `c` ~~d~~ $e$ :f:'],
    ['an escaped mark', '\\*a\\*'],
    ['a comment', '<!-- hidden -->'],
  ])('shows %s as it was written', (_, text) => {
    expect(shown(asMarkdown(text))).toBe(text);
    expect(asMarkdown(text)).not.toBe(text);
  });

  it('holds no mark that Markdown or HTML reads, and shows what was printable', () => {
    const marks = fc.string({ unit: fc.constantFrom(...MARKS) });
    fc.assert(
      fc.property(fc.oneof(anyText, marks), (text) => {
        const markdown = asMarkdown(text);
        const rest = markdown.replace(/&#\d+;/g, '');
        // Of the marks of ASCII only those may be left that mean nothing inside a line.
        expect(rest.replace(/[\p{L}\p{N}\p{M}\p{Zs}.,;'"()/?%-]/gu, '')).not.toMatch(/[!-~]/);
        expect(markdown).not.toMatch(/www\./i);
        expect(shown(markdown)).toBe(printable(text));
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

describe('numbers for people', () => {
  it.each([
    [0, '0 ms'],
    [850.4, '850 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [4249, '4.2 s'],
    [90_000, '90.0 s'],
  ])('tell %d milliseconds as %s', (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text);
  });

  it('tell a time in UTC, to the minute', () => {
    expect(utc(new Date('2026-11-19T03:00:59+01:00'))).toBe('2026-11-19 02:00 UTC');
  });

  it.each([
    [0, '0 plans'],
    [1, '1 plan'],
    [2, '2 plans'],
  ])('tell %i with a noun: %s', (count, text) => {
    expect(counted(count, 'plan')).toBe(text);
    expect(counted(count, 'x', 'plans')).toBe(count === 1 ? '1 x' : text);
  });
});
