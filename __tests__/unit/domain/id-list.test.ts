import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { joinLists } from '../../../src/domain/id-list.ts';
import type { IdList } from '../../../src/domain/model.ts';

function list(complete: boolean, ...ids: readonly string[]): IdList {
  return { ids: new Set(ids), complete };
}

describe('lists of one thing', () => {
  it('of which a complete one lacks what others hold do not show it, however many these are', () => {
    expect(joinLists([list(true, 'a'), list(false, 'b'), list(false, 'b')])).toEqual({
      ...list(false, 'a'),
      disputed: new Set(['b']),
    });
  });

  it('are whole where one is, and none holds more', () => {
    expect(joinLists([list(false, 'a'), undefined, list(true, 'a', 'b')])).toEqual(list(true, 'a', 'b'));
    expect(joinLists([list(false, 'a'), list(true, 'a'), list(true, 'a')])).toEqual(list(true, 'a'));
    expect(joinLists([undefined])).toBeUndefined();
  });

  it('say the same in any order', () => {
    const id = fc.constantFrom('a', 'b', 'c');
    const one = fc.tuple(fc.boolean(), fc.uniqueArray(id)).map(([complete, ids]) => list(complete, ...ids));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 4 }), (lists) => {
        expect(joinLists(lists.toReversed())).toEqual(joinLists(lists));
      }),
    );
  });
});
