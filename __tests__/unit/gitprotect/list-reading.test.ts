import { describe, expect, it } from '@jest/globals';
import { ListReading, NO_PAGE, Agreement } from '../../../src/gitprotect/list-reading.ts';
import { parsePage } from '../../../src/gitprotect/parsers.ts';

describe('a list', () => {
  it('may be an array of 130,000 rows', () => {
    const rows = Array.from({ length: 130_000 }, (_, index) => ({ id: String(index) }));
    const first = { ...parsePage(rows), rows };
    const agreement = new Agreement();
    const read = (): unknown => {
      const reading = new ListReading(agreement.limit, 10);
      for (const numbers of reading.steps()) reading.add(numbers.map((number) => (number === 1 ? first : NO_PAGE)));
      return agreement.rowsAfter(reading.result);
    };

    expect(read()).toBeUndefined();
    expect(read()).toHaveLength(130_000);
  });
});

interface Row {
  readonly id: string;
}

/** One reading of these pages, of a server that counts them; one that is empty does not add up. */
function readingOf(...pages: readonly (readonly string[])[]): ListReading<Row>['result'] {
  const reading = new ListReading<Row>(100, 10);
  const page = (number: number): Parameters<typeof reading.add>[0][number] => ({
    rows: (pages[number - 1] ?? []).map((id) => ({ id })),
    total: pages.flat().length,
    place: { page: number, pages: pages.length },
  });
  for (const numbers of reading.steps()) reading.add(numbers.map(page));
  return reading.result;
}

describe('readings of a list', () => {
  const [one, other, unsound] = [readingOf(['a'], ['b']), readingOf(['a'], ['c']), readingOf(['a'], [])];

  it('agree where two that add up hold the same, whatever lies between', () => {
    const agreement = new Agreement<Row>();
    expect(agreement.rowsAfter(one)).toBeUndefined();
    expect(agreement.rowsAfter(unsound)).toBeUndefined();
    expect(agreement.rowsAfter(unsound)).toBeUndefined();
    expect(agreement.rowsAfter(one)).toEqual([{ id: 'a' }, { id: 'b' }]);
  });

  it('that add up and never agree end with an error', () => {
    const agreement = new Agreement<Row>();
    for (const reading of [one, other, one]) expect(agreement.rowsAfter(reading)).toBeUndefined();
    expect(() => agreement.rowsAfter(other)).toThrow('the list changed in each of 4 readings');
  });

  it('that never add up end with an error', () => {
    const agreement = new Agreement<Row>();
    for (const reading of [unsound, unsound]) expect(agreement.rowsAfter(reading)).toBeUndefined();
    expect(() => agreement.rowsAfter(unsound)).toThrow('in 3 readings');
  });

  it('cut the pages elsewhere to tell doubles of the server from rows that moved, and ask for whole pages then', () => {
    const doubles = readingOf(['a', 'b'], ['b', 'c']);
    const agreement = new Agreement<Row>();
    const limits: number[] = [];
    for (let reading = 0; reading < 3; reading++) {
      limits.push(agreement.limit);
      expect(agreement.rowsAfter(reading < 2 ? doubles : readingOf(['a'], ['b'], ['b'], ['c']))).toBeUndefined();
    }
    expect([...limits, agreement.limit]).toEqual([100, 100, 1, 100]);
  });
});
