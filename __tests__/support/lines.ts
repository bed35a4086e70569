import type { Line } from '../../src/domain/request.ts';

/** A line as the inputs read it from a workflow. */
export function lineOf(text: string): Line {
  if (/[*?]/.test(text)) return { kind: 'pattern', text };
  const slash = text.lastIndexOf('/');
  return { kind: 'name', text, names: [text], owner: slash < 0 ? undefined : text.slice(0, slash) };
}
