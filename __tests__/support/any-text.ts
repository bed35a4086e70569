import fc from 'fast-check';

/*
 * Any character but half of a pair, as `unit: 'binary'` gives them. That one makes a list of all 1.1 million the first
 * time, which takes a second and 100 MB.
 */
const HALVES = { first: 0xd800, count: 0x800 };
const anyCharacter = fc.nat(0x10_ffff - HALVES.count).map(
  (number) => String.fromCodePoint(number < HALVES.first ? number : number + HALVES.count),
  (character) => {
    const code = typeof character === 'string' ? (character.codePointAt(0) ?? NaN) : NaN;
    if (!(code >= 0) || String.fromCodePoint(code) !== character) throw new Error('this is not one character');
    return code < HALVES.first ? code : code - HALVES.count;
  },
);

/** Any text, also of what a terminal, the runner, Markdown or HTML would act on. */
export const anyText = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.string({ unit: fc.constantFrom('\n', '\u202e', '\u200b', '\ud800', '#', '[', ':', ' ', '|', '<', '`', 'a') }),
);
