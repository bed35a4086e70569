import { describe, expect, it } from '@jest/globals';
import { parseId } from '../../../src/gitprotect/ids.ts';
import { bareGuid, guid } from '../../support/build.ts';

const A = guid(1);

describe('an ID', () => {
  it.each([A, A.toUpperCase(), bareGuid(A), `{${A}}`, `(${A})`, `{${bareGuid(A)}}`])(
    'is one GUID in any form: %s',
    (text) => {
      expect(parseId(text)).toBe(A);
    },
  );

  it.each([2 ** 53, -1, 1.5, 1e21, NaN])('is no number that may have become another one: %d', (number) => {
    expect(parseId(number)).toBeUndefined();
  });

  it.each([0, 42, Number.MAX_SAFE_INTEGER])('may be a number: %d', (number) => {
    expect(parseId(number)).toBe(String(number));
  });

  it.each([`{${A}`, `${A}-1`, bareGuid(A).slice(1), 'Daily'])('that is no GUID stays as it is: %s', (text) => {
    expect(parseId(text)).toBe(text);
  });
});
