import { describe, expect, it } from '@jest/globals';
import { ListReading, NO_PAGE, Readings } from '../../../src/gitprotect/list-reading.ts';
import { parsePage } from '../../../src/gitprotect/parsers.ts';

describe('a list', () => {
  it('may be an array of 130,000 rows', () => {
    const rows = Array.from({ length: 130_000 }, (_, index) => ({ id: String(index) }));
    const first = { ...parsePage(rows), rows };
    const readings = new Readings();
    const read = (): unknown => {
      const reading = new ListReading(readings.limit, 10);
      for (const numbers of reading.steps()) reading.add(numbers.map((number) => (number === 1 ? first : NO_PAGE)));
      return readings.settledBy(reading.result);
    };

    expect(read()).toBeUndefined();
    expect(read()).toHaveLength(130_000);
  });
});
