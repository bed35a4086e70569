import { printable } from '../../shared/text.ts';
import { type Html, markup } from './markup.ts';

/** What is written from right to left: Hebrew, Arabic and their like. */
const LETTER = '[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufeff\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}]';
const RIGHT_TO_LEFT = new RegExp(`(${LETTER}(?:[^\\p{L}\\n\\\\]*${LETTER})*|\\\\u\\{[\\da-f]+\\}\\s*:*)`, 'u');

/**
 * A sentence of ours with names from outside in it: those that are written from right to left turn nothing around them.
 * Nor is the escape of a character that is not shown turned by what stands around it; it takes colons along, since two of
 * them would be broken up at the beginning of a text.
 */
export function sentence(text: string): Html {
  const parts = printable(text).split(RIGHT_TO_LEFT);
  return markup`${parts.map((part, index) => (index % 2 === 0 ? part : markup`<bdi>${part}</bdi>`))}`;
}
