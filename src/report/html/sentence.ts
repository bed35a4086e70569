import { printable } from '../../shared/text.ts';
import { type Html, markup } from './markup.ts';

/** What is written from right to left: Hebrew, Arabic and their like. */
const LETTER = '[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufeff\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}]';

/**
 * The escape of a character that is not shown: beside what is written from right to left its braces would turn. It takes
 * colons along, since two of them would be broken up at the beginning of a text.
 */
const ESCAPE = '\\\\u\\{[\\da-f]+\\}\\s*:*';

const TURNING_IN_NAME = new RegExp(`(${ESCAPE})`, 'u');
const TURNING_IN_SENTENCE = new RegExp(`(${LETTER}(?:[^\\p{L}\\n\\\\]*${LETTER})*|${ESCAPE})`, 'u');

/** A sentence of ours with names from outside in it: those that are written from right to left turn nothing around them. */
export function sentence(text: string): Html {
  return isolating(TURNING_IN_SENTENCE, text);
}

/** A name from outside by itself: one that is written from right to left does not turn what stands around it. */
export function nameOf(name: string): Html {
  return markup`<bdi>${isolating(TURNING_IN_NAME, name)}</bdi>`;
}

function isolating(turning: RegExp, text: string): Html {
  const parts = printable(text).split(turning);
  return markup`${parts.map((part, index) => (index % 2 === 0 ? part : markup`<bdi>${part}</bdi>`))}`;
}
