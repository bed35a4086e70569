import { shortened } from '../shared/text.ts';
import { asCode } from './text.ts';

/** A table, of which each row is made by `row`. */
export function table(heads: readonly string[], rows: readonly string[]): string {
  return [row(heads), row(heads.map(() => '---')), ...rows].join('\n');
}

export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A name from outside, short enough to read. */
export function code(name: string): string {
  return asCode(shortened(name));
}

/** Blocks of Markdown that are seen once somebody opens them. @param heading text that is safe in HTML */
export function folded(heading: string, blocks: readonly string[]): readonly string[] {
  return [`<details><summary>${heading}</summary>`, ...blocks, '</details>'];
}
