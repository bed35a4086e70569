import { describe, expect, it } from '@jest/globals';
import { variablesOf } from '../../../src/report/variables.ts';
import { dotenv } from '../../support/ci-readers.ts';

/* Outputs as variables of later jobs, in GitLab and Bitbucket. */

describe('the variables', () => {
  it.each([
    ['several lines', 'a\nb'],
    ['a carriage return', 'a\rb'],
    ['a line separator', 'a\u2028b'],
    ['what GitLab expands', 'a$b'],
    ['what GitLab expands, in braces', '${a}'],
    ['a character that is not shown', 'a\u200bb'],
    ['a lone surrogate', 'a\ud800'],
    ['quotes, which some take away', '"a"'],
    ['a blank at its end', 'a '],
    ['a blank at its beginning', ' a'],
  ])('leave out %s', (_, value) => {
    expect(dotenv(variablesOf({ drift: 'true', report: value, changed: 'false' }))).toEqual({
      GITPROTECT_DRIFT: 'true',
      GITPROTECT_CHANGED: 'false',
    });
  });

  it('leave out the longest where not all fit', () => {
    const read = dotenv(variablesOf({ report: 'a'.repeat(5000), drift: 'b'.repeat(4000), changed: 'ł'.repeat(450) }));
    expect(Object.keys(read)).toEqual(['GITPROTECT_DRIFT', 'GITPROTECT_CHANGED']);
  });

  it('count bytes, not characters', () => {
    expect(variablesOf({ drift: 'ł'.repeat(2600), changed: 'false' })).toBe('GITPROTECT_CHANGED=false\n');
  });

  it('are fifty at most', () => {
    const outputs = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`output-${String(index)}`, 'a']));
    expect(Object.keys(dotenv(variablesOf(outputs)))).toHaveLength(50);
  });
});
