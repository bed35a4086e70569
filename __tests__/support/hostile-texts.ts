/** Names and messages that somebody made to be taken for something else. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'a command after a line break': 'a\n::error::pwned',
  'a command at the start': '::set-output name=drift::false',
  'a command after a Windows line break': 'a\r\n::stop-commands::never',
  'a command after white space': ' \t ::add-mask::api',
  'a command after a carriage return': 'a\r::warning file=x::pwned',
  'a command after a next-line character': 'a\u0085::error::pwned',
  'a command after a line separator': 'a\u2028::error::pwned\u2029::error::pwned',
  'a command with encoded line breaks': '%0A::error::pwned%0D%0A::debug::x%25',
  'a command of the old kind': 'a ##[error]pwned',
  'commands of the old kind after line breaks': '##[group]a\n##[endgroup]\n###[debug]b\n#\u200b#[error]c',
  'a line of the log': 'a\n✅ Protected, nothing to do\nWhat to do: nothing',
  'ANSI colors': '\u001b[31mred\u001b[0m\u001b[2K\u001b[1A',
  'an ANSI link': '\u001b]8;;https://evil.example\u0007here\u001b]8;;\u0007\u009b31m',
  'control characters': 'a\u0000\u0008\u0008b\u007fc\tb\u000b',
  'bidirectional controls': '\u202eetavirp\u202c \u2066a\u2069 \u200f\u061c',
  'zero-width characters': 'a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u{e0041}',
  'a table': '| a | b |\n| --- | --- |\n| 1 | 2 |',
  'ends of cells': 'a \\| b `|` c || d \\\\|',
  'a link': '[here](https://evil.example) <https://evil.example> [x]: https://evil.example',
  'an image': '![here](https://evil.example/a.png)',
  addresses: 'https://evil.example www.evil.example WWW.evil.example mail@evil.example',
  HTML: '<img src=x onerror="alert(1)"><script>alert(1)</script>',
  'ends of HTML': '</code></details></td></table></sub><details open><summary>x',
  'a comment': '<!-- a',
  entities: '&lt;b&gt; &#60;b&#x3e; &amp;lt; &nbsp;',
  emphasis: '**a** __b__ *c* _d_ ~~e~~ `f` ==g== ^h^',
  blocks: 'a\n# b\n- c\n1. d\n---\n    e\n> f\n```\ng\n===',
  mentions: '@octocat @github/support',
  references: '#1 GH-1 octocat/api#1 0123456789012345678901234567890123456789',
  mathematics: '$a$ $$b$$ $`c`$',
  'emoji shortcodes': ':tada: :+1: :octocat:',
  'delimiters of outputs':
    'ghadelimiter_00000000-0000-0000-0000-000000000000\nEOF\ndrift=false\nplan-status<<EOF\nok\nEOF',
  'lone surrogates': 'a\ud800b\udc00c\udfff\ud800',
  quotes: `"},"drift":"false",'"\\"\\\\`,
  placeholders: '${{ secrets.PASSWORD }} %s $& $1 {0}',
};

/** Characters that no line of a log, and no line of a summary, may hold. */
export const UNPRINTABLE = /[^\P{C}\n]|[\p{Zl}\p{Zp}\ufffd]/u;

/** A text without what may be written otherwise to make it harmless, and without white space. */
export function bare(text: string): string {
  return text.replaceAll(/\\u\{[0-9a-f]+\}/g, '').replaceAll(/[\p{C}\p{Z}\s]/gu, '');
}

/**
 * Everything of a Markdown text that Markdown, HTML or GitHub would read, but for entities: two texts with the same
 * marks have the same structure.
 */
export function marksOf(markdown: string): readonly string[] {
  return markdown
    .replaceAll(/&#\d+;/g, '')
    .split('\n')
    .map((line) => {
      const start = /^(?: {4}|\t| {0,3}(?:[-+*]\s|-{3}|\d+[.)]\s))/.exec(line)?.[0] ?? '';
      return [start, ...(line.match(/[\\`*_{}[\]<>#!|~&@:$^=+]|www\.|<\/?\w+/gi) ?? [])].join('');
    });
}
