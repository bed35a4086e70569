import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asCode, asMarkdown } from '../../../src/report/markdown.ts';
import { printable } from '../../../src/shared/text.ts';
import { anyText } from '../../support/any-text.ts';

const MARKS = Array.from('\\`*_{}[]<>()#!|~&@:$^=+-.\'"?/;,% aw');

/** The text that a browser shows for Markdown in which only numeric entities were used. */
function rendered(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

/** What a reader sees of it: no space without width. */
function shown(markdown: string): string {
  return rendered(markdown).replaceAll('\u200b', '');
}

/** What GitHub makes a link, a mention or a picture of in a text that is rendered already. */
const REFERENCES = /@\w|#\d|\bGH-\d|:[\w+-]+:|(?<![\w-])[\da-f]{40}(?![\w-])/i;

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
    ['an issue of another repository', 'owner/repo#7'],
    ['an issue by its number', 'GH-7, gh-8'],
    ['a commit', '0123456789abcdef0123456789abcdef01234567'],
    ['a commit of another repository', 'owner/repo@0123456789abcdef0123456789abcdef01234567'],
    ['an address', 'someone@evil.test'],
    ['pictures', ':tada: :+1::octocat:'],
    ['a team', '@org/team'],
    ['an escaped mark', '\\*a\\*'],
    ['a comment', '<!-- hidden -->'],
  ])('shows %s as it was written', (_, text) => {
    expect(shown(asMarkdown(text))).toBe(text);
    expect(asMarkdown(text)).not.toBe(text);
    expect(rendered(asMarkdown(text))).not.toMatch(REFERENCES);
  });

  it.each(['6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'HTTP 400: no', '12345678 rows', 'at 12:30', 'v1.2.3'])(
    'holds %s to be copied as it is',
    (text) => {
      expect(rendered(asMarkdown(text))).toBe(text);
    },
  );

  it('as code is to be copied as it is', () => {
    const text = '@octocat #1 :tada: </code> **x**';
    const [, inner] = /^<code>([^<>*]*)<\/code>$/.exec(asCode(text)) ?? [];
    expect(rendered(inner ?? '')).toBe(text);
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
        expect(rendered(markdown)).not.toMatch(REFERENCES);
      }),
    );
  });
});
