import { describe, expect, it } from '@jest/globals';
import { UnreadableError } from '../../../src/hosts/host.ts';
import { firstPage, following, linksOf, nextByNumber, numberOf } from '../../../src/hosts/numbered-pages.ts';

function links(...link: readonly string[]): object {
  const [header = ''] = link;
  return Object.fromEntries(linksOf({ headers: { link: link.length > 1 ? [...link] : header } }));
}

describe('a Link header', () => {
  it.each<[string, object]>([
    ['', {}],
    ['nonsense', {}],
    ['<https://a/?page=2>; rel="next"', { next: 'https://a/?page=2' }],
    ['<https://a/?page=2>; rel=next', { next: 'https://a/?page=2' }],
    ['<https://a/?page=2>;rel="NEXT"', { next: 'https://a/?page=2' }],
    ['<a?page=2>; rel="next", <a?page=9>; rel="last"', { next: 'a?page=2', last: 'a?page=9' }],
    ['<a?page=2>; rel="next",<a?page=9>;rel="last"', { next: 'a?page=2', last: 'a?page=9' }],
    ['<a?x=1,2;3&page=2>; rel="next", <b>; rel="last"', { next: 'a?x=1,2;3&page=2', last: 'b' }],
    ['<a>; title="x, y; rel=prev"; rel="next"', { next: 'a' }],
    ['<a>; rel="next last"', { next: 'a', last: 'a' }],
    ['<a>; rel="prev", <b>; rel="next"', { prev: 'a', next: 'b' }],
    ['<a>; rel="next", <b>; rel="next"', { next: 'a' }],
    ['<a>, <b>; rel="next"', { next: 'b' }],
    ['<a', {}],
  ])('%s is read as %j', (header, expected) => {
    expect(links(header)).toEqual(expected);
  });

  it('may be given several times', () => {
    expect(links('<a>; rel="prev"', '<b>; rel="next"')).toEqual({ prev: 'a', next: 'b' });
  });

  it('of any length takes little time', () => {
    const hostile = [
      `<${'a'.repeat(100_000)}`,
      '<a>;'.repeat(20_000),
      `<a>;${' '.repeat(100_000)}`,
      '<a>;"'.repeat(20_000),
    ];
    const start = performance.now();
    for (const header of hostile) links(header);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('pages with numbers', () => {
  const first = firstPage('repos', { per_page: '100' });
  const third = { path: 'repos', query: { per_page: '100', page: '3' } };

  it('begin with 1', () => {
    expect(first).toEqual({ path: 'repos', query: { per_page: '100', page: '1' } });
    expect([numberOf(first), numberOf(third), numberOf({ url: 'https://a/?page=3' })]).toEqual([1, 3, undefined]);
  });

  it('follow each other', () => {
    expect(nextByNumber({ path: 'repos', query: { per_page: '100', page: '2' } }, 3)).toEqual({
      next: third,
      problem: undefined,
    });
  });

  it('that are left out are a problem', () => {
    expect(nextByNumber(first, 3)).toEqual({
      next: third,
      problem: 'the host names page 3 after page 1: it skips rows',
    });
  });

  it.each([
    [undefined, undefined],
    [0, []],
    [1, []],
    [2, ['2']],
    [4, ['2', '3', '4']],
  ])('up to the last, %j, are known', (last, numbers) => {
    const pages = following(first, last);
    expect(pages?.all().map((page) => ('path' in page ? page.query['page'] : ''))).toEqual(numbers);
    expect(pages?.first).toEqual(pages?.all()[0] ?? (pages && 'end'));
  });

  it('are not known in any number', () => {
    expect(() => following(first, 1e15)).toThrow(UnreadableError);
  });
});
