import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidResponseError, RejectedError } from '../../src/gitprotect/errors.ts';
import { type AnswerPage, pageServer } from '../support/page-server.ts';

const listFrom = pageServer();

type Envelope = 'counted' | 'without total' | 'bare array';

/** A list of a server with a page size of its own; before each request it may change. */
class FakeList {
  readonly requested: number[] = [];
  rows: readonly string[];
  readonly #size: number;
  readonly #envelope: Envelope;
  readonly #meanwhile: (list: FakeList, request: number) => void;

  constructor(
    rows: readonly string[],
    size: number,
    envelope: Envelope = 'counted',
    meanwhile: (list: FakeList, request: number) => void = () => undefined,
  ) {
    this.rows = rows;
    this.#size = size;
    this.#envelope = envelope;
    this.#meanwhile = meanwhile;
  }

  readonly answer: AnswerPage = (number, limit) => {
    this.requested.push(number);
    this.#meanwhile(this, this.requested.length);
    const size = Math.min(this.#size, limit);
    const result = this.rows.slice((number - 1) * size, number * size).map(row);
    const pageCount = Math.ceil(this.rows.length / size);
    if (this.#envelope === 'bare array') return result;
    const total = this.#envelope === 'counted' ? { totalEntries: this.rows.length } : {};
    return { currentPage: number, pageCount, ...total, result };
  };
}

function row(id: string): object {
  return { id, name: id };
}

async function idsOf(answer: AnswerPage, maxPages?: number): Promise<string[]> {
  return (await listFrom(answer, maxPages).read()).map(({ id }) => id);
}

describe('a list', () => {
  it('is read to its last page, with a request a page, until two readings agree', async () => {
    const list = new FakeList(['a', 'b', 'c', 'd', 'e'], 2);
    expect(await idsOf(list.answer)).toEqual(['a', 'b', 'c', 'd', 'e']);
    // Those after the first are asked for at the same time.
    expect(list.requested[0]).toBe(1);
    expect(list.requested.sort()).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it.each<[Envelope, number[]]>([
    ['counted', [1]],
    ['without total', [1]],
    ['bare array', [1, 2, 1, 2]],
  ])('may be empty: %s', async (envelope, requested) => {
    const list = new FakeList([], 2, envelope);
    expect(await idsOf(list.answer)).toEqual([]);
    expect(list.requested).toEqual(requested);
  });

  it('is read whole, in its order, whatever the page size and the envelope', async () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[!-~]{1,8}$/), { maxLength: 30 });
    const envelopes = fc.constantFrom<Envelope>('counted', 'without total', 'bare array');
    await fc.assert(
      fc.asyncProperty(ids, fc.integer({ min: 1, max: 12 }), envelopes, async (rows, size, envelope) => {
        expect(await idsOf(new FakeList(rows, size, envelope).answer)).toEqual(rows);
      }),
    );
  });

  it('is read once from a server that gives all of it for every page', async () => {
    expect(await idsOf(() => [row('a'), row('b')])).toEqual(['a', 'b']);
  });

  it('is read whole when it changes once, whenever that is', async () => {
    const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const changes = fc.constantFrom<(list: readonly string[], at: number) => string[]>(
      (list, at) => list.toSpliced(at, 1),
      (list, at) => list.toSpliced(at, 0, 'new'),
      (list, at) => [list[at] ?? 'new', ...list.toSpliced(at, 1)],
      (list, at) => [...list.toSpliced(at, 1), list[at] ?? 'new'],
    );
    await fc.assert(
      fc.asyncProperty(
        changes,
        fc.nat(6),
        fc.integer({ min: 2, max: 8 }),
        fc.integer({ min: 1, max: 8 }),
        async (change, at, when, size) => {
          const after = change(rows, at);
          const list = new FakeList(rows, size, 'counted', (self, request) => {
            if (request === when) self.rows = after;
          });
          expect([rows, after]).toContainEqual(await idsOf(list.answer));
        },
      ),
    );
  });

  it('is read again when a row moves to a page that was read already', async () => {
    const list = new FakeList(['a', 'b', 'c', 'd'], 2, 'counted', (self, request) => {
      if (request === 2) self.rows = ['c', 'a', 'b', 'd'];
    });
    expect(await idsOf(list.answer)).toEqual(['c', 'a', 'b', 'd']);
    expect(list.requested).toEqual([1, 2, 1, 2, 1, 2]);
  });

  it('in bare arrays is not taken to end at a page of known rows that others follow', async () => {
    const pages = [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
      ['e', 'f'],
    ];
    const reading = idsOf((page) => (pages[page - 1] ?? []).map((id) => row(id)));
    await expect(reading).rejects.toThrow('the list changed, or did not add up');
    await expect(reading).rejects.toMatchObject({ remedy: expect.stringContaining('contradict each other') });
  });

  it('in bare arrays may end with its last page again and again', async () => {
    expect(await idsOf((page) => (page === 1 ? ['a', 'b'] : ['c']).map((id) => row(id)))).toEqual(['a', 'b', 'c']);
  });

  it.each([0, -1])('that counts %i rows although there are some is not measured by that', async (totalEntries) => {
    const list = { currentPage: 1, pageCount: 1, totalEntries, result: [row('a')] };
    expect(await idsOf(() => list)).toEqual(['a']);
  });

  it('that never holds still is refused, not read for ever', async () => {
    const list = new FakeList(['a', 'b', 'c'], 2, 'counted', (self, request) => {
      self.rows = [...self.rows, `new-${String(request)}`];
    });
    const reading = idsOf(list.answer);
    await expect(reading).rejects.toThrow(InvalidResponseError);
    await expect(reading).rejects.toThrow('the list changed, or did not add up, in 3 readings');
    expect(list.requested.filter((page) => page === 1)).toHaveLength(3);
  });

  it('that is too long by its own count is refused', async () => {
    const reading = idsOf((page) => ({ currentPage: page, pageCount: 1e9, result: [row(String(page))] }));
    await expect(reading).rejects.toThrow(InvalidResponseError);
    await expect(reading).rejects.toThrow('the list has more than 10000 pages');
  });

  it('that has no end, and no count, is refused', async () => {
    const reading = idsOf((page) => [row(String(page))], 500);
    await expect(reading).rejects.toThrow(InvalidResponseError);
    await expect(reading).rejects.toThrow('the list has more than 500 pages');
  });

  it('may hold doubles of its own: each item is taken once', async () => {
    expect(await idsOf(new FakeList(['a', 'a', 'b'], 3).answer)).toEqual(['a', 'b']);
    expect(await idsOf(new FakeList(['a', 'b', 'b', 'c'], 2).answer)).toEqual(['a', 'b', 'c']);
  });

  it('fails as the request for a page does', async () => {
    const list = new FakeList(['a', 'b', 'c'], 2);
    const failing = idsOf((page, limit) => {
      if (page === 2) throw new Error('cut off');
      return list.answer(page, limit);
    });
    await expect(failing).rejects.toThrow(RejectedError);
    await expect(failing).rejects.toThrow('could not list the repositories: HTTP 400: Error: cut off');
  });

  it('fails as a row does that cannot be read', async () => {
    await expect(idsOf(() => [row('a'), { name: 'no id' }])).rejects.toThrow(InvalidResponseError);
  });
});

describe('a short list is never given', () => {
  const first = { currentPage: 1, pageCount: 2, totalEntries: 4, result: [row('a'), row('b')] };
  const second = { currentPage: 2, pageCount: 2, totalEntries: 4, result: [row('c'), row('d')] };
  const always =
    (one: unknown, two: unknown): AnswerPage =>
    (page) =>
      page === 1 ? one : two;

  it('but the two pages themselves add up', async () => {
    expect(await idsOf(always(first, second))).toEqual(['a', 'b', 'c', 'd']);
  });

  it.each([0, -1])('nor where %d pages are counted: it is read to its end', async (pageCount) => {
    expect(await idsOf(always({ ...first, pageCount }, { ...second, pageCount }))).toEqual(['a', 'b', 'c', 'd']);
    const pages = [first, { ...second, result: [] }, { ...second, currentPage: 3 }].map((page) => ({
      ...page,
      pageCount,
    }));
    expect(await idsOf((page) => pages[page - 1] ?? { ...second, pageCount, result: [] })).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('where rows that are counted are null', async () => {
    await expect(idsOf(always({ ...first, pageCount: 1, result: null }, second))).rejects.toThrow(InvalidResponseError);
    await expect(idsOf(always(first, { ...second, result: null }))).rejects.toThrow(InvalidResponseError);
  });

  it('where a bare array of as many rows as were asked for comes for every page', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => row(String(index).padStart(3, '0')));
    await expect(idsOf((_, limit) => rows.slice(0, limit))).rejects.toThrow(InvalidResponseError);
    await expect(idsOf(() => rows.slice(0, 100))).rejects.toThrow(InvalidResponseError);
    // More than were asked for are the whole list; so are 100 whose last page is given for any further one.
    expect(await idsOf(() => rows)).toHaveLength(250);
    expect(
      await idsOf((page, limit) => {
        const last = Math.ceil(100 / limit);
        const number = Math.min(page, last) - 1;
        return rows.slice(number * limit, Math.min(100, (number + 1) * limit));
      }),
    ).toHaveLength(100);
  });

  it('where one page of a bare list is empty, and the next is not', async () => {
    const pages = [[row('a')], [], [row('b')], []];
    expect(await idsOf((page) => pages[page - 1] ?? [])).toEqual(['a', 'b']);
  });

  it.each([
    [
      'the first of several pages is empty',
      { ...first, totalEntries: undefined, result: [] },
      { ...second, totalEntries: undefined },
    ],
    ['the server counts more rows than it gives', first, { ...second, result: [row('c')] }],
    ['the last page is empty', first, { ...second, result: [] }],
    ['there are fewer pages than rows ask for', { ...first, pageCount: 1 }, second],
    ['another page comes than was asked for', first, first],
    ['the second page counts other pages', first, { ...second, pageCount: 3 }],
    ['the second page counts other rows', first, { ...second, totalEntries: 5 }],
    ['the second page has no envelope', first, second.result],
    ['all pages bring the same rows', first, { ...second, result: first.result }],
    ['the first page is the last one', second, second],
  ])('where %s', async (_, one, two) => {
    await expect(idsOf(always(one, two))).rejects.toThrow(InvalidResponseError);
  });

  it.each([
    [
      'on one page',
      [
        [
          { ...row('a'), isLicensed: true },
          { ...row('a'), isLicensed: false },
        ],
      ],
    ],
    [
      'on two pages',
      [
        [row('x'), { ...row('a'), isLicensed: true }],
        [{ ...row('a'), isLicensed: false }, row('y')],
      ],
    ],
  ])('where two rows of one ID contradict each other: %s', async (_, pages) => {
    const counted: AnswerPage = (page) => ({ currentPage: page, pageCount: pages.length, result: pages[page - 1] });
    for (const answer of [counted, (page: number) => pages[page - 1] ?? []] satisfies AnswerPage[])
      await expect(idsOf(answer)).rejects.toThrow('two rows of the list have the same ID and contradict each other');
  });

  it('where rows are counted, but pages are not', async () => {
    await expect(idsOf(() => ({ totalEntries: 4, result: [row('a'), row('b')] }))).rejects.toThrow(
      InvalidResponseError,
    );
  });
});
