import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fits } from '../../../src/domain/select.ts';
import { patternAsRegExp } from '../../support/patterns.ts';

describe('a pattern', () => {
  it.each([
    ['', '', true],
    ['', '*', true],
    ['', '?', false],
    ['api', 'api', true],
    ['api', 'ap', false],
    ['api', 'pi', false],
    ['api', 'apis', false],
    ['api', 'API', true],
    ['API', 'a?I', true],
    ['api', '*', true],
    ['api', '***', true],
    ['api', 'a*', true],
    ['api', '*i', true],
    ['api', '*p*', true],
    ['api', 'a*i', true],
    ['api', 'a*p*i*', true],
    ['api', 'a*a', false],
    ['api', '???', true],
    ['api', '??', false],
    ['api', '????', false],
    ['api', '?*?*?', true],
    ['api', '?*?*?*?', false],
    ['aab', '*ab', true],
    ['abab', '*ab', true],
    ['ababa', '*ab', false],
    ['mississippi', 'm*issip*', true],
    ['a.c', 'a.c', true],
    ['abc', 'a.*', false],
    ['a+c', 'a+?', true],
    ['web[1]', 'web[1]*', true],
    ['web1', 'web[1]*', false],
    ['a/b', 'a*', true],
    ['a/b', 'a?b', true],
    ['😀', '?', true],
    ['a😀b', 'a?b', true],
    ['a😀b', 'a??b', false],
    ['ÄPFEL', 'äp*', true],
    ['a\nb', 'a*b', true],
  ])('%j fits %j: %s', (text, pattern, fit) => {
    expect(fits(text, pattern)).toBe(fit);
  });

  it('fits what a regular expression of the same meaning matches', () => {
    const characters = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '.', '😀'), maxLength: 6 });
    const marks = fc.string({ unit: fc.constantFrom('a', 'B', '.', '😀', '*', '*', '?'), maxLength: 6 });
    let fitting = 0;
    fc.assert(
      fc.property(characters, marks, (text, pattern) => {
        const expected = patternAsRegExp(pattern).test(text);
        fitting += Number(expected);
        expect(fits(text, pattern)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
    // Else the property says little.
    expect(fitting).toBeGreaterThan(300);
  });

  it('fits a text of which parts were replaced by stars and characters by question marks', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme-ascii' }), fc.nat(2))), (parts) => {
        const text = parts.map(([part]) => part.replace(/[*?]/g, '')).join('');
        const pattern = parts
          .map(([part, how]) => (how === 0 ? '*' : part.replace(/[*?]/g, '').replace(/./g, how === 1 ? '?' : '$&')))
          .join('');
        expect(fits(text, pattern)).toBe(true);
      }),
    );
  });

  it('of many stars ends on a long text', () => {
    expect(fits('a'.repeat(2000), `${'a*'.repeat(50)}b`)).toBe(false);
    expect(fits('a'.repeat(2000), `${'*a'.repeat(50)}*`)).toBe(true);
  });
});
