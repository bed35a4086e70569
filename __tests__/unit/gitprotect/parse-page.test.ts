import { describe, expect, it } from '@jest/globals';
import { parsePage, ShapeError } from '../../../src/gitprotect/parsers.ts';

describe('a page', () => {
  it('is parsed from the envelope, whatever the case of its fields', () => {
    const page = { rows: [1], place: { page: 2, pages: 3 }, total: 5 };
    expect(parsePage({ currentPage: 2, pageCount: 3, totalEntries: 5, result: [1] })).toEqual(page);
    expect(parsePage({ CurrentPage: 2, PageCount: 3, TotalEntries: 5, Result: [1] })).toEqual(page);
  });

  it.each([[1, 2], { result: [1, 2] }, { items: [1, 2] }, { data: [1, 2], pageCount: 1 }])(
    'is parsed without a count: %j',
    (answer) => {
      expect(parsePage(answer)).toEqual({ rows: [1, 2], place: undefined, total: undefined });
    },
  );

  it.each([null, 'x', 3, {}, { result: {} }, { message: 'no' }, nested(30)])('is refused: %j', (answer) => {
    expect(() => parsePage(answer)).toThrow(ShapeError);
  });
});

/** Rows in so many envelopes. */
function nested(depth: number): unknown {
  return depth === 0 ? [] : { data: nested(depth - 1) };
}

describe('a page with several lists', () => {
  it.each([
    { result: [], items: [1] },
    { items: [1], result: [] },
    { result: [], data: { items: [1] } },
    { result: [1], data: {} },
  ])('is the one that holds rows: %j', (answer) => {
    expect(parsePage(answer).rows).toEqual([1]);
  });

  it.each([
    { result: [1], items: [2] },
    { result: [1], data: { items: [2] } },
  ])('is refused where several do: %j', (answer) => {
    expect(() => parsePage(answer)).toThrow('several lists');
  });
});

describe('a page in an unusual form', () => {
  it('may give null for no rows, with its counts', () => {
    expect(parsePage({ result: null })).toEqual({ rows: [], place: undefined, total: undefined });
    const page = { rows: [], place: { page: 1, pages: 2 }, total: 4 };
    expect(parsePage({ currentPage: 1, pageCount: 2, totalEntries: 4, result: null })).toEqual(page);
  });

  it('may lie in another envelope, with its counts in either', () => {
    const page = { rows: [1], place: { page: 1, pages: 2 }, total: 3 };
    const counts = { currentPage: 1, pageCount: 2, totalEntries: '3' };
    expect(parsePage({ data: { result: [1], ...counts } })).toEqual(page);
    expect(parsePage({ data: { result: [1] }, ...counts })).toEqual(page);
    expect(parsePage({ result: { Items: [1], current_page: 1 }, ...counts })).toEqual(page);
  });

  it.each([0, -1])('is not believed to be one of %d, where it has rows', (pageCount) => {
    expect(parsePage({ currentPage: 1, pageCount, totalEntries: 1, result: [1] }).place).toBeUndefined();
    expect(parsePage({ currentPage: 1, pageCount, result: [] }).place).toEqual({ page: 1, pages: pageCount });
  });

  it.each([1.5, 0.5, '1.5'])('is not believed to be one of %j: the list goes on', (pageCount) => {
    expect(parsePage({ currentPage: 1, pageCount, result: [1] }).place).toBeUndefined();
  });
});
