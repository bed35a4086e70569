import { describe, expect, it } from '@jest/globals';
import { duration, utc } from '../../../src/report/text.ts';

describe('numbers for people', () => {
  it.each([
    [0, '0 ms'],
    [850.4, '850 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [4249, '4.2 s'],
    [90_000, '90.0 s'],
  ])('show %d milliseconds as %s', (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text);
  });

  it('show a time in UTC, to the minute', () => {
    expect(utc(new Date('2026-11-19T03:00:59+01:00'))).toBe('2026-11-19 02:00 UTC');
  });
});
