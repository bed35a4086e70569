import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from '../../../src/shared/parse-json.ts';

describe('JSON', () => {
  it.each<[string, unknown]>([
    ['{"a":1,"a":2}', { a: 1, _a: 2 }],
    ['{"a" : 1 , "a":2}', { a: 1, _a: 2 }],
    ['{"a":1,"\\u0061":2,"a":3,"a":2}', { a: 1, _a: 2, __a: 3 }],
    ['[{"b":{"a":"}","a":","}}]', [{ b: { a: '}', _a: ',' } }]],
    ['{"a":{"b":[1],"b":[2]},"a":null}', { a: { b: [1], _b: [2] }, _a: null }],
    ['{"a":[{"a":"\\\\"}],"a":[{"a":"\\""}]}', { a: [{ a: '\\' }], _a: [{ a: '"' }] }],
  ])('that gives a name different values is contradictory, and each value is kept: %s', (text, value) => {
    expect(parseJson(text)).toEqual({ value, isContradictory: true });
  });

  it.each([
    '{"a":1,"a":1}',
    '{"a":1, "a": 1 }',
    '{"a":{"b":1},"b":{"a":2}}',
    '[{"a":1},{"a":2}]',
    '{"a":":\\":","b":2}',
  ])('that gives each name one value is not: %s', (text) => {
    expect(parseJson(text)).toEqual({ value: JSON.parse(text) as unknown, isContradictory: false });
  });

  it('is read as JSON.parse reads it, whatever it holds', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), fc.constantFrom(undefined, 1), (text, indent) => {
        const value: unknown = JSON.parse(text);
        expect(parseJson(JSON.stringify(value, undefined, indent))).toEqual({ value, isContradictory: false });
      }),
      { numRuns: 40 },
    );
  });

  it('may be as long and as deep as a server likes', () => {
    const long = `{"a":"${'\\"'.repeat(2_000_000)}:"}`;
    const deep = `${'['.repeat(200_000)}":"${']'.repeat(200_000)}`;
    const many = `{${Array.from({ length: 100_000 }, (_, index) => `"a":${String(index)}`).join(',')}}`;

    expect([long, deep, many].map((text) => parseJson(text).isContradictory)).toEqual([false, false, true]);
  });

  it.each(['', '{"a":1,"a":', '{"a":1,"a":2'])('that is cut off is none: %j', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });
});
