import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { below, find, nameIn, nearestName, projectIn, shortName } from '../../../src/domain/find.ts';
import { isGuid } from '../../../src/shared/guid.ts';
import { guid } from '../../support/build.ts';

interface Item {
  readonly id: string;
  readonly name: string | undefined;
}

function named(...names: readonly (string | undefined)[]): Item[] {
  return names.map((name, index) => ({ id: guid(index), name }));
}

function nearestOf(names: readonly string[], wanted: string): string | undefined {
  const found = find(named(...names), wanted);
  return found.kind === 'none' ? found.nearest : `found ${found.kind}`;
}

describe('a name', () => {
  it('means the item of exactly that name before those of another case', () => {
    const items = named('DAILY', 'daily', 'Daily');
    expect(find(items, 'Daily')).toEqual({ kind: 'one', item: items[2] });
  });

  it('means the one item of another case where none is exact', () => {
    const items = named('Weekly', 'DAILY', undefined);
    expect(find(items, 'daily')).toEqual({ kind: 'one', item: items[1] });
  });

  it.each([
    ['of exactly that name', ['Daily', 'Daily', 'daily'], 'Daily', [0, 1]],
    ['of another case', ['DAILY', 'Weekly', 'daily'], 'Daily', [0, 2]],
  ])('that several items %s have is ambiguous', (_, names, wanted, expected) => {
    const items = named(...names);
    expect(find(items, wanted)).toEqual({ kind: 'several', items: expected.map((index) => items[index]) });
  });

  it.each([
    ['ends with a space', 'Daily ', 'Daily'],
    ['holds a no-break space', 'Daily\u00a0backup', 'daily backup'],
    ['holds two spaces', 'Daily  backup', 'Daily backup'],
    ['is encoded otherwise', 'Ta\u0308glich', 'T\u00e4glich'],
    ['is encoded otherwise, the other way round', 'T\u00c4GLICH', 'ta\u0308glich'],
    ['holds a character that is not shown', 'Dai\u200bly', 'Daily'],
  ])('means the item that looks the same where none is alike: one %s', (_, name, wanted) => {
    const items = named('Weekly', name);
    expect(find(items, wanted)).toEqual({ kind: 'one', item: items[1] });
    expect(find([...items, ...named(wanted)], wanted)).toMatchObject({ kind: 'one', item: { name: wanted } });
    expect(find([...items, ...named(wanted.toUpperCase())], wanted)).toMatchObject({
      item: { name: wanted.toUpperCase() },
    });
  });

  it.each([
    ['Stra\u00dfe', 'STRASSE'],
    ['daily backup', 'dailybackup'],
  ])('never means what only sounds the same: %s and %s', (name, wanted) => {
    expect(find(named(name), wanted).kind).toBe('none');
  });

  it('that looks like several is ambiguous', () => {
    expect(find(named('Daily ', 'Daily\u00a0'), 'Daily').kind).toBe('several');
  });

  it('always means an item that alone has it, whatever the others are called', () => {
    const names = fc.uniqueArray(fc.oneof(fc.string(), fc.constantFrom('a', 'A', 'aa', 'Aa')), { minLength: 1 });
    fc.assert(
      fc.property(names, fc.nat(), (all, pick) => {
        const items = named(...all);
        const item = items[pick % items.length];
        expect(find(items, item?.name ?? '')).toEqual({ kind: 'one', item });
      }),
    );
  });

  it('never means an item with another name, and finds every one that differs by case only', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'B'), maxLength: 3 });
    fc.assert(
      fc.property(fc.array(name), name, (names, wanted) => {
        const alike = names.filter((each) => each.toLowerCase() === wanted.toLowerCase());
        const exact = names.filter((each) => each === wanted);
        const expected = exact.length > 0 ? exact : alike;
        const found = find(named(...names), wanted);
        const items = found.kind === 'one' ? [found.item] : found.kind === 'several' ? found.items : [];
        expect(items.map((item) => item.name)).toEqual(expected);
        expect(found.kind).toBe(expected.length === 0 ? 'none' : expected.length === 1 ? 'one' : 'several');
      }),
    );
  });
});

describe('a GUID', () => {
  it.each([guid(1), guid(1).toUpperCase()])('is an ID in any case: %s', (wanted) => {
    const items = named('a', 'b');
    expect(find(items, wanted)).toEqual({ kind: 'one', item: items[1] });
  });

  it.each<[string, (id: string) => string]>([
    ['without dashes', (id) => id.replaceAll('-', '')],
    ['in braces', (id) => `{${id}}`],
    ['in parentheses', (id) => `(${id})`],
    ['in braces, without dashes, in capitals', (id) => `{${id.replaceAll('-', '').toUpperCase()}}`],
  ])('means the item of that ID when it is written %s', (_, written) => {
    const items = named('Daily', undefined, 'Weekly');
    expect(find(items, written(guid(1)))).toEqual({ kind: 'one', item: items[1] });
    expect(find(named('Daily', written(guid(7))), written(guid(7)))).toMatchObject({ kind: 'one' });
  });

  it('is never taken for a name', () => {
    expect(find(named(guid(7)), guid(7)).kind).toBe('none');
  });

  it.each([
    [guid(1), true],
    [guid(1).toUpperCase(), true],
    [`{${guid(1)}}`, false],
    [guid(1).replaceAll('-', ''), false],
    [`${guid(1)}0`, false],
    [guid(1).replace('a', 'g'), false],
    ['', false],
  ])('is recognized: %s is %s', (text, expected) => {
    expect(isGuid(text)).toBe(expected);
  });
});

describe('the nearest name', () => {
  it.each([
    [['Daily', 'Weekly'], 'Dialy', 'Daily'],
    [['Daily', 'Weekly'], 'wekly', 'Weekly'],
    [['DAILY BACKUP'], 'daily bakup', 'DAILY BACKUP'],
    [['Monthly archive'], 'Monthly-archives', 'Monthly archive'],
    [['web', 'api'], 'apo', 'api'],
    [['ab', 'acme'], 'amce', 'acme'],
    [['Weekly12'], 'weekly', 'Weekly12'],
  ])('among %j for %s is %s', (names, wanted, nearest) => {
    expect(nearestOf(names, wanted)).toBe(nearest);
  });

  it.each([
    ['nothing is like it', ['Daily', 'Weekly'], 'Production'],
    ['there is nothing', [], 'Daily'],
    ['most of a short name differs', ['web', 'cli'], 'new'],
  ])('is none where %s', (_, names, wanted) => {
    expect(nearestOf(names, wanted)).toBeUndefined();
  });

  it('is none among items without a name', () => {
    expect(find(named(undefined, undefined), 'Daily')).toEqual({ kind: 'none', nearest: undefined });
  });

  it('is always one of the names', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), (names, wanted) => {
        const found = find(named(...names), wanted);
        if (found.kind === 'none') expect([...names, undefined]).toContain(found.nearest);
      }),
    );
  });
});

describe('the short name of a repository', () => {
  it.each([
    ['acme/api', 'api'],
    ['ACME/Api', 'Api'],
    ['api', 'api'],
    ['other/api', 'other/api'],
    ['acme/group/api', 'group/api'],
    ['acmeapi', 'acmeapi'],
    ['not/acme/api', 'not/acme/api'],
  ])('of %s in organization acme is %s', (name, short) => {
    expect(shortName(name, 'acme')).toBe(short);
  });

  it('is not cut by an organization whose name holds marks of a pattern', () => {
    expect(shortName('a.c/api', 'a.c')).toBe('api');
    expect(shortName('abc/api', 'a.c')).toBe('abc/api');
  });
});

describe('a path', () => {
  it.each([
    ['Shop/api', 'Shop', 'api'],
    ['Shop/group/api', 'Shop', 'api'],
    ['api', '', 'api'],
  ])('%s begins with project "%s" and ends with name %s', (path, project, name) => {
    expect([projectIn(path), nameIn(path)]).toEqual([project, name]);
  });
});

describe('the path below an owner', () => {
  it.each([
    ['acme', 'acme/api', 'api'],
    ['Acme', 'ACME/group/api', 'group/api'],
    ['group/sub', 'group/sub/api', 'api'],
    ['group/sub', 'group/api', undefined],
    ['group/sub', 'group/sub', undefined],
    ['acme', 'acmee/api', undefined],
    ['acme', 'api', undefined],
    ['acmeapi', 'acme/api', undefined],
    ['group/sub', 'groupsub/x/api', undefined],
    ['group /sub', 'Group/sub/team/api', undefined],
    ['Group/Sub', 'group/sub /team/api', 'team/api'],
    // Its small letter is two characters.
    ['i\u0307nc', '\u0130nc/api', 'api'],
    ['Caf\u00e9 Labs', 'cafe\u0301\u00a0labs/api', 'api'],
  ])('%s of %s is %s', (owner, path, rest) => {
    expect(below(owner, path)).toBe(rest);
  });
});

describe('the name most like a wanted one', () => {
  it('is not looked for where nobody typed the wanted one: two very long names would take minutes', () => {
    const long = 'y'.repeat(1000);
    expect(nearestName([`${long}x`], long)).toBe(`${long}x`);
    expect(nearestName(['y'.repeat(999_999)], 'y'.repeat(1_000_000))).toBeUndefined();
  });
});
